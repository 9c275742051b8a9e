"""Issues that the lists lack before the table names them: without label, moved, deleted. None is opened twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from afterword.tracking.lease import PREFIX
from afterword.tracking.status_pull_request import BRANCH
from cli.repository import START, Repository
from fakes.github import BOT_ID, FakeGitHub
from tracking.rows import ID, row

PATH = f"postmortems/{ID}.md"


@pytest.fixture
def waiting(repository: Repository, github: FakeGitHub) -> Repository:
    """A repository whose action item has issue #2, which only the pull request names."""
    repository.put(row("A1", "Add the case"), row("A2", "Alert", status="done"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    assert "| open | #2 |" in github.files_of(BRANCH)[PATH]
    for name in [name for name in github.labels if name.startswith(PREFIX)]:
        del github.labels[name]  # as if it were long ago, so that no list can be stale
    return repository


def actions(github: FakeGitHub) -> list[int]:
    """Numbers of the issues in the repository that stand for the item."""
    return [number for number, issue in github.issues.items() if "/A1 -->" in (issue["body"] or "")]


def test_one_that_lost_its_label_is_found_and_gets_it_back(waiting: Repository, github: FakeGitHub) -> None:
    github.unlabel(2)
    assert waiting.sync("--pull-request") == 0
    assert actions(github) == [2]
    assert "postmortem-action" in {one["name"] for one in github.issues[2]["labels"]}
    assert "| open | #2 |" in github.files_of(BRANCH)[PATH]
    github.log.clear()
    assert waiting.sync("--pull-request") == 0 and github.writes == []


def test_one_that_was_moved_is_followed_and_stays_in_the_pull_request(waiting: Repository, github: FakeGitHub) -> None:
    github.transfer(2, "acme/other", 7)
    for _ in range(2):
        assert waiting.sync("--pull-request") == 0
        assert actions(github) == []
        assert "| open | acme/other#7 |" in github.files_of(BRANCH)[PATH]
    github.moved[2][1].update({"state": "closed", "state_reason": "completed"})
    assert waiting.sync("--pull-request") == 0
    assert "| done | acme/other#7 |" in github.files_of(BRANCH)[PATH]


def test_one_that_is_gone_is_reported_until_a_person_decides(
    waiting: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    github.delete(2)
    capsys.readouterr()
    for _ in range(2):
        assert waiting.sync("--pull-request") == 1
        err = capsys.readouterr().err
        assert f"{PATH}:13: A1: issue #2 was deleted, or made a discussion, which the branch {BRANCH} names" in err
        assert "deleting that branch opens a new one" in err
        assert actions(github) == []
    assert waiting.sync("--check") == 0
    assert capsys.readouterr().out == "1 action item, 1 without an issue\n"
    del github.refs[f"heads/{BRANCH}"]
    assert waiting.sync("--pull-request") == 0
    assert len(actions(github)) == 1


def test_one_in_a_repository_that_cannot_be_read_stays_in_the_pull_request(
    waiting: Repository, github: FakeGitHub
) -> None:
    github.transfer(2, "acme/other", 7)
    assert waiting.sync("--pull-request") == 0
    del github.moved[2]  # nor can it be seen any more where it went
    for _ in range(2):
        assert waiting.sync("--pull-request") == 0
        assert actions(github) == []
        assert "| open | acme/other#7 |" in github.files_of(BRANCH)[PATH]


def test_a_parent_without_its_label_is_known_by_its_parts(waiting: Repository, github: FakeGitHub) -> None:
    github.unlabel(1)
    assert waiting.sync("--pull-request") == 0
    assert [number for number, issue in github.issues.items() if "afterword:document=" in issue["body"]] == [1]
    assert {one["name"] for one in github.issues[1]["labels"]} == {"postmortem-document"}
    github.log.clear()
    assert waiting.sync("--pull-request") == 0 and github.writes == []


def test_pending_numbers_cost_nothing_if_every_row_has_its_issue(waiting: Repository, github: FakeGitHub) -> None:
    github.log.clear()
    assert waiting.sync("--no-write-back") == 0
    assert not [one.path for one in github.log if "/compare/" in one.path or "/git/blobs/" in one.path]


def test_a_number_that_a_person_took_out_of_the_table_does_not_come_back(
    waiting: Repository, github: FakeGitHub
) -> None:
    waiting.merge_rolling()
    github.close(2)
    assert waiting.sync("--pull-request") == 0  # the branch has the status, and with it the number
    github.delete(2)
    waiting.put(row("A1", "Add the case"), row("A2", "Alert", status="done"))
    waiting.push()
    assert waiting.sync("--pull-request") == 0
    assert len(actions(github)) == 1


LATE = "owner: octocat\nincident:\n  resolved: 2026-04-01T10:00Z\n"


@pytest.fixture
def nowhere(repository: Repository, github: FakeGitHub) -> Repository:
    """A repository with a parent #1, an action item #2 and a reminder #3 that nothing but their labels tie to it."""
    repository.put(row("A1", "Add the case"), front=LATE)
    repository.push()
    assert repository.sync("--no-write-back") == 0
    for name in [name for name in github.labels if name.startswith(PREFIX)]:
        del github.labels[name]
    return repository


@pytest.mark.parametrize("numbers", [(2,), (3,), (1, 2, 3)], ids=["action item", "reminder", "all of them"])
def test_one_that_nothing_names_is_found_by_its_author_and_its_history(
    nowhere: Repository, github: FakeGitHub, numbers: tuple[int, ...]
) -> None:
    before = {number: {one["name"] for one in issue["labels"]} for number, issue in github.issues.items()}
    for number in numbers:
        github.unlabel(number)
    assert nowhere.sync("--no-write-back") == 0
    assert {number: {one["name"] for one in issue["labels"]} for number, issue in github.issues.items()} == before
    github.log.clear()
    assert nowhere.sync("--no-write-back") == 0
    assert github.writes == []


def test_text_of_a_stranger_by_our_account_is_not_an_issue_of_ours(repository: Repository, github: FakeGitHub) -> None:
    """Another workflow may work under the account of Actions, and open issues from what people send."""
    forged = f"<!-- afterword:begin -->\n<!-- afterword:action={ID}/A1 -->\n<!-- afterword:end -->\n"
    number = github.add_issue("From the form", forged, author=BOT_ID, labels=("form",), association="MEMBER")
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync() == 0
    assert github.issues[number]["body"] == forged and len(actions(github)) == 2


def test_looking_for_them_costs_nothing_where_nothing_is_to_be_opened(
    nowhere: Repository, github: FakeGitHub, at: Callable[[datetime], None]
) -> None:
    nowhere.put(row("A1", "Add two cases"), row("A2", "Alert", status="done"), front=LATE)
    nowhere.push()
    at(START + timedelta(days=1))
    github.log.clear()
    assert nowhere.sync("--no-write-back") == 0
    assert github.writes and not [one.path for one in github.log if "/user" in one.path or "/events" in one.path]
