"""Lengths of time: between two times, as a value of the format, and in sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from afterword.text.finders import Finder, by_pattern
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import NUMBER, NUMBER_START, NUMBER_WORDS, parse_number
from afterword.text.qualifiers import split_qualifier
from afterword.text.shorten import shorten
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class Interval:
    """A duration that is known to be between two lengths."""

    least: timedelta
    greatest: timedelta

    @classmethod
    def between(cls, start: When | None, end: When | None) -> Interval | None:
        """Make the duration from one time to another; None if either is missing or the end is before the start."""
        if start is None or end is None or not start.known or not end.known:
            return None
        assert start.earliest and start.latest and end.earliest and end.latest
        greatest = end.latest - start.earliest
        if greatest < timedelta(0):
            return None
        return cls(max(end.earliest - start.latest, timedelta(0)), greatest)

    @property
    def exact(self) -> bool:
        """Whether both lengths are the same."""
        return self.least == self.greatest

    def __str__(self) -> str:
        if self.exact:
            return show_duration(self.least)
        if self.least == timedelta(0):
            return f"at most {show_duration(self.greatest)}"
        return f"{show_duration(self.least)} to {show_duration(self.greatest)}"


def show_duration(length: timedelta) -> str:
    """Write a length of time for people: `45 min`, `2 h 28 min`, `3 d 4 h`; seconds only below two minutes."""
    seconds = round(length.total_seconds())
    if seconds < 120 and seconds % 60:
        return f"{seconds} s"
    minutes = seconds // 60
    return " ".join(_units(minutes if minutes < 1440 else minutes - minutes % 60)) or "0 min"


def _units(minutes: int) -> list[str]:
    numbers = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    return [f"{number} {unit}" for number, unit in numbers if number]


_DURATION_PART = late_pattern(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![^\W\d])\s*",
    re.IGNORECASE,
)
_ISO_8601 = r"P(?=\d|T\d)(?:(\d{1,12})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})S)?)?"
_ISO_DURATION = late_pattern(_ISO_8601)
_UNIT_SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
_SHORT_UNITS = tuple(
    (unit, late_pattern(rf"(?<=\d)\s*(?:{names})(?![^\W\d_])", re.IGNORECASE))
    for unit, names in (
        ("d", r"days?|tage?n?|jours?|días?|dias?|giorn[io]|dag(?:en|ar|er)?|dni|dzień|天|日"),
        (
            "h",
            r"hours?|hrs?|stunden?|std\.?|heures?|horas?|or[ae]|uur|uren|godzin[ay]?|tim(?:mar|er|e)|小时|小時|時間|시간",
        ),
        ("min", r"minutes?|mins?\.?|minuten?|minuto?s?|minut[aiy]?|minutter|minuuttia|分钟|分鐘|分間?|분"),
        ("s", r"seconds?|secs?|sekunden?|secondes?|segundos?|secondi|seconden|sekund(?:[ay]|er)?|秒|초"),
    )
)
"""Units of time in the languages of post-mortems, with the name that the format gives them."""
_MAX_DURATION_SECONDS = 100 * 366 * 86_400


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time: exact, estimated, or a bound; `length` is None if it is unknown."""

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
    words = _units(minutes)
    if seconds:
        fraction = f".{seconds.microseconds:06}".rstrip("0") if seconds.microseconds else ""
        words.append(f"{seconds.seconds}{fraction} s")
    return " ".join(words) or "0 min"


def with_short_units(text: str) -> str:
    """Return a text with each unit of time behind a number as the format writes it: `2 Stunden` as `2 h`."""
    for unit, names in _SHORT_UNITS:
        text = names.sub(f" {unit} ", text)
    return " ".join(text.split())


def _seconds(text: str) -> float | None:
    if iso := _ISO_DURATION.fullmatch(text):
        return _iso_seconds(iso)
    position, total = 0, 0.0
    while match := _DURATION_PART.match(text, position):
        total += float(match["number"]) * _UNIT_SECONDS[match["unit"][0].lower()]
        position = match.end()
    return total if position and position == len(text) else None


