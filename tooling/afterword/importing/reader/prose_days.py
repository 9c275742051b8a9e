"""Whether a sentence with a time of day alone is about the day of the incident, or perhaps about another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from afterword.importing.reader.incident_day import is_byline
from afterword.importing.reader.reading import Entry
from afterword.importing.reader.unit import Unit
from afterword.times.written_days import WrittenDay, read_day

_WORD = re.compile(r"(?<!\w)(?=\w)")
_MOST = 40  # which keeps the search linear


def is_perhaps_another_day(entry: Entry, units: Sequence[Unit], day: date, day_first: bool | None) -> bool:
    """Return whether the last day that is named before the end of a sentence is not that of the incident.

    Args:
        entry: the sentence.
        units: of the document.
        day: of the incident.
        day_first: the order of day and month in dates that do not show it.
    """
    index = next(number for number, unit in enumerate(units) if unit is entry.unit)
    own = entry.unit.visible
    end = own.find(entry.text) + len(entry.text)
    if before := [day for at, day in _days_in(own) if at < end]:
        return before[-1].on_calendar(day_first, day) != day
    above = reversed(units[max(0, index - _MOST) : index])
    for text in (unit.visible for unit in above if unit.kind in ("paragraph", "item", "heading")):
        if not is_byline(text) and (named := _days_in(text)):
            return named[-1][1].on_calendar(day_first, day) != day
    return False


@lru_cache(maxsize=256)  # of a paragraph, for each of its sentences
def _days_in(text: str) -> tuple[tuple[int, WrittenDay], ...]:
    """The days that a text names, each with its place."""
    found: list[tuple[int, WrittenDay]] = []
    end = 0
    for match in _WORD.finditer(text):
        if match.start() >= end and (day := read_day(text, match.start())) and (day.month or day.pair or day.later):
            end = day.end
            found.append((match.start(), day))
    return tuple(found)
