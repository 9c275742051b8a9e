"""Times at the start of lines, as logs, chats and people write them.

A time that can mean two instants is not guessed: a zone that is ambiguous or unknown is an error.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum, auto

from afterword.times.clock_times import CLOCK, ClockTime
from afterword.times.dates import MONTHS
from afterword.times.when import Precision, When
from afterword.times.zones import BEHIND_CLOCK, ZoneError

_MONTH = r"(?P<month_name>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_DAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_THEN = rf"(?:(?:T|_|:|,?\s+(?:at\s+)?){CLOCK}{BEHIND_CLOCK})?"


class Missing(Enum):
    """What a form of time leaves to its surroundings."""

    DATE = auto()
    YEAR = auto()


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_FORMS: tuple[tuple[re.Pattern[str], Missing | None], ...] = (
    # 2026-04-16T17:02:11.123+02:00, 2026/04/16 5:02 PM EDT, 2026-04-16
    (_form(rf"(?P<year>\d{{4}})([-/])(?P<month>\d{{2}})\2(?P<day>\d{{2}}){_THEN}(?![\d-])"), None),
    # 20260416T170211Z
    (
        _form(
            r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})T"
            r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z)?\b"
        ),
        None,
    ),
    # Thu, 16 Apr 2026 17:02:11 +0200; 16/Apr/2026:17:02:11 +0000; 16 April 2026, 17:02 CEST
    (_form(rf"{_DAY}{_NUMBER}[ /-]{_MONTH}[ /,-]\s?(?P<year>\d{{4}}){_THEN}(?!\d)"), None),
    # Apr 16, 2026 5:02 PM EDT; Thursday, April 16th, 2026
    (_form(rf"{_DAY}{_MONTH}\s+{_NUMBER},?\s+(?P<year>\d{{4}})(?!\d*:){_THEN}(?!\d)"), None),
    # Thu Apr 16 17:02:11 UTC 2026 (date), Thu Apr 16 17:02:11 2026 (ctime)
    (
        _form(rf"{_DAY}{_MONTH}\s{{1,2}}{_NUMBER}\s+{CLOCK}{BEHIND_CLOCK}\s+(?P<year>(?:19|20)\d{{2}})(?![\w:.-])"),
        None,
    ),
    # Apr 16 17:02:11 (syslog, RFC 3164)
    (_form(rf"{_DAY}{_MONTH}\s{{1,2}}{_NUMBER}\s+{CLOCK}{BEHIND_CLOCK}(?!\d|:\d)"), Missing.YEAR),
    # 16.04.2026 17:02
    (
        _form(
            r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})"
            rf"(?:,?\s+(?:um\s+)?{CLOCK}{BEHIND_CLOCK})?(?!\d|[.:]\d)"
        ),
        None,
    ),
    # 04/16/2026 17:02, 16/04/2026, 5:02 PM
    (
        _form(
            r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>(?:19|20)\d{2})"
            rf"(?:,?\s+(?:at\s+)?{CLOCK}{BEHIND_CLOCK})?(?!\d|[/:]\d)"
        ),
        None,
    ),
    # I0416 17:02:11.123456 (klog); the letter before it is the level
    (_form(rf"(?<=[IWEF])(?P<month>\d{{2}})(?P<day>\d{{2}}) {CLOCK}(?![\d:])"), Missing.YEAR),
    # 1776359100, 1776359100.123456, 1776359100123, and in millionths or billionths of a second
    (_form(r"(?P<epoch>\d{9,10}(?:\.\d{1,9})?|\d{12,13}|\d{16}|\d{19})(?![\w.:-])"), None),
    # 17:02:11, 5:02 pm
    (_form(rf"{CLOCK}{BEHIND_CLOCK}(?!\d|:\d)"), Missing.DATE),
)
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100, in seconds
_EPOCH_UNITS = {12: 1_000, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
"""By their digits, how many of what is counted since 1970 are a second."""
_MAX_AT = 60


class TimeError(ValueError):
    """A time that was recognised as one and cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in a text.

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
    """How times are read.

    Attributes:
        zone: offset for times that name none, such as `Z` or `+02:00`.
        near: a day near the incident, by which a year that is missing is chosen.
        latest: the last day that such a year may lead to, since nothing has happened yet after today.
    """

    zone: str = "Z"
    near: date = date(1970, 1, 1)
    latest: date = date.max

    def match(self, text: str, start: int = 0, day: date | None = None) -> FoundTime | None:
        """The time at a place in a text; None where there is none.

        Args:
            text: a line.
            start: where the time begins.
            day: the day that holds for times of day alone.

        Raises:
            TimeError: there is a time that cannot be used.
        """
        for form, missing in _FORMS:
            if missing is Missing.DATE and day is None:
                continue
            match = form.match(text, start)
            if match:
                found = self._found(match, missing, day)
                if found is not None:
                    return found
        return None

    def fullmatch(self, text: str) -> FoundTime | None:
        """The time that a text is; None where it is something else.

        Raises:
            TimeError: it is a time that cannot be used.
        """
        text = text.strip()
        found = self.match(text) if len(text) <= _MAX_AT else None
        return found if found and found.end == len(text) else None

    def _found(self, match: re.Match[str], missing: Missing | None, day: date | None) -> FoundTime | None:
        parts = match.groupdict()
        if epoch := parts.get("epoch"):
            seconds = float(epoch) if "." in epoch else int(epoch) // _EPOCH_UNITS.get(len(epoch), 1)
            if not _EARLIEST <= seconds <= _LATEST:
                return None
            return FoundTime(When.at(datetime.fromtimestamp(int(seconds), UTC)), match.end())
        no_year = missing is Missing.YEAR
        try:
            on = self._day(parts, missing, day)
            if parts.get("hour") is None:
                return FoundTime(When.parse(on.isoformat()), match.end(), assumed_year=no_year, is_date=True)
            clock = ClockTime.from_groups(parts)
            moment = replace(clock, zone=clock.zone or self.zone).on(on)
        except ZoneError as error:
            raise TimeError(str(error)) from None
        except (ValueError, OverflowError) as error:
            raise TimeError(f"`{match[0].strip()}` is not a time: {error}") from None
        at = When(Precision.MINUTE if clock.second is None else Precision.SECOND, moment, moment)
        return FoundTime(at, match.end(), not clock.zone, no_year)

    def _day(self, parts: dict[str, str | None], missing: Missing | None, day: date | None) -> date:
        if missing is Missing.DATE:
            assert day is not None
            return day
        if parts.get("one"):
            parts = {**parts, **_in_order(int(parts["one"] or 0), int(parts["other"] or 0))}
        number = int(parts["day"] or 0)
        name = parts.get("month_name")
        month = MONTHS[name[:3].lower()] if name else int(parts["month"] or 0)
        if missing is not Missing.YEAR:
            return date(int(parts["year"] or 0), month, number)
        fitting = []
        near = min(self.near, self.latest)
        for year in (near.year - 1, near.year, near.year + 1):
            with suppress(ValueError):  # the 29th of February
                fitting.append(date(year, month, number))
        fitting = [on for on in fitting if on <= self.latest]
        if not fitting:
            raise ValueError("there is no such day")
        return min(fitting, key=lambda on: abs(on - near))


def _in_order(one: int, other: int) -> dict[str, str]:
    """Which of two numbers with a slash between is the day and which the month: countries differ.

    Raises:
        ValueError: both could be either.
    """
    if one != other and max(one, other) <= 12:
        raise ValueError("which number is the month is not certain; write the date as `2026-04-16`")
    return {"day": str(max(one, other)), "month": str(min(one, other))}
