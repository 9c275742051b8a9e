"""Values with their precision: a point in time, a quantity, a duration, a person, a reference.

`unknown` may stand for any of them. What a value does not say is kept open: a day stays a day, and arithmetic uses the
interval that it spans.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum


class Unknown(Enum):
    """The answer `unknown`: given, and honest, unlike an answer that is missing."""

    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


UNKNOWN = Unknown.UNKNOWN


class Precision(Enum):
    """How finely a `When` is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    RANGE = "range"
    UNKNOWN = "unknown"
    NONE = "none"
    ONGOING = "ongoing"


_WHEN = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"[ ]?(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?)?",
    re.ASCII,
)
_WORDS = {"unknown": Precision.UNKNOWN, "none": Precision.NONE, "ongoing": Precision.ONGOING}
_WHEN_FORMS = "`2026-04-16T17:00Z`, `2026-04-16`, `2026-04`, a range `A/B`, or `unknown`"


@dataclass(frozen=True, slots=True)
class When:
    """A point in time as precisely as it is known.

    Attributes:
        precision: how precisely.
        earliest: the first instant it can mean, UTC; None for a word.
        latest: the last instant it can mean, UTC; equal to `earliest` when known to the minute or better.
    """

    precision: Precision
    earliest: datetime | None = None
    latest: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> When:
        """Read a value of the format.

        Raises:
            ValueError: the text is none of the forms; the message says which forms there are.
        """
        text = text.strip()
        if text.lower() in _WORDS:
            return cls(_WORDS[text.lower()])
        if "/" in text:
            first, _, last = text.partition("/")
            start, end = (cls.parse(part) if "/" not in part else cls(Precision.UNKNOWN) for part in (first, last))
            if start.earliest is None or end.latest is None:
                raise ValueError(f"a range needs two times: {_WHEN_FORMS}")
            if end.latest < start.earliest:
                raise ValueError("the range ends before it begins")
            return cls(Precision.RANGE, start.earliest, end.latest)
        match = _WHEN.fullmatch(text)
        if match is None:
            raise ValueError(f"`{_shorten(text)}` is not a time; write {_WHEN_FORMS}")
        return cls._of_parts(match)

    @classmethod
    def _of_parts(cls, match: re.Match[str]) -> When:
        parts = match.groupdict()
        try:
            if parts["day"] is None:
                year, month = int(parts["year"]), int(parts["month"])
                days = calendar.monthrange(year, month)[1]
                start = datetime(year, month, 1, tzinfo=UTC)
                return cls(Precision.MONTH, start, start + timedelta(days=days))
            names = ("year", "month", "day", "hour", "minute", "second")
            year, month, day, hour, minute, second = (int(parts[name] or 0) for name in names)
            try:
                moment = datetime(year, month, day, hour, minute, second)
            except ValueError as error:
                raise ValueError(f"there is no time `{match.group()}`: the {error}") from None
            if parts["hour"] is None:
                start = moment.replace(tzinfo=UTC)
                return cls(Precision.DAY, start, start + timedelta(days=1))
            if parts["zone"] is None:
                raise ValueError("the time has no zone; add `Z` for UTC, or an offset such as `+02:00`")
            moment = moment.replace(tzinfo=_zone(parts["zone"])).astimezone(UTC)
        except OverflowError:
            raise ValueError("the date is out of range") from None
        except calendar.IllegalMonthError:
            raise ValueError("the month must be 01 to 12") from None
        return cls(Precision.SECOND if parts["second"] else Precision.MINUTE, moment, moment)

    @classmethod
    def at(cls, moment: datetime) -> When:
        """The instant of an aware datetime."""
        moment = moment.astimezone(UTC).replace(microsecond=0)
        return cls(Precision.SECOND if moment.second else Precision.MINUTE, moment, moment)

    @property
    def known(self) -> bool:
        """Whether it is a time at all, not a word."""
        return self.earliest is not None

    @property
    def exact(self) -> bool:
        """Whether it is known to the minute or better."""
        return self.precision in (Precision.MINUTE, Precision.SECOND)

    def __str__(self) -> str:
        """The value as the format writes it."""
        return self._show("T")

    def display(self) -> str:
        """The value for people: as `str`, with a space before the time of day."""
        return self._show(" ")

    def _show(self, separator: str) -> str:
        if self.earliest is None or self.latest is None:
            return self.precision.value
        if self.precision is Precision.RANGE:
            days = self.latest - self.earliest >= timedelta(days=1)
            return f"{_edge(self.earliest, days, False, separator)}/{_edge(self.latest, days, True, separator)}"
        forms = {
            Precision.MONTH: "%Y-%m",
            Precision.DAY: "%Y-%m-%d",
            Precision.MINUTE: f"%Y-%m-%d{separator}%H:%MZ",
            Precision.SECOND: f"%Y-%m-%d{separator}%H:%M:%SZ",
        }
        return _format(self.earliest, forms[self.precision])


