"""A tracker of the stand-in for GitHub."""

from __future__ import annotations

from typing import Any

from afterword.github.api import Api, Pace
from afterword.github.repository import Repository
from afterword.times.clock import Clock
from afterword.tracking.github_tracker import GitHubTracker
from fakes.github import TOKEN, FakeGitHub

FAST = Pace(between_requests=0, between_writes=0, backoff=0, timeout=2, secondary_wait=0)
PACED = Pace(between_requests=0, backoff=0, secondary_wait=0)
"""Writes are spaced as on GitHub: the clock of the tests moves at once."""


def github_tracker(
    github: FakeGitHub,
    *,
    token: str = TOKEN,
    name: str = "",
    pace: Pace = FAST,
    clock: Clock | None = None,
    **more: Any,
) -> GitHubTracker:
    """The tracker of a token; `more` are options of GitHubTracker."""
    api = Api(token, github.url, pace=pace, clock=clock or github.clock)
    return GitHubTracker(Repository(api, name or github.repository), **more)
