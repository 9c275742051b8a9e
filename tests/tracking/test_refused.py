"""What one issue refuses keeps no other from its turn; what GitHub refuses altogether ends the run."""

from __future__ import annotations

import pytest

from afterword.tracking.apply_plan import MAX_CLOSES, MAX_REFUSALS, MAX_REFUSED_LINKS
from afterword.tracking.github_tracker import GitHubTracker
from fakes.github import FakeGitHub, Fault
from tracking.rows import ID, document, row, sync

TWO = [row("A1", "Add the case"), row("A2", "Alert")]


@pytest.mark.parametrize("status", ["404", "410", "422"])
def test_a_refused_change_is_reported_and_the_next_issue_is_changed(
    github: FakeGitHub, tracker: GitHubTracker, status: str
) -> None:
    sync(tracker, document(TWO))
    github.faults.append(Fault(status, "PATCH", r".*/issues/2", times=9, message="Not today"))
    result = sync(tracker, document([row("A1", "Add two cases"), row("A2", "Alert and page")]))
    assert result.error is None and github.issues[3]["title"] == "Alert and page"
    (told,) = result.refused
    assert told.reason == f"A1: GitHub refused to change issue #2 ({status}: Not today)" and told.line == 13
    assert "the next run tries again" in told.remedy


def test_a_locked_issue_is_reported_and_the_next_is_changed(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, document(TWO))
    github.issues[2]["locked"] = True
    said = "Unable to create comment because issue is locked."
    github.faults.append(Fault("403", path=r".*/issues/2/comments", message=said))
    result = sync(tracker, document([row("A9", "Another")]))  # both rows are gone
    assert result.error is None
    assert [github.issues[number]["state"] for number in (2, 3)] == ["open", "closed"]
    assert [one.reason for one in result.refused] == [f"A1 of {ID}: GitHub refused to change issue #2 (403: {said})"]


def test_a_token_that_may_change_nothing_ends_the_run(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, document(TWO))
    github.faults.append(Fault("403", "PATCH", r".*/issues/2", message="Resource not accessible by integration"))
    result = sync(tracker, document([row("A1", "Add two cases"), row("A2", "Alert and page")]))
    assert result.error is not None and "`issues: write`" in result.error.remedy
    assert result.refused == () and github.issues[3]["title"] == "Alert"


def test_a_row_that_githubs_rules_refuse_keeps_no_other_from_its_issue(
    github: FakeGitHub, tracker: GitHubTracker
) -> None:
    github.has_sub_issues = False
    github.faults.append(Fault("422", message="Validation Failed"))
    result = sync(tracker, document(TWO))
    assert [issue["title"] for issue in github.issues.values()] == ["Alert"] and result.error is None
    assert [one.reason for one in result.refused] == ["A1: GitHub refused to open an issue (422: Validation Failed)"]
    assert sync(tracker, document(TWO)).refused == () and len(github.issues) == 2


@pytest.mark.parametrize(("status", "method"), [("422", "POST"), ("410", "GET"), ("404", "GET")])
def test_an_issue_is_not_closed_if_the_reason_cannot_be_written(
    github: FakeGitHub, tracker: GitHubTracker, status: str, method: str
) -> None:
    sync(tracker, document(TWO))
    github.faults.append(Fault(status, method, r".*/issues/3/comments"))
    result = sync(tracker, document(TWO[:1]))
    assert github.issues[3]["state"] == "open" and len(result.refused) == 1
    assert sync(tracker, document(TWO[:1])).refused == () and github.issues[3]["state"] == "closed"


def test_a_run_stops_where_everything_is_refused(github: FakeGitHub, tracker: GitHubTracker) -> None:
    many = [row(f"A{number}", "Add the case") for number in range(1, 31)]
    sync(tracker, document(many))
    github.log.clear()
    github.faults.append(Fault("404", "PATCH", times=99, path=r".*/issues/\d+"))
    result = sync(tracker, document([line.replace("the case", "two cases") for line in many]))
    assert len(result.refused) == MAX_REFUSALS and result.error is not None
    assert len([one for one in github.writes if "/issues/" in one.path]) == MAX_REFUSALS + 1


def test_a_github_that_knows_no_sub_issues_after_all_is_left_in_peace(
    github: FakeGitHub, tracker: GitHubTracker
) -> None:
    github.faults.append(Fault("404", "POST", r".*/sub_issues", times=99))
    result = sync(tracker, document([row(f"A{number}", "Add the case") for number in range(1, 9)]))
    assert result.error is None and result.refused == () and len(result.warnings) == MAX_REFUSED_LINKS
    assert len([done for done in result.done if done.operation.kind == "create"]) == 9


def test_when_very_many_rows_are_gone_their_issues_are_closed_in_portions(
    github: FakeGitHub, tracker: GitHubTracker
) -> None:
    github.has_sub_issues = False
    rows = [row(f"A{number}", "Add the case") for number in range(1, MAX_CLOSES + 12)]
    sync(tracker, document(rows))
    first, second = sync(tracker, document(rows[:1])), sync(tracker, document(rows[:1]))
    assert [one.reason for one in first.warnings] == ["the rows of 60 issues are gone, and one run closes 50 of them"]
    assert first.left == 20 and second.left == 0 and second.warnings == ()
    assert sum(issue["state"] == "open" for issue in github.issues.values()) == 1
