"""A time of day without a day: one finding for a section, and a fix where only one day is possible."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Finding, check
from afterword.checks.fixing import fix
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from checks.minor import GOOD, ID

PATH = f"postmortems/{ID}.md"
EVENTS = GOOD[GOOD.index("- 2026-04-16 09:00Z") : GOOD.index("\n## Root cause")]
CLOCKS = EVENTS.replace("2026-04-16 ", "")


def findings(project: Project, text: str, style: tuple[str, str] = ("\n", "")) -> list[Finding]:
    return [one for one in check([document(text, style)], project).findings if one.rule == "AW111"]


def document(text: str, style: tuple[str, str] = ("\n", "")) -> PostMortem:
    newline, begins = style
    return read((begins + text.replace("\n", newline)).encode(), PATH)


def fixed(project: Project, text: str, style: tuple[str, str] = ("\n", "")) -> str:
    """The text after `--fix`, and after it again."""
    once = fix(document(text, style), lambda one: check([one], project).findings).document
    assert fix(once, lambda one: check([one], project).findings).findings == ()
    newline, begins = style
    return once.source.text.removeprefix(begins).replace(newline, "\n")


@pytest.mark.parametrize("style", [("\n", ""), ("\r\n", ""), ("\n", "\ufeff")], ids=["lf", "crlf", "bom"])
def test_the_day_of_the_id_is_added_to_all_of_them_at_once(
    open_project: Callable[..., Project], style: tuple[str, str]
) -> None:
    project, text = open_project(), GOOD.replace(EVENTS, CLOCKS)
    (found,) = findings(project, text, style)
    assert found.message == "4 timeline items have a time of day without a date"
    assert fixed(project, text, style) == GOOD


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("- **16:58 UTC** - it began\n- 18:46 - it ended\n", "- **2026-04-16 16:58 UTC** - it began\n"),
        ("- 9:05 — it began\n- 11:00 — it ended\n", "- 2026-04-16 09:05 — it began\n- 2026-04-16 11:00 — "),
        ("| Time | What |\n|---|---|\n| 16:58 | it began |\n", "| 2026-04-16 16:58 | it began |\n"),
        ("1. 16:58 — it began\n", "1. 2026-04-16 16:58 — it began\n"),
    ],
)
def test_the_day_is_added_in_every_form(open_project: Callable[..., Project], events: str, expected: str) -> None:
    assert expected in fixed(open_project(), GOOD.replace(EVENTS, events))


@pytest.mark.parametrize(
    "events",
    [
        "- 23:50Z — it began\n- 00:10Z — it ended\n",
        "- 08:00Z — all of it before the start\n",
        "- 17:00+02:00 — another zone\n",
        "- 17:00Z — it began\n- 2026-04-17 09:00Z — it ended\n",
    ],
)
def test_where_another_day_is_possible_people_decide(open_project: Callable[..., Project], events: str) -> None:
    project, text = open_project(), GOOD.replace(EVENTS, events)
    (found,) = findings(project, text)
    assert found.fix == () and fixed(project, text) == text


def test_where_the_incident_began_on_another_day_than_the_id_says_people_decide(
    open_project: Callable[..., Project],
) -> None:
    text = GOOD.replace(EVENTS, CLOCKS).replace("started: 2026-04-16T09:00Z", "started: 2026-04-15T22:00Z")
    (found,) = findings(open_project(), text)
    assert found.fix == ()


def test_a_heading_that_names_the_day_is_enough(open_project: Callable[..., Project]) -> None:
    table = "| Time | What |\n|---|---|\n| 16:58 UTC | it began |\n"
    for events in (CLOCKS, table):
        assert findings(open_project(), GOOD.replace(EVENTS, f"### 2026-04-16\n\n{events}")) == []


def test_other_items_without_a_time_are_one_finding_of_their_own(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace(EVENTS, f"{CLOCKS}- The queue grew\n- The queue shrank\n")
    found = findings(open_project(), text)
    assert [bool(one.fix) for one in found] == [True, False, False]
    listed = [one.message for one in check([document(text)], open_project()).listed if one.rule == "AW111"]
    assert listed[0] == "4 timeline items have a time of day without a date"
    assert listed[1].startswith("2 timeline items have no time that can be read: lines ")


def test_a_time_that_cannot_be_read_for_another_reason_gets_no_day(open_project: Callable[..., Project]) -> None:
    events = "### 2026-04-16\n\n- **16:58 UTC** - it began\n- 18:46 - it ended\n"
    (found,) = findings(open_project(), GOOD.replace(EVENTS, events))
    assert (found.message, found.fix) == ("the time has no zone", ())
