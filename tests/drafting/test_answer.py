"""Answers to open questions become text, or evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.answer import answer, answer_as_evidence, list_questions
from afterword.evidence import Ledger, read_ledger
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.outline import ACTION_ITEMS, EVAL_GAP
from afterword.project import Project
from drafting.derived import ledger
from drafting.incident import ID, make_project

QUESTION = "**Unknown, needs investigation:**"
BODY = f"""
## Summary

{QUESTION} What happened?

## Root cause

### Immediate cause

{QUESTION} By which mechanism did the change produce the failing output? [^e1]

## Eval coverage gap

{QUESTION} {EVAL_GAP.questions[0]}
"""
LEDGER: Ledger = ledger(("2026-04-16T17:00Z", "It broke."))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path, body=BODY)


def test_the_questions_that_matter_most_come_first_with_what_bears_on_them(project: Project) -> None:
    found = list_questions(project.document(ID), LEDGER)
    assert [one.section for one in found] == ["Immediate cause", "Eval coverage gap", "Summary"]
    assert [item.text for item in found[0].bearing] == ["It broke."]
    assert found[0].words.endswith("the failing output?")


def test_an_answer_takes_the_place_of_its_question_and_of_nothing_else(project: Project) -> None:
    document = project.document(ID)
    answer(project, document, list_questions(document, LEDGER)[0], "The rule was dropped.\n\nNobody saw it.")
    asked = f"{QUESTION} By which mechanism did the change produce the failing output? [^e1]"
    expected = document.source.text.replace(asked, "The rule was dropped.\n\nNobody saw it.")
    assert project.document(ID).source.text == expected


def test_answer_on_action_items_becomes_rows_of_their_table(tmp_path: Path) -> None:
    """As prose above an empty table, nothing of it would ever be tracked."""
    asked = f"{QUESTION} {ACTION_ITEMS.questions[0]} [^e1]"
    project = make_project(
        tmp_path, body=f"\n## Action items\n\n{asked}\n\n{EMPTY_ACTION_TABLE}\n\n{QUESTION} Who owns A1?\n"
    )
    document = project.document(ID)
    ours, theirs = list_questions(document, LEDGER)
    assert answer(project, document, ours, "- [ ] Restore v11 | v10\n2. Ask the policy team\n\n") == ("A1", "A2")
    written = project.document(ID)
    assert [(one.id, one.text("Action"), one.text("Status")) for one in written.actions] == [
        ("A1", "Restore v11 | v10", "open"),
        ("A2", "Ask the policy team", "open"),
    ]
    assert "## Action items\n\n| ID |" in written.source.text
    (theirs,) = list_questions(written, LEDGER)
    assert answer(project, written, theirs, "The platform team.") == ()
    assert len(project.document(ID).actions) == 2


def test_an_answer_as_evidence_is_redacted_and_drafts_its_section_again(project: Project) -> None:
    document = project.document(ID)
    question = list_questions(document, LEDGER)[1]
    words = "We have no eval case for refunds. Ask jane@example.org."
    (item,) = answer_as_evidence(project, document, question, words, "on-call")
    assert (item.actor, item.text) == ("on-call", "We have no eval case for refunds. Ask [email 1].")
    assert str(item.at).startswith(f"{project.now:%Y-%m-%dT%H:%M}")
    assert read_ledger(project.evidence_folder(ID)).items[-1] == item
    written = project.document(ID)
    section = written.section("Eval coverage gap")
    assert section is not None and section.notice is not None
    assert "We have no eval case for refunds" in written.text(section.body)
    assert "Summary" not in {section.name for section, _ in written.notices}
