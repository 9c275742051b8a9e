"""Values keep their precision, and text that is no value is a ValueError with a remedy, never anything else."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.postmortem.values import Person, PersonKind, Quantity, Ref
from afterword.times.durations import Duration, Interval, show_duration
from afterword.times.when import Precision, When

PARSERS: list[Callable[[str], object]] = [When.parse, Quantity.parse, Duration.parse, Person.parse, Ref.parse]
ALL = pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__self__.__name__)  # type: ignore[attr-defined]

MOMENTS = st.datetimes(datetime(1000, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
MINUTES = MOMENTS.map(lambda moment: moment.replace(second=0))
POINTS = st.one_of(
    MOMENTS.map(lambda m: f"{m:%Y-%m-%dT%H:%M:%SZ}"),
    MINUTES.map(lambda m: f"{m:%Y-%m-%dT%H:%MZ}"),
    MOMENTS.map(lambda m: f"{m:%Y-%m-%d}"),
    MOMENTS.map(lambda m: f"{m:%Y-%m}"),
)


@given(POINTS)
@example("unknown")
@example("none")
@example("ongoing")
def test_a_time_is_written_as_it_was_read(text: str) -> None:
    assert str(When.parse(text)) == text
    assert When.parse(When.parse(text).display()) == When.parse(text)


@given(POINTS, POINTS)
@example("2026-04-16T00:00Z", "2026-04-16T00:00Z")
@example("0001-01-01T00:00Z", "0001-01-01T00:00Z")
@example("2026-04-15T23:00Z", "2026-04-16T00:00Z")
@example("2026-04-16", "2026-04-16")
def test_a_range_comes_back_from_its_text(first: str, last: str) -> None:
    start, end = When.parse(first), When.parse(last)
    assert start.earliest is not None
    assert end.latest is not None
    if end.latest < start.earliest:
        with pytest.raises(ValueError, match="ends before it begins"):
            When.parse(f"{first}/{last}")
        return
    whole = When.parse(f"{first} / {last}")
    assert (whole.precision, whole.earliest, whole.latest) == (Precision.RANGE, start.earliest, end.latest)
    assert When.parse(str(whole)) == whole
    assert When.parse(whole.display()) == whole
    shown = str(whole).split("/")
    assert shown[0][:10] <= shown[1][:10]


@given(MINUTES, st.integers(-14 * 60, 14 * 60), st.sampled_from(["T", " "]), st.booleans(), st.sampled_from(["", " "]))
def test_an_offset_is_converted_to_utc(moment: datetime, minutes: int, separator: str, colon: bool, gap: str) -> None:
    local = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    offset = f"{sign}{size // 60:02}{':' if colon else ''}{size % 60:02}"
    assert When.parse(f"{moment:%Y-%m-%d}{separator}{moment:%H:%M}{gap}{offset}") == When.at(local)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "exact"),
    [
        ("2026-04-16T17:00Z", datetime(2026, 4, 16, 17), datetime(2026, 4, 16, 17), Precision.MINUTE, True),
        (
            "2026-04-16 17:00:30 UTC",
            datetime(2026, 4, 16, 17, 0, 30),
            datetime(2026, 4, 16, 17, 0, 30),
            Precision.SECOND,
            True,
        ),
        (
            "2026-04-16T17:00:30.999Z",
            datetime(2026, 4, 16, 17, 0, 30),
            datetime(2026, 4, 16, 17, 0, 30),
            Precision.SECOND,
            True,
        ),
        ("2026-04-16", datetime(2026, 4, 16), datetime(2026, 4, 17), Precision.DAY, False),
        ("2024-02", datetime(2024, 2, 1), datetime(2024, 3, 1), Precision.MONTH, False),
        ("2026-12", datetime(2026, 12, 1), datetime(2027, 1, 1), Precision.MONTH, False),
        ("2026-04-16T23:30-02:00", datetime(2026, 4, 17, 1, 30), datetime(2026, 4, 17, 1, 30), Precision.MINUTE, True),
        ("2026-04-16/2026-05", datetime(2026, 4, 16), datetime(2026, 6, 1), Precision.RANGE, False),
    ],
)
def test_what_a_time_means(text: str, earliest: datetime, latest: datetime, precision: Precision, exact: bool) -> None:
    when = When.parse(text)
    assert when == When(precision, earliest.replace(tzinfo=UTC), latest.replace(tzinfo=UTC))
    assert (when.exact, when.known) == (exact, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a time; write"),
        ("soon", "`soon` is not a time; write"),
        ("2026-04-16T17:00", "no zone; add `Z`"),
        ("2026-13", "month must be"),
        ("2026-13-01", "month must be"),
        ("2026-02-30", "day"),
        ("2026-04-16T24:00Z", "hour"),
        ("2026-04-16T17:60Z", "minute"),
        ("2026-04-16T17:00+15:00", "not a UTC offset"),
        ("2026-04-16T17:00+01:60", "not a UTC offset"),
        ("0000-01-01", "year"),
        ("9999-12-31", "out of range"),
        ("9999-12", "out of range"),
        ("0001-01-01T00:00+02:00", "out of range"),
        ("2026-04-16/", "is not a time"),
        ("/", "is not a time"),
        ("2026/2027/2028", "is not a time"),
        ("2026-04-16/unknown", "two times"),
        ("ongoing/2026-04-16", "two times"),
        ("2026-04-17/2026-04-15", "ends before it begins"),
        ("16.04.2026", "is not a time"),
        ("٢٠٢٦-٠٤-١٦", "is not a time"),
        ("1776350000", "is not a time"),
        ("2026-4-6", "is not a time"),
    ],
)
def test_what_is_no_time(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        When.parse(text)


INSTANTS = st.integers(0, 40).map(lambda hours: datetime(2026, 4, 16, tzinfo=UTC) + timedelta(hours=hours))
SPANS = st.tuples(INSTANTS, INSTANTS).map(sorted).map(lambda two: When(Precision.RANGE, *two))


@given(SPANS, SPANS)
def test_the_time_between_is_what_trying_every_hour_gives(start: When, end: When) -> None:
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
def test_how_an_interval_is_shown(start: str, end: str, shown: str) -> None:
    assert str(Interval.between(When.parse(start), When.parse(end))) == shown


@pytest.mark.parametrize(
    ("start", "end"), [("unknown", "2026-04-16"), ("2026-04-16", "ongoing"), ("2026-04-17", "2026-04-15")]
)
def test_no_interval_where_an_end_is_no_time(start: str, end: str) -> None:
    assert Interval.between(When.parse(start), When.parse(end)) is None
    assert Interval.between(None, When.parse("2026-04-16")) is None


QUALIFIER = st.sampled_from(["", "~", ">=", "<=", ">", "<"])


@given(QUALIFIER, st.integers(0, 36_600 * 86_400 - 1))
def test_a_duration_comes_back_from_its_text(qualifier: str, seconds: int) -> None:
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
    ],
)
def test_what_a_duration_means(text: str, seconds: float, written: str) -> None:
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
def test_what_is_no_duration(text: str) -> None:
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
def test_a_length_of_time_for_people(seconds: int, shown: str) -> None:
    assert show_duration(timedelta(seconds=seconds)) == shown


@given(QUALIFIER, st.decimals(0, 10**12, places=2), st.sampled_from(["", "%", " EUR", "USD", " %"]))
def test_a_quantity_comes_back_from_its_text(qualifier: str, number: Decimal, unit: str) -> None:
    quantity = Quantity.parse(f"{qualifier}{number:f}{unit}")
    assert (quantity.value, quantity.qualifier, quantity.unit) == (number, qualifier, unit.strip())
    assert Quantity.parse(str(quantity)) == quantity


@pytest.mark.parametrize(
    "text", ["1200", "~1200", ">=1196", "30%", "8420 EUR", "unknown", "0", "1.50 USD", "0.000000000001"]
)
def test_a_quantity_is_written_as_it_was_read(text: str) -> None:
    quantity = Quantity.parse(text)
    assert Quantity.parse(str(quantity)) == quantity
    assert str(quantity) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a quantity"),
        ("many", "`many` is not a quantity"),
        ("1,200", "without separators"),
        ("1 200", "without separators"),
        ("1_200", "without separators"),
        ("$5", "is not a quantity"),
        ("5 eur", "is not a quantity"),
        ("-1", "is not a quantity"),
        ("1e3", "is not a quantity"),
        ("9" * 31, "is not a quantity"),
        ("~", "is not a quantity"),
        ("1200 users", "is not a quantity"),
    ],
)
def test_what_is_no_quantity(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "kind", "name", "written"),
    [
        ("@octocat", PersonKind.HANDLE, "octocat", "@octocat"),
        ("octocat", PersonKind.HANDLE, "octocat", "@octocat"),
        ("@org/team", PersonKind.TEAM, "org/team", "@org/team"),
        ("org/team.x", PersonKind.TEAM, "org/team.x", "@org/team.x"),
        ("the on-call engineer", PersonKind.ROLE, "the on-call engineer", "the on-call engineer"),
        ("TBD", PersonKind.UNSET, "TBD", "TBD"),
        ("Unknown", PersonKind.UNSET, "Unknown", "Unknown"),
        ("@tbd", PersonKind.HANDLE, "tbd", "@tbd"),
        ("@", PersonKind.ROLE, "@", "@"),
        ("@@x", PersonKind.ROLE, "@@x", "@@x"),
        ("dependabot[bot]", PersonKind.HANDLE, "dependabot[bot]", "@dependabot[bot]"),
        ("a" * 40, PersonKind.ROLE, "a" * 40, "a" * 40),
    ],
)
def test_who_is_meant(text: str, kind: PersonKind, name: str, written: str) -> None:
    person = Person.parse(f" {text} ")
    assert person == Person(kind, name)
    assert str(person) == written


@pytest.mark.parametrize(
    ("text", "number", "repository"),
    [
        ("#871", 871, None),
        ("owner/repo#871", 871, "owner/repo"),
        ("https://github.com/o/r/issues/9", 9, "o/r"),
        ("https://ghe.example.org/o/r.x/pull/9#issuecomment-1", 9, "o/r.x"),
        ("https://github.com/o/r/issues/9?x=1", 9, "o/r"),
        ("0a1b2c3", None, None),
        ("a" * 40, None, None),
        ("https://status.example.com/i/1", None, None),
        ("unknown", None, None),
        ("https://github.com/o/r/issues/9/x", None, None),
    ],
)
def test_what_a_reference_points_to(text: str, number: int | None, repository: str | None) -> None:
    assert Ref.parse(text) == Ref(text, number, repository)
    assert str(Ref.parse(text)) == text


def test_unknown_is_a_reference_in_any_case() -> None:
    assert str(Ref.parse("Unknown")) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "871",
        "#",
        "# 871",
        "abc",
        "repo#1",
        "javascript:alert(1)",
        "ftp://x",
        "https://",
        "https://a b",
        "#1234567890",
        "ABCDEF0",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(ValueError, match="is no reference; write"):
        Ref.parse(text)


@ALL
@given(
    st.one_of(st.text(max_size=40), st.text(st.sampled_from("0123456789-:TZ+/ ~<>=.%#@PHMSDdhms[]EUR"), max_size=40))
)
def test_any_text_is_a_value_or_a_value_error(parse: Callable[[str], object], text: str) -> None:
    try:
        value = parse(text)
    except ValueError as error:
        assert str(error)
        assert len(str(error)) < 250
    else:
        assert parse(str(value)) == value


@ALL
@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1s ", "2026-", "a", "a-", "/", "~", " ", "0.", "#", "https://a/", "@", "1.1 h", "P1D"]
)
def test_long_text_costs_linear_time(parse: Callable[[str], object], piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    for odd in (text, text + "!", "!" + text, "https://" + text, "#" + text):
        try:
            parse(odd)
        except ValueError as error:
            assert len(str(error)) < 250
    assert time.process_time() - started < 1  # a square would take minutes
