"""Settings: from the file, from the environment, and told with their line where they are wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword import config
from afterword.config import Config, load
from afterword.errors import AfterwordError
from afterword.postmortem.factors import FACTORS
from afterword.postmortem.outline import required_names
from afterword.project import Project


def written(folder: Path, text: str | bytes) -> Path:
    (folder / config.FILE_NAME).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


@pytest.mark.parametrize("text", [None, "", "# nothing\n", "\ufeff# nothing\r\n"])
def test_defaults_apply_without_settings(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        written(tmp_path, text)
    settings = load(tmp_path, {})
    assert settings == Config()
    assert (settings.postmortems, settings.tracker, settings.llm.model) == ("postmortems", "github", None)
    assert [severity.name for severity in settings.severities] == ["SEV1", "SEV2", "SEV3", "SEV4"]
    assert settings.known_factors == sorted(FACTORS)


def test_every_kind_of_setting_is_read(tmp_path: Path) -> None:
    written(
        tmp_path,
        """\
postmortems: incidents
tracker: local
severities:
  - name: P1
    meaning: bad
    sections: [Impact, Summary]
  - name: P2
services: [search]
factors: [our-own]
llm: {model: m1, timeout_seconds: 5, max_output_tokens: 300}
tracking: {label: pm, trusted_authors: [41898282]}
site: {name: Incidents}
""",
    )
    settings = load(tmp_path, {})
    assert (settings.postmortems, settings.tracker, settings.services) == ("incidents", "local", ["search"])
    assert (settings.llm.model, settings.llm.timeout_seconds, settings.llm.max_output_tokens) == ("m1", 5.0, 300)
    assert (settings.tracking.label, settings.tracking.trusted_authors) == ("pm", [41898282])
    assert settings.site.name == "Incidents"
    assert "our-own" in settings.known_factors
    assert settings.required_sections("P1") == ["Summary", "Impact"]  # in the order of the outline
    assert settings.required_sections("P2") == []


def test_unknown_severity_requires_what_the_gravest_does() -> None:
    settings = Config()
    assert settings.severity("SEV9") is None
    assert settings.severity(None) is None
    assert settings.required_sections("SEV9") == list(required_names(minor=False))
    assert settings.required_sections(None) == list(required_names(minor=False))
    assert settings.required_sections("SEV4") == list(required_names(minor=True))


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("postmortems: x\nlabl: y\n", 2, "`labl` is not a key", "known keys here"),
        ("llm:\n  modle: x\n", 2, "`llm.modle` is not a key", "did you mean `model`?"),
        ("tracker: gitlab\n", 1, "`gitlab` is not a value of `tracker`", "github, local"),
        ("llm:\n  timeout_seconds: 0\n", 2, "`llm.timeout_seconds`", ""),
        ("\n\nllm:\n  max_output_tokens: many\n", 4, "`llm.max_output_tokens`", ""),
        ("services:\n", 1, "`services` has no value", ""),
        ("site: {name: a: b}\n", 1, "", "quotes"),
        ("services: &a [x]\n", 1, "anchor", "delete"),
        ("- a\n", 1, "expected `key: value` lines", ""),
        ("tracking:\n  trusted_authors: [octocat]\n", 2, "`tracking.trusted_authors[0]`", ""),
        ("severities: [{meaning: no name}]\n", 1, "`severities[0]` has no `name`", "add the key"),
        ("\ufeffservices: x\n", 1, "`services`: expected a list", "- item"),
        ("a: 1\r\nb: 2\r\n", 1, "(and 1 more)", ""),
    ],
)
def test_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str, remedy: str) -> None:
    with pytest.raises(AfterwordError) as wrong:
        load(written(tmp_path, text), {})
    error = wrong.value
    assert (error.path, error.line) == ("afterword.yml", line)
    assert message in error.message
    assert remedy in error.remedy
    assert error.remedy
    assert str(error).startswith(f"afterword.yml:{line}: ")


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / config.FILE_NAME).mkdir()
    with pytest.raises(AfterwordError, match=r"afterword\.yml: this is not a regular file"):
        load(tmp_path, {})


def test_huge_file_is_no_settings(tmp_path: Path) -> None:
    written(tmp_path, b"# " + b"x" * 300_000)
    with pytest.raises(AfterwordError, match="too large"):
        load(tmp_path, {})


def test_environment_overrides_the_file(tmp_path: Path) -> None:
    written(tmp_path, "tracker: github\nllm: {model: m1, base_url: https://a.example}\n")
    settings = load(
        tmp_path,
        {
            "AFTERWORD_LLM_MODEL": "m2",
            "AFTERWORD_TRACKER": "local",
            "AFTERWORD_LLM_TIMEOUT_SECONDS": "7.5",
            "AFTERWORD_TRACKING_REPOSITORY": "o/r",
            "AFTERWORD_POSTMORTEMS": "pm",
            "AFTERWORD_SITE_NAME": "S",
            "LLM_MODEL": "no",
            "AFTERWORD_NOW": "2026-05-01T12:00:00Z",
            "afterword_llm_model": "no",
        },
    )
    assert (settings.llm.model, settings.llm.base_url) == ("m2", "https://a.example")
    assert (settings.tracker, settings.postmortems, settings.site.name) == ("local", "pm", "S")
    assert (settings.llm.timeout_seconds, settings.tracking.repository) == (7.5, "o/r")


def test_a_variable_sets_nothing_but_itself(tmp_path: Path) -> None:
    settings = load(tmp_path, {"AFTERWORD_TRACKER": "local", "AFTERWORD_LLM_MODEL": "m"})
    assert settings.model_fields_set == {"tracker", "llm"}, "a folder that is only the default may be missing"
    assert settings.llm.model_fields_set == {"model"}


def test_empty_variable_is_not_set(tmp_path: Path) -> None:
    written(tmp_path, "tracker: local\nllm: {model: m1}\n")
    assert load(tmp_path, {"AFTERWORD_LLM_MODEL": "", "AFTERWORD_TRACKER": ""}) == load(tmp_path, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AFTERWORD_TRACKER", "gitlab"),
        ("AFTERWORD_LLM_TIMEOUT_SECONDS", "-1"),
        ("AFTERWORD_LLM_MAX_OUTPUT_TOKENS", "x"),
        ("AFTERWORD_SERVICES", "a,b"),
    ],
)
def test_wrong_variable_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(AfterwordError, match=f"the variable {name}:") as wrong:
        load(tmp_path, {name: value})
    assert wrong.value.remedy == "correct it or unset it"


def test_wrong_file_is_told_before_the_environment(tmp_path: Path) -> None:
    with pytest.raises(AfterwordError, match=r"afterword\.yml:1"):
        load(written(tmp_path, "tracker: gitlab\n"), {"AFTERWORD_TRACKER": "local"})


def test_every_setting_is_described() -> None:
    def fields(model: type) -> None:
        for name, field in model.model_fields.items():  # type: ignore[attr-defined]
            if isinstance(field.annotation, type) and hasattr(field.annotation, "model_fields"):
                fields(field.annotation)
            else:
                assert field.description, name

    fields(Config)


@given(st.binary(max_size=200))
def test_any_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("settings")
    try:
        assert isinstance(load(written(folder, data), {}), Config)
    except AfterwordError as error:
        assert error.path == "afterword.yml"


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor devices in folders")
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_what_is_no_file_of_the_project_is_no_settings(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "root" / config.FILE_NAME
    path.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        (tmp_path / "elsewhere.yml").write_text("postmortems: x\n")
        path.symlink_to("/dev/zero" if kind == "device" else tmp_path / "elsewhere.yml")
    with pytest.raises(AfterwordError, match=r"regular file|leads out of the project"):
        Project.open(path.parent, {})


def test_patterns_are_bounded_together(tmp_path: Path) -> None:
    one = "    - {name: x, regex: '(a?){12}b'}\n"
    (tmp_path / config.FILE_NAME).write_text("redaction:\n  patterns:\n" + one * 2)
    assert len(config.load(tmp_path, {}).redaction.patterns) == 2
    (tmp_path / config.FILE_NAME).write_text("redaction:\n  patterns:\n" + one * 20)
    with pytest.raises(AfterwordError, match="together can match in 81,920 ways"):
        config.load(tmp_path, {})


def test_number_of_a_participant_is_no_role_for_all_postmortems(tmp_path: Path) -> None:
    (tmp_path / "afterword.yml").write_text("evidence:\n  roles:\n    participant 2: support lead\n")
    with pytest.raises(AfterwordError, match="`participant 2` is another person in each post-mortem"):
        load(tmp_path, {})
