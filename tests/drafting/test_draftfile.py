"""The two halves of drafting: `draft.json` crosses between them, and the half that writes trusts nothing in it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from afterword.cli.main import run
from afterword.drafting.compose import compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals import ProposedClaim, ProposedSection
from afterword.drafting.proposals_file import MAX_BYTES, Proposals, blob_id
from afterword.drafting.sections import SPECS
from afterword.postmortem import read, read_file
from afterword.project import Project
from drafting.incident import ACTION, CASE, GOOD, ID, TWO_CAUSES, make_project, writes_every_section
from fakes import llm as fake
from renderers import DOCUMENT_RENDERERS, active_parts
from text.test_escaping import PAYLOADS


def _path(root: Path) -> Path:
    return root / "postmortems" / f"{ID}.md"


def _written(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, with `draft.json` beside it, and no key in the environment any more."""
    make_project(tmp_path)
    with monkeypatch.context() as with_key, fake.endpoint(writes_every_section) as script:
        for name, value in {"API_KEY": "key", "BASE_URL": script.base_url}.items():
            with_key.setenv(f"OPENAI_{name}", value)
        with_key.setenv("AFTERWORD_LLM_MODEL", "test-model")
        before = _path(tmp_path).read_bytes()
        assert run(["-C", str(tmp_path), "draft", ID, "--generate", "draft.json"]) == 0
        assert _path(tmp_path).read_bytes() == before
    return tmp_path


def _changed(root: Path, **changes: Any) -> None:
    path = root / "draft.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_apart_they_write_what_they_write_together(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 0
    apart = _path(generated).read_bytes()
    whole = generated / "whole"
    make_project(whole)
    with fake.endpoint(writes_every_section) as script:
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        monkeypatch.setenv("AFTERWORD_LLM_MODEL", "test-model")
        assert run(["-C", str(whole), "draft", ID]) == 0
    assert _path(whole).read_bytes() == apart


def test_the_base_is_gits_own_id(generated: Path) -> None:
    done = subprocess.run(["git", "hash-object", str(_path(generated))], capture_output=True, text=True, check=True)
    assert json.loads((generated / "draft.json").read_text())["base"] == done.stdout.strip()


def test_a_document_that_changed_meanwhile_is_not_written(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _path(generated).write_text(_path(generated).read_text() + "\n## What went well\n\nMine.\n")
    before = _written(generated)
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 1
    assert "the post-mortem has changed since the draft was made; nothing was written" in capsys.readouterr().err
    assert _written(generated) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a draft"),
        ("[]", "not a draft"),
        ("{", "not a draft"),
        ("[" * 100_000, "not a draft"),
        ("{}", "id: Field required"),
        (" " * (MAX_BYTES + 1), "at most 2 MB"),
        ({"version": 2}, "version"),
        ({"id": "2026-02-10-another"}, "another post-mortem"),
        ({"base": "0" * 40}, "has changed"),
        ({"base": "../../etc/passwd"}, "base"),
        ({"model": "derived"}, "names no model"),
        ({"model": ""}, "model"),
        ({"path": "../../outside.md"}, "path: Extra inputs are not permitted"),
        (
            {"sections": [{"section": "Summary", "claims": [{"text": "x" * 2_001}], "unknowns": []}]},
            "sections.0.claims.0",
        ),
        ({"sections": [{"section": "Summary", "claims": [], "unknowns": [], "markdown": "# x"}]}, "Extra inputs"),
        ({"sections": [{"section": "x", "claims": [], "unknowns": []}] * 41}, "at most 40"),
        ({"spent": {"requests": -1}}, "spent.requests"),
    ],
)
def test_what_is_no_draft_writes_nothing(
    generated: Path, capsys: pytest.CaptureFixture[str], text: str | dict[str, Any], message: str
) -> None:
    if isinstance(text, dict):
        _changed(generated, **text)
    else:
        (generated / "draft.json").write_text(text)
    before = _written(generated)
    capsys.readouterr()
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 1
    err = capsys.readouterr().err
    assert message in err and len(err) < 600
    assert _written(generated) == before


