"""Times in the forms in which logs, chats and people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.times.reader import TimeError, TimeReader

CLOCK = TimeReader("+02:00", date(2026, 4, 16))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-04-16T17:02:11.123456789+02:00", "2026-04-16T15:02:11Z"),
        ("2026-04-16T17:02+0530", "2026-04-16T11:32Z"),
        ("2026-04-16 17:02:11,123", "2026-04-16T15:02:11Z"),
        ("2026/04/16 5:02 p.m. UTC", "2026-04-16T17:02Z"),
        ("2026-04-16 12:02 AM GMT", "2026-04-16T00:02Z"),
        ("2026-04-16 17:02 UTC-3", "2026-04-16T20:02Z"),
        ("20260416T170211Z", "2026-04-16T17:02:11Z"),
        ("17:02:11 on 2026.04.16", "2026-04-16T15:02:11Z"),
        ("5:02 PM UTC, 16 Apr 2026", "2026-04-16T17:02Z"),
        ("Apr. 16 - 05:02 PM", "2026-04-16T15:02Z"),
        ("Thu, 16 Apr 2026 17:02:11 -0700", "2026-04-17T00:02:11Z"),
        ("16/Apr/2026:17:02:11 +0000", "2026-04-16T17:02:11Z"),
        ("Apr 16, 2026 5:02 PM EDT", "2026-04-16T21:02Z"),
        ("April 16, 2026 at 5:02:11 PM CEST", "2026-04-16T15:02:11Z"),
        ("Apr 16 17:02:11", "2026-04-16T15:02:11Z"),
        ("1776359100.000005", "2026-04-16T17:05Z"),
        ("1776359131999", "2026-04-16T17:05:31Z"),
        ("1776359131999999", "2026-04-16T17:05:31Z"),
        ("1776359131999999999", "2026-04-16T17:05:31Z"),
        ("2026-04-16", "2026-04-16"),
        ("16.04.2026 17:05", "2026-04-16T15:05Z"),
        ("16.4.2026, 17:05:01 MESZ", "2026-04-16T15:05:01Z"),
        ("16.04.2026", "2026-04-16"),
        ("04/16/2026 17:05", "2026-04-16T15:05Z"),
        ("16/04/2026 5:05 PM", "2026-04-16T15:05Z"),
        ("04/04/2026", "2026-04-04"),
    ],
)
def test_reader_reads_common_forms(text: str, at: str) -> None:
    found = CLOCK.fullmatch(text)
    assert found is not None and str(found.at) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("17:01 SGT", "2026-04-16T09:01Z"),
        ("17:03 BRT", "2026-04-16T20:03Z"),
        ("17:09 cest", "2026-04-16T15:09Z"),
        ("17:09 (CEST)", "2026-04-16T15:09Z"),
        ("17:04 Europe/Berlin", "2026-04-16T15:04Z"),
        ("17:04 europe/berlin", "2026-04-16T15:04Z"),
        ("17:04+02:00[Europe/Berlin]", "2026-04-16T15:04Z"),
        ("17:04[Europe/Berlin]", "2026-04-16T15:04Z"),
        ("17:11 EST5EDT", "2026-04-16T21:11Z"),
        ("17:13 \u22120700", "2026-04-17T00:13Z"),
        ("17:13 GMT+0200", "2026-04-16T15:13Z"),
        ("17:13 UTC +02:00", "2026-04-16T15:13Z"),
        ("17:13z", "2026-04-16T17:13Z"),
    ],
)
def test_reader_reads_certain_zones_in_every_form(text: str, at: str) -> None:
    found = TimeReader("Z").match(f"{text} it began", 0, date(2026, 4, 16))
    assert found is not None and (str(found.at), found.end, found.assumed_zone) == (at, len(text), False)


@pytest.mark.parametrize("zone", ["(PST)", "pst", "PST:", "PST8", "WAT", "Europe/Atlantis", "US/Nowhere"])
def test_reader_rejects_uncertain_zones(zone: str) -> None:
    with pytest.raises(TimeError, match="zone"):
        CLOCK.match(f"17:08 {zone} it began", 0, date(2026, 4, 16))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_reader_rejects_hour_of_clock_change(day: date) -> None:
    with pytest.raises(TimeError, match="changed"):
        CLOCK.match("02:30 Europe/Berlin", 0, day)


@pytest.mark.parametrize(
    "word",
    [
        "ERROR boom",
        "API down",
        "EC2 down",
        "on-call",
        "Z1 pump",
        "GET /",
        "bot",
        "Ist still",
        "west of it",
        "LLM",
        "z. B.",
    ],
)
def test_reader_takes_no_word_for_a_zone(word: str) -> None:
    found = CLOCK.match(f"17:08 {word}", 0, date(2026, 4, 16))
    assert found is not None and (found.end, found.assumed_zone) == (5, True)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Thu Apr 17 17:06:00 UTC 2025", "2025-04-17T17:06:00Z"),
        ("Thu Apr 17 17:07:00 2025", "2025-04-17T15:07:00Z"),
        ("Apr  7 17:07:00 CEST 2025", "2025-04-07T15:07:00Z"),
    ],
)
def test_reader_reads_year_at_the_end(text: str, at: str) -> None:
    found = CLOCK.match(f"{text} it began")
    assert found is not None and (str(found.at), found.end, found.assumed_year) == (at, len(text), False)
    count = CLOCK.match("Apr 17 17:07:00 5000 requests")
    assert count is not None and str(count.at) == "2026-04-17T15:07:00Z"


@pytest.mark.parametrize(
    ("near", "text", "at"),
    [
        (date(2026, 1, 2), "Jan 10 10:00:00", "2025-01-10T10:00:00Z"),
        (date(2026, 1, 2), "Jan  3 10:00:00", "2026-01-03T10:00:00Z"),
        (date(2030, 6, 1), "Jan 10 10:00:00", "2025-01-10T10:00:00Z"),
        (date(2024, 7, 1), "Jan 10 10:00:00", "2024-01-10T10:00:00Z"),
    ],
)
def test_reader_chooses_no_future_year(near: date, text: str, at: str) -> None:
    found = TimeReader("Z", near, date(2026, 1, 3)).fullmatch(text)
    assert found is not None and str(found.at) == at


@pytest.mark.parametrize(
    "text", ["12", "1200", "2026", "v1.2.3", "17:02", "2026-04-16.md", "20260416", "123456789012345", "", "May", "1:2"]
)
def test_reader_returns_none_for_other_text(text: str) -> None:
    assert CLOCK.fullmatch(text) is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-04-16 25:00Z", "2026-04-16 13:00 PM", "2026-04-16 5:00 PM IST", "04/05/2026 17:00"]
)
def test_reader_rejects_impossible_times(text: str) -> None:
    with pytest.raises(TimeError):
        CLOCK.fullmatch(text)


def test_reader_chooses_year_nearest_to_incident() -> None:
    found = TimeReader("Z", date(2026, 1, 2)).fullmatch("Dec 30 10:00:00")
    assert found is not None and str(found.at) == "2025-12-30T10:00:00Z" and found.assumed_year


offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
moments = st.datetimes(datetime(1995, 1, 1), datetime(2090, 1, 1), timezones=offsets).map(
    lambda at: at.replace(microsecond=0)
)


@given(moments, st.sampled_from(["iso", "space", "rfc2822", "access log", "seconds", "milliseconds"]))
def test_reader_reads_machine_formats_as_same_instant(at: datetime, form: str) -> None:
    text = {
        "iso": at.isoformat(),
        "space": at.isoformat(" "),
        "rfc2822": format_datetime(at),
        "access log": at.strftime("%d/%b/%Y:%H:%M:%S %z"),
        "seconds": str(int(at.timestamp())),
        "milliseconds": str(int(at.timestamp() * 1000)),
    }[form]
    found = CLOCK.fullmatch(text)
    assert found is not None and found.at.earliest == at.astimezone(UTC)


@given(st.text(alphabet="0123456789-/:.,TZ +apmAPMUTCGJanFebr[]", max_size=40))
def test_reader_raises_time_errors_only(text: str) -> None:
    try:
        found = CLOCK.match(text, 0, date(2026, 4, 16))
    except TimeError:
        return
    assert found is None or 0 < found.end <= len(text)
