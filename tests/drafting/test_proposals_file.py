"""The two halves of drafting: `draft.json` crosses between them, and the half that writes does not trust it."""

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
from drafting.incident import (
    ACTION,
    CASE,
    GOOD,
    ID,
    TWO_CAUSES,
    configure_model,
    document_path,
    files_in,
    make_project,
    make_proposals,
    writes_every_section,
)
from fakes import llm as fake
from renderers import DOCUMENT_RENDERERS, active_parts
from text.test_escaping import PAYLOADS


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    return make_proposals(tmp_path)


def _changed(root: Path, **changes: Any) -> None:
    path = root / "draft.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_apart_they_write_what_they_write_together(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 0
    apart = document_path(generated).read_bytes()
    whole = generated / "whole"
    make_project(whole)
    with fake.endpoint(writes_every_section) as script:
        configure_model(monkeypatch, script)
        assert run(["-C", str(whole), "draft", ID]) == 0
    assert document_path(whole).read_bytes() == apart


def test_the_base_is_gits_own_id(generated: Path) -> None:
    done = subprocess.run(
        ["git", "hash-object", str(document_path(generated))], capture_output=True, text=True, check=True
    )
    assert json.loads((generated / "draft.json").read_text())["base"] == done.stdout.strip()


def test_a_document_that_changed_meanwhile_is_notfiles_in(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document_path(generated).write_text(document_path(generated).read_text() + "\n## What went well\n\nMine.\n")
    before = files_in(generated)
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 1
    assert "the post-mortem has changed since the draft was made; nothing was written" in capsys.readouterr().err
    assert files_in(generated) == before


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
        ({"model": " derived,"}, "names no model"),
        ({"model": "ques\u200btions"}, "names no model"),
        ({"model": "  "}, "names no model"),
        ({"id": "2026-02-10-support-bot-invents-refund-policy-2"}, "another post-mortem"),
        ({"spent": {"requests": 10**9 + 1}}, "spent.requests"),
        ({"model": "m" * 201}, "at most 200"),
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
    before = files_in(generated)
    capsys.readouterr()
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 1
    err = capsys.readouterr().err
    assert message in err and len(err) < 600
    assert files_in(generated) == before


def test_a_link_is_not_followed(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (generated / "draft.json").rename(generated / "elsewhere.json")
    (generated / "draft.json").symlink_to(generated / "elsewhere.json")
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 1
    assert "this is a symbolic link" in capsys.readouterr().err


def test_claims_are_held_against_the_evidence_again(generated: Path) -> None:
    false = {**GOOD, "text": "At 09:18Z the bot began to promise 4711 refunds."}
    _changed(generated, sections=[{"section": "Summary", "claims": [false, GOOD], "unknowns": []}])
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 0
    text = document_path(generated).read_text()
    assert "4711" not in text and "09:18" not in text
    assert GOOD["text"] in text


def test_sections_that_are_not_missing_are_not_touched(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sections = [
        {"section": name, "claims": [GOOD], "unknowns": []} for name in ("Timeline", "Impact", "Summary", "Evil")
    ]
    _changed(generated, sections=[*sections, sections[2]])
    assert run(["-C", str(generated), "draft", ID, "--apply", "draft.json"]) == 0
    document = read_file(document_path(generated), f"{ID}.md")
    assert [section.name for section, notice in document.notices if notice.model] == ["Summary"]
    assert "Evil" not in document_path(generated).read_text()


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
