"""Why evals did not catch it, where somebody states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.derived import derived


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The suite has no refund case outside 30 days.", "missing-case"),
        ("None of our evaluations measured flattery, no test asks about it.", "missing-case"),
        ("The eval suite does not cover long contracts.", "missing-case"),
        ("The evals were not run before the release.", "not-run"),
        ("The regression suite was skipped for the hotfix.", "not-run"),
        ("Revision 87 was never evaluated before Friday.", "not-run"),
        ("The tests run against a fixture index, so they never see production.", "not-representative"),
        ("The nightly eval runs with its own config file.", "not-representative"),
        ("The assertion only checks that an answer exists.", "wrong-assertion"),
        ("The judge rated invented policies highly.", "judge-error"),
        ("No test failed.", ""),
        ("No eval caught it?", ""),
        ("Did the evals run?", ""),
        ("We should run the evals before a release.", ""),
        ("The evals passed.", ""),
        ("Fixed the metric: missing judge answers are skipped now.", ""),
        ("Maybe the suite has no case for it.", ""),
        ("There is no case against him.", ""),
        ("bob claims the evals were not run.", ""),
        ("In the previous incident the evals were not run.", ""),
    ],
)
def test_gap_is_what_is_stated(tmp_path: Path, text: str, gap: str) -> None:
    found = [one.value for one in derived(tmp_path, ("2026-04-17T09:00Z", text, "engineer")) if one.path[0] == "evals"]
    assert found == ([gap] if gap else [])


def test_gaps_of_several_kinds_and_the_only_suite_are_proposed(tmp_path: Path) -> None:
    items = (
        ("2026-04-15T09:00Z", "Eval run of support with acme-lm: 1 of 1 cases passed"),
        ("2026-04-17T09:00Z", "The suite has no refund case. The evals were not run either.", "engineer"),
    )
    found = {one.path: (one.value, one.sources) for one in derived(tmp_path, *items)}
    assert found["evals", "gap"] == (["missing-case", "not-run"], ("E2",))
    assert found["evals", "suite"] == ("support", ("E1",))
