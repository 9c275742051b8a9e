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
def test_a_common_form_is_read(text: str, at: str) -> None:
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
def test_a_zone_is_read_in_every_form_that_is_certain(text: str, at: str) -> None:
    found = TimeReader("Z").match(f"{text} it began", 0, date(2026, 4, 16))
    assert found is not None and (str(found.at), found.end, found.assumed_zone) == (at, len(text), False)


@pytest.mark.parametrize("zone", ["(PST)", "pst", "PST:", "PST8", "WAT", "Europe/Atlantis", "US/Nowhere"])
def test_a_zone_that_is_not_understood_is_not_read_as_the_assumed_one(zone: str) -> None:
    with pytest.raises(TimeError, match="zone"):
        CLOCK.match(f"17:08 {zone} it began", 0, date(2026, 4, 16))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_an_hour_in_which_the_clocks_change_is_not_guessed(day: date) -> None:
    with pytest.raises(TimeError, match="changed"):
        CLOCK.match("02:30 Europe/Berlin", 0, day)


@pytest.mark.parametrize("word", ["ERROR boom", "API down", "GET /", "bot", "Ist still", "west of it", "LLM", "z. B."])
def test_a_word_behind_a_time_is_no_zone(word: str) -> None:
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
def test_a_year_at_the_end_counts(text: str, at: str) -> None:
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
def test_a_missing_year_leads_to_no_day_that_is_yet_to_come(near: date, text: str, at: str) -> None:
    found = TimeReader("Z", near, date(2026, 1, 3)).fullmatch(text)
    assert found is not None and str(found.at) == at


@pytest.mark.parametrize(
    "text", ["12", "1200", "2026", "v1.2.3", "17:02", "2026-04-16.md", "20260416", "123456789012345", "", "May", "1:2"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert CLOCK.fullmatch(text) is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-04-16 25:00Z", "2026-04-16 13:00 PM", "2026-04-16 5:00 PM IST", "04/05/2026 17:00"]
)
def test_a_time_that_cannot_be_used_says_why(text: str) -> None:
    with pytest.raises(TimeError):
        CLOCK.fullmatch(text)


def test_a_missing_year_is_the_one_nearest_to_the_incident() -> None:
    found = TimeReader("Z", date(2026, 1, 2)).fullmatch("Dec 30 10:00:00")
    assert found is not None and str(found.at) == "2025-12-30T10:00:00Z" and found.assumed_year


offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
moments = st.datetimes(datetime(1995, 1, 1), datetime(2090, 1, 1), timezones=offsets).map(
    lambda at: at.replace(microsecond=0)
)


@given(moments, st.sampled_from(["iso", "space", "rfc2822", "access log", "seconds", "milliseconds"]))
def test_what_machines_write_is_the_same_instant(at: datetime, form: str) -> None:
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
def test_no_text_makes_the_clock_raise_anything_else(text: str) -> None:
    try:
        found = CLOCK.match(text, 0, date(2026, 4, 16))
    except TimeError:
        return
    assert found is None or 0 < found.end <= len(text)
