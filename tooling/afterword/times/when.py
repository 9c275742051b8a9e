"""Points in time with their precision: a day stays a day, and arithmetic uses the interval that it spans."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from afterword.text.shorten import shorten
from afterword.times.zones import utc_offset


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
            raise ValueError(f"`{shorten(text)}` is not a time; write {_WHEN_FORMS}")
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
            moment = (moment - utc_offset(parts["zone"])).replace(tzinfo=UTC)
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
