"""No issue mixed up, doubled or lost, whatever people do. `PEOPLE=200 pytest …` tries that many schedules."""

from __future__ import annotations

import os

import pytest

from fakes.github import FakeGitHub
from tracking.people import live

SCHEDULES = int(os.environ.get("PEOPLE", "20"))


@pytest.mark.parametrize("first", range(0, SCHEDULES, 10))
def test_what_people_do_between_runs_mixes_nothing_up(first: int) -> None:
    for seed in range(first, min(first + 10, SCHEDULES)):
        with FakeGitHub() as github:
            live(github, seed)
