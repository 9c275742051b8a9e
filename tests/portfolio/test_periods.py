"""Quarters and weeks, and the one in which an incident began."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.errors import AfterwordError
from afterword.portfolio.periods import (
    began_at,
    is_uncertain,
    previous_quarters,
    quarter_of,
    read_quarter,
    select,
    week_of,
)
from afterword.postmortem import PostMortem, read


def started(text: str, name: str = "2026-06-30-x") -> PostMortem:
    return read(f"---\nid: {name}\nincident: {{started: {text}}}\n---\n".encode(), f"postmortems/{name}.md")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("2026-Q1", "2026-01-01", "2026-04-01"), ("2026-q4", "2026-10-01", "2027-01-01")],
)
def test_a_quarter_is_read(text: str, start: str, end: str) -> None:
    found = read_quarter(text)
    assert (found.start, found.end) == tuple(datetime.fromisoformat(f"{day}T00:00Z") for day in (start, end))
    assert found.name == text.upper() and quarter_of(found.start) == found


@pytest.mark.parametrize("text", ["2026", "2026-Q5", "26-Q1", "Q3 2026", "0001-Q1", "2026-Q3; rm", ""])
def test_what_is_not_a_quarter_is_refused(text: str) -> None:
    with pytest.raises(AfterwordError, match="is not a quarter"):
        read_quarter(text)


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    sunday = week_of(datetime(2027, 1, 3, 23, 59, tzinfo=UTC))
    assert (sunday.name, sunday.start) == ("2026-W53", datetime(2026, 12, 28, tzinfo=UTC))
    assert week_of(sunday.end).name == "2027-W01"


def test_previous_quarters_go_over_the_year() -> None:
    assert [one.name for one in previous_quarters(read_quarter("2026-Q2"), 3)] == ["2025-Q3", "2025-Q4", "2026-Q1"]


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("2026-06-30T23:59:59Z", "2026-Q2"),
        ("2026-07-01T00:00Z", "2026-Q3"),
        ("2026-07-01T01:30+02:00", "2026-Q2"),
        ("2026-06-30T20:00-05:00", "2026-Q3"),
        ("2026-06-30", "2026-Q2"),
        ("2026-06", "2026-Q2"),
        ("2026-06-29/2026-07-02", "2026-Q2"),
        ("unknown", "2026-Q2"),
    ],
)
def test_an_incident_is_in_exactly_one_quarter(text: str, quarter: str) -> None:
    document = started(text)
    assert quarter_of(began_at(document)).name == quarter
    assert [name for name in ("2026-Q1", "2026-Q2", "2026-Q3") if select([document], read_quarter(name))] == [quarter]


@pytest.mark.parametrize(
    ("text", "uncertain"),
    [("2026-06-30", False), ("2026-06", False), ("2026-06-29/2026-07-02", True), ("2026-06-30T23:59Z", False)],
)
def test_an_incident_that_can_have_begun_later_is_shown_as_such(text: str, uncertain: bool) -> None:
    assert is_uncertain(started(text), read_quarter("2026-Q2")) is uncertain


def test_a_day_that_does_not_exist_is_in_its_month() -> None:
    document = read(b"---\n---\n", "postmortems/2026-02-30-x.md")
    assert began_at(document) == datetime(2026, 2, 1, tzinfo=UTC)
