"""Timeline and times: milestones, agreement, evidence, order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Level
from afterword.project import Project
from checks.good import GOOD, changed, findings, reported, require_reported_once

DETECTED = "- 2026-04-16 10:30Z — **detected:** A"

EVENTS = GOOD[GOOD.index("- 2026-04-16 08:30Z") : GOOD.index("\n## Root cause")]
ROWS = "| Time | What |\n|---|---|\n" + "".join(
    f"| {line[2:].replace(' — ', ' | ')} |\n" for line in EVENTS.splitlines()
)

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
    "a timeline in prose": (
        [(EVENTS, "In the morning release 58 went out, at noon it was rolled back.\n")], "AW215", "## Timeline",
    ),
    "a timeline in a quote": (
        [(EVENTS, "".join(f"> {line}\n" for line in EVENTS.splitlines()))], "AW215", "## Timeline",
    ),
    "an event below a phase that has a clock's time alone": (
        [("- 2026-04-16 11:40Z — The", "### Recovery\n\n- 11:40Z — The")], "AW111", "- 11:40Z — The",
    ),
    "an event below a heading that has no time": (
        [("- 2026-04-16 11:40Z — The", "### Recovery\n\n- The")], "AW111", "- The queue",
    ),
    "ongoing and resolved": ([("resolved: 2026-04-16T12:00Z", "resolved: ongoing")], "AW213", "- 2026-04-16 12:00Z"),
    "never mitigated and mitigated": (
        [("mitigated: 2026-04-16T11:30Z", "mitigated: none")], "AW213", "- 2026-04-16 11:30Z",
    ),
    "the only known cause after the effect": (
        [("started: 2026-04-16T08:30Z", "started: 2026-04-16T11:00Z")], "AW123", "started: 2026-04-16T11:00Z",
    ),
    "every cause after the effect": (
        [
            ("started: 2026-04-16T08:30Z", "started: 2026-04-16T11:00Z"),
            ("raised the temperature", "raised the temperature\n    started: 2026-04-16T10:00Z"),
        ],
        "AW123", "started: 2026-04-16T10:00Z",
    ),
    "a pipe in a row of the timeline": (
        [(EVENTS, ROWS.replace("Release 58", "`429|529`"))], "AW110", "| 2026-04-16 08:30Z",
    ),
}  # fmt: skip


def test_the_good_document_has_no_findings(open_project: Callable[..., Project]) -> None:
    assert reported(open_project(), GOOD) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    require_reported_once(open_project(), *DEFECTS[defect])


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
    "a table": [(EVENTS, ROWS.replace("Release 58", "`429\\|529`"))],
    "events below headings": [("- 2026-04-16 11:40Z", "### Recovery\n\nAll was well.\n\n- 2026-04-16 11:40Z")],
    "no timeline and the reason": [(EVENTS, "**Not applicable:** one event alone, told above.\n")],
    "ongoing and not resolved": [("resolved: 2026-04-16T12:00Z", "resolved: ongoing"), ("**resolved:** ", "")],
    "a second cause after the effect": [
        ("raised the temperature", "raised the temperature\n    started: 2026-04-16T11:00Z"),
    ],
    "a cause that perhaps was there before": [("started: 2026-04-16T08:30Z", "started: 2026-04-16")],
    "a second cause of which it is unknown since when": [
        ("started: 2026-04-16T08:30Z", "started: 2026-04-16T11:00Z"),
        ("raised the temperature", "raised the temperature\n    started: unknown"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert reported(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_noticed_after_it_ended_by_itself_is_asked_about_only(open_project: Callable[..., Project]) -> None:
    text = changed(("detected: 2026-04-16T10:30Z", "detected: 2026-04-17"), ("**detected:** ", ""))
    found = [finding for finding in findings(open_project(), text) if finding.rule == "AW123"]
    assert {finding.level for finding in found} == {Level.ERROR, Level.WARNING}
    assert [finding.message for finding in found if finding.level is Level.ERROR] == [
        "`declared` (2026-04-16 10:35Z) is before `detected` (2026-04-17)"
    ]


def test_a_cause_without_a_time_may_be_the_first(open_project: Callable[..., Project]) -> None:
    late = ("started: 2026-04-16T08:30Z", "started: 2026-04-16T11:00Z")
    assert [finding.level for finding in findings(open_project(), changed(late))] == [Level.WARNING]
    both = changed(late, ("raised the temperature", "raised the temperature\n    started: 2026-04-16T10:00Z"))
    assert [finding.level for finding in findings(open_project(), both)] == [Level.ERROR]


def test_an_incident_of_tomorrow_is_reported_once(open_project: Callable[..., Project]) -> None:
    (found,) = findings(open_project(AFTERWORD_NOW="2026-04-16T08:59:00Z"), GOOD)
    assert (found.rule, found.message) == ("AW123", "`started` (2026-04-16 09:00Z) is in the future")
    later = GOOD.replace("2026-04-16T", "2027-04-16T").replace("- 2026-", "- 2027-")
    assert [finding.rule for finding in findings(open_project(), later)] == ["AW123"]
