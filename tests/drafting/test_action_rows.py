"""Rows of the action table that drafting writes are read back as they were meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterword.drafting.action_rows import action_problems, action_rows
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.proposals import ProposedClaim
from afterword.postmortem import read
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from drafting.incident import ACTION, FRONT, ID, ITEMS
from drafting.incident import inputs as draft_inputs

MORE = (
    ("2026-02-10T15:00Z", "@hubot or jane.roe@example.org will look."),
    ("2026-02-10T15:01Z", "An alert on invented promises is wanted until 2026-02-20."),
    ("2026-02-10T15:02Z", "The platform team has to see alerts on invented promises."),
)


@pytest.fixture
def inputs(tmp_path: Path) -> DraftInputs:
    return draft_inputs(tmp_path, items=(*ITEMS, *MORE))


def _proposal(**changes: Any) -> ProposedClaim:
    return ProposedClaim(**{**ACTION, **changes})


def _read(rows: list[str]) -> list[dict[str, str]]:
    body = "\n".join((FRONT, "## Action items", "", EMPTY_ACTION_TABLE, *rows, ""))
    document = read(body.encode(), f"postmortems/{ID}.md")
    assert document.problems == ()
    return [{name: cell.text for name, cell in item.cells.items()} for item in document.actions]


def test_a_row_has_every_cell(inputs: DraftInputs) -> None:
    (row,) = action_rows([_proposal()], inputs)
    assert row == (
        "| A1 | Add an alert on invented promises. [^e4] | monitoring improvement | P1 | platform team | 2026-02-20 "
        "| the alert fires in a replay | open |  |"
    )


@pytest.mark.parametrize("text", ["ends in a pipe |", "ends in \\", "ends in \\|", "a | b", "`a|b`", "\\\\|", "x\n| y"])
def test_a_text_cannot_close_its_cell(inputs: DraftInputs, text: str) -> None:
    rows = list(action_rows([_proposal(text=text, done_when=text, evidence=[])] * 2, inputs))
    assert all("\n" not in row and row.endswith(" | open |  |") for row in rows)
    for item, number in zip(_read(rows), (1, 2), strict=True):
        assert (item["ID"], item["Status"], item["Owner"]) == (f"A{number}", "open", "TBD")
        assert "|" in item["Done when"] or "#124;" in item["Done when"] or "\\" in item["Done when"]


def test_ids_that_people_use_are_skipped(tmp_path: Path) -> None:
    rows = (
        "| A1 | x | prevention |  | me | TBD | y | open |  |",
        "| A3 | x | prevention |  | me | TBD | y | open |  |",
    )
    inputs = draft_inputs(tmp_path, body="\n## Action items\n\n" + "\n".join((EMPTY_ACTION_TABLE, *rows)) + "\n")
    found = [row.split(" | ")[0] for row in action_rows([_proposal()] * 3, inputs)]
    assert found == ["| A2", "| A4", "| A5"]


@pytest.mark.parametrize(
    ("owner", "evidence", "written"),
    [
        ("platform team", ["E7"], "platform team"),
        ("security team", ["E4"], "platform team"),
        ("@hubot", ["E5"], "hubot"),
        ("platform team", ["E2"], "TBD"),
        ("security team", ["E7"], "TBD"),
        ("platform", ["E7"], "TBD"),
        ("bot", ["E2"], "TBD"),
        ("jane.roe@example.org", ["E5"], "TBD"),
        ("<b>platform team</b>", ["E7"], "TBD"),
        ("", ["E7"], "TBD"),
        ("unknown", ["E7"], "TBD"),
    ],
)
def test_an_owner_is_one_that_the_cited_evidence_names(
    inputs: DraftInputs, owner: str, evidence: list[str], written: str
) -> None:
    (row,) = action_rows([_proposal(owner=owner, evidence=evidence)], inputs)
    assert row.split(" | ")[4] == written


@pytest.mark.parametrize(
    ("due", "written"),
    [
        ("2026-02-20", "2026-02-20"),
        (" 2026-02-20 ", "2026-02-20"),
        ("2026-02-21", "TBD"),
        ("2026-02", "TBD"),
        ("2026-02-20T10:00Z", "TBD"),
        ("unknown", "TBD"),
        ("soon", "TBD"),
        ("", "TBD"),
    ],
)
def test_a_due_date_is_one_that_the_cited_evidence_names(inputs: DraftInputs, due: str, written: str) -> None:
    (row,) = action_rows([_proposal(due=due, evidence=["E6"])], inputs)
    assert row.split(" | ")[5] == written


@pytest.mark.parametrize("due", ["2026-02-21", "soon", ""])
def test_the_day_that_an_owner_was_given_is_taken_whatever_the_model_says(inputs: DraftInputs, due: str) -> None:
    (row,) = action_rows([_proposal(due=due)], inputs)
    assert row.split(" | ")[5] == "2026-02-20"


SAID = (
    ("2026-02-10T13:10Z", "Resolved: no invented promise since release 59."),
    ("2026-02-10T14:00Z", "The alert on invented promises is missing. I'll take it, until 25 April.", "support lead"),
    ("2026-02-10T14:05Z", "The platform team deployed release 58 on 2026-02-10.", "on-call"),
    ("2026-02-10T14:06Z", "@hubot or jane.roe@example.org will look.", "participant 3"),
    ("2026-02-10T14:07Z", "I will add the refund cases to the suite", "participant 4"),
)


@pytest.mark.parametrize(
    ("text", "evidence", "owner", "due", "written"),
    [
        ("Add an alert on invented promises.", ["E2"], "TBD", "TBD", ("support lead", "2026-04-25")),
        ("Add an alert on invented promises.", ["E2"], "platform team", "2026-05-01", ("support lead", "2026-04-25")),
        # Another action does not become theirs because it cites what they said.
        ("Pin the version of the prompt.", ["E2"], "support lead", "2026-04-25", ("TBD", "TBD")),
        # A name or a past date in the evidence promises nothing.
        ("Add a canary to the deployment.", ["E3"], "platform team", "2026-02-10", ("TBD", "TBD")),
        # Readers cannot find an owner who is known only by a number.
        ("Add the refund cases to the suite.", ["E5"], "participant 4", "TBD", ("TBD", "TBD")),
    ],
)
def test_who_took_an_action_on_owns_it_until_the_day_that_they_said(
    tmp_path: Path, text: str, evidence: list[str], owner: str, due: str, written: tuple[str, str]
) -> None:
    known = draft_inputs(tmp_path, items=SAID)
    (row,) = action_rows([_proposal(text=text, evidence=evidence, owner=owner, due=due)], known)
    assert tuple(row.split(" | ")[4:6]) == written


def test_problems_say_what_to_repair() -> None:
    assert list(action_problems(_proposal())) == []
    vague, category, done = action_problems(_proposal(text="Improve monitoring.", category="x", done_when=" "))
    assert "is not an action that can be done" in vague
    assert category.startswith("`category` is none of ")
    assert done == "`done_when` does not say how to tell that it is done"
