"""Who says whether an issue is closed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.tracking import marker
from afterword.tracking.issue_state import contradicts_file, must_reopen, reason_for, status_of, stays_open
from tracking.plans import issue, make_plan, steps
from tracking.rows import document, row

ONE = document([row("A1", "Add the case")])
OPEN = issue(7, ONE)
CLOSED = replace(OPEN, open=False, reason="completed")
WITHDRAWN = replace(CLOSED, body=marker.withdrawn(OPEN.body))


@pytest.mark.parametrize(
    ("reason", "status"),
    [(None, "done"), ("completed", "done"), ("not_planned", "not planned"), ("duplicate", "not planned")],
)
def test_the_state_of_an_issue_is_a_status(reason: str | None, status: str) -> None:
    assert status_of(replace(OPEN, open=False, reason=reason)) == status
    assert status_of(OPEN) == status_of(replace(OPEN, reason=reason)) == "open"
    assert reason_for("done") == "completed" and reason_for("not planned") == "not_planned"


@pytest.mark.parametrize(
    ("status", "owns", "opened", "closed", "withdrawn"),
    [
        ("open", False, True, False, True),
        ("done", False, True, False, True),
        ("open", True, True, True, True),
        ("done", True, False, False, True),
        ("in progress", True, True, False, True),
    ],
)
def test_people_close_issues_unless_the_file_owns_the_status(
    status: str, owns: bool, opened: bool, closed: bool, withdrawn: bool
) -> None:
    for found, is_open in ((OPEN, opened), (CLOSED, closed), (WITHDRAWN, withdrawn)):
        assert stays_open(status, found, file_owns_status=owns) is is_open
    assert must_reopen(status, CLOSED, file_owns_status=owns) is closed
    assert not must_reopen(status, OPEN, file_owns_status=owns)


def test_a_file_that_calls_an_open_issue_settled_is_contradicted() -> None:
    assert contradicts_file("done", OPEN) and contradicts_file("not planned", OPEN)
    assert not contradicts_file("open", OPEN) and not contradicts_file("done", CLOSED)
    assert not contradicts_file("done", replace(WITHDRAWN, open=True))


@pytest.mark.parametrize(("status", "reason"), [("done", "completed"), ("not planned", "not_planned")])
def test_a_status_closes_and_reopens_the_issue_if_the_file_owns_it(status: str, reason: str) -> None:
    settled = document([row("A1", "Add the case", status=status)])
    made = make_plan([OPEN], settled, file_owns_status=True)
    assert steps(made) == [("close", 7, status)] and made.operations[0].reason == reason
    assert made.operations[0].body is None and made.warnings == ()
    assert make_plan([CLOSED], settled, file_owns_status=True).operations == ()
    assert steps(make_plan([CLOSED], ONE, file_owns_status=True)) == [("reopen", 7, "open")]
    assert make_plan([CLOSED], ONE).operations == ()
    assert steps(make_plan([WITHDRAWN], ONE, file_owns_status=True)) == [("reopen", 7, "its row is back")]
