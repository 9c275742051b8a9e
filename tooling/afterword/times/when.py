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
    """How precisely a `When` is known."""

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
        latest: the last instant it can mean, UTC; equal to `earliest` if it is known to the minute or better. For a
            day or a month, the instant at which the next one begins.
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
        return cls._from_match(match)

    @classmethod
    def _from_match(cls, match: re.Match[str]) -> When:
        year, month, day = (1 if part is None else int(part) for part in match.group("year", "month", "day"))
        hour, minute, second = (int(part or 0) for part in match.group("hour", "minute", "second"))
        try:
            moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError as error:
            raise ValueError(f"there is no time `{match[0]}`: the {error}") from None
        if match["hour"] and match["zone"] is None:
            raise ValueError("the time has no zone; add `Z` for UTC, or an offset such as `+02:00`")
        try:
            if match["hour"]:
                moment -= utc_offset(match["zone"])
                return cls(Precision.SECOND if match["second"] else Precision.MINUTE, moment, moment)
            days = 1 if match["day"] else calendar.monthrange(year, month)[1]
            return cls(Precision.DAY if match["day"] else Precision.MONTH, moment, moment + timedelta(days=days))
        except OverflowError:
            raise ValueError("the date is out of range") from None

    @classmethod
    def at(cls, moment: datetime) -> When:
        """Make the instant of an aware datetime."""
        moment = moment.astimezone(UTC).replace(microsecond=0)
        return cls(Precision.SECOND if moment.second else Precision.MINUTE, moment, moment)

    @property
    def known(self) -> bool:
        """Whether it is a time, and not a word."""
        return self.earliest is not None

    @property
    def exact(self) -> bool:
        """Whether it is known to the minute or better."""
        return self.precision in (Precision.MINUTE, Precision.SECOND)

    def is_before(self, other: When) -> bool:
        """Whether it is certainly earlier than another time, within the precision of both; a word never is."""
        if self.latest is None or other.earliest is None:
            return False
        # A day or a month ends with the instant at which the next one begins.
        is_open = self.precision in (Precision.DAY, Precision.MONTH)
        return self.latest < other.earliest or (is_open and self.latest == other.earliest)

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
        return _format(self.earliest, self.precision, separator)


def _format(moment: datetime, precision: Precision, separator: str) -> str:
    characters = {Precision.MONTH: 7, Precision.DAY: 10, Precision.MINUTE: 16, Precision.SECOND: 19}[precision]
    text = moment.replace(tzinfo=None).isoformat(separator, "seconds")[:characters]
    return text if characters <= 10 else f"{text}Z"


def _edge(moment: datetime, days: bool, is_end: bool, separator: str) -> str:
    if days and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return _format(moment - timedelta(days=1) if is_end else moment, Precision.DAY, separator)
    return _format(moment, Precision.SECOND if moment.second else Precision.MINUTE, separator)
