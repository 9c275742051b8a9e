"""Times of day in sentences: every form, and the zone that belongs to it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import pytest

from afterword.times.clock_times import ClockTime, find_clock_times, is_clock_or_zone, read_clock_times
from afterword.times.zones import ZoneError


def times(text: str) -> list[str]:
    """Write the times of a text as `17:02:11 zone`."""
    return [
        f"{clock.hour:02}:{clock.minute:02}{'' if clock.second is None else f':{clock.second:02}'} {clock.zone}".strip()
        for clock, _, _ in find_clock_times(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17:02", "17:02"),
        ("7:02", "07:02"),
        ("17:02:11", "17:02:11"),
        ("17:02:11.123456", "17:02:11"),
        ("00:00", "00:00"),
        ("23:59:59", "23:59:59"),
        ("5:02 pm", "17:02"),
        ("5:02PM", "17:02"),
        ("5:02 p.m.", "17:02"),
        ("12:02 am", "00:02"),
        ("12:02 PM", "12:02"),
        ("11:59 PM", "23:59"),
        ("1:00 am", "01:00"),
        ("5 pm", "17:00"),
        ("5pm", "17:00"),
        ("12 am", "00:00"),
        ("5 a.m.", "05:00"),
        ("1702Z", "17:02"),
        ("1702 UTC", "17:02"),
        ("1702 GMT", "17:02"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
    ],
)
def test_clock_time_is_read_in_every_form(text: str, expected: str) -> None:
    for sentence in (text, f"at {text} it", f"({text})", f"at {text}, or", f"it was {text}", f"{text}; then"):
        assert times(sentence) == [expected], sentence


@pytest.mark.parametrize(
    "text",
    [
        *("25:02", "24:00", "17:60", "17:02:60", "7:2", "13 pm", "0 pm", "0:30 am", "1.17:02", "x17:02", "a:17:02"),
        *("17:02x", "17:02:x", "2460Z", "1702", "1702x UTC", "x-1702 UTC", "afternoon", "x-noon", "noonday", "5 pmx"),
        "17:02:11,123",
    ],
)
def test_clock_time_is_not_read_in_other_text(text: str) -> None:
    assert times(f"at {text} it") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17:02+02", "15:02"),
        ("17:02+0200", "15:02"),
        ("17:02 +02:00", "15:02"),
        ("17:02:11-07:00", "00:02:11"),
        ("17:02 -07:00", "00:02"),
        ("17:02-0700", "00:02"),
        ("17:02 -07", "00:02"),
        ("17:02 +02 it", "15:02"),
        ("17:02 -12 users", "17:02"),
        ("17:02 -02%", "17:02"),
        ("17:02 -2000", "17:02"),
        ("17:02 UTC+2", "15:02"),
        ("17:02 UTC +02:00", "15:02"),
        ("17:02 (GMT-3)", "20:02"),
        ("17:02 UTC - 3 users", "17:02"),
        ("17:02 UTC - 3users", "17:02"),
        ("17:02 UTC - 3%", "17:02"),
        ("17:02 UTC - 3.", "20:02"),
        ("17:02 UTC+2:3", "17:02"),
        ("17:02 UTC + 2", "15:02"),
        ("17:02 utc+530", "11:32"),
        ("17:02 GMT-12", "05:02"),
        ("17:02 UTC-based", "17:02"),
        ("17:02 utc+15", "17:02 utc+15"),
        ("17:02Z", "17:02"),
        ("17:02z", "17:02"),
        ("17:02 Zulu", "17:02"),
        ("17:02 CEST", "15:02"),
        ("17:02 (cest)", "15:02"),
        ("17:02 [CEST]", "15:02"),
        ("[17:02] CEST", "15:02"),
        ("**17:02** CEST", "15:02"),
        ("17:02 *CEST*", "15:02"),
        ("17:02, CEST", "15:02"),
        ("17:02 in CEST", "15:02"),
        ("17:02 h CEST", "15:02"),
        ("17:02 hrs. CEST", "15:02"),
        ("17:02 hr CEST", "15:02"),
        ("17:02 Hours CEST", "15:02"),
        ("17:02h CEST", "15:02"),
        ("`17:02`  CEST", "15:02"),
        ("17:02 (*CEST*", "17:02"),
        ("17:02 ([CEST]", "17:02"),
        ("17:02, in (CEST)", "15:02"),
        ("17:02 in it, CEST", "17:02"),
        ("17:02 (+02)", "15:02"),
        ("17:02 [-07:00]", "00:02"),
        ("17:02 +02, or", "15:02"),
        ("17:02 +02.5", "17:02"),
        ("17:02 +02:5", "17:02"),
        ("17:02 +02-5", "17:02"),
        ("17:02 +12 it", "17:02"),
        ("17:02 +12)", "05:02"),
        ("17:02 +12%", "17:02"),
        ("17:02:11.5-07:00", "00:02:11"),
        ("17:02 Uhr MESZ", "15:02"),
        ("17:02CEST", "15:02"),
        ("17:02 CEST-based", "17:02"),
        ("17:02 IST", "17:02 ist"),
        ("17:02 CET/CEST", "17:02 cet/cest"),
        ("17:02 PST8", "17:02 pst8"),
        ("17:02 Europe/Berlin", "17:02 europe/berlin"),
        ("17:02 [Europe/Berlin]", "17:02 europe/berlin"),
        ("17:02+02:00[Europe/Berlin]", "15:02"),
        ("17:02 Berlin time", "17:02 berlin time"),
        ("17:02 (Berlin)", "17:02 berlin time"),
        ("17:02 (Kafka)", "17:02"),
        ("17:02, New York Time", "17:02 new york time"),
        ("17:02 Port-au-Prince time", "17:02 port-au-prince time"),
        ("17:02 St. John's Time", "17:02 st. john's time"),
        ("17:02 (Berlin time)", "17:02 berlin time"),
        ("17:02 Berlin timely", "17:02"),
        ("17:02 America/Argentina/Buenos_Aires", "17:02 america/argentina/buenos_aires"),
        ("17:02 local time", "17:02 local time"),
        ("17:02 eastern daylight time", "17:02 eastern daylight time"),
        ("17:02 ist", "17:02 ist"),
        ("17:02, et", "17:02 et"),
        ("5:02 pm pt", "17:02 pt"),
        ("5:02 p.m. ct", "17:02 ct"),
        ("5 pm EDT", "21:00"),
        ("noon CEST", "10:00"),
        ("17:02 west of it", "17:02"),
        ("17:02 (west)", "16:02"),
        ("17:02 met it", "17:02"),
        ("17:02 API down", "17:02"),
        ("17:02 Redis fell", "17:02"),
        ("17:02 istanbul", "17:02"),
        ("17:02 response time", "17:02"),
        ("CEST 17:02", "15:02"),
        ("(CEST) 17:02", "15:02"),
        ("[CEST]: 17:02", "15:02"),
        ("CEST (17:02", "15:02"),
        ("UTC+2: 17:02", "15:02"),
        ("Europe/Berlin 17:02", "17:02 europe/berlin"),
        ("Berlin time 17:02", "17:02 berlin time"),
        ("local time: 17:02", "17:02 local time"),
        ("start time 17:02", "17:02"),
        ("Start Time: 17:02", "17:02"),
        ("xCEST 17:02", "17:02"),
        ("CEST is it. 17:02", "17:02"),
        ("CEST 17:02 EDT", "21:02"),
    ],
)
def test_clock_time_has_the_zone_beside_it(text: str, expected: str) -> None:
    assert times(f"at {text}") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17:02-17:30", ["17:02", "17:30"]),
        ("17:02-02:00", ["17:02", "02:00"]),
        ("17:02 - 17:30 CEST", ["15:02", "15:30"]),
        ("17:02-17:30 CEST", ["15:02", "15:30"]),
        ("17:02 to 17:30 CEST", ["15:02", "15:30"]),
        ("17:02, 17:10, and 17:30 CEST", ["15:02", "15:10", "15:30"]),
        ("17:02 CEST and 17:30", ["15:02", "15:30"]),
        ("17:02 CEST or 17:30 or 17:40 EDT", ["15:02", "21:30", "21:40"]),
        ("17:02 UTC-17:30", ["17:02", "17:30"]),
        ("17:02 CEST-17:30", ["15:02", "15:30"]),
        ("17:02 UTC, 17:30 IST", ["17:02", "17:30 ist"]),
        ("CEST 17:02 until 17:30", ["15:02", "15:30"]),
        ("17:02 CEST. 17:30", ["15:02", "17:30"]),
        ("17:02 CEST, then 17:30", ["15:02", "17:30"]),
        ("17:02 (19:02 CEST)", ["17:02", "17:02"]),
        ("5-6 pm", ["18:00"]),
        ("17:02 CEST 17:30", ["15:02", "17:30"]),
    ],
)
def test_joined_clock_times_share_a_zone(text: str, expected: list[str]) -> None:
    assert times(f"at {text} it") == expected


def test_clock_times_have_their_places() -> None:
    text = "at CEST 17:02 to 5:30 pm; (IST) 18:00; 18:30 [Europe/Berlin]."
    found = [text[start:end] for _, start, end in find_clock_times(text)]
    assert found == ["CEST 17:02", "5:30 pm", "(IST) 18:00", "18:30 [Europe/Berlin]"]
    assert len(list(find_clock_times("17:02, " * 25))) == 25


def test_clock_times_of_a_day_are_converted_on_it() -> None:
    def read(text: str, day: date) -> tuple[ClockTime, date | None]:
        clock = read_clock_times(text, 0, day)[0][0]
        return clock, clock.day

    assert read("17:02 Europe/Berlin", date(2026, 7, 1)) == (ClockTime(15, 2), date(2026, 7, 1))
    assert read("17:02 Europe/Berlin", date(2026, 1, 1)) == (ClockTime(16, 2), date(2026, 1, 1))
    assert read("00:30 CEST", date(2026, 7, 1)) == (ClockTime(22, 30), date(2026, 6, 30))
    assert read("02:30 Europe/Berlin", date(2026, 3, 29)) == (
        ClockTime(2, 30, None, "europe/berlin"),
        date(2026, 3, 29),
    )
    assert read("00:30 CEST", date(1, 1, 1)) == (ClockTime(0, 30, None, "cest"), date(1, 1, 1))
    assert read_clock_times("17:02x", 0) == read_clock_times("at 17:02", 0) == []


def test_clock_time_on_a_day_is_an_instant() -> None:
    utc = timezone(timedelta(0))
    assert ClockTime(17, 2, 11, "CEST").on(date(2026, 7, 1)) == datetime(2026, 7, 1, 15, 2, 11, tzinfo=utc)
    assert ClockTime(17, 2).on(date(2026, 7, 1)) == datetime(2026, 7, 1, 17, 2, tzinfo=utc)
    with pytest.raises(ZoneError):
        ClockTime(17, 2, None, "IST").on(date(2026, 7, 1))


def test_clock_times_are_equal_whatever_their_day() -> None:
    assert ClockTime(17, 2, day=date(2026, 7, 1)) == ClockTime(17, 2)
    assert ClockTime(17, 2) != ClockTime(17, 2, 0) != ClockTime(17, 2, 0, "ist")


@pytest.mark.parametrize("text", ["17:02", "5:02 pm PST", "CEST", "ist", "Europe/Berlin", "UTC+2", "local time"])
def test_text_is_a_clock_time_or_a_zone(text: str) -> None:
    assert is_clock_or_zone(text)
    assert not is_clock_or_zone(f"{text} it")
    assert not is_clock_or_zone(f"it {text}")


@pytest.mark.parametrize(
    "area",
    re.findall(
        r"\w+",
        "Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico "
        "Pacific US",
    ),
)
def test_place_is_a_zone(area: str) -> None:
    for place in (f"{area}/Some_Place", f"{area.lower()}/x-y", f"{area}/Q1/Z_2"):
        assert times(f"at 17:02 {place} it") == [f"17:02 {place.lower()}"]
    assert times(f"at 17:02 {area} it") == times(f"at 17:02 {area}/ it") == ["17:02"]


@pytest.mark.parametrize(
    "region",
    re.findall(
        r"\w+",
        "pacific mountain central eastern western atlantic alaska hawaii moscow india china japan korea israel british "
        "irish",
    ),
)
def test_region_with_time_is_a_zone(region: str) -> None:
    for words in ("", "standard ", "daylight ", "summer ", "winter ", "european "):
        zone = f"{region} {words}time"
        assert times(f"at 17:02 {zone}, it") == times(f"at {zone.title()} 17:02, it") == [f"17:02 {zone}"] or (
            zone == "central european time"
        )
        assert times(f"at 17:02 {zone}r it") == times(f"at 17:02 {words}time it") == ["17:02"]


def test_offsets_are_not_the_ends_of_ranges() -> None:
    assert times("at 10:05:30-11:30 it") == ["21:35:30"]
    assert times("at 9:05-11:30 it") == ["09:05", "11:30"]
    assert times("9:05-11:30") == ["09:05", "11:30"]
    assert times("at 10:05+11:30 it") == ["22:35"]
    assert times("at 10:05-1130 it") == ["21:35"]
