"""What closed issues, asked of the stand-in for GitHub over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from afterword.errors import AfterwordError
from afterword.github.api import Api
from afterword.github.closings import MAX_ASKED, Closing, read_closings
from afterword.github.repository import Repository
from fakes.github import TOKEN, FakeGitHub, Fault
from tracking.trackers import FAST

PULL = "https://github.com/acme/widgets/pull/9"
COMMIT = "https://github.com/acme/widgets/commit/0123456789abcdef"


def merged(repository: str = "acme/widgets", *, is_merged: bool = True) -> dict[str, Any]:
    return {
        "__typename": "PullRequest", "number": 9, "url": PULL, "merged": is_merged,
        "repository": {"nameWithOwner": repository},
    }  # fmt: skip


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub() as fake:
        yield fake


@pytest.fixture
def repository(github: FakeGitHub) -> Repository:
    return Repository(Api(TOKEN, github.url, pace=FAST, clock=github.clock), github.repository)


@pytest.mark.parametrize(
    ("how", "closing"),
    [
        ({"closer": merged()}, Closing("octocat", "pull request", "#9", PULL)),
        ({"closer": merged("Acme/Widgets")}, Closing("octocat", "pull request", "#9", PULL)),
        ({"closer": merged("acme/bots")}, Closing("octocat", "pull request", "acme/bots#9", PULL)),
        ({"closer": merged(is_merged=False)}, Closing("octocat")),
        (
            {"closer": {"__typename": "Commit", "oid": "0123456789abcdef", "url": COMMIT}},
            Closing("octocat", "commit", "0123456789", COMMIT),
        ),
        ({"closer": {"__typename": "ProjectV2"}}, Closing("octocat")),
        ({}, Closing("octocat")),
        ({"by": "stale[bot]", "saying": "Closed as stale"}, Closing("stale")),
        ({"by": ""}, Closing("")),
    ],
)
def test_what_closed_an_issue(
    github: FakeGitHub, repository: Repository, how: dict[str, Any], closing: Closing
) -> None:
    number = github.add_issue()
    github.close(number, **how)
    assert read_closings(repository, [number]) == {number: closing}


def test_a_person_vouches_by_a_comment_as_they_close_it_or_later(github: FakeGitHub, repository: Repository) -> None:
    before, during, later, other = (github.add_issue() for _ in range(4))
    github.add_comment(before, "octocat", "I begin")
    github.clock.sleep(timedelta(hours=1).total_seconds())
    github.close(before)
    github.close(during, saying="The case runs every night")
    github.close(later)
    github.clock.sleep(timedelta(days=1).total_seconds())
    github.add_comment(later, "octocat", "I forgot to say: the alert is on")
    github.close(other)
    github.add_comment(other, "hubot", "Thanks!")
    found = read_closings(repository, [before, during, later, other])
    assert {number: bool(closing.comment) for number, closing in found.items()} == {
        before: False, during: True, later: True, other: False,
    }  # fmt: skip
    assert all(closing.is_known for closing in found.values())


def test_a_comment_that_may_be_further_up_is_not_taken_for_none(github: FakeGitHub, repository: Repository) -> None:
    number = github.add_issue()
    github.close(number, saying="Done, see the dashboard")
    for _ in range(20):
        github.add_comment(number, "hubot", "Thanks!")
    assert read_closings(repository, [number]) == {number: Closing("octocat", is_known=False)}


def test_what_github_is_silent_about_is_left_out(github: FakeGitHub, repository: Repository) -> None:
    open_one, unknown = github.add_issue(), 99
    assert read_closings(repository, [open_one, unknown]) == {}
    github.log.clear()
    assert read_closings(repository, []) == {} and github.log == []


def test_many_issues_take_few_requests_and_never_more_than_twenty(github: FakeGitHub, repository: Repository) -> None:
    numbers = [github.add_issue() for _ in range(51)]
    for number in numbers:
        github.close(number)
    assert len(read_closings(repository, numbers)) == 51 and len(github.log) == 2
    github.log.clear()
    read_closings(repository, range(1, MAX_ASKED + 500))
    assert len(github.log) == 20


def test_a_token_that_may_not_see_pull_requests_gets_a_line(github: FakeGitHub, repository: Repository) -> None:
    number = github.add_issue()
    github.faults.append(Fault("403", path=r".*/graphql", message="Resource not accessible by integration"))
    with pytest.raises(AfterwordError, match="pull-requests: read"):
        read_closings(repository, [number])
