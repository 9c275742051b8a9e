"""Lengths of time: between two points that are known so far, or as somebody stated them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from afterword.text.qualifiers import split_qualifier
from afterword.text.shorten import shorten
from afterword.times.when import When


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
        qualifier, rest = split_qualifier(text)
        seconds = _seconds(rest)
        if seconds is None or seconds > _MAX_DURATION_SECONDS:
            raise ValueError(f"`{shorten(text)}` is not a duration; write `2 h 28 min`, `45m`, `~3 days` or `unknown`")
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