def _format(moment: datetime, form: str) -> str:
    # strftime pads the year differently between platforms.
    return moment.strftime(form.replace("%Y", f"{moment.year:04d}"))


def _edge(moment: datetime, days: bool, is_end: bool, separator: str) -> str:
    if days and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return _format(moment - timedelta(days=1) if is_end else moment, "%Y-%m-%d")
    return _format(moment, f"%Y-%m-%d{separator}%H:%M" + (":%SZ" if moment.second else "Z"))


def _zone(text: str) -> timezone:
    if text in ("Z", "UTC"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    if hours > 14 or minutes > 59:
        raise ValueError(f"`{text}` is not a UTC offset")
    return timezone(-offset if text[0] == "-" else offset)


def _shorten(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Interval:
    """A duration between its least and greatest possible length."""

    least: timedelta
    greatest: timedelta

    @classmethod
    def between(cls, start: When | None, end: When | None) -> Interval | None:
        """From one time to another, None when either is missing or the order cannot hold."""
        if start is None or end is None or not start.known or not end.known:
            return None
        assert start.earliest and start.latest and end.earliest and end.latest
        greatest = end.latest - start.earliest
        if greatest < timedelta(0):
            return None
        return cls(max(end.earliest - start.latest, timedelta(0)), greatest)

    @property
    def exact(self) -> bool:
        """Whether both ends agree."""
        return self.least == self.greatest

    def __str__(self) -> str:
        if self.exact:
            return show_duration(self.least)
        if self.least == timedelta(0):
            return f"at most {show_duration(self.greatest)}"
        return f"{show_duration(self.least)} to {show_duration(self.greatest)}"


def show_duration(length: timedelta) -> str:
    """A length of time in words: `45 min`, `2 h 28 min`, `3 d 4 h`; seconds only below two minutes."""
    seconds = round(length.total_seconds())
    if seconds < 120 and seconds % 60:
        return f"{seconds} s"
    minutes = seconds // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


_DURATION_PART = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b\s*", re.IGNORECASE
)
_ISO_DURATION = re.compile(r"P(?:(\d{1,12})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})S)?)?")
_UNIT_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_MAX_DURATION_SECONDS = 100 * 366 * 86_400


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time, exact, estimated or at least so long; `length` is None when unknown."""

    length: timedelta | None
    qualifier: str = ""

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `2 h 28 min`, `45m`, `~3 days`, `>=1h`, `PT2H28M` or `unknown`.

        Raises:
            ValueError: the text is none of these.
        """
        text = text.strip()
        if text.lower() == "unknown":
            return cls(None)
        qualifier, rest = _qualifier(text)
        seconds = _seconds(rest)
        if seconds is None or seconds > _MAX_DURATION_SECONDS:
            raise ValueError(f"`{_shorten(text)}` is not a duration; write `2 h 28 min`, `45m`, `~3 days` or `unknown`")
        return cls(timedelta(seconds=seconds), qualifier)

    def __str__(self) -> str:
        """The value as the format writes it: to the second, unlike `show_duration`."""
        return "unknown" if self.length is None else f"{self.qualifier}{_exactly(self.length)}"


def _exactly(length: timedelta) -> str:
    minutes, seconds = divmod(length, timedelta(minutes=1))
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    words = [f"{number} {unit}" for number, unit in parts if number]
    if seconds or not words:
        fraction = f".{seconds.microseconds:06}".rstrip("0") if seconds.microseconds else ""
        words.append(f"{seconds.seconds}{fraction} s" if seconds else "0 min")
    return " ".join(words)


def _seconds(text: str) -> float | None:
    iso = _ISO_DURATION.fullmatch(text)
    if iso and any(iso.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return days * 86_400 + hours * 3_600 + minutes * 60 + seconds
    position, total = 0, 0.0
    while match := _DURATION_PART.match(text, position):
        total += float(match["number"]) * _UNIT_SECONDS[match["unit"][0].lower()]
        position = match.end()
    return total if position and position == len(text) else None


def _qualifier(text: str) -> tuple[str, str]:
    match = re.match(r"(~|>=|<=|>|<)\s*", text)
    return (match[1], text[match.end() :]) if match else ("", text)


_QUANTITY = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|[A-Z]{3})?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count, share or sum of money.

    Attributes:
        value: the number; None when unknown.
        qualifier: "" exact, `~` an estimate, `>=`, `<=`, `>` or `<` a bound.
        unit: "" a count, `%`, or a currency code of ISO 4217.
    """

    value: Decimal | None
    qualifier: str = ""
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a value of the format.

        Raises:
            ValueError: the text is not a quantity.
        """
        text = text.strip()
        if text.lower() == "unknown":
            return cls(None)
        qualifier, rest = _qualifier(text)
        match = _QUANTITY.fullmatch(rest)
        if match is None or len(match["number"]) > 30:
            hint = " without separators" if re.search(r"\d[,' _]\d", rest) else ""
            forms = "`1200`, `~1200`, `>=1196`, `30%`, `8420 EUR` or `unknown`"
            raise ValueError(f"`{_shorten(text)}` is not a quantity; write{hint} {forms}")
        return cls(Decimal(match["number"]), qualifier, match["unit"] or "")

    def __str__(self) -> str:
        if self.value is None:
            return "unknown"
        separator = " " if self.unit.isalpha() else ""
        return f"{self.qualifier}{self.value:f}{separator}{self.unit}"


_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?")
_TEAM = re.compile(r"@?([A-Za-z0-9-]+/[A-Za-z0-9._-]+)")


class PersonKind(Enum):
    """What a person value names."""

    HANDLE = "handle"
    TEAM = "team"
    ROLE = "role"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Person:
    """Who: a handle, a team, a role in words, or nobody yet (`TBD`, `unknown`). `name` has no leading `@`."""

    kind: PersonKind
    name: str

    @classmethod
    def parse(cls, text: str) -> Person:
        """Read a value of the format.

        Raises:
            ValueError: the text is empty.
        """
        text = text.strip()
        if not text:
            raise ValueError("name a person, a team or a role")
        if text.lower() in ("tbd", "unknown"):
            return cls(PersonKind.UNSET, text)
        if team := _TEAM.fullmatch(text):
            return cls(PersonKind.TEAM, team[1])
        bare = text.removeprefix("@")
        if _LOGIN.fullmatch(bare):
            return cls(PersonKind.HANDLE, bare)
        return cls(PersonKind.ROLE, text)

    def __str__(self) -> str:
        return f"@{self.name}" if self.kind in (PersonKind.HANDLE, PersonKind.TEAM) else self.name


_ISSUE = re.compile(r"(?:(?P<owner>[A-Za-z0-9-]+)/(?P<repo>[A-Za-z0-9._-]+))?#(?P<number>[0-9]{1,9})")
_ISSUE_URL = re.compile(r"https?://[^/\s]+/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+)/(?:issues|pull)/([0-9]{1,9})(?:[#?]\S*)?")
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_URL = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an issue, a commit or a page.

    Attributes:
        text: as written.
        number: the issue's number; None for a commit or another page.
        repository: `owner/name` where the reference names one.
    """

    text: str
    number: int | None = None
    repository: str | None = None

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read `#871`, `owner/repo#871`, a commit, a URL or `unknown`.

        Raises:
            ValueError: the text is none of these.
        """
        text = text.strip()
        if match := _ISSUE.fullmatch(text):
            repository = f"{match['owner']}/{match['repo']}" if match["owner"] else None
            return cls(text, int(match["number"]), repository)
        if match := _ISSUE_URL.fullmatch(text):
            return cls(text, int(match[3]), f"{match[1]}/{match[2]}")
        if text.lower() == "unknown":
            return cls("unknown")
        if _COMMIT.fullmatch(text) or _URL.fullmatch(text):
            return cls(text)
        raise ValueError(f"`{_shorten(text)}` is no reference; write `#871`, `owner/repo#871`, a commit or a URL")

    def __str__(self) -> str:
        return self.text
