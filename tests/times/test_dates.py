"""Dates in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.times.clock_times import ClockTime
from afterword.times.dates import FIND_DATES, CalendarDate, find_years, month_and_weekday_names


def dates(text: str) -> list[CalendarDate | ClockTime]:
    """Find all dates, each finder after those before it."""
    found = []
    for find in FIND_DATES:
        for value, start, end in list(find(text)):
            found.append((start, value))
            text = text[:start] + "\0" * (end - start) + text[end:]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


@pytest.mark.parametrize("month", ["May", "May.", "Mai"])
@pytest.mark.parametrize("day", ["3", "03", "3rd"])
def test_day_and_month_are_a_date(day: str, month: str) -> None:
    known = month != "Mai"
    for text in (f"{day} {month}", f"{day} of {month}", f"{month} {day}"):
        assert dates(f"on {text} it") == [CalendarDate(None, 5, 3)] * known, text
    for text in (f"{day} {month} 2026", f"{day} of {month}, 2026", f"{month} {day}, 2026", f"{month} {day} 2026"):
        assert dates(f"on {text} it") == [CalendarDate(2026, 5, 3)] * known, text


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "January Jan"), (2, "February Feb"), (3, "March Mar"), (4, "April Apr"), (5, "May"), (6, "June Jun"),
        (7, "July Jul"), (8, "August Aug"), (9, "September Sep Sept"), (10, "October Oct"), (11, "November Nov"),
        (12, "December Dec"),
    ],
)  # fmt: skip
def test_months_have_long_and_short_names(number: int, names: str) -> None:
    for name in names.split():
        assert dates(f"in {name} 2026.") == [CalendarDate(2026, number)]
        assert dates(f"on 1 {name.lower()}, {name.lower()} 1") == dates(f"on 1 {name}s") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5 May", [(None, 5, 3), (None, 5, 5)]),
        ("3rd to 31st of May 2026", [(2026, 5, 3), (2026, 5, 31)]),
        ("3 and 4 May", [(None, 5, 3), (None, 5, 4)]),
        ("May 2-3", [(None, 5, 2), (None, 5, 3)]),
        ("May 1st and 22nd, 2026", [(2026, 5, 1), (2026, 5, 22)]),
        ("May 1 to 17:02", [(None, 5, 1)]),
        ("May 1 and 5%", [(None, 5, 1)]),
        ("May 1.5", []),
        ("May 12%", []),
        ("May 1:30", []),
        ("May 32", []),
        ("0 May", []),
        ("x3 May", []),
        ("2.3 May", []),
        ("3 May-day", []),
        ("31 April", []),
        ("the first of April", [(None, 4, 1)]),
        ("on the Twenty-third of May", [(None, 5, 23)]),
        ("the first of april, the first April", []),
        ("29 February", [(None, 2, 29)]),
        ("29 February 2024", [(2024, 2, 29)]),
        ("29 February 2026", [(2026, 2, None)]),
        ("3 May 1899", [(None, 5, 3)]),
        ("May 2026", [(2026, 5, None)]),
        ("May, 2026", [(2026, 5, None)]),
        ("May of 2026", [(2026, 5, None)]),
        ("May 2026-x", []),
        ("xMay 2026", []),
        ("2026-05", [(2026, 5, None)]),
        ("2026-13", []),
        ("2026-05-x", []),
        ("2026-05-03", [(2026, 5, 3)]),
        ("0999-05-03", [(999, 5, 3)]),
        ("0000-05-03", []),
        ("2026-02-30", []),
        ("2026-13-03", []),
        ("x2026-05-03", []),
        ("1-2026-05-03", []),
        ("2026-05-03x", []),
        ("2026-05-03-x", []),
        ("2026-05-03.", [(2026, 5, 3)]),
    ],
)
def test_dates_and_what_resembles_them(text: str, expected: list[tuple[int | None, int, int | None]]) -> None:
    assert dates(f"on {text} it") == [CalendarDate(*parts) for parts in expected]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-05-03T17:02Z",
            "2026-05-03 17:02 UTC",
            "2026-05-03_17:02",
            "2026-05-03, 5:02 pm",
            "2026-05-03 at 17:02",
        ),
        *("2026-05-03T19:02+02:00", "2026-05-03T15:02-02:00", "2026-05-03 19:02 CEST", "2026-05-03 from 1:02 pm EDT"),
        *("3 May 2026, 17:02", "3rd of May 2026 at 19:02 Europe/Berlin", "May 3, 2026 17:02", "May 3 2026, 19:02 CEST"),
    ],
)
def test_date_with_a_time_is_both_in_utc(text: str) -> None:
    assert dates(f"on {text} it") == [CalendarDate(2026, 5, 3), ClockTime(17, 2)]
    found = dates(f"on {text} it")[1]
    assert isinstance(found, ClockTime) and found.day == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-03T23:30-05:00", [CalendarDate(2026, 5, 3), ClockTime(4, 30), CalendarDate(2026, 5, 4)]),
        ("3 May 2026, 00:30 CEST", [CalendarDate(2026, 5, 3), ClockTime(22, 30), CalendarDate(2026, 5, 2)]),
        ("3 May 2026, 00:30 IST", [CalendarDate(2026, 5, 3), ClockTime(0, 30, None, "ist")]),
        ("2026-05-03 17:02 to 17:30 EDT", [CalendarDate(2026, 5, 3), ClockTime(21, 2), ClockTime(21, 30)]),
        ("2026-05-03T10:05-11:30", [CalendarDate(2026, 5, 3), ClockTime(21, 35)]),
        ("2026-05-03 10:05-11:30", [CalendarDate(2026, 5, 3), ClockTime(10, 5), ClockTime(11, 30)]),
        ("1-2 May 2026, 17:02", [CalendarDate(2026, 5, 1), CalendarDate(2026, 5, 2), ClockTime(17, 2)]),
        ("3 May, 17:02", [CalendarDate(None, 5, 3)]),
        ("May 2026, 17:02", [CalendarDate(2026, 5)]),
        ("2026-05-03T99:02", [CalendarDate(2026, 5, 3)]),
        ("2026-02-30T17:02", []),
        ("2026-05-03; 17:02", [CalendarDate(2026, 5, 3)]),
    ],
)
def test_times_behind_a_date_are_on_its_day(text: str, expected: list[CalendarDate | ClockTime]) -> None:
    assert dates(f"on {text} it") == expected


def test_a_preposition_tells_a_year_from_a_number() -> None:
    for word in ["in", "Since", "during", "of", "until", "BY", "from", "early", "late", "mid", "through"]:
        assert [year for year, _, _ in find_years(f"{word} 2026, it")] == [CalendarDate(2026)], word
    for text in (
        "2026",
        "at 2026",
        "in 2026 users",
        "in 2026x",
        "in 2026-5",
        "in 2026.5",
        "in 1899",
        "in 20261",
        "xin 2026",
    ):
        assert not list(find_years(text)), text
    assert [(start, end) for _, start, end in find_years("it was in 2026.")] == [(7, 14)]


@pytest.mark.parametrize(
    ("less", "includes"),
    [
        ((2026, 5, 3), True), ((2026, 5), True), ((2026,), True), ((None, 5, 3), True), ((None, 5), True),
        ((2025,), False), ((2025, 5, 3), False), ((2026, 4), False), ((2026, 5, 4), False), ((None, 5, 4), False),
    ],
)  # fmt: skip
def test_a_coarser_date_includes_a_finer_one(less: tuple[int | None, ...], includes: bool) -> None:
    assert CalendarDate(*less).includes(CalendarDate(2026, 5, 3)) is includes
    assert not CalendarDate(2026, 5, 3).includes(CalendarDate(2026, 5))


def test_names_of_a_day_are_its_month_and_weekday() -> None:
    assert month_and_weekday_names(date(2026, 4, 16)) == {"april", "apr", "thursday", "thu"}
    assert CalendarDate.of(date(2026, 4, 16)) == CalendarDate(2026, 4, 16)
