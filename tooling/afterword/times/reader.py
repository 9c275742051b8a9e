"""Times at the start of lines, as logs, chats and people write them.

A time that can mean two instants is not guessed: a zone that is ambiguous or unknown is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import (
    DAY_START,
    DAYS_IN_ENGLISH,
    MONTH_START,
    MONTHS,
    MONTHS_ABROAD,
    WEEKDAYS_ABROAD,
    any_of,
)
from afterword.times.clock_times import ClockTime, read_clock_time
from afterword.times.stated_zones import read_stated_zone
from afterword.times.when import Precision, When
from afterword.times.zones import ZoneError, read_zone_behind, usual_place, utc_offset

_MONTH = rf"(?P<month_name>(?i:{MONTH_START})[a-z]{{0,6}})\.?"
_DAY = rf"(?:(?P<weekday>(?i:{DAY_START}))[a-z]{{0,6}}\.?,?\s+)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH_ABROAD = rf"(?P<month_name>(?i:{any_of((*MONTHS_ABROAD, *MONTHS))}))(?![A-Za-z])\.?"
_DAY_ABROAD = rf"(?:(?i:{any_of(WEEKDAYS_ABROAD)})(?![A-Za-z])\.?,?\s+)?"
_ANY_DAY = rf"(?:{_DAY}(?=\d)|{_DAY_ABROAD})"


def _form(pattern: str) -> re.Pattern[str]:
    return late_pattern(pattern, re.ASCII)


DATE_FORMS = (
    # 2026-04-16, 2026/04/16
    _form(r"(?P<year>\d{4})([-/])(?P<month>\d{2})\2(?P<day>\d{2})"),
    # 16 Apr 2026, Thu, 16 April 2026, 16/Apr/2026
    _form(rf"{_DAY}{_NUMBER}[ /-]{_MONTH}[ /,-]\s?(?P<year>\d{{4}})"),
    # Apr 16, 2026; Thursday, April 16th, 2026
    _form(rf"{_DAY}{_MONTH}\s+{_NUMBER},?\s+(?P<year>\d{{4}})(?!\d*:)"),
    # 16-Apr-26, 16/Apr/26
    _form(rf"{_NUMBER}([ /-]){_MONTH}\2(?P<short>\d{{2}})(?!\d*:)"),
    # Thu Apr 16, Apr 16 (syslog, RFC 3164); the year may follow, as in the output of `date`
    _form(rf"{_DAY}{_MONTH}\s{{1,2}}{_NUMBER}(?=(?:,|\s[-–])?\s+(?:at\s+)?\d)"),
    _form(rf"{_DAY}{_NUMBER}\s{_MONTH}(?=,?\s+(?:at\s+)?\d{{1,2}}:)"),
    # Donnerstag, 16. April 2026; jeudi 16 avril; 16 de abril de 2026
    _form(
        rf"{_DAY_ABROAD}(?P<day>\d{{1,2}})(?:\.|º|er)?\s(?:de\s)?{_MONTH_ABROAD}"
        r"(?:\s(?:de\s)?(?P<year>(?:19|20)\d{2})(?!\d*:)|(?=,?\s+(?:um\s+|à\s+)?\d{1,2}(?::|\s?h\s?)\d{2}))"
    ),
    # 2026年4月16日
    _form(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
    # 16.04.2026, 16.04.26
    _form(
        rf"{_ANY_DAY}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?"
        r"(?:(?P<year>(?:19|20)\d{2})|(?P<short>\d{2})(?=[,\s]))"
    ),
    # 2005.06.03
    _form(r"(?P<year>(?:19|20)\d{2})\.(?P<month>\d{2})\.(?P<day>\d{2})"),
    # 04/16/2026, 16/04/2026, 16-04-2026
    _form(r"(?P<one>\d{1,2})([/-])(?P<other>\d{1,2})\2(?P<year>(?:19|20)\d{2})"),
    # 26/04/16, 4/16/26
    _form(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<third>\d{2})(?=[,\s])"),
    # 04-16 17:00:01, 4/16 5:02 PM, 10.30 16:49:06; the year is missing
    _form(r"(?P<month>\d{2})-(?P<day>\d{2})(?=\s\d{2}:\d{2}:\d{2})"),
    _form(r"(?P<one>\d{1,2})[/.](?P<other>\d{1,2})\.?(?=,?\s(?:at\s)?\d{1,2}:\d{2})"),
    # 20171223-22:15:29, I20260416 17:00:01
    _form(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=[- ]\d{2}:\d{2})"),
    # I0416 (klog); the letter before it is the level
    _form(r"(?<=[IWEF])(?P<month>\d{2})(?P<day>\d{2})(?= \d)"),
)
"""Dates, behind which a time of day may follow."""
_BEFORE_CLOCK = _form(r"(?:T|_|:|-(?=\d\d[:.])|\s-\s(?=\d)|,?\s+(?:at\s+|um\s+|à\s+)?)")
# The form of clocks with points: 2005-06-03-15.42.50.363779
_POINTED_CLOCK = _form(r"(?P<hour>\d{2})\.(?P<minute>\d{2})\.(?P<second>\d{2})(?:\.\d{1,9})?(?!\d)")
# The form of French clocks, behind a date alone: `2h30` can also be a duration.
_CLOCK_WITH_H = _form(r"(?P<hour>\d{1,2})\s?h\s?(?P<minute>\d{2})(?!\w)")
_CLOCK_AHEAD = _form(r"\d{1,2}:\d{2}")
_BEFORE_DATE = _form(r",?\s(?:(?:on|am|le|del?|of|den|em)\s(?:the\s)?)?(?=[\dA-Za-z])")
_YEAR_BEHIND = _form(r"\s+(?P<year>(?:19|20)\d{2})(?![\w:.-])")
_END_OF_DATE = _form(r"(?![\d-]|[./:]\d)")
# 20260416T170211Z
_COMPACT = _form(
    r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?:T|(?=\d{6}(?!\d)))"
    r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<zone>Z?)\b"
)
_ISO = _form(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})?(Z|[+-]\d\d:\d\d)(?![\w:\[(-])")
# 081109 203615
_SHORT = _form(
    r"(?P<short>\d{2})(?P<month>\d{2})(?P<day>\d{2}) (?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?![\d:])"
)
# 1776359100, 1776359100.123456, 1776359100123, and in millionths or billionths of a second
_EPOCH = _form(r"(\d{9,10}(?:\.\d{1,9})?|\d{12,13}|\d{16}|\d{19})(?![\w.:-])")
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100, in seconds
_EPOCH_UNITS = {12: 1_000, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
"""By the number of digits, how many units since 1970 are a second."""
_MAX_AT = 80
_REACH = 200
"""Characters within which a time ends."""
# Programs write these beside times, in place of a space or a sign, each as one character.
_USUAL = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), **dict.fromkeys("\u2010\u2011\u2212", "-")})
_DIRECTIONS = str.maketrans(dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_NEAR = timedelta(days=400)
"""How far from the incident a date can be that is read by this alone."""
_ORDER = _form(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:20)?\d{2}(?![\d/-])|\.?,?\s\d{1,2}:\d{2})")
_LOOKED_AT = 200_000
_POINTED = re.compile(r"\D*\d{1,2}\.\d{1,2}\.")
_UNCERTAIN = "which number is the month is not certain in `{}`; say it with --dates day-first or --dates month-first"


def is_about_order(message: str) -> bool:
    """Whether a message says that the order of day and month is not certain."""
    return message.startswith(_UNCERTAIN.split("{", 1)[0])


class TimeError(ValueError):
    """A time that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in a line.

    Attributes:
        at: the time.
        end: the offset behind it.
        assumed_zone: whether it names no zone.
        assumed_year: whether it names no year.
        is_date: whether it is a day without a time of day.
    """

    at: When
    end: int
    assumed_zone: bool = False
    assumed_year: bool = False
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class TimeReader:
    """Reads times at the start of lines.

    Attributes:
        zone: the zone of times that name none, such as `Z` or `+02:00`.
        near: a day near the incident; a missing year is the one that leads to the nearest day.
        latest: the last day that a missing year can lead to: today, since the time is not in the future.
        start: when the incident began, for times of day without a day; None if that is not known to the minute.
        day_first: whether `04/05/2026` is the 4th of May; None if that is not known, and such a date is not read.
        names: the zones that names mean which are not certain, by the name in lower case: `ist`, `+05:30`.
        states_zone: whether the source names its zone, so that none is assumed.
        zone_note: how a place that the source names is read, for people; empty if it names none.
    """

    zone: str = "Z"
    near: date = date(1970, 1, 1)
    latest: date = date.max
    start: datetime | None = None
    day_first: bool | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    states_zone: bool = False
    zone_note: str = ""

    def with_stated_zone(self, text: str) -> TimeReader:
        """Return a reader with the zone that a text names for all its times: `(all times in CEST)`."""
        if (stated := read_stated_zone(text)) is None:
            return self
        zone = self.names.get(stated.name.lower(), stated.zone)
        return replace(self, zone=zone, states_zone=True, zone_note=stated.note)

    def for_source(self, text: str) -> TimeReader:
        """Return a reader that knows the order of day and month, if dates of a source show it, and all alike."""
        if self.day_first is not None:
            return self
        orders = {int(one) > 12 for one, other in _ORDER.findall(text, 0, _LOOKED_AT) if max(int(one), int(other)) > 12}
        return replace(self, day_first=orders.pop()) if len(orders) == 1 else self

    def start_day(self) -> date:
        """Return the day in the zone on which the incident began, for times of day that name no day."""
        if self.start is None:
            return self.near
        with suppress(ZoneError):
            return (self.start + utc_offset(self.zone, self.start.replace(tzinfo=None))).date()
        return self.near

    def match(self, text: str, start: int = 0, day: date | None = None) -> FoundTime | None:
        """Read the time at a place in a line; None if there is no time.

        Args:
            text: the line.
            start: where the time begins.
            day: the day of a time that names none; without it, such a time is not read.

        Raises:
            TimeError: there is a time that cannot be used.
        """
        if not text.isascii():
            text = text[: start + _REACH].translate(_USUAL)
        try:
            if match := _ISO.match(text, start):  # the most usual form, several times as fast
                year, month, number, hour, minute, second = map(int, match.groups()[:6])
                local = datetime(year, month, number, hour, minute, second, tzinfo=UTC)
                moment = local - utc_offset(match[7])
                return FoundTime(When(Precision.SECOND, moment, moment), match.end())
            for form in DATE_FORMS:
                if (match := form.match(text, start)) and (found := self._read_date(text, match)):
                    return found
            for form in (_COMPACT, _SHORT):
                if match := form.match(text, start):
                    parts = match.groupdict()
                    clock = ClockTime.from_groups(parts, parts.get("zone") or "")
                    return self._found(self._day(match, parts.get("year")), clock, match.end())
            if match := _EPOCH.match(text, start):
                return _read_epoch(match)
            if _CLOCK_AHEAD.match(text, start) and (dated := self._behind_clock(text, start)):
                return dated
            if day and (read := read_clock_time(text, start)):
                return self._found(day, *read)
        except (ValueError, OverflowError) as error:
            raise TimeError(str(error)) from None
        return None

    def _behind_clock(self, text: str, start: int) -> FoundTime | None:
        """Read a time of day with a date, and its year, behind it: `09:10:21 on 2026.11.09`, `9:14 AM, 9 Nov 2026`."""
        with suppress(ValueError):
            if read := read_clock_time(text, start):
                return self._with_date_behind(text, *read)
        return None

    def _with_date_behind(self, text: str, clock: ClockTime, end: int) -> FoundTime | None:
        joint = _BEFORE_DATE.match(text, end)
        for form in DATE_FORMS if joint else ():
            match = form.match(text, joint.end() if joint else 0)
            if match and match.groupdict().get("year"):
                if not _END_OF_DATE.match(text, match.end()):
                    return None
                return self._found(self._day(match, match.groupdict().get("year")), clock, match.end())
        return None

    def fullmatch(self, text: str) -> FoundTime | None:
        """Read a text that is nothing but a time; None if it is something else.

        Raises:
            TimeError: it is a time that cannot be used.
        """
        text = text.translate(_DIRECTIONS).strip()
        found = self.match(text) if len(text) <= _MAX_AT else None
        return found if found and found.end == len(text) else None

    def _read_date(self, text: str, match: re.Match[str]) -> FoundTime | None:
        """Read a date and the time of day behind it; a date without a year needs one."""
        parts = match.groupdict()
        year = parts.get("year") or (f"20{parts['short']}" if parts.get("short") else None)
        separator = _BEFORE_CLOCK.match(text, match.end())
        read = read_clock_time(text, separator.end()) if separator else None
        if separator and (pointed := _POINTED_CLOCK.match(text, separator.end())):
            zone = read_zone_behind(text, pointed.end()) or ("", pointed.end())
            read = ClockTime.from_groups(pointed.groupdict(), zone[0]), zone[1]
        elif separator and read is None and (clock := _CLOCK_WITH_H.match(text, separator.end())):
            read = ClockTime.from_groups(clock.groupdict()), clock.end()
        if read is None or (year and text.startswith("-", read[1])):
            if not year or not _END_OF_DATE.match(text, match.end()):
                return None
            return FoundTime(When.parse(self._day(match, year).isoformat()), match.end(), is_date=True)
        found, end = read
        if not year and parts.get("month_name") and (behind := _YEAR_BEHIND.match(text, end)):
            year, end = behind[1], behind.end()
        return self._found(self._day(match, year), found, end, assumed_year=not (year or parts.get("third")))

    def _found(self, day: date, clock: ClockTime, end: int, assumed_year: bool = False) -> FoundTime:
        zone = self.names.get(clock.zone.lower(), clock.zone) or self.zone
        try:
            moment = replace(clock, zone=zone).on(day)
        except ZoneError as error:
            stated = self.zone if self.states_zone else ""
            raise ZoneError(f"{error}{_choice(clock.zone or stated)}") from None
        at = When(Precision.MINUTE if clock.second is None else Precision.SECOND, moment, moment)
        return FoundTime(at, end, not (clock.zone or self.states_zone), assumed_year)

    def _day(self, match: re.Match[str], year: str | None) -> date:
        """Make a date of the groups of a form; without a year, the nearest one."""
        parts = match.groupdict()
        if parts.get("short"):
            year = f"20{parts['short']}"
        if parts.get("third"):
            return self._short_date(match)
        if parts.get("one"):
            parts |= self._in_order(match)
        name, number = parts.get("month_name"), int(parts["day"])
        month = _month(name) if name else int(parts["month"])
        near = min(self.near, self.latest)
        possible = []
        for one in [int(year)] if year else (near.year - 1, near.year, near.year + 1):
            with suppress(ValueError):  # 29 February
                possible.append(date(one, month, number))
        weekday = [
            day
            for day in possible
            if parts.get("weekday") and DAYS_IN_ENGLISH[day.weekday()].startswith(parts["weekday"].lower())
        ]
        possible = [day for day in possible if year or day <= self.latest]
        possible = possible if year else weekday or possible
        if not possible:
            raise ValueError(f"`{match[0]}` is not a date: there is no such day")
        return min(possible, key=lambda day: abs(day - near))

    def _in_order(self, match: re.Match[str]) -> dict[str, str]:
        """Distinguish the day from the month in two numbers; countries differ.

        Raises:
            ValueError: both could be either.
        """
        one, other = int(match["one"]), int(match["other"])
        day_first = one > 12 if max(one, other) > 12 or one == other else self.day_first
        if day_first is None and _POINTED.match(match[0]):
            day_first = True  # no country writes 12.03. with the month first
        if day_first is None:
            raise ValueError(_UNCERTAIN.format(match[0]))
        return (
            {"day": match["one"], "month": match["other"]}
            if day_first
            else {"day": match["other"], "month": match["one"]}
        )

    def _short_date(self, match: re.Match[str]) -> date:
        """Read three numbers, of which the first or the last is the year.

        Raises:
            ValueError: several days can be meant.
        """
        one, other, third = (int(match[key]) for key in ("one", "other", "third"))
        orders = {(third, other, one), (third, one, other)} if self.day_first is None else set()
        if self.day_first is not None:
            orders = {(third, other, one) if self.day_first else (third, one, other)}
        possible = set()
        for year, month, day in (*orders, (one, other, third)):
            with suppress(ValueError):
                possible.add(date(2000 + year, month, day))
        near = {day for day in possible if abs(day - self.near) <= _NEAR}
        if len(found := near or {day for day in possible if day.year == 2000 + one} or possible) != 1:
            raise ValueError(_UNCERTAIN.format(match[0]))
        return found.pop()


def _choice(zone: str) -> str:
    """Say which option gives the meaning of a zone's name for all times."""
    if not zone.replace(" ", "").isalpha():
        return ""
    pair = f"{zone}={usual_place(zone) or 'OFFSET'}"
    return f"; or say what it means in all times: `--zone {pair if zone.isalpha() else repr(pair)}`"


def _month(name: str) -> int:
    return MONTHS_ABROAD.get(name.lower()) or MONTHS[name[:3].lower()]


def _read_epoch(match: re.Match[str]) -> FoundTime | None:
    digits = match[1]
    seconds = int(float(digits)) if "." in digits else int(digits) // _EPOCH_UNITS.get(len(digits), 1)
    if not _EARLIEST <= seconds <= _LATEST:
        return None
    return FoundTime(When.at(datetime.fromtimestamp(seconds, UTC)), match.end())
