"""The times of timeline items that give a time of day and leave the day, or the zone, to the reader."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from afterword.postmortem import PostMortem, Span, TimelineEvent
from afterword.postmortem.tables import split_row
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import read_clock_time
from afterword.times.when import When
from afterword.times.written_days import WrittenDay, read_day, read_later

_CLOCK = late_pattern(r"(?<![\d:.,/-])(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d|[.:/-]\d\d[.-])")
_IN_UTC = late_pattern(r"\b(?:UTC|GMT|Zulu)\b(?!\s?[+-]\d)")
_ROUGH = late_pattern(r"[~≈?]|\b(?:ca|circa|about|around|approx\w*)\b")
_ITEM_TIME = 40
"""Characters of an item in which its time is."""
_HEAD = 400
"""Characters before the first item that may name the zone of all."""
_BACK = timedelta(hours=4)
"""A time so much before the one above it is on the next day; less is an item out of order."""
_HALF_A_DAY = timedelta(hours=12)
_LEAST_AGREEING = 2
_OFFSETS = tuple(timedelta(minutes=30 * step) for step in sorted(range(-24, 29), key=abs))


@dataclass(frozen=True)
class _Row:
    event: TimelineEvent
    clock: time
    day: WrittenDay | None


@dataclass(frozen=True)
class RowTimes:
    """The times of the items that name no day.

    Attributes:
        of_span: the time of each item, by its place; items of which it stays unknown are left out.
        offset: how far the zone of the items is ahead of UTC; None if they have no time.
    """

    of_span: Mapping[Span, When]
    offset: timedelta | None = None


def read_row_times(document: PostMortem, milestones: Collection[datetime]) -> RowTimes:
    """Read the times of the timeline items that name no day.

    They are in UTC if what is above the timeline says so or if two of them are milestones then, else in the zone in
    which most of them are, and follow the first milestone and each other. Where UTC is named, it may be of the Summary:
    another zone needs two milestones more.

    Args:
        document: the post-mortem.
        milestones: the times that its front matter gives to the minute, in UTC.
    """
    rows = [row for event in document.events if event.when is None and (row := _read(document, event))]
    if not rows or not milestones:
        return RowTimes({})
    first, last = document.events[0].span.start, rows[0].event.span.end
    is_utc = _IN_UTC.search(document.source.readable, max(0, first - _HEAD), last) is not None
    best, most = RowTimes({}), 0 if is_utc else _LEAST_AGREEING
    for offset in _OFFSETS:
        times = [local - offset for local in _follow(rows, min(milestones) + offset)]
        agreeing = len({*times} & {*milestones}) - is_utc * bool(offset)
        if agreeing >= most:
            of_span = {row.event.span: When.at(moment) for row, moment in zip(rows, times, strict=True)}
            best, most = RowTimes(of_span, offset), agreeing + 1
    return best


def _read(document: PostMortem, event: TimelineEvent) -> _Row | None:
    text = document.text(event.span)
    cells = [text[start:end] for start, end in split_row(text)] if text.lstrip().startswith("|") else [text]
    cell = next((cell for cell in cells if _CLOCK.search(cell)), "")[:_ITEM_TIME].lstrip("-*+ ")
    match = _CLOCK.search(cell)
    if match is None or _ROUGH.search(cell, 0, match.start()):
        return None
    read = read_clock_time(cell.replace("h", ":").replace(".", ":"), match.start())
    if read is None or read[0].zone:
        return None
    before = cell[: match.start()].strip(" ,*([")
    day = read_day(f"{before} {match[0]}") if before else read_later(cell, match.end())
    if before and day is None:
        return None
    return _Row(event, time(read[0].hour, read[0].minute), day)


def _follow(rows: Sequence[_Row], began: datetime) -> list[datetime]:
    """The local times of rows, each on its day or on that of the row above it; the first one is near the start."""
    found: list[datetime] = []
    day: date = began.date()
    for row in rows:
        named = row.day.on_calendar(None, day) if row.day and not row.day.nth else None
        if row.day and row.day.nth:
            named = began.date() + timedelta(days=row.day.nth - 1)
        at = datetime.combine(named or day, row.clock, tzinfo=UTC)
        if named is None and not found and at - began > _HALF_A_DAY:
            at -= timedelta(days=1)
        elif named is None and found and found[-1] - at > _BACK:
            at += timedelta(days=1)
        day = at.date()
        found.append(at)
    return found
