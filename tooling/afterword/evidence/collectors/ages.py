"""Tables that a terminal shows with ages in place of times: `kubectl get events`, with a moment above or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.source import Source
from afterword.text.late_pattern import late_pattern
from afterword.times.reader import FoundTime, TimeError, TimeReader
from afterword.times.when import When

_GAP = late_pattern(r"\s{2,}|\t+")
_AGE = late_pattern(
    r"(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+)s)?(?: ?\((?P<often>x\d+ over [\dhms]+)\))?(?: ago)?"
)
_COLUMNS_OF_AGES = ("LAST SEEN", "LASTSEEN", "LAST-SEEN", "AGE")
_OF_EVENTS = frozenset(("REASON", "MESSAGE", "EVENT"))
"""Columns of what happened; rows without them say how things are at the moment, however old those are."""
_SECONDARY = frozenset(("FIRST SEEN", "FIRSTSEEN"))
_RULE = late_pattern(r"[\s-]+")
_DATE_COMMAND = late_pattern(r"\$ |.*[$#%>] (?:date|kubectl|oc|watch|helm)\b")
_LOOKED_AT = 4_000
_WORD = late_pattern(r"(?<!\S)[\[(#]?(?=[\dA-Z])")


def has_ages(source: Source) -> bool:
    """Whether a text has a table with a column of ages, and names the moment from which they count."""
    lines = source.text_if_any[:_LOOKED_AT].split("\n")
    is_table = any(
        _age_column(above) is not None and _cells(below) for above, below in pairwise(filter(str.strip, lines))
    )
    return is_table and _moment(source.text_if_any.split("\n"), TimeReader()) is not None


def read_ages(source: Source, context: ReadContext) -> SourceContent:
    """Read the rows of tables with ages: events at their times, and states at the moment at which they were shown."""
    content = SourceContent(one_line=True)
    lines = source.text.split("\n")
    times = context.times.for_source(source.text).with_stated_zone(source.text)
    shown = _moment(lines, times)
    if shown is None or shown.at.earliest is None:
        content.not_read("the moment from which the ages count is not read; write it above: `2026-04-16 17:05Z`")
    columns: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            columns = None
        elif _age_column(line) is not None:
            columns = _cells(line)
        elif columns is not None and not _RULE.fullmatch(line):
            at = shown.at if shown else None
            content.assumed_zone += shown.assumed_zone if shown else 0
            content.items.append(_row(number, dict(zip(columns, _cells(line), strict=False)), at))
        elif columns is None and not (_DATE_COMMAND.match(line) or _is_moment(line, times)):
            content.items.append(RawItem(number, None, None, line.strip()))
    return content


def _cells(line: str) -> list[str]:
    return _GAP.split(line.strip())


def _age_column(line: str) -> int | None:
    """The index of the column with ages in the head of a table; None if the line is none."""
    cells = [cell.upper() for cell in _cells(line)]
    found = [cells.index(name) for name in _COLUMNS_OF_AGES if name in cells]
    return found[0] if found and len(cells) >= 3 else None


def _row(number: int, row: dict[str, str], shown: When | None) -> RawItem:
    """Make an item of a row; what happened was as long before the moment as its age says."""
    names = {name.upper(): name for name in row}
    key = next(names[name] for name in _COLUMNS_OF_AGES if name in names)
    age = _AGE.fullmatch(row[key])
    is_event = not _OF_EVENTS.isdisjoint(names)
    kept = [value for name, value in row.items() if not is_event or (name != key and name.upper() not in _SECONDARY)]
    text = " ".join(kept) + (f" ({age['often']})" if is_event and age and age["often"] else "")
    at = shown
    if is_event:
        at = _before(shown.earliest, age) if age and shown and shown.earliest else None
    return RawItem(number, at, None, text)


def _before(shown: datetime, age: re.Match[str]) -> When | None:
    """The time of an age, as exact as its last unit: `3m12s` to the second, `64m` to the minute, `2d` to the day."""
    parts = {unit: int(age[unit]) for unit in "dhms" if age[unit] is not None}
    if not parts:
        return None
    with suppress(OverflowError):
        moment = shown - timedelta(
            days=parts.get("d", 0), hours=parts.get("h", 0), minutes=parts.get("m", 0), seconds=parts.get("s", 0)
        )
        if "s" in parts:
            return When.at(moment)
        return When.parse(f"{moment:%Y-%m-%dT%H:%MZ}" if "m" in parts else f"{moment:%Y-%m-%d}")
    return None


def _moment(lines: Sequence[str], times: TimeReader) -> FoundTime | None:
    """The one day and time that lines outside the tables name, such as what `date` prints; None if they differ."""
    found = {str(one.at): one for one in _moments(lines, times)}
    return next(iter(found.values())) if len(found) == 1 else None


def _moments(lines: Sequence[str], times: TimeReader) -> Iterator[FoundTime]:
    is_row = False
    for line in lines:
        is_row = bool(line.strip()) and (is_row or _age_column(line) is not None)
        if not is_row and (found := _is_moment(line, times)):
            yield found


def _is_moment(line: str, times: TimeReader) -> FoundTime | None:
    for word in _WORD.finditer(line[:200]):
        with suppress(TimeError):
            found = times.match(line, word.end())
            if found and found.at.exact and not found.is_date:
                return found
    return None
