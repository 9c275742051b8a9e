"""Many post-mortems, and what GitHub was asked for them."""

from __future__ import annotations

from datetime import timedelta

from afterword.postmortem import PostMortem
from fakes.github import FakeGitHub, Request
from tracking.rows import document, row


def post_mortems(count: int, items: int) -> list[PostMortem]:
    """Post-mortems with action items, all with an owner."""
    rows = [row(f"A{number}", f"Do {number}", owner="@octocat") for number in range(1, items + 1)]
    return [document(rows, document_id=f"2026-01-01-incident-{number}") for number in range(count)]


def pages(github: FakeGitHub) -> int:
    """How many requests of the log asked for a page of issues."""
    return sum(request.method == "GET" and request.path.endswith("/issues") for request in github.log)


def busiest(writes: list[Request], window: timedelta) -> int:
    """The most writes that fell into one window of time."""
    times = sorted(request.at for request in writes)
    first = most = 0
    for last, moment in enumerate(times):
        while moment - times[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most
