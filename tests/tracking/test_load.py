"""How much GitHub is asked: little when nothing changed, nothing for what is not ours, never too much at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from afterword.tracking.github_tracker import GitHubTracker
from fakes.github import FakeGitHub
from tracking.load import busiest, pages, post_mortems
from tracking.rows import document, planned, row, sync
from tracking.trackers import PACED, github_tracker


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub() as fake:
        yield fake


def tracker(github: FakeGitHub) -> GitHubTracker:
    return github_tracker(github, pace=PACED)


def test_new_items_are_opened_within_githubs_limits_in_runs_that_go_on(github: FakeGitHub) -> None:
    documents = post_mortems(34, 5)
    opened = []
    for _ in range(9):
        result = sync(tracker(github), *documents, clock=github.clock)
        assert result.error is None
        opened.append(len(github.issues))
        if not result.left:
            break
        for _ in range(3):  # at once: the hour is used up
            assert sync(tracker(github), *documents, clock=github.clock).left
        github.clock.sleep(3600)
    assert opened[0] < opened[-1] == 34 * 6
    assert busiest(github.writes, timedelta(minutes=1)) <= 80
    assert busiest(github.writes, timedelta(hours=1)) <= 500
    assert planned(tracker(github), *documents).operations == ()


def test_nothing_to_do_costs_pages_and_little_else(github: FakeGitHub) -> None:
    documents = post_mortems(20, 6)
    while sync(tracker(github), *documents, clock=github.clock).left:
        github.clock.sleep(3600)
    github.log.clear()
    assert sync(tracker(github), *documents).done == ()
    assert pages(github) == 3  # two of action items, one of parents
    assert len(github.log) == pages(github) + 2  # the repository, and who we are
    assert github.writes == []


@pytest.mark.parametrize("unrelated", [0, 5_000])
def test_unrelated_issues_cost_nothing(github: FakeGitHub, unrelated: int) -> None:
    for number in range(unrelated):
        github.add_issue(f"Unrelated {number}", labels=("bug",))
    documents = post_mortems(6, 5)
    sync(tracker(github), *documents, clock=github.clock)
    github.log.clear()
    assert sync(tracker(github), *documents).done == ()
    assert len(github.log) == 4


@pytest.mark.parametrize(("people", "requests"), [(2, 1), (99, 1), (450, 5), (1_000, 5 + 5)])
def test_owners_who_left_do_not_cost_a_request_each(github: FakeGitHub, people: int, requests: int) -> None:
    github.assignable |= {f"person-{number}" for number in range(people - 2)}
    rows = [row(f"A{number}", "Add the case", owner=f"@left-{number}") for number in range(5)]
    wanted = document(rows)
    sync(tracker(github), wanted, clock=github.clock)
    github.log.clear()
    made = planned(tracker(github), wanted)
    assert made.operations == () and len(made.unassigned) == 5
    asked = [one.path for one in github.log if "/assignees" in one.path]
    assert len(asked) == requests, asked
