"""Factors that near incidents name are proposed, from the vocabulary alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.learning.tags.hygiene import find_untidy
from afterword.project import Project
from learning import incidents

LATER = "2026-05-01-refunds-later"


@pytest.fixture
def project(tmp_path: Path, open_project: Callable[..., Project]) -> Project:
    for number, words in enumerate(("clocks drift", "disks fill", "queues stall", "caches expire"), 1):
        incidents.write(
            tmp_path,
            f"2026-01-0{number}-other",
            ("Support bot promises refunds", f"Other {words}"),
            ("The bot **promised** refunds of 90 days to customers.", f"Some {words} at night for hours."),
            ("services: [support-bot]", "services: [bank]"),
            ("factors: [missing-eval]", "factors: [config-drift, slow-rollback]"),
        )
    own = "factors: [no-canary, no-rollback-plan, homemade-word]"
    incidents.write(tmp_path, "2026-03-01-first", ("factors: [missing-eval]", own))
    incidents.write(tmp_path, "2026-03-02-second", ("factors: [missing-eval]", own))
    incidents.write(tmp_path, LATER, ("factors: [missing-eval]", "factors: [no-canary]"))
    return open_project()


def test_a_factor_of_two_near_incidents_is_proposed(project: Project) -> None:
    found = find_untidy(project).factors
    assert [(one.document, one.factor) for one in found] == [(LATER, "no-rollback-plan")]
    assert set(found[0].neighbours) == {"2026-03-01-first", "2026-03-02-second"}


def test_nothing_is_proposed_to_one_with_two_factors(project: Project) -> None:
    path = project.folder / f"{LATER}.md"
    path.write_text(path.read_text().replace("factors: [no-canary]", "factors: [no-canary, missing-alert]"))
    assert find_untidy(project).factors == ()