def test_a_link_is_not_followed(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (generated / "draft.json").rename(generated / "elsewhere.json")
    (generated / "draft.json").symlink_to(generated / "elsewhere.json")
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 1
    assert "not a regular file" in capsys.readouterr().err


def test_claims_are_held_against_the_evidence_again(generated: Path) -> None:
    false = {**GOOD, "text": "At 09:18Z the bot began to promise 4711 refunds."}
    _changed(generated, sections=[{"section": "Summary", "claims": [false, GOOD], "unknowns": []}])
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 0
    text = _path(generated).read_text()
    assert "4711" not in text and "09:18" not in text
    assert GOOD["text"] in text


def test_sections_that_are_not_missing_are_not_touched(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sections = [
        {"section": name, "claims": [GOOD], "unknowns": []} for name in ("Timeline", "Impact", "Summary", "Evil")
    ]
    _changed(generated, sections=[*sections, sections[2]])
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 0
    document = read_file(_path(generated), f"{ID}.md")
    assert [section.name for section, _ in document.notices] == ["Summary"]
    assert "Evil" not in _path(generated).read_text()


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
    before = _written(generated)
    with fake.endpoint(writes_every_section) as script:
        for name, value in {"API_KEY": "key", "BASE_URL": script.base_url}.items():
            monkeypatch.setenv(f"OPENAI_{name}", value)
        monkeypatch.setenv("AFTERWORD_LLM_MODEL", "test-model")
        assert run(["-C", str(generated), "draft", ID, flag, target.format(id=ID)]) == 1
        assert script.requests == []
    assert "nothing was written" in capsys.readouterr().err
    assert _written(generated) == before


def test_a_report_never_replaces_the_draft_that_it_is_about(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _written(generated)
    for report in ("draft.md", "./draft.txt", "report.json"):
        assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json", "--report", report]) == 2
    # Nor the data of something else beside a report that could be written.
    (generated / "package.json").write_text('{"name": "mine"}\n')
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json", "--report", "package.md"]) == 1
    (generated / "package.json").unlink()
    assert _written(generated) == before


def test_outputs_are_written_over_earlier_ones_of_their_kind(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (generated / "report.md").touch()
    for _ in range(2):
        assert run(["-C", str(generated), "draft", ID, "--offline", "--report", "report.md"]) == 0
    assert (generated / "report.md").read_text().startswith(f"# Draft of {ID}")
    with fake.endpoint(writes_every_section) as script:
        for name, value in {"API_KEY": "key", "BASE_URL": script.base_url}.items():
            monkeypatch.setenv(f"OPENAI_{name}", value)
        monkeypatch.setenv("AFTERWORD_LLM_MODEL", "another-model")
        assert run(["-C", str(generated), "draft", ID, "--generate", "draft.json"]) == 0
    assert json.loads((generated / "draft.json").read_text())["model"] == "another-model"


@pytest.mark.parametrize("flags", [
    ("--generate", "x.json", "--dry-run"), ("--generate", "x.json", "--report", "x.md"),
    ("--dry-run", "--report", "x.md"), ("--show-prompt", "--report", "x.md"),
])  # fmt: skip
def test_a_flag_that_would_do_nothing_is_refused(generated: Path, flags: tuple[str, ...]) -> None:
    before = _written(generated)
    assert run(["-C", str(generated), "draft", ID, *flags]) == 2
    assert _written(generated) == before


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
    text = _path(generated).read_text()
    start, end = text.index("## Summary"), text.index("\n## ", text.index("## Summary"))
    _path(generated).write_text(f"{text[:start]}## Summary\n\nIt broke.\n{text[end:]}")
    assert run(["-C", str(generated), "draft", ID, "--section", "Summary"]) == 0
    out = capsys.readouterr().out
    assert "  kept       Summary (written by people; only what is missing is drafted)\nNothing to draft" in out


HUMAN = "\n## Mitigation\n\nWe  rolled back.\t\n\n[runbook]: https://runbook.example\n\n## House rules\n\n* mine\n"
TEXT = st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=8), max_size=4).map("".join)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, DraftInputs]:
    """A project whose only evidence says the worst: what cites it verbatim is grounded, and is written."""
    items = [("2026-02-10T08:58Z", payload) for payload in PAYLOADS if payload.strip()]
    project = make_project(tmp_path_factory.mktemp("hostile"), front=TWO_CAUSES, body=HUMAN, items=items)
    return project, DraftInputs.of(project, project.document(ID))


@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
@given(st.lists(TEXT, min_size=6, max_size=6), st.sampled_from(SPECS), st.integers(1, len(PAYLOADS) - 10))
def test_whatever_a_draft_says_human_text_stays_and_nothing_is_forged(
    hostile: tuple[Project, DraftInputs], texts: list[str], spec: Any, number: int
) -> None:
    project, known = hostile
    document = known.document
    item = known.items[number]
    own = {
        **ACTION, **CASE, "must": [], "must_not": [], "text": f"Add {item.text} {texts[0]}"[:500],
        "evidence": [item.id], "quote": item.text, "owner": texts[1], "due": texts[2],
        "done_when": f"{item.text} {texts[3]}"[:80],
        "category": "eval case",
    }  # fmt: skip
    claims = [
        ProposedClaim.model_construct(**{**own, "kind": kind, "cause": cause})
        for kind, cause in (("fact", "tone"), ("recommendation", "all"), ("inference", texts[4]))
    ]
    section = ProposedSection.model_construct(section=spec.name, claims=claims, unknowns=[text[:300] for text in texts])
    made = Proposals.model_construct(
        version=1, id=ID, base=blob_id(document), model=texts[5] or "m", sections=[section], notices=[]
    )
    text = compose_draft(known, made).text
    drafted = read(text.encode(), document.path)
    # What people wrote stands there, byte for byte, and reads as before.
    for part in HUMAN.split("\n\n"):
        assert part.strip("\n") in text
    assert "[runbook]: https://runbook.example" in text
    # No section, footnote, marker, row or front matter came from outside.
    names = [section.name for section in drafted.walk() if section.level < 4]
    assert len(names) == len(set(names)) and names.count("House rules") == 1
    assert {note.label for note in drafted.footnotes} <= {item.label for item in known.evidence.items}
    assert all(block.untouched for block in drafted.derived)
    assert not drafted.problems
    assert drafted.front.title == document.front.title and drafted.front.severity == document.front.severity
    assert len(drafted.actions) <= len(claims)
    # Nothing in it runs, loads, links or leads anywhere, whatever renders it.
    body = text[drafted.body_start :]
    for renderer in DOCUMENT_RENDERERS:
        assert not active_parts(renderer, body), renderer
    # A second run changes nothing.
    assert compose_draft(DraftInputs.of(project, drafted)).text == text
