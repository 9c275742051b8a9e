"""What people do to issues and rows, and what becomes of it: the plan, GitHub and the table agree again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.tracking import marker
from afterword.tracking.github_tracker import GitHubTracker
from afterword.tracking.write_back import find_changes, with_cells
from fakes.github import BOT_ID, STRANGER_ID, FakeGitHub, Fault
from tracking.rows import CONFIG, ID, document, planned, row, sync
from tracking.trackers import github_tracker

ONE = document([row("A1", "Add the case", owner="@octocat")])


@contextmanager
def closing_connection(made: GitHubTracker) -> Iterator[GitHubTracker]:
    try:
        yield made
    finally:
        made.close_connection()


def written(tracker: GitHubTracker, wanted: PostMortem) -> list[tuple[str, str]]:
    """Status and issue of the rows as a run would write them."""
    found = find_changes([wanted], sync(tracker, wanted).tracked)
    text = with_cells(wanted, found.get(ID, []))
    cells = [line.split("|") for line in text.splitlines() if line.startswith("| A")]
    return [(one[8].strip(), one[9].strip()) for one in cells]


@pytest.mark.parametrize(
    ("reason", "status"), [("completed", "done"), ("not_planned", "not planned"), ("duplicate", "not planned")]
)
def test_closing_and_reopening(github: FakeGitHub, tracker: GitHubTracker, reason: str, status: str) -> None:
    sync(tracker, ONE)
    github.close(2, reason)
    assert written(tracker, ONE) == [(status, "#2")]
    assert github.issues[1]["state"] == "closed"  # the parent: all its parts are
    github.reopen(2)
    settled = document([row("A1", "Add the case", owner="@octocat", status=status, issue="#2")])
    assert written(tracker, settled) == [("open", "#2")]
    assert github.issues[1]["state"] == "open"
    assert planned(tracker, settled).operations == ()


def test_a_parent_that_a_person_reopened_stays_open(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.close(2)
    sync(tracker, ONE)
    github.reopen(1)
    assert planned(tracker, ONE).operations == ()


def test_a_parent_is_not_closed_while_a_row_is_stopped(github: FakeGitHub, tracker: GitHubTracker) -> None:
    two = [row("A1", "Add the case"), row("A2", "Alert")]
    sync(tracker, document(two))
    swapped = document([row("A1", "Add the case", issue="#3"), row("A2", "Alert", issue="#2")])
    assert len(planned(tracker, swapped).skipped) == 2
    sync(tracker, swapped)
    assert github.issues[1]["state"] == "open"
    twice = document([row("A1", "Add the case"), row("A2", "Alert"), row("A2", "Alert again")])
    github.close(2)
    sync(tracker, twice)
    assert github.issues[1]["state"] == "open"


@pytest.mark.parametrize("body", ["", "What I think of it."])
def test_an_issue_whose_whole_text_somebody_replaced_is_not_opened_again(
    github: FakeGitHub, tracker: GitHubTracker, body: str
) -> None:
    sync(tracker, ONE)
    number = next(number for number, issue in github.issues.items() if issue["title"] == "Add the case")
    github.issues[number]["body"] = body
    made = planned(tracker, ONE)
    assert [one.reason for one in made.skipped] == [
        f"A1: issue #{number} may be its own: it does not say what it tracks, and no row claims it"
    ]
    before = len(github.issues)
    sync(tracker, ONE)
    assert len(github.issues) == before
    named = document([row("A1", "Add the case", owner="@octocat", issue=f"#{number}")])
    other = document([row("A1", "Add the case")], document_id="2026-03-01-other")
    assert planned(tracker, named, other).skipped == ()
    sync(tracker, named, other)
    assert github.issues[number]["body"] == body and len(github.issues) == before + 2


def test_the_issue_of_former_settings_is_found_and_gets_the_new_label(
    github: FakeGitHub, tracker: GitHubTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(tracker, ONE)
    settings = CONFIG.model_copy(update={"tracking": CONFIG.tracking.model_copy(update={"label": "todo"})})
    monkeypatch.setattr("tracking.rows.CONFIG", settings)
    github.clock.sleep(700)  # until then a list that lacks what was opened last may be stale
    before = len(github.issues)
    result = sync(tracker, ONE)
    assert result.error is None and len(github.issues) == before
    assert "todo" in {label["name"] for label in github.issues[2]["labels"]}


def test_a_title_that_a_person_gave_is_put_back_and_holds_nothing(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.rename(2, "What a person calls it")
    assert tracker.former_titles(2) == ("Add the case",)
    assert sync(tracker, ONE).error is None and github.issues[2]["title"] == "Add the case"


def test_a_replaced_text_and_a_reworded_row_open_no_second_issue(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.issues[2]["body"] = "What I think of it."
    before = len(github.issues)
    reworded = document([row("A1", "Write a runbook", owner="@octocat")])
    made = planned(tracker, reworded)
    assert [one.reason[:23] for one in made.skipped] == ["A1: issue #2 may be its"]
    assert sync(tracker, reworded).error is None and len(github.issues) == before


def test_an_issue_that_was_moved_is_followed(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    numbered = document([row("A1", "Add the case", owner="@octocat", issue="#2")])
    github.transfer(2, "acme/other", 7)
    assert written(tracker, numbered) == [("open", "acme/other#7")]
    github.clock.sleep(700)  # until then a list that lacks what was opened last may be stale
    github.moved[2][1].update({"state": "closed", "state_reason": "completed"})
    moved = document([row("A1", "Add the case", owner="@octocat", issue="acme/other#7")])
    assert written(tracker, moved) == [("done", "acme/other#7")]
    assert [one for one in github.writes if "other" in one.path] == []


def test_an_issue_that_was_deleted_or_made_a_discussion(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.delete(2)
    open_row = document([row("A1", "Add the case", owner="@octocat", issue="#2")])
    made = planned(tracker, open_row)
    assert [one.reason for one in made.skipped] == ["A1: issue #2 was deleted, or made a discussion"]
    assert not [one for one in made.operations if one.key.action]
    settled = document([row("A1", "Add the case", owner="@octocat", issue="#2", status="not planned")])
    assert planned(tracker, settled).skipped == ()


def test_a_row_that_got_another_id_keeps_its_issue(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    renamed = document([row("A7", "Add the case", owner="@octocat", issue="#2")])
    assert written(tracker, renamed) == [("open", "#2")]
    assert marker.find_key(github.issues[2]["body"]) == marker.Key.of(ID, "A7")
    assert len(github.issues) == 2 and github.said(2) == []
    assert planned(tracker, renamed).operations == ()


def test_a_removed_row_is_explained_before_its_issue_is_closed(github: FakeGitHub, tracker: GitHubTracker) -> None:
    two = document([row("A1", "Add the case"), row("A2", "Alert")])
    sync(tracker, two)
    github.faults.append(Fault("then-502", "POST", r".*/comments"))
    gone = document([row("A1", "Add the case")])
    assert sync(tracker, gone).error is not None
    assert sync(tracker, gone).error is None
    (said,) = github.said(3)
    assert f"There is no row A2 of {ID} any more" in said and github.issues[3]["state_reason"] == "not_planned"


def test_owner_category_and_severity_follow_the_file(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.issues[2]["labels"] = [*github.issues[2]["labels"], github._label("a person's")]
    changed = document([row("A1", "Add the case", owner="@hubot", category="systemic fix")], severity="SEV1")
    sync(tracker, changed)
    assert [one["login"] for one in github.issues[2]["assignees"]] == ["hubot"]
    assert {one["name"] for one in github.issues[2]["labels"]} == {
        "postmortem-action", "category: systemic fix", "severity: SEV1", "a person's",
    }  # fmt: skip
    assert planned(tracker, changed).operations == ()


def test_whom_a_person_assigned_too_stays(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    tracker.assign(2, "hubot")
    sync(tracker, document([row("A1", "Add the case", owner="TBD")]))
    assert [one["login"] for one in github.issues[2]["assignees"]] == ["hubot"]


@pytest.mark.parametrize("owner", ["@ghost", "@acme/team", "the on-call"])
def test_the_issue_names_an_owner_who_cannot_be_assigned(
    github: FakeGitHub, tracker: GitHubTracker, owner: str
) -> None:
    wanted = document([row("A1", "Add the case", owner=owner)])
    sync(tracker, wanted)
    assert "(who cannot be assigned, so the issue has no assignee)" in github.issues[2]["body"]
    # A team that is named is meant.
    reported = [] if owner == "@acme/team" else [owner]
    assert [one.owner_text for one in planned(tracker, wanted).unassigned] == reported
    assert planned(tracker, wanted).operations == ()
    github.assignable.add("ghost")
    if owner == "@ghost":
        sync(tracker, wanted)
        assert "cannot assign" not in github.issues[2]["body"] and github.issues[2]["assignees"]


def test_owners_are_looked_up_together_in_any_case(github: FakeGitHub, tracker: GitHubTracker) -> None:
    wanted = document([row("A1", "Add the case", owner="@OctoCat"), row("A2", "Alert", owner="@ghost")])
    assert [one.owner_text for one in planned(tracker, wanted).unassigned] == ["@ghost"]
    assert "/repos/acme/widgets/assignees" in {request.path for request in github.log}


def test_a_part_that_a_person_put_elsewhere_stays_there(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    github.issues[2]["parent_issue_url"] = f"{github.url}/repos/acme/other/issues/9"
    assert planned(tracker, ONE).operations == ()


def test_the_parts_of_a_post_mortem_follow_it_to_its_new_id(github: FakeGitHub, tracker: GitHubTracker) -> None:
    rows = [row("A1", "Add the case", owner="@octocat"), row("A2", "Alert")]
    sync(tracker, document(rows))
    moved = [row("A1", "Add the case", owner="@octocat", issue="#2"), row("A2", "Alert", issue="#3")]
    renamed = document(moved, document_id="2026-02-11-bot-invents-policy")
    result = sync(tracker, renamed)
    assert result.error is None and {done.operation.kind for done in result.done} == {"update"}
    assert {github.issues[number]["parent_issue_url"] for number in (2, 3)} == {github.issues[1]["url"]}
    assert f"document={renamed.id} -->" in github.issues[1]["body"] and sorted(github.issues) == [1, 2, 3]
    assert planned(tracker, renamed).operations == ()


def test_the_type_is_given_where_the_organisation_has_it(github: FakeGitHub) -> None:
    github.types = ["Bug", "task"]
    for wanted, given in (("Bug", "Bug"), ("Epic", None)):
        tracker = github_tracker(github, issue_type=wanted)
        made = tracker.create("t", "b", ["postmortem-action"])
        kind = github.issues[made.number]["type"]
        assert (kind["name"] if kind else None) == given
        tracker.close_connection()


def test_another_token_duplicates_nothing(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    before = len(github.issues)
    github.viewers |= {"app": 71, "person": 72}
    for token in ("app", "person"):
        other = github_tracker(github, token=token)
        made = planned(other, ONE)
        assert made.operations == () and "is by another account" in made.skipped[0].reason
        sync(other, ONE)
        other.close_connection()
        told = github_tracker(github, token=token, trusted=[BOT_ID])
        assert planned(told, ONE).operations == () and planned(told, ONE).skipped == ()
        told.close_connection()
    assert len(github.issues) == before


def test_a_strangers_forgery_changes_nothing(github: FakeGitHub, tracker: GitHubTracker) -> None:
    sync(tracker, ONE)
    bodies = [github.issues[number]["body"] for number in (1, 2)]
    forged = [github.add_issue("Mine", body, author=STRANGER_ID) for body in bodies]
    forged.append(github.add_issue("Gone", marker.action_marker(ID, "A9"), author=STRANGER_ID))
    github.log.clear()
    assert sync(tracker, ONE).done == () and github.writes == []
    assert {github.issues[number]["state"] for number in forged} == {"open"}


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (
            Fault("403", "POST", r".*/labels", message="Resource not accessible by integration"),
            "the token lacks permission",
        ),
        (
            Fault("403", "GET", r".*/issues", message="Resource not accessible by integration"),
            "the token lacks permission",
        ),
        (Fault("404", "GET", r"/repos/acme/widgets"), "there is no repository acme/widgets"),
        (Fault("401", "POST", "/graphql"), "GitHub refused the token"),
        (Fault("429", "POST", r".*/labels"), "GitHub's rate limit is used up"),
    ],
)
def test_what_is_not_allowed_is_reported_with_nothing_half_done(
    github: FakeGitHub, tracker: GitHubTracker, fault: Fault, message: str
) -> None:
    github.faults.append(fault)
    with pytest.raises(AfterwordError) as caught:
        sync(tracker, ONE)
    assert caught.value.message.startswith(message) and "\n" not in caught.value.message and caught.value.remedy
    assert github.issues == {}


def test_a_repository_without_issues(github: FakeGitHub, tracker: GitHubTracker) -> None:
    github.has_issues = False
    with pytest.raises(AfterwordError, match="issues are switched off in acme/widgets"):
        sync(tracker, ONE)
    assert github.writes == []


def test_the_stand_in_refuses_what_githubs_schema_refuses(github: FakeGitHub, tracker: GitHubTracker) -> None:
    with pytest.raises(AfterwordError, match="422"):
        tracker.create("t", "b", [{"no": 1}, 5])  # type: ignore[list-item]
    assert github.issues == {}


def test_a_schema_fault_of_the_stand_in_is_noticed() -> None:
    with pytest.raises(AssertionError, match="title"), FakeGitHub(validate=True) as github:
        number = github.add_issue()
        del github.issues[number]["title"]
        with closing_connection(github_tracker(github)) as tracker, pytest.raises(KeyError):
            tracker.get(number)
