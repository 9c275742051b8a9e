"""Times as logs, chats and people write them.

A time that can mean two instants is not guessed: a zone whose name several zones share, or that is not known here,
gives no time, and is told.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from afterword.times.when import When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Only names that mean one offset wherever they are used. PST, CST, IST, BST, AST and others do not.
_ZONES = {
    "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120,
    "eest": 180, "sast": 120, "msk": 180, "est": -300, "edt": -240, "mdt": -360, "pdt": -420, "akst": -540,
    "akdt": -480, "hst": -600, "brt": -180, "npt": 345, "wib": 420, "sgt": 480, "jst": 540, "kst": 540, "hkt": 480,
    "awst": 480, "aest": 600, "aedt": 660, "acdt": 630, "nzst": 720, "nzdt": 780,
}  # fmt: skip
# Names of which nobody can say what they mean without asking, because several zones bear them or laws moved them.
_UNCERTAIN = (
    "pst", "cst", "cdt", "mst", "ist", "bst", "ast", "adt", "sst", "ect", "gst", "pt", "et", "ct", "mt", "acst",
    "acwst", "aet", "aft", "almt", "amst", "amt", "anat", "art", "azost", "azot", "azt", "bdt", "bnt", "brst",
    "btt", "cat", "cct", "chadt", "chast", "chst", "clst", "clt", "cot", "cvt", "cxt", "eat", "egst", "egt", "fet",
    "fjt", "fkst", "fkt", "fnt", "galt", "gft", "gyt", "hdt", "hovt", "ict", "idt", "irdt", "irkt", "irst", "kgt",
    "krat", "lhdt", "lhst", "magt", "mest", "met", "mmt", "mut", "mvt", "myt", "nct", "ndt", "nft", "novt", "nst",
    "omst", "pet", "pett", "pgt", "phst", "pht", "pkt", "pmdt", "pmst", "pyst", "pyt", "ret", "sakt", "samt", "sbt",
    "sct", "srt", "tjt", "tlt", "tmt", "trt", "ulat", "uyst", "uyt", "uzt", "vet", "vlat", "vut", "wast", "wat",
    "wita", "wgst", "wgt", "wst", "yakt", "yekt",
)  # fmt: skip
# Words of several languages in small letters: `17:02 ist alles still`. `est` is one too, but is a zone more often.
_WORDS = frozenset(
    ("art", "cat", "ct", "eat", "ect", "et", "ist", "met", "mut", "pet", "pt", "ut", "vet", "west", "wet")
)

_MONTH = r"(?P<month_name>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_DAY = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_HALF = r"(?:\s?(?P<half>(?i:[ap])\.?(?i:m)\b\.?))?"
_CLOCK = rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d{{1,9}})?)?{_HALF}"
_SIGN = r"[+\u2212-]"
_CAPITALS = "|".join(sorted((name.upper() for name in (*_ZONES, *_UNCERTAIN)), key=len, reverse=True))
# In classes, which `re` passes by at their first letter; with `(?i:…)` each line of a log is tried with every name.
_ANY_CASE = "|".join(
    "".join(f"[{char}{char.upper()}]" for char in name)
    for name in sorted({*_ZONES, *_UNCERTAIN} - _WORDS, key=lambda name: (-len(name), name))
)
_AREA = (
    r"(?i:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|"
    r"Pacific|US)"
)
_PLACE = rf"{_AREA}(?:/[A-Za-z][\w+-]{{1,30}}){{1,2}}"
_NAME = rf"(?:{_PLACE}|(?:{_CAPITALS})[+-]?\d{{1,2}}(?:{_CAPITALS})?(?!\w)|(?:{_CAPITALS}|{_ANY_CASE})(?!\w|[-/]\w))"
_ZONE = (
    rf"(?P<zone>{_SIGN}\d{{2}}(?![\d:-])|"
    rf"\s?(?:{_SIGN}\d{{2}}:?\d{{2}}(?![\d-])|Z\b|(?i:UTC|GMT)\s?{_SIGN}(?:\d{{2}}:?\d{{2}}|\d{{1,2}})(?![\d:])|"
    rf"[\])*`]{{0,3}}\s?(?:\({_NAME}\)|{_NAME}|\[{_PLACE}\]))|(?<=\d)z\b)?"
    rf"(?:\[{_PLACE}\])?"
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
    # Thu Apr 16 17:02:11 UTC 2026 (date), Thu Apr 16 17:02:11 2026 (ctime)
    (
        _form(rf"{_DAY}{_MONTH}\s{{1,2}}{_NUMBER}\s+{_CLOCK}{_ZONE}\s+(?P<year>(?:19|20)\d{{2}})(?![\w:.-])"),
        frozenset(),
    ),
    # Apr 16 17:02:11 (syslog, RFC 3164)
    (_form(rf"{_DAY}{_MONTH}\s{{1,2}}{_NUMBER}\s+{_CLOCK}{_ZONE}(?!\d|:\d)"), frozenset({Missing.YEAR})),
    # 16.04.2026 17:02
    (
        _form(
            r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})"
            rf"(?:,?\s+(?:um\s+)?{_CLOCK}{_ZONE})?(?!\d|[.:]\d)"
        ),
        frozenset(),
    ),
    # 04/16/2026 17:02, 16/04/2026, 5:02 PM
    (
        _form(
            r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>(?:19|20)\d{2})"
            rf"(?:,?\s+(?:at\s+)?{_CLOCK}{_ZONE})?(?!\d|[/:]\d)"
        ),
        frozenset(),
    ),
    # I0416 17:02:11.123456 (klog); the letter before it is the level
    (_form(rf"(?<=[IWEF])(?P<month>\d{{2}})(?P<day>\d{{2}}) {_CLOCK}(?![\d:])"), frozenset({Missing.YEAR})),
    # 1776359100, 1776359100.123456, 1776359100123, and in millionths or billionths of a second
    (_form(r"(?P<epoch>\d{9,10}(?:\.\d{1,9})?|\d{12,13}|\d{16}|\d{19})(?![\w.:-])"), frozenset()),
    # 17:02:11, 5:02 pm
    (_form(rf"{_CLOCK}{_ZONE}(?!\d|:\d)"), frozenset({Missing.DATE})),
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
            if Missing.DATE in missing and day is None:
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

    def _found(self, match: re.Match[str], missing: frozenset[Missing], day: date | None) -> FoundTime | None:
        parts = match.groupdict()
        if epoch := parts.get("epoch"):
            seconds = float(epoch) if "." in epoch else int(epoch) // _EPOCH_UNITS.get(len(epoch), 1)
            if not _EARLIEST <= seconds <= _LATEST:
                return None
            return FoundTime(When.at(datetime.fromtimestamp(int(seconds), UTC)), match.end())
        try:
            hour = _hour(parts)
            on = self._day(parts, missing, day)
        except ValueError as error:
            raise TimeError(f"`{match[0].strip()}` is no time: {error}") from None
        stamp = f"{on:%Y-%m-%d}" if on.year >= 1000 else f"{on.year:04}-{on:%m-%d}"
        if hour is None:
            return FoundTime(When.parse(stamp), match.end(), False, Missing.YEAR in missing, True)
        second = f":{parts['second']}" if parts["second"] else ""
        try:
            zone = _offset(parts.get("zone"), datetime(on.year, on.month, on.day, hour, int(parts["minute"] or 0)))
            at = When.parse(f"{stamp}T{hour:02}:{parts['minute']}{second}{zone or self.zone}")
        except TimeError:
            raise
        except ValueError as error:
            raise TimeError(f"`{match[0].strip()}` is no time: {error}") from None
        return FoundTime(at, match.end(), zone is None, Missing.YEAR in missing)

    def _day(self, parts: dict[str, str | None], missing: frozenset[Missing], day: date | None) -> date:
        if Missing.DATE in missing:
            assert day is not None
            return day
        if parts.get("one"):
            parts = {**parts, **_in_order(int(parts["one"] or 0), int(parts["other"] or 0))}
        number = int(parts["day"] or 0)
        name = parts.get("month_name")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"] or 0)
        if Missing.YEAR not in missing:
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


def _offset(zone: str | None, local: datetime) -> str | None:
    """The offset that a zone had at a local time, such as `+02:00`; None where none is named.

    Raises:
        TimeError: it is not known, or not certain.
    """
    if zone is None:
        return None
    name = zone.strip("()[]*` \t").replace("\u2212", "-")
    if signed := re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}?)(?::?(\d{2}))?", name, re.IGNORECASE):
        return f"{signed[1]}{int(signed[2]):02}:{signed[3] or '00'}"
    if name in "Zz":
        return "Z"
    if name.lower() in _ZONES:
        return _signed(_ZONES[name.lower()])
    if name.lower() in _UNCERTAIN:
        raise TimeError(f"`{name}` is not the name of one time zone for certain; write its offset, such as `+02:00`")
    known = _places().get(name.lower())
    if known is None:
        raise TimeError(f"`{name}` is no time zone that is known here; write its offset, such as `+02:00`")
    there = ZoneInfo(known)
    first, second = (local.replace(tzinfo=there, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or first != second:
        raise TimeError(f"the clocks of {known} were changed in that hour; write its offset, such as `+02:00`")
    return _signed(int(first.total_seconds()) // 60)


def _signed(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "Z"


@cache
def _places() -> dict[str, str]:
    """Names of the time zone database by their small letters; empty where the system has none."""
    return {name.lower(): name for name in available_timezones()}


def _in_order(one: int, other: int) -> dict[str, str]:
    """Which of two numbers with a slash between is the day and which the month: countries differ.

    Raises:
        ValueError: both could be either.
    """
    if one != other and max(one, other) <= 12:
        raise ValueError("which number is the month is not certain; write the date as `2026-04-16`")
    return {"day": str(max(one, other)), "month": str(min(one, other))}


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
