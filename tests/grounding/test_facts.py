"""Facts: one value however it is written, and no digit is missed."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.grounding.facts import Value, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.text.amounts import Count, Money, Percentage
from afterword.text.folding import normalise
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.durations import TimeSpan
from growth import require_linear


def values(text: str) -> list[Value]:
    return [fact.value for fact in find_facts(text)]


def number(value: str, unit: str = "") -> Count:
    return Count(Decimal(value), unit)


def duration(seconds: str) -> TimeSpan:
    return TimeSpan(Decimal(seconds))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 16:40", [ClockTime(16, 40)]),
        ("on the seventh of April", [CalendarDate(None, 4, 7)]),
        ("2 hours and 28 minutes", [duration("8880")]),
        ("2 h 28 min, 2h28m", [duration("8880"), duration("8880")]),
        ("3 separate teams", [number("3")]),
        ("1 may read", [number("1")]),
        ("1M units", [number("1000000")]),
        ("5 m away", [number("5")]),
        ("EC2/Lambda", [Identifier("ec2"), Name("lambda")]),
        ("PR #482, pull request 482, GH-482 and #482", [Identifier("#482")] * 4),
        ("$3,180", [Money(Decimal("3.18E+3"), "USD")]),
        ("3,180 EUR", [Money(Decimal("3.18E+3"), "EUR")]),
        ("€1.2M, 1.2 million euros", [Money(Decimal("1.2E+6"), "EUR")] * 2),
        ("10-20%", [Percentage(Decimal("1E+1")), Percentage(Decimal("2E+1"))]),
        ("3 percentage points", [Percentage(Decimal(3), is_points=True)]),
        ("30-60 days", [duration("2592000"), duration("5184000")]),
        ("a second try", []),
        ("in 2026", [CalendarDate(2026)]),
        ("2026 users", [number("2026")]),
        ("Opus 4.6 and 4.7", [Identifier("opus 4.6"), Identifier("opus 4.7")]),
        ("version 2.1.116, v2.1.116, release 2.1.116", [Identifier("v2.1.116")] * 3),
        ("example-chat-2026-01-20", [Identifier("example-chat-2026-01-20")]),
        ("`keep:1` and keep:1", [Identifier("keep:1")] * 2),
        ("see https://a.example/b?c=1.", [Identifier("https://a.example/b?c=1")]),
        ("20 GB", [number("20", "gb")]),
        ("3 times, 3x", [number("3", "x")] * 2),
        ("twenty-five of two hundred", [number("25"), number("200")]),
        ("٣ users", [number("3")]),
        ("１２:３０", [ClockTime(12, 30)]),
        ("4\u200b0 users", [number("40")]),
        ("02:14 PM", [ClockTime(14, 14)]),
        ("10:12 PDT", [ClockTime(17, 12)]),
        ("14:05-14:30", [ClockTime(14, 5), ClockTime(14, 30)]),
        ("hundreds", [Identifier("hundreds")]),
        ("We told Redis. Users of AWS saw it.", [Name("redis"), Name("aws")]),
    ],
)
def test_facts_of_tricky_texts(text: str, expected: list[Value]) -> None:
    assert values(text) == expected


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]


@given(st.dates(min_value=__import__("datetime").date(1990, 1, 1), max_value=__import__("datetime").date(2090, 12, 31)))
def test_date_is_one_value_in_every_form(day: object) -> None:
    forms = ["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%B %dth, %Y", "%dth of %B %Y"]
    for form in forms:
        written = day.strftime(form)  # type: ignore[attr-defined]
        expected = CalendarDate(day.year, day.month, day.day)  # type: ignore[attr-defined]
        assert values(f"It was {written} that day.") == [expected], written


@given(st.integers(0, 23), st.integers(0, 59))
def test_time_is_one_value_in_every_form(hour: int, minute: int) -> None:
    half = "AM" if hour < 12 else "PM"
    for written in (
        f"{hour:02}:{minute:02}",
        f"{hour:02}:{minute:02}Z",
        f"{hour:02}:{minute:02} UTC",
        f"{hour % 12 or 12}:{minute:02} {half}",
        f"{hour % 12 or 12}:{minute:02}{half.lower()}",
        f"{(hour + 2) % 24:02}:{minute:02}+02:00",
        f"{(hour - 7) % 24:02}:{minute:02} PDT",
        f"{hour:02}{minute:02}Z",
    ):
        assert values(f"It was {written}, and over.") == [ClockTime(hour, minute)], written


@given(st.integers(1, 100), st.integers(1, 23), st.integers(1, 59))
def test_duration_is_one_value_in_every_form(days: int, hours: int, minutes: int) -> None:
    total = duration(str(((days * 24 + hours) * 60 + minutes) * 60))
    for written in (
        f"{days} days, {hours} hours and {minutes} minutes",
        f"{days} d {hours} h {minutes} min",
        f"{days}d{hours}h{minutes}m",
        f"P{days}DT{hours}H{minutes}M",
        f"{(days * 24 + hours) * 60 + minutes} minutes",
        f"{(days * 24 + hours) * 60 + minutes}-minute",
    ):
        assert values(f"It took {written} in all.") == [total], written


@given(st.integers(0, 10**9))
def test_number_is_one_value_in_every_form(value: int) -> None:
    for written in (f"{value}", f"{value:,}"):
        assert values(f"saw {written} of them") == [number(str(value))]
        assert values(f"lost {written}% of it") == [Percentage(Decimal(value))]
        assert values(f"lost {written} EUR, ${written}") == [
            Money(Decimal(value), "EUR"),
            Money(Decimal(value), "USD"),
        ]


@given(st.text(max_size=80) | st.text(alphabet="0123456789:-./,%$€kKmMhsZT #@v'\"()`aA_", max_size=40))
def test_facts_cover_every_digit(text: str) -> None:
    found = find_facts(text)
    covered: set[int] = set()
    for fact in found:
        covered |= set(range(fact.start, fact.start + len(fact.text) + 1))
    escaped = [match.start() for match in re.finditer(r"\d", normalise(text)) if match.start() not in covered]
    assert not escaped


@pytest.mark.parametrize(
    "part",
    ["1", "1,", "1,111", "1.", "a1-", "/a", "1 h ", "1 hour, ", "@a", "12:34 ", "2026-01-01 ", "v1.", "#1", "a.b/", "`",
     "Aa ", "two ", "1 to ", "Opus 4.6, 4.7 and ", "x=", "-", "PT1", "http://a", "a@b.", "hundred "],
)  # fmt: skip
def test_facts_are_found_in_linear_time(part: str) -> None:
    require_linear(lambda size: part * (size // len(part)), find_facts, size=16_000)
