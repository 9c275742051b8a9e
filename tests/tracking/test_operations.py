"""Operations, and by what two plans agree on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.tracking import marker
from afterword.tracking.marker import DOCUMENT, Key
from afterword.tracking.operations import Operation
from tracking.plans import issue
from tracking.rows import document, row

ISSUE = issue(7, document([row("A1", "Add the case")]))
KEY = Key.of("2026-b", "A1")
BASE = Operation("update", KEY, "title", title="New", body=marker.with_block("", "ours"))


def test_the_identity_of_an_operation_lasts() -> None:
    """A plan that an earlier version wrote is still read."""
    assert BASE.identity == "4aa0b9c89cdbbf5d"
    assert Operation("create", KEY, "").identity == "8b384caa1c4cce1c"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "close"},
        {"key": Key.of("2026-c", "A1")},
        {"key": Key.of("2026-b", "A2")},
        {"key": Key.of("2026-b", "A1", DOCUMENT)},
        {"issue": ISSUE},
        {"title": "Newer"},
        {"title": None},
        {"body": marker.with_block("", "ours, changed")},
        {"body": None},
        {"reason": "completed"},
        {"add": ("overdue",)},
        {"remove": ("overdue",)},
        {"assign": "octocat"},
        {"comment": "row-gone"},
        {"text": "There is"},
        {"parent": Key.of("2026-b", "", DOCUMENT)},
    ],
)
def test_plans_disagree_on_an_operation_that_does_something_else(change: dict[str, object]) -> None:
    assert replace(BASE, **change).identity != BASE.identity  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"why": "text"},
        {"number": 9},
        {"body": marker.with_block("Theirs.", "ours")},
        {"body": marker.with_block("", "ours ([line 9](<https://x/abc>))")},
    ],
)
def test_plans_agree_although_people_wrote_something(change: dict[str, object]) -> None:
    assert replace(BASE, **change).identity == BASE.identity  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["create", "update", "comment", "close", "reopen", "label", "assign", "link"])
def test_who_is_assigned_labelled_or_linked_is_said_by_the_key(kind: str) -> None:
    one = replace(BASE, kind=kind, issue=ISSUE)  # type: ignore[arg-type]
    is_same = one.identity == replace(one, issue=replace(ISSUE, number=8)).identity
    assert is_same is (kind in ("label", "assign", "link"))
