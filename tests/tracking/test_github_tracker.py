"""The GitHub tracker: PyGithub against a stand-in over real HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from afterword.errors import AfterwordError
from afterword.github.errors import AmbiguousCreate
from afterword.tracking.apply_plan import PlanResult
from afterword.tracking.github_tracker import GitHubTracker
from fakes.github import BOT_ID, STRANGER_ID, TOKEN, FakeGitHub, Fault
from tracking.rows import LABEL, document, planned, row, sync
from tracking.trackers import github_tracker

ONE = document([row("A1", "Add the case", owner="@octocat")])


@pytest.fixture
def github(github: FakeGitHub) -> FakeGitHub:
    github.has_sub_issues = False
    return github


def opened(result: PlanResult) -> list[int]:
    """Numbers of the issues that a run opened."""
    return [done.issue.number for done in result.done if done.operation.kind == "create"]


def test_the_second_run_writes_nothing(github: FakeGitHub, tracker: GitHubTracker) -> None:
    rows = [
        row("A1", "Add the case", owner="@octocat"),
        row("A2", "Alert", owner="ops"),
        row("A3", "x", owner="@ghost"),
    ]
    result = sync(tracker, document(rows))
    assert opened(result) == [1, 2, 3] and result.error is None
    assert [user["login"] for user in github.issues[1]["assignees"]] == ["octocat"]
    assert set(github.labels) == {LABEL, "category: eval case", "severity: sev2", "afterword-lease-1"}
    assert all("assignees" not in request.body for request in github.writes if request.path.endswith("/issues"))
    github.log.clear()
    assert sync(tracker, document(rows)).done == ()
    assert github.writes == []


@pytest.mark.parametrize("fault", ["then-502", "then-timeout"])
def test_an_issue_that_was_created_without_saying_so_is_found(
    github: FakeGitHub, tracker: GitHubTracker, fault: str
) -> None:
    github.faults.append(Fault(fault))
    result = sync(tracker, ONE)
    assert opened(result) == [1] and result.error is None
    assert list(github.issues) == [1]
    assert [user["login"] for user in github.issues[1]["assignees"]] == ["octocat"]
    assert planned(tracker, ONE).operations == ()


@pytest.mark.parametrize("fault", ["502", "reset"])
def test_an_unclear_answer_is_not_tried_again_in_the_same_run(
    github: FakeGitHub, tracker: GitHubTracker, fault: str
) -> None:
    github.faults.append(Fault(fault))
    result = sync(tracker, document([row("A1", "Add the case"), row("A2", "Another")]))
    assert result.done == () and result.error is not None and "does not list it" in result.error.message
    assert len([request for request in github.writes if request.path.endswith("/issues")]) == 1
    assert len(opened(sync(tracker, document([row("A1", "Add the case"), row("A2", "Another")])))) == 2
    assert len(github.issues) == 2


def test_the_exception_of_an_unclear_creation(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.faults.append(Fault("then-502"))
    with pytest.raises(AmbiguousCreate):
        tracker.create("t", "b", [LABEL])
    assert len(github.issues) == 1


def test_what_was_done_before_a_failure_is_kept(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.faults.append(Fault("403", path=r".*/assignees", message="Resource not accessible by integration"))
    result = sync(tracker, document([row("A1", "Add the case", owner="@octocat"), row("A2", "Another")]))
    assert opened(result) == [1]
    assert [issue.number if issue else None for _, issue in result.tracked] == [1, None]
    assert result.error is not None and "lacks permission in acme/widgets" in result.error.message


def test_every_page_is_read_and_pull_requests_are_not_issues(github: FakeGitHub, tracker: GitHubTracker) -> None:
    many = document([row(f"A{number}", f"Do {number}") for number in range(1, 231)])
    sync(tracker, many)
    github.add_issue("A pull request", labels=(LABEL,), pull_request=True)
    github.close(200)
    github.log.clear()
    assert len(tracker.list_issues(LABEL)) == 230
    assert [request.path for request in github.log] == ["/repos/acme/widgets/issues"] + ["/repositories/1/issues"] * 2
    assert planned(tracker, many).operations == ()


def test_a_marker_that_a_stranger_forged_is_ignored(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    forged = github.issues.pop(1)["body"]
    github.add_issue("Mine", forged, author=STRANGER_ID)
    sync(tracker, ONE)
    assert github.issues[1]["title"] == "Mine" and github.issues[2]["user"]["id"] == BOT_ID
    assert not [request for request in github.writes if "/issues/1/" in request.path and "assign" not in request.path]


def test_issues_by_a_former_account_count_when_the_settings_name_it(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.viewer_id = 77
    sync(tracker, ONE)
    github.viewer_id = BOT_ID
    other = github_tracker(github, trusted=[77])
    try:
        assert planned(other, ONE).operations == ()
    finally:
        other.close_connection()


def test_what_people_write_below_survives(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.issues[1]["body"] = (github.issues[1]["body"] + "\nWe tried.\n").replace("\n", "\r\n")
    sync(tracker, document([row("A1", "Add the case", owner="@hubot")]))
    assert github.issues[1]["body"].endswith("\r\n\r\nWe tried.\r\n")
    assert "`@hubot`" in github.issues[1]["body"]


def test_a_label_that_was_dropped_is_added(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.drop_labels = True
    sync(tracker, ONE)
    assert planned(tracker, ONE).operations == ()


def test_a_named_issue_is_asked_for(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.add_issue("Theirs", labels=())
    github.add_issue("A pull request", labels=(), pull_request=True)
    github.close(1, "not_planned")
    rows = [row("A1", "One", issue="#1"), row("A2", "Two", issue="#2"), row("A3", "Three", issue="acme/widgets#3")]
    made = planned(tracker, document(rows))
    assert made.operations == ()
    assert [(issue.number, issue.reason) for _, issue in made.tracked if issue] == [(1, "not_planned")]
    assert [remark.reason.partition(" ")[0] for remark in made.skipped] == ["A2:", "A3:"]


def test_a_renamed_repository_is_read_with_its_filters(github: FakeGitHub) -> None:
    github.old_name = "acme/gadgets"
    tracker = github_tracker(github, name="acme/gadgets")
    try:
        sync(tracker, ONE)
        github.close(1)
        github.add_issue("Theirs", labels=())
        assert [issue.number for issue in tracker.list_issues(LABEL)] == [1]
        assert planned(tracker, ONE).operations == ()
    finally:
        tracker.close_connection()


@pytest.mark.parametrize(
    ("fault", "message", "remedy"),
    [
        (
            Fault("403", "GET", message="Resource not accessible"),
            "the token lacks permission in acme/widgets",
            "issues: w",
        ),
        (Fault("404", "GET", message="Not Found"), "there is no repository acme/widgets", "tracking.repository"),
        (Fault("410", "GET", message="Issues are disabled"), "issues are switched off in acme/widgets", "settings"),
        (Fault("429", "GET", times=9), "GitHub kept failing (too many 429", "later"),
        (Fault("502", "GET", times=9), "GitHub kept failing (too many 502", "later"),
        (Fault("reset", "GET", times=9), "GitHub cannot be reached", "GITHUB_API_URL"),
    ],
)
def test_failures_are_reported_in_one_line(
    github: FakeGitHub, tracker: GitHubTracker, fault: Fault, message: str, remedy: str
) -> None:
    github.faults.append(fault)
    with pytest.raises(AfterwordError) as caught:
        tracker.list_issues(LABEL)
    assert caught.value.message.startswith(message) and "\n" not in caught.value.message
    assert remedy in caught.value.remedy


def test_the_rate_limit_ends_a_run_that_the_next_one_carries_on(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.faults.append(Fault("429", message="You have exceeded a secondary rate limit"))
    result = sync(tracker, ONE)
    assert result.error is not None and result.error.message == "GitHub's rate limit is used up"
    assert opened(sync(tracker, ONE)) == [1]


@pytest.mark.parametrize(("ahead", "said"), [(15, "15 min ahead of"), (-15, "15 min behind"), (0.5, ""), (-0.5, "")])
def test_a_clock_that_is_wrong_would_break_the_lease_of_others(
    github: FakeGitHub, tracker: GitHubTracker, ahead: float, said: str
) -> None:
    github.time = lambda: github.clock.now() - timedelta(minutes=ahead)
    if said:
        with pytest.raises(AfterwordError, match=f"the clock of this machine is {said} GitHub's; nothing was done"):
            sync(tracker, ONE)
    else:
        sync(tracker, ONE)
    assert bool(github.writes) != bool(said)


def test_reading_and_changing_are_tried_again(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.faults += [Fault("502", "GET", times=2), Fault("502", "PATCH", path=r".*/issues/1")]
    result = sync(tracker, document([row("A1", "Add two cases")]))
    assert result.error is None and github.issues[1]["title"] == "Add two cases"


def test_a_wrong_token_and_an_unknown_repository(github: FakeGitHub) -> None:
    for token, name, message in ((TOKEN, "acme/other", "no repository acme/other"), ("x", "acme/widgets", "refused")):
        tracker = github_tracker(github, token=token, name=name)
        with pytest.raises(AfterwordError, match=message):
            tracker.list_issues(LABEL)
        tracker.close_connection()