def _iso_seconds(match: re.Match[str]) -> int:
    return sum(int(text or 0) * _UNIT_SECONDS[unit] for text, unit in zip(match.groups(), "dhms", strict=True))


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A length of time in a sentence: in seconds, or in months, which differ in their seconds."""

    amount: Decimal
    unit: Literal["s", "month"] = "s"


_LONG_UNIT = r"(?i:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
_LONG_UNIT_CUES = (
    "millisecond milliseconds second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks "
    "month months year years"
)
_AMOUNT = rf"(?:{NUMBER}|(?i:{NUMBER_WORDS}|one)(?![A-Za-z]))"
# `1M` is a million and `5 m` may be metres, so a short unit is in lower case, and `m` is right behind its number.
_SPAN = rf"(?:{NUMBER}(?:\s?(?:ms|h|d)|[smw])|{_AMOUNT}[\s-]?{_LONG_UNIT})(?![A-Za-z])"
_SPAN_PART = late_pattern(
    rf"(?<!\d)(?P<amount>{_AMOUNT}|\b(?i:half\san?|half|an?)(?=[\s-]))[\s-]?(?P<unit>{_LONG_UNIT}|(?:ms|[smhdw]))(?![A-Za-z])"
)


def _time_span(amount: str, unit: str) -> tuple[TimeSpan, Decimal]:
    """Return the length and, for a unit of a fixed length, its seconds, else 0."""
    amount, unit = amount.lower(), unit.lower()
    if amount in ("a", "an") or amount.startswith("half"):
        number = Decimal("0.5" if amount.startswith("half") else 1)
    else:
        number = parse_number(amount)
    if unit.startswith(("mo", "y")):
        return TimeSpan(number * (12 if unit[0] == "y" else 1), "month"), Decimal(0)
    size = Decimal("0.001") if unit.startswith(("ms", "milli")) else Decimal(_UNIT_SECONDS[unit[0]])
    return TimeSpan(number * size), size


_PARTS = {
    "half": Decimal("0.5"),
    "a half": Decimal("0.5"),
    "a quarter": Decimal("0.25"),
    "the quarter": Decimal("0.25"),
    "three quarter": Decimal("0.75"),
}
_PART = r"(?i:a\shalf|(?:a|the)\squarter|three\squarters?)"


def _and_a_part(match: re.Match[str]) -> list[TimeSpan]:
    """Read `three and a quarter hours`, `an hour and a half` and `three quarters of an hour`."""
    parts = match.groupdict()
    one = _time_span("a", parts["unit"] or parts["one"] or parts["of"])[0]
    part = _PARTS[" ".join((parts["half"] or parts["more"] or parts["only"]).lower().removesuffix("s").split())]
    whole = parse_number((parts["whole"] or parts["first"] or "one").lower()) if not parts["of"] else Decimal(0)
    return [TimeSpan((whole + part) * one.amount, one.unit)]


def _time_spans(match: re.Match[str]) -> list[TimeSpan]:
    """Read one length for parts that become smaller: `2 hours and 28 minutes`."""
    found: list[TimeSpan] = []
    last = Decimal(0)
    for part in _SPAN_PART.finditer(match[0]):
        span, size = _time_span(part["amount"], part["unit"])
        if found and 0 < size < last:
            found[-1] = TimeSpan(found[-1].amount + span.amount)
        else:
            found.append(span)
        last = size
    return found


FIND_TIME_SPANS: tuple[Finder[TimeSpan], ...] = (
    by_pattern(rf"(?<!\w){_ISO_8601}(?!\w)", lambda match: [TimeSpan(Decimal(_iso_seconds(match)))], cues="p pt"),
    by_pattern(
        rf"{NUMBER_START}(?P<first>{_AMOUNT})\s?(?:-(?=\s?\d)|to|or|and)\s?(?P<second>{_AMOUNT})[\s-]?(?P<unit>{_LONG_UNIT})(?!\w)",
        lambda match: [_time_span(match[key], match["unit"])[0] for key in ("first", "second")],
        cues="- to or and",  # seldomer than units
    ),
    by_pattern(
        rf"(?<![\w-])(?:(?P<whole>{_AMOUNT})\sand\s(?P<half>{_PART})\s(?P<unit>{_LONG_UNIT})"
        rf"|(?:(?P<first>{_AMOUNT})|(?i:an?))\s(?P<one>{_LONG_UNIT})\sand\s(?P<more>{_PART})"
        rf"|(?P<only>{_PART}|(?i:half))\sof\san?\s(?P<of>{_LONG_UNIT}))(?!\w)",
        _and_a_part,
        cues="half quarter quarters",
    ),
    # `a day and eight hours`, of which the first part is not a number
    by_pattern(rf"(?<![\w-])(?i:an?)\s(?i:hour|day|week)\sand\s{_SPAN}", _time_spans, cues="hour day week"),
    by_pattern(
        rf"{NUMBER_START}{_SPAN}(?:(?:,?\s(?:and\s)?|,)?{_SPAN})*",
        _time_spans,
        cues=f"{_LONG_UNIT_CUES} ms s m h d w",
    ),
    by_pattern(r"(?<![\w-])(?i:half)[\s-](?i:minute|hour|day|year)(?!\w)", _time_spans, cues="half"),
    # Not `a second`, which most often counts things.
    by_pattern(
        r"(?<![\w-])(?i:half\s)?(?i:an?)\s(?i:minute|hour|day|week|month|year)(?!\w)",
        _time_spans,
        cues="minute hour day week month year",
    ),
)
"""In this order; what one has found must be hidden from the next."""
