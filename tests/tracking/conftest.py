"""The stand-in for GitHub, and a tracker of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from afterword.tracking.github_tracker import GitHubTracker
from fakes.github import FakeGitHub
from tracking.trackers import github_tracker


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub(validate=True) as fake:
        yield fake


@pytest.fixture
def tracker(github: FakeGitHub) -> Iterator[GitHubTracker]:
    made = github_tracker(github)
    yield made
    made.close_connection()
