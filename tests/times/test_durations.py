"""Durations: between two times, as values of the format, and in sentences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.times.durations import FIND_TIME_SPANS, Duration, Interval, TimeSpan, show_duration, with_short_units
from afterword.times.when import Precision, When

INSTANTS = st.integers(0, 40).map(lambda hours: datetime(2026, 4, 16, tzinfo=UTC) + timedelta(hours=hours))
SPANS = st.tuples(INSTANTS, INSTANTS).map(sorted).map(lambda two: When(Precision.RANGE, *two))


@given(SPANS, SPANS)
def test_interval_equals_trying_every_hour(start: When, end: When) -> None:
    def hours(when: When) -> list[datetime]:
        assert when.earliest
        assert when.latest
        count = (when.latest - when.earliest) // timedelta(hours=1)
        return [when.earliest + timedelta(hours=hour) for hour in range(count + 1)]

    possible = [last - first for first in hours(start) for last in hours(end) if last >= first]
    interval = Interval.between(start, end)
    assert interval == (Interval(min(possible), max(possible)) if possible else None)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2026-04-16T17:00Z", "2026-04-16T19:28Z", "2 h 28 min"),
        ("2026-04-16T17:00Z", "2026-04-16T17:00:45Z", "45 s"),
        ("2026-04-16", "2026-04-16", "at most 1 d"),
        ("2026-04-16", "2026-04-18", "1 d to 3 d"),
        ("2026-04-16T17:00Z", "2026-04-16T17:00Z", "0 min"),
        ("2026-04-16T17:00Z", "2026-04-17", "7 h to 1 d 7 h"),
    ],
)
def test_interval_is_shown(start: str, end: str, shown: str) -> None:
    assert str(Interval.between(When.parse(start), When.parse(end))) == shown


@pytest.mark.parametrize(
    ("start", "end"), [("unknown", "2026-04-16"), ("2026-04-16", "ongoing"), ("2026-04-17", "2026-04-15")]
)
def test_interval_needs_two_ordered_times(start: str, end: str) -> None:
    assert Interval.between(When.parse(start), When.parse(end)) is None
    assert Interval.between(None, When.parse("2026-04-16")) is None


QUALIFIER = st.sampled_from(["", "~", ">=", "<=", ">", "<"])


@given(QUALIFIER, st.integers(0, 36_600 * 86_400 - 1))
def test_duration_comes_back_from_its_text(qualifier: str, seconds: int) -> None:
    duration = Duration(timedelta(seconds=seconds), qualifier)
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "seconds", "written"),
    [
        ("2 h 28 min", 8880, "2 h 28 min"),
        ("45m", 2700, "45 min"),
        ("~3 days", 259_200, "~3 d"),
        (">=1h", 3600, ">=1 h"),
        ("PT2H28M", 8880, "2 h 28 min"),
        ("P1DT1S", 86_401, "1 d 1 s"),
        ("1.5 hours", 5400, "1 h 30 min"),
        ("0 s", 0, "0 min"),
        ("3 d 4 h 5 min 6 s", 273_906, "3 d 4 h 5 min 6 s"),
        ("90 s", 90, "1 min 30 s"),
        ("0.5 s", 0.5, "0.5 s"),
        ("1 Hr 2 Secs", 3602, "1 h 2 s"),
        ("3h25m", 12_300, "3 h 25 min"),
    ],
)
def test_duration_is_read_and_written(text: str, seconds: float, written: str) -> None:
    duration = Duration.parse(text)
    assert duration.length == timedelta(seconds=seconds)
    assert str(duration) == written
    assert Duration.parse(written) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "h",
        "2 hourss",
        "2 h -3 min",
        "P",
        "PT",
        "-2 h",
        "1e3 s",
        "40000 d",
        "P" + "9" * 5000 + "D",
        "9" * 5000 + " h",
        "2 h and 3 min",
    ],
)
def test_duration_rejects_other_text(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 min"),
        (59, "59 s"),
        (119, "119 s"),
        (120, "2 min"),
        (121, "2 min"),
        (3600, "1 h"),
        (8880, "2 h 28 min"),
        (86_400, "1 d"),
        (273_900, "3 d 4 h"),
    ],
)
def test_show_duration_rounds_for_people(seconds: int, shown: str) -> None:
    assert show_duration(timedelta(seconds=seconds)) == shown


def spans(text: str) -> list[TimeSpan]:
    """Find all durations, each finder after those before it."""
    found = []
    for find in FIND_TIME_SPANS:
        for value, start, end in list(find(text)):
            found.append((start, value))
            text = text[:start] + "\0" * (end - start) + text[end:]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


@pytest.mark.parametrize(
    ("seconds", "units"),
    [
        ("0.001", ["ms", " ms", " millisecond", " milliseconds", "-millisecond"]),
        ("1", ["s", " second", " seconds", " sec", " secs", "-second", " Seconds"]),
        ("60", ["m", " minute", " minutes", " min", " mins", "-minute", " MIN"]),
        ("3600", ["h", " h", " hour", " hours", " hr", " hrs", "-hour"]),
        ("86400", ["d", " d", " day", " days", "-day"]),
        ("604800", ["w", " week", " weeks", "-week"]),
    ],
)
def test_duration_in_a_sentence_has_a_unit(seconds: str, units: list[str]) -> None:
    for unit in units:
        assert spans(f"it took 3{unit}, at most") == [TimeSpan(3 * Decimal(seconds))], unit
        assert spans(f"it took 1.5{unit}.") == [TimeSpan(Decimal("1.5") * Decimal(seconds))], unit
        assert spans(f"it took 3{unit}x") == spans(f"it took x3{unit}") == [], unit
    assert spans(f"three{units[-1]} or twenty-five{units[-1]}") == [TimeSpan(n * Decimal(seconds)) for n in (3, 25)]


def test_duration_in_a_sentence_is_counted_in_months() -> None:
    assert spans("3 months, 2 years") == [TimeSpan(Decimal(3), "month"), TimeSpan(Decimal(24), "month")]
    assert spans("1 month 2 days and 3 h") == [TimeSpan(Decimal(1), "month"), TimeSpan(Decimal(183_600))]
    assert spans("a month, a year") == [TimeSpan(Decimal(1), "month"), TimeSpan(Decimal(12), "month")]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2 h 28 min", [8880]),
        ("2h28m", [8880]),
        ("2 hours and 28 minutes", [8880]),
        ("2 hours, 28 minutes, and 5 seconds", [8885]),
        ("2 h, 28 min", [8880]),
        ("1 week 2 days", [777_600]),
        ("28 min 2 h", [1680, 7200]),
        ("2 h 3 h", [7200, 10_800]),
        ("2 h, 3 min, 4 h", [7380, 14_400]),
        ("2 h; 28 min", [7200, 1680]),
        ("PT5M", [300]),
        ("P1DT2H3M4S", [93_784]),
        ("xPT5M, PT5X, P, PT", []),
        ("1-2 minutes", [60, 120]),
        ("1 to 2 hours", [3600, 7200]),
        ("one or two days", [86_400, 172_800]),
        ("1 - 2-minute", [60, 120]),
        ("1 to 2 minutesx", []),
        ("an hour", [3600]),
        ("a minute", [60]),
        ("half an hour", [1800]),
        ("Half a day", [43_200]),
        ("a week", [604_800]),
        ("a second", []),
        ("a minutes, x-a minute, an hourly", []),
        ("one hundred minutes", [6000]),
        ("one minute", [60]),
        ("two hundred seconds", [200]),
        ("1,200 seconds", [1200]),
        ("three quarters of an hour", [2700]),
        ("a quarter of an hour, half of a day", [900, 43_200]),
        ("four and three quarter hours", [17_100]),
        ("two hours and a quarter", [8100]),
        ("an hour and three quarters", [6300]),
        ("a day and eight hours", [115_200]),
        ("a quarter of the hour", []),
        ("5 m away, 5 s, 5 w, 5M, 5H, 5D", []),
        ("5 ms away", [0.005]),
        ("1.2.3 h", []),
    ],
)
def test_duration_in_a_sentence_is_read(text: str, seconds: list[float]) -> None:
    assert spans(f"it took {text} in all") == [TimeSpan(Decimal(str(number))) for number in seconds]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2 Stunden 5 Minuten", "2 h 5 min"),
        ("7 jours", "7 d"),
        ("5 minuti", "5 min"),
        ("3 timmar", "3 h"),
        ("30天", "30 d"),
        ("8 segundos de retraso", "8 s de retraso"),
        ("12 parcels", "12 parcels"),
    ],
)
def test_units_of_other_languages_are_those_of_the_format(text: str, short: str) -> None:
    assert with_short_units(text) == short
