"""Times as logs, chats and people write them.

A time that can mean two instants is not guessed: a zone whose name several zones share gives no time, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto

from afterword.postmortem.values import When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Only names that mean one offset wherever they are used. PST, CST, IST, BST, AST and others do not.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180,
    "msk": 180, "est": -300, "edt": -240, "mdt": -360, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "jst": 540,
    "kst": 540, "hkt": 480, "awst": 480, "aest": 600, "aedt": 660, "acdt": 630, "nzst": 720, "nzdt": 780,
}  # fmt: skip

_MONTH = r"(?P<month_name>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_DAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_HALF = r"(?:\s?(?P<half>(?i:[ap])\.?(?i:m)\b\.?))?"
_CLOCK = rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d{{1,9}})?)?{_HALF}"
_ZONE = (
    r"(?P<zone>[+-]\d{2}(?![\d:-])|"
    r"\s?(?:[+-]\d{2}:?\d{2}(?![\d-])|Z\b|(?:UTC|GMT)[+-]\d{1,2}(?::\d{2})?\b|[A-Z]{2,5}\b(?![-:])))?"
)
_THEN = rf"(?:(?:T|_|:|,?\s+(?:at\s+)?){_CLOCK}{_ZONE})?"


class Missing(Enum):
    """What a form of time leaves to its surroundings."""

    DATE = auto()
    YEAR = auto()


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_FORMS: tuple[tuple[re.Pattern[str], frozenset[Missing]], ...] = (
    # 2026-04-16T17:02:11.123+02:00, 2026/04/16 5:02 PM EDT, 2026-04-16
    (_form(rf"(?P<year>\d{{4}})([-/])(?P<month>\d{{2}})\2(?P<day>\d{{2}}){_THEN}(?![\d-])"), frozenset()),
    # 20260416T170211Z
    (
        _form(
            r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})T"
            r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z)?\b"
        ),
        frozenset(),
    ),
    # Thu, 16 Apr 2026 17:02:11 +0200; 16/Apr/2026:17:02:11 +0000; 16 April 2026, 17:02 CEST
    (_form(rf"{_DAY}{_NUMBER}[ /-]{_MONTH}[ /,-]\s?(?P<year>\d{{4}}){_THEN}(?!\d)"), frozenset()),
    # Apr 16, 2026 5:02 PM EDT; Thursday, April 16th, 2026
    (_form(rf"{_DAY}{_MONTH}\s+{_NUMBER},?\s+(?P<year>\d{{4}})(?!\d*:){_THEN}(?!\d)"), frozenset()),
    # Apr 16 17:02:11 (syslog, RFC 3164)
    (_form(rf"{_DAY}{_MONTH}\s{{1,2}}{_NUMBER}\s+{_CLOCK}{_ZONE}(?![\d:])"), frozenset({Missing.YEAR})),
    # 1776359100, 1776359100.123456, 1776359100123
    (_form(r"(?P<epoch>\d{9,10}(?:\.\d{1,9})?|\d{12,13})(?![\w.:-])"), frozenset()),
    # 17:02:11, 5:02 pm
    (_form(rf"{_CLOCK}{_ZONE}(?![\d:])"), frozenset({Missing.DATE})),
)
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100, in seconds
_MAX_AT = 60


class TimeError(ValueError):
    """A time that was recognised as one and cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
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
class Clock:
    """How times are read.

    Attributes:
        zone: offset for times that name none, such as `Z` or `+02:00`.
        near: a day near the incident, by which a year that is missing is chosen.
    """

    zone: str = "Z"
    near: date = date(1970, 1, 1)

    def at_start(self, text: str, start: int = 0, day: date | None = None) -> Found | None:
        """The time at a place in a text; None where there is none.

        Args:
            text: a line.
            start: where the time begins.
            day: the day that holds for times of day alone.

        Raises:
            TimeError: there is a time that cannot be used.
        """
        for form, missing in _FORMS:
            if Missing.DATE in missing and day is None:
                continue
            match = form.match(text, start)
            if match:
                found = self._found(match, missing, day)
                if found is not None:
                    return found
        return None

    def whole(self, text: str) -> Found | None:
        """The time that a text is; None where it is something else.

        Raises:
            TimeError: it is a time that cannot be used.
        """
        text = text.strip()
        found = self.at_start(text) if len(text) <= _MAX_AT else None
        return found if found and found.end == len(text) else None

    def _found(self, match: re.Match[str], missing: frozenset[Missing], day: date | None) -> Found | None:
        parts = match.groupdict()
        if epoch := parts.get("epoch"):
            seconds = int(epoch) / 1000 if len(epoch) >= 12 and "." not in epoch else float(epoch)
            if not _EARLIEST <= seconds <= _LATEST:
                return None
            return Found(When.at(datetime.fromtimestamp(int(seconds), UTC)), match.end())
        try:
            hour = _hour(parts)
            on = self._day(parts, missing, day)
        except ValueError as error:
            raise TimeError(f"`{match[0].strip()}` is no time: {error}") from None
        stamp = f"{on:%Y-%m-%d}" if on.year >= 1000 else f"{on.year:04}-{on:%m-%d}"
        if hour is None:
            return Found(When.parse(stamp), match.end(), False, Missing.YEAR in missing, True)
        zone, end = self._zone(parts.get("zone"), match)
        second = f":{parts['second']}" if parts["second"] else ""
        try:
            at = When.parse(f"{stamp}T{hour:02}:{parts['minute']}{second}{zone or self.zone}")
        except ValueError as error:
            raise TimeError(f"`{match[0].strip()}` is no time: {error}") from None
        return Found(at, end, zone is None, Missing.YEAR in missing)

    def _day(self, parts: dict[str, str | None], missing: frozenset[Missing], day: date | None) -> date:
        if Missing.DATE in missing:
            assert day is not None
            return day
        number = int(parts["day"] or 0)
        name = parts.get("month_name")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"] or 0)
        if Missing.YEAR not in missing:
            return date(int(parts["year"] or 0), month, number)
        fitting = []
        for year in (self.near.year - 1, self.near.year, self.near.year + 1):
            try:
                fitting.append(date(year, month, number))
            except ValueError:
                continue  # the 29th of February
        if not fitting:
            raise ValueError("there is no such day")
        return min(fitting, key=lambda on: abs(on - self.near))

    def _zone(self, zone: str | None, match: re.Match[str]) -> tuple[str | None, int]:
        """The offset, None where none is named; and where the time ends, since capitals can be a word."""
        if zone is None:
            return None, match.end()
        name = zone.strip()
        if name[0] in "+-":
            return (name if len(name) > 3 else f"{name}:00"), match.end()
        if sign := re.fullmatch(r"(?:UTC|GMT)([+-])(\d{1,2})(?::(\d{2}))?", name):
            return f"{sign[1]}{int(sign[2]):02}:{sign[3] or '00'}", match.end()
        minutes = _ZONES.get(name.lower())
        if minutes is not None:
            hours, rest = divmod(abs(minutes), 60)
            return (f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "Z"), match.end()
        if name in _SHARED:
            raise TimeError(f"`{name}` is the name of several time zones")
        return None, match.start("zone")


_SHARED = frozenset(
    ("PST", "CST", "CDT", "MST", "IST", "BST", "AST", "ADT", "SST", "ECT", "GST", "PT", "ET", "CT", "MT")
)


def _hour(parts: dict[str, str | None]) -> int | None:
    hour = parts.get("hour")
    if hour is None:
        return None
    number, half = int(hour), parts.get("half")
    if half is None:
        return number
    if not 1 <= number <= 12:
        raise ValueError(f"{number} {half} does not exist")
    return number % 12 + (12 if half[0] in "pP" else 0)


def when_of(value: object, clock: Clock, note: Callable[[str], None] = lambda _: None) -> When | None:
    """The time in a value of JSON: text, or a number of seconds or milliseconds since 1970.

    Args:
        value: what the source has there.
        clock: how times are read.
        note: is told why a value that looks like a time gives none.
    """
    if isinstance(value, bool) or value is None:
        return None
    text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    try:
        found = clock.whole(text)
    except TimeError as error:
        note(str(error))
        return None
    return found.at if found else None
