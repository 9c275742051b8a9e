"""`afterword draft`: its flags, its outputs, and what it prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from afterword.cli.main import run
from drafting.incident import (
    ID,
    configure_model,
    document_path,
    files_in,
    make_project,
    make_proposals,
    writes_every_section,
)
from fakes import llm as fake


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    return make_proposals(tmp_path)


@pytest.mark.parametrize("pair", [("--apply", "--generate"), ("--offline", "--apply"), ("--show-prompt", "--generate")])
def test_only_one_half_at_a_time(generated: Path, pair: tuple[str, str]) -> None:
    arguments = [part for flag in pair for part in ((flag,) if flag in ("--offline", "--show-prompt") else (flag, "x"))]
    assert run(["-C", str(generated), "draft", ID, *arguments]) == 2


@pytest.mark.parametrize(
    "target", ["postmortems/{id}.md", "postmortems/new.md", "README.md", "postmortems/../notes.md"]
)
@pytest.mark.parametrize("flag", ["--report", "--generate"])
def test_an_output_never_replaces_a_persons_words(
    generated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], flag: str, target: str
) -> None:
    (generated / "README.md").write_text("# Draft of mine\n")
    (generated / "notes.md").write_text("{}\n")
    before = files_in(generated)
    with fake.endpoint(writes_every_section) as script:
        configure_model(monkeypatch, script)
        assert run(["-C", str(generated), "draft", ID, flag, target.format(id=ID)]) == 1
        assert script.requests == []
    assert "nothing was written" in capsys.readouterr().err
    assert files_in(generated) == before


def test_a_report_never_replaces_the_draft_that_it_is_about(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(generated)
    for report in ("draft.md", "./draft.txt", "report.json"):
        assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json", "--report", report]) == 2
    # Nor the data of something else beside a report that could be written.
    (generated / "package.json").write_text('{"name": "mine"}\n')
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json", "--report", "package.md"]) == 1
    (generated / "package.json").unlink()
    assert files_in(generated) == before


def test_outputs_are_written_over_earlier_ones_of_their_kind(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (generated / "report.md").touch()
    for _ in range(2):
        assert run(["-C", str(generated), "draft", ID, "--offline", "--report", "report.md"]) == 0
    assert (generated / "report.md").read_text().startswith(f"# Draft of {ID}")
    with fake.endpoint(writes_every_section) as script:
        configure_model(monkeypatch, script, "another-model")
        assert run(["-C", str(generated), "draft", ID, "--generate", "draft.json"]) == 0
    assert json.loads((generated / "draft.json").read_text())["model"] == "another-model"


@pytest.mark.parametrize("flags", [
    ("--generate", "x.json", "--dry-run"), ("--generate", "x.json", "--report", "x.md"),
    ("--dry-run", "--report", "x.md"), ("--show-prompt", "--report", "x.md"),
])  # fmt: skip
def test_a_flag_that_would_do_nothing_is_refused(generated: Path, flags: tuple[str, ...]) -> None:
    before = files_in(generated)
    assert run(["-C", str(generated), "draft", ID, *flags]) == 2
    assert files_in(generated) == before


def test_without_a_model_there_is_nothing_to_generate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_project(tmp_path)
    assert run(["-C", str(tmp_path), "draft", ID, "--generate", "draft.json"]) == 1
    assert "there is nothing to ask a model" in capsys.readouterr().err
    assert not (tmp_path / "draft.json").exists()


def test_a_model_without_a_key_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(tmp_path)
    monkeypatch.setenv("AFTERWORD_LLM_MODEL", "some-model")
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert run(["-C", str(tmp_path), "draft", ID, "--offline"]) == 0
    assert capsys.readouterr().err == ""
    make_project(tmp_path / "second")
    assert run(["-C", str(tmp_path / "second"), "draft", ID]) == 0
    assert capsys.readouterr().err == "no model was asked: OPENAI_API_KEY is not set\n"


def test_a_named_section_that_is_a_persons_is_told(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json", "--section", "Summary"]) == 0
    capsys.readouterr()
    assert run(["-C", str(generated), "draft", ID, "--section", "Summary"]) == 0
    assert "  kept       Summary (a draft that awaits review" in capsys.readouterr().out
    text = document_path(generated).read_text()
    start, end = text.index("## Summary"), text.index("\n## ", text.index("## Summary"))
    text = f"{text[:start]}## Summary\n\nIt broke.\n{text[end:]}"
    document_path(generated).write_text(re.sub(r"^> .*\n> .*\n\n", "", text, count=1, flags=re.MULTILINE))
    assert run(["-C", str(generated), "draft", ID, "--section", "Summary"]) == 0
    out = capsys.readouterr().out
    assert "  kept       Summary (written by people; only what is missing is drafted)\nRefreshed the footnotes" in out
    assert "[^e" not in document_path(generated).read_text()  # nothing cites them any more
    assert run(["-C", str(generated), "draft", ID, "--section", "Summary"]) == 0
    assert "Nothing to draft" in capsys.readouterr().out
