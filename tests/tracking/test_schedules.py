"""No duplicate and no lost issue, whatever fails, dies or overlaps. `SCHEDULES=1000 pytest …` tries that many."""

from __future__ import annotations

import os

import pytest

from fakes.github import FakeGitHub
from tracking.schedules import story

SCHEDULES = int(os.environ.get("SCHEDULES", "20"))


@pytest.mark.parametrize("first", range(0, SCHEDULES, 10))
def test_a_schedule_of_faults_deaths_and_overlaps_ends_well(first: int) -> None:
    for seed in range(first, min(first + 10, SCHEDULES)):
        with FakeGitHub() as github:
            try:
                story(github, seed)
            except AssertionError as error:
                raise AssertionError(f"seed {seed}") from error
