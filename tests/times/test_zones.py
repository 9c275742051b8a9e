"""The table of zones: certain names have one offset, and others are never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from afterword.times.zones import ZoneError, is_place, require_zone, usual_place, utc_offset

SUMMER, WINTER = datetime(2026, 7, 1, 12), datetime(2026, 1, 1, 12)


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        *[(name, 0) for name in ("Z", "z", "UTC", "utc", "GMT", "UT", "WET", "Zulu", "Greenwich Mean Time")],
        *[("West", 60), ("CET", 60), ("MEZ", 60), ("CEST", 120), ("MESZ", 120), ("EET", 120), ("EEST", 180)],
        *[("MSK", 180), ("msk", 180), ("SAST", 120), ("NPT", 345), ("WIB", 420), ("SGT", 480), ("HKT", 480)],
        *[("JST", 540), ("KST", 540), ("AWST", 480), ("AEST", 600), ("AEDT", 660), ("ACDT", 630)],
        *[("NZST", 720), ("NZDT", 780), ("BRT", -180), ("EST", -300), ("EDT", -240), ("MDT", -360), ("PDT", -420)],
        *[("AKST", -540), ("AKDT", -480), ("HST", -600), ("Central European Summer Time", 120)],
        *[("+02:00", 120), ("-0200", -120), ("+0530", 330), ("\u22123", -180), ("+14:00", 840), ("-00:30", -30)],
        *[("UTC+2", 120), ("gmt-03:30", -210), ("UTC +530", 330), ("UTC + 1", 60), ("UTC-12", -720)],
    ],
)
def test_certain_zone_has_one_offset_on_every_day(zone: str, minutes: int) -> None:
    assert utc_offset(zone) == utc_offset(zone, SUMMER) == utc_offset(zone, WINTER) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "zone", ["IST", "cst", "BST", "PST", "MST", "AST", "SST", "WAT", "PT", "et", "ACST", "MET", "WIT"]
)
def test_ambiguous_zone_is_not_guessed(zone: str) -> None:
    for day in (None, SUMMER):
        with pytest.raises(ZoneError, match=f"`{zone}` is not the name of one time zone for certain; write its offset"):
            utc_offset(zone, day)


@pytest.mark.parametrize("zone", ["ABCT", "Europe/Atlantis", "", "Pacific Time", "local time", "Eastern time", "+1:2"])
def test_unknown_zone_is_an_error(zone: str) -> None:
    with pytest.raises(ZoneError, match="is not a known time zone; write its offset"):
        utc_offset(zone, SUMMER)


@pytest.mark.parametrize("zone", ["+15:00", "-14:60", "UTC+15", "+99"])
def test_impossible_offset_is_an_error(zone: str) -> None:
    with pytest.raises(ZoneError, match="is not a UTC offset"):
        utc_offset(zone)


@pytest.mark.parametrize(
    ("place", "summer", "winter"),
    [
        ("Europe/Berlin", 120, 60),
        ("europe/berlin", 120, 60),
        ("Berlin time", 120, 60),
        ("New York time", -240, -300),
        ("America/Argentina/Ushuaia", -180, -180),
        ("Australia/Lord_Howe", 630, 660),
        ("EST5EDT", -240, -300),
        ("Etc/GMT+5", -300, -300),
    ],
)
def test_place_has_the_offset_of_its_day(place: str, summer: int, winter: int) -> None:
    assert is_place(place)
    assert utc_offset(place, SUMMER) == timedelta(minutes=summer)
    assert utc_offset(place, WINTER) == timedelta(minutes=winter)
    with pytest.raises(ZoneError, match="depends on the day"):
        utc_offset(place)


@pytest.mark.parametrize("hour", [datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30)])
def test_hour_of_a_clock_change_is_not_guessed(hour: datetime) -> None:
    with pytest.raises(ZoneError, match="the clocks of Europe/Berlin changed in that hour"):
        utc_offset("Europe/Berlin", hour)
    assert utc_offset("Europe/Berlin", hour + timedelta(hours=1))


def test_places_are_cities_and_names_of_the_database() -> None:
    assert is_place("Etc/UTC") and is_place("US/Pacific")
    assert not any(map(is_place, ("Pacific time", "Eastern time", "UTC time", "East time", "Berlin", "IST")))


def test_every_abbreviation_of_the_database_is_in_the_table() -> None:
    """No abbreviation that is in use is unknown, and none has two meanings of which one is taken."""
    offsets: dict[str, set[timedelta]] = {}
    for place in available_timezones():
        for month in range(1, 13):
            there = datetime(2026, month, 15, tzinfo=UTC).astimezone(ZoneInfo(place))
            name, offset = there.tzname(), there.utcoffset()
            if name and offset is not None and name.isalpha():
                offsets.setdefault(name, set()).add(offset)
    for name, found in offsets.items():
        try:
            offset = utc_offset(name)
        except ZoneError as error:
            assert "for certain" in str(error), name
        else:
            assert found == {offset}, name


@pytest.mark.parametrize(
    ("zone", "place"),
    [("PT", "America/Los_Angeles"), ("Pacific Time", "America/Los_Angeles"), ("bst", "Europe/London"), ("AMT", "")],
)
def test_what_a_name_usually_means_is_a_choice_and_never_an_offset(zone: str, place: str) -> None:
    assert usual_place(zone) == place
    assert not place or is_place(place)
    with pytest.raises(ZoneError):
        utc_offset(zone, SUMMER)


def test_an_abbreviation_that_is_certain_is_not_a_place() -> None:
    assert [require_zone(name) for name in ("WEST", "Perth", "berlin")] == ["WEST", "Australia/Perth", "Europe/Berlin"]
