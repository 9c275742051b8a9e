"""Tables that a terminal shows with ages in place of times: `kubectl get events`, with a moment above or below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.source import Source
from afterword.text.late_pattern import late_pattern
from afterword.times.reader import FoundTime, TimeError, TimeReader
from afterword.times.when import Precision, When

_GAP = late_pattern(r"\s{2,}|\t+")
_AGE = late_pattern(
    r"(?:(?P<d>\d{1,4})d)?(?:(?P<h>\d{1,6})h)?(?:(?P<m>\d{1,6})m)?(?:(?P<s>\d{1,6})s)?"
    r"(?: ?\((?P<often>x\d+ over [\ddhms]+)\))?(?: ago)?"
)
_COLUMNS_OF_AGES = ("LAST SEEN", "LASTSEEN", "LAST-SEEN", "AGE")
_OF_EVENTS = frozenset(("REASON", "MESSAGE", "EVENT"))
"""Columns of what happened; rows without them say how things are at the moment, however old those are."""
_SECONDARY = frozenset(("FIRST SEEN", "FIRSTSEEN"))
_RULE = late_pattern(r"[\s-]+")
_COMMAND = late_pattern(r"(?:\$|[^\s]*[$#%>]) (?:date|kubectl|oc|watch|helm)\b|\$ ")
_BEFORE_MOMENT = late_pattern(
    r"(?:#+|//|--)?\s*(?:Every \d[\d.]*s: .*?(?::|\s)\s+(?=[A-Z][a-z]{2} )|"
    r"(?:(?:as of|at|now|date|output|exported|captured|taken|copied)(?: at| on)?:?\s+)?)",
    re.IGNORECASE,
)
"""What can be before the moment of the output on its line: a mark, a word for it, or what `watch` writes."""
_LOOKED_AT = 4_000
_HALF_A_MINUTE = timedelta(seconds=30)


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
    if shown is None:
        content.not_read("the moment from which the ages count is not read; write it above: `2026-04-16 17:05Z`")
    columns: list[str] | None = None
    age = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            columns = None
        elif (column := _age_column(line)) is not None:
            columns, age = _cells(line), column
        elif columns is not None and not _RULE.fullmatch(line):
            content.assumed_zone += shown.assumed_zone if shown else 0
            content.items.append(_row(RawItem(number, shown.at if shown else None, None, line.strip()), columns, age))
        elif columns is None and not (_COMMAND.match(line) or _moment_of(line, times)):
            content.items.append(_line(number, line.strip(), content, times))
    return content


def _line(number: int, line: str, content: SourceContent, times: TimeReader) -> RawItem:
    """Read a line outside the tables, with the time that it begins with."""
    with suppress(TimeError):
        if (found := times.match(line)) and line[found.end :].strip():
            content.assumed_zone += found.assumed_zone
            return RawItem(number, found.at, None, line[found.end :].strip(" :–—-"))
    return RawItem(number, None, None, line)


def _cells(line: str) -> list[str]:
    return _GAP.split(line.strip())


def _age_column(line: str) -> int | None:
    """The index of the column with ages in the head of a table; None if the line is none."""
    cells = [cell.upper() for cell in _cells(line)]
    found = [cells.index(name) for name in _COLUMNS_OF_AGES if name in cells]
    return found[0] if found and len(cells) >= 3 else None


def _row(row: RawItem, columns: list[str], index: int) -> RawItem:
    """Make an item of a row that was shown at a moment; what happened was as long before that as its age says."""
    names = [name.upper() for name in columns]
    cells = _GAP.split(row.text, maxsplit=len(columns) - 1)  # the last column can have wide gaps
    if len(cells) <= index:
        return replace(row, at=None)  # words below the table
    if _OF_EVENTS.isdisjoint(names):
        return replace(row, text=" ".join(row.text.split()))
    age = _AGE.fullmatch(cells[index])
    skipped = {names[index], *_SECONDARY}
    text = " ".join(" ".join(cell for name, cell in zip(names, cells, strict=False) if name not in skipped).split())
    often = f" ({age['often']})" if age and age["often"] else ""
    return replace(row, at=_before(row.at, age) if age and row.at else None, text=f"{text}{often}")


def _before(shown: When, age: re.Match[str]) -> When | None:
    """The time of an age, as exact as its last unit and the moment: `3m12s` to the second, `64m` to the minute."""
    parts = {unit: int(age[unit]) for unit in "dhms" if age[unit] is not None}
    if not parts or shown.earliest is None:
        return None
    is_of_seconds = "s" in parts and shown.precision is Precision.SECOND
    with suppress(OverflowError):
        moment = shown.earliest - timedelta(
            days=parts.get("d", 0), hours=parts.get("h", 0), minutes=parts.get("m", 0), seconds=parts.get("s", 0)
        )
        if is_of_seconds:
            return When.at(moment)
        if "s" in parts:
            moment += _HALF_A_MINUTE  # the middle of the minute in which the output was shown
        return When.parse(f"{moment:%Y-%m-%dT%H:%MZ}" if parts.keys() & {"m", "s"} else f"{moment:%Y-%m-%d}")
    return None


def _moment(lines: Sequence[str], times: TimeReader) -> FoundTime | None:
    """The one day and time that is alone on a line outside the tables, as `date` prints it; else None."""
    found: dict[str, FoundTime] = {}
    is_row = False
    for line in lines:
        is_row = bool(line.strip()) and (is_row or _age_column(line) is not None)
        if not is_row and (one := _moment_of(line, times)):
            found[str(one.at)] = one
    return next(iter(found.values())) if len(found) == 1 else None


def _moment_of(line: str, times: TimeReader) -> FoundTime | None:
    """Read a line that has nothing but the moment of an output."""
    before = _BEFORE_MOMENT.match(line[:300])
    with suppress(TimeError):
        found = times.fullmatch(line[before.end() if before else 0 :].strip())
        return found if found and found.at.exact and not found.is_date else None
    return None
