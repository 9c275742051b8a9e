"""Times of the format keep their precision, and text that is not a time is an error with a remedy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.times.when import Precision, When

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
def test_when_is_written_as_it_was_read(text: str) -> None:
    assert str(When.parse(text)) == text
    assert When.parse(When.parse(text).display()) == When.parse(text)


@given(POINTS, POINTS)
@example("2026-04-16T00:00Z", "2026-04-16T00:00Z")
@example("0001-01-01T00:00Z", "0001-01-01T00:00Z")
@example("2026-04-15T23:00Z", "2026-04-16T00:00Z")
@example("2026-04-16", "2026-04-16")
def test_when_range_comes_back_from_its_text(first: str, last: str) -> None:
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
def test_when_converts_offset_to_utc(moment: datetime, minutes: int, separator: str, colon: bool, gap: str) -> None:
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
def test_when_is_read_with_its_precision(
    text: str, earliest: datetime, latest: datetime, precision: Precision, exact: bool
) -> None:
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
def test_when_rejects_other_text(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        When.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [
        ("2026-04-16T17:00Z", "2026-04-16T17:01Z", True),
        ("2026-04-16T17:00Z", "2026-04-16T17:00Z", False),
        ("2026-04-16", "2026-04-17", True),
        ("2026-04-16", "2026-04-17T00:00Z", True),
        ("2026-04-16", "2026-04-16T23:59Z", False),
        ("2026-04", "2026-05-01", True),
        ("2026-04", "2026-04-30", False),
        ("2026-04-16T17:00Z/2026-04-16T18:00Z", "2026-04-16T18:00Z", False),
        ("unknown", "2026-04-16", False),
        ("2026-04-16", "ongoing", False),
    ],
)
def test_a_time_is_before_another_if_it_certainly_is(one: str, other: str, is_before: bool) -> None:
    assert When.parse(one).is_before(When.parse(other)) is is_before
