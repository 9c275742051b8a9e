"""Times of day within words, which their author reads from the clock by which the words are dated."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

from afterword.evidence.collectors.day_lines import Days
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime, find_clock_times, read_clock_time
from afterword.times.reader import TimeReader
from afterword.times.when import When
from afterword.times.zones import ZoneError, utc_offset

_JOINED = late_pattern(r"\s?(?:[-–/]|to|and|until)\s?\d{1,2}:\d{2}")
_YESTERDAY = late_pattern(r"\b(?:yesterday|gestern|hier|ayer|ieri|ontem|gisteren|wczoraj|i går|igår)\b", re.I)
_SENTENCE = late_pattern(r"((?<=[.!?])\s+|\n)")
_OTHER_DAY = late_pattern(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|tomorrow|next|last|every|daily|mornings?|"
    r"mañana|demain|morgen|domani|amanhã|before|until|till|by|after|from|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}\b|\d{1,2}\.\d{1,2}\.)",
    re.I,
)
"""Words by which a time of day need not be of the day of the notes, or is a limit."""


def with_zone(words: str, offset: str) -> str:
    """Put a zone in brackets behind times of day that name none: their author has one clock; `offset` is `+02:00`."""
    return _noted(words, lambda _: offset)


def offset_at(times: TimeReader, moment: datetime | None) -> str:
    """Return how far the clock of a source is ahead of UTC: `+02:00`; empty if that is not known, or it is in UTC."""
    if moment is None or not times.states_zone:
        return ""
    try:
        ahead = utc_offset(times.zone, moment.replace(tzinfo=None))
    except ZoneError:
        return ""
    minutes = int(abs(ahead).total_seconds()) // 60
    return f"{'-' if ahead < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}" if minutes else ""


def with_clocks(words: str, at: When | None, days: Days) -> str:
    """Say of the times of day in notes what they mean: in a line with a time its zone, else the instant in UTC."""
    if at is not None:
        return with_zone(words, offset_at(days.times, at.earliest if at.exact else None))
    day = days.meeting or (None if days.assumed else days.day)
    return "".join(_with_instant(part, day, days.times) for part in _SENTENCE.split(words))


def _with_instant(words: str, day: date | None, times: TimeReader) -> str:
    """Put the instant in UTC behind the time of day that a sentence of minutes names, if its day is certain."""
    if day is None or not times.states_zone or _OTHER_DAY.search(words) or len(list(find_clock_times(words))) != 1:
        return words
    on = day - timedelta(days=1) if _YESTERDAY.search(words) else day

    def instant(clock: ClockTime) -> str:
        with suppress(ZoneError, OverflowError):
            local = datetime(on.year, on.month, on.day, clock.hour, clock.minute)
            return f"{local - utc_offset(times.zone, local):%Y-%m-%d %H:%MZ}"
        return ""

    return _noted(words, instant)


def _noted(words: str, note: Callable[[ClockTime], str]) -> str:
    """Put what is noted of times of day without a zone in brackets behind them."""
    parts: list[str] = []
    done = 0
    for _, start, end in find_clock_times(words):
        with suppress(ValueError):
            read = read_clock_time(words, start, in_sentence=True)
            if read is None or read[0].zone or read[1] != end or _JOINED.match(words, end):
                continue
            if said := note(read[0]):
                parts += [words[done:end], f" [{said}]"]
                done = end
    return "".join((*parts, words[done:]))
