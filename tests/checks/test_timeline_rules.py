"""Timeline and times: milestones, agreement, evidence, order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Severity
from afterword.project import Project
from checks.good import GOOD, changed, findings, told

DETECTED = "- 2026-04-16 10:30Z — **detected:** A"

DEFECTS = {
    "nothing shows how it began": (
        [("**change:** ", ""), ("**first symptom:** ", "")], "AW212", "## Timeline",
    ),
    "nothing shows how it was noticed": ([("**detected:** ", "")], "AW212", "## Timeline"),
    "nothing shows how it ended": (
        [("**mitigation applied:** ", ""), ("**resolved:** ", "")], "AW212", "## Timeline",
    ),
    "a milestone at another time": ([(DETECTED, DETECTED.replace("10:30", "10:40"))], "AW213", "- 2026-04-16 10:40Z"),
    "a milestone on another day": (
        [("- 2026-04-16 12:00Z — **res", "- 2026-04-17 — **res")], "AW213", "- 2026-04-17 — **resolved",
    ),
    "few events with evidence": ([("goes out. [^s1]", "goes out.")], "AW214", "## Timeline"),
    "detected before it began": (
        [("detected: 2026-04-16T10:30Z", "detected: 2026-04-15"), ("**detected:** ", "**alert triggered:** ")],
        "AW123", "detected: 2026-04-15",
    ),
    "resolved before it was mitigated": (
        [("resolved: 2026-04-16T12:00Z", "resolved: 2026-04-16T11:00Z"), ("**resolved:** ", "")],
        "AW123", "resolved: 2026-04-16T11:00Z",
    ),
    "a cause that ended before it began": (
        [("ended: 2026-04-16T11:30Z", "ended: 2026-04-15")], "AW123", "ended: 2026-04-15",
    ),
}  # fmt: skip


def test_the_good_document_has_no_findings(open_project: Callable[..., Project]) -> None:
    assert told(open_project(), GOOD) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    pairs, rule, line = DEFECTS[defect]
    found = told(open_project(), changed(*pairs))
    assert [name for name, _ in found] == [rule]
    assert found[0][1].startswith(line)


LOOK_ALIKES = {
    "a day in the front matter": [("detected: 2026-04-16T10:30Z", "detected: 2026-04-16")],
    "a month in the front matter": [("resolved: 2026-04-16T12:00Z", "resolved: 2026-04")],
    "a range in the timeline": [("- 2026-04-16 12:00Z — **res", "- 2026-04-16/2026-04-17 — **res")],
    "a milestone that comes twice": [("11:40Z — The", "11:40Z — **mitigation applied:** The")],
    "an unknown time and no event": [
        ("detected: 2026-04-16T10:30Z", "detected: unknown"), ("**detected:** ", ""),
    ],
    "a link in place of a citation": [("goes out. [^s1]", "goes out, see https://example.org/58.")],
    "an alert": [("**detected:** ", "**alert triggered:** ")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert told(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_noticed_after_it_ended_by_itself_is_asked_about_only(open_project: Callable[..., Project]) -> None:
    text = changed(("detected: 2026-04-16T10:30Z", "detected: 2026-04-17"), ("**detected:** ", ""))
    found = [finding for finding in findings(open_project(), text) if finding.rule == "AW123"]
    assert {finding.severity for finding in found} == {Severity.ERROR, Severity.WARNING}
    assert [finding.message for finding in found if finding.severity is Severity.ERROR] == [
        "`declared` (2026-04-16 10:35Z) is before `detected` (2026-04-17)"
    ]
