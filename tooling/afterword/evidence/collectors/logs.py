"""Logs: a line that has a time begins an item; where no line has one, each is an item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.log_places import Place, find_places
from afterword.evidence.collectors.records import FoundKeys, record_item
from afterword.evidence.source import Source
from afterword.text.invisible import TERMINAL_ESCAPE
from afterword.text.shorten import shorten
from afterword.times.reader import FoundTime, TimeError, TimeReader

_SAMPLE = 400
_HEAD_LINES = 5
_END_LINES = 3
"""In which a log that was copied from a window names the zone of its times."""
_COLOUR = re.compile(r"\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m")
_BEGINS_ITEM = re.compile(
    r"[\[(]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE|trace|debug|info|warn|warning|error|"
    r"critical|fatal)[\])]?[:\s|]"
)


def looks_like_log(text: str) -> bool:
    """Whether at least half of the lines that are not indented have a time, in places where logs have it."""
    sample = _without_colours(text).split("\n", _SAMPLE)[:_SAMPLE]
    lines = [line for line in sample if line.strip() and not line[0].isspace()][:200]
    times = TimeReader()
    places = find_places(lines, times, None)
    return len(lines) >= 2 and sum(_is_timed(line, places, times) for line in lines) >= max(2, len(lines) / 2)


def _is_timed(line: str, places: list[Place], times: TimeReader) -> bool:
    try:
        return any(place.read(line, times, None) for place in places)
    except TimeError:
        return True


def _without_colours(text: str) -> str:
    """Take out what colours a terminal, also what is left of it where the invisible character was lost: `[31m`."""
    text = TERMINAL_ESCAPE.sub("", text) if "\x1b" in text else text
    return _COLOUR.sub("", text) if "[0m" in text else text


@dataclass
class _Reader:
    """The item that is being built, and the day to which times of day belong."""

    context: ReadContext
    times: TimeReader
    places: list[Place]
    day: date | None
    content: SourceContent = field(default_factory=SourceContent)
    start: RawItem | None = None
    gathered: list[str] = field(default_factory=list)
    last: FoundTime | None = None
    untimed: list[tuple[int, str]] = field(default_factory=list)
    lines: int = 0

    def flush(self) -> None:
        if self.start is not None:
            text = "\n".join((self.start.text, *self.gathered)).strip() if self.gathered else self.start.text
            if text:
                one = self.start
                self.content.items.append(RawItem(one.line, one.at, one.actor, text) if self.gathered else one)
        self.start, self.gathered = None, []

    def begin(self, item: RawItem) -> None:
        self.flush()
        self.start = item

    def take(self, number: int, line: str) -> None:
        if not line.strip():
            return
        record = _record(line)
        try:
            read = self._read(record[0] if record else line)
        except TimeError as error:
            self.content.not_read(f"{error}; the text was kept without the time", number)
            self.begin(RawItem(number, None, None, line.strip()))
            return
        if record is not None:
            self._take_record(number, read, *record)
        elif read is not None:
            found, rest = read
            self.content.assumed_zone += found.assumed_zone
            self.content.assumed_year += found.assumed_year
            self.begin(RawItem(number, found.at, None, rest))
            self.lines += 1
        elif self.start is not None and (line[0].isspace() or (self.places and not _BEGINS_ITEM.match(line))):
            self.gathered.append(line.rstrip())
        else:
            self.lines += 1
            self.untimed.append((number, line)) if len(self.untimed) < 1 else self.untimed.append((number, ""))
            self.begin(RawItem(number, None, None, line.strip()))

    def _take_record(
        self, number: int, read: tuple[FoundTime, str] | None, before: str, record: dict[str, Any]
    ) -> None:
        keys = FoundKeys(self.context)
        item = record_item(record, number, self.content, self.context, keys)
        at = item.at if item and item.at else read[0].at if read else None
        if item is not None:
            text = f"{read[1] if read else before} {item.text}".strip()
            self.begin(RawItem(number, at, item.actor, text))
        self.lines += 1
        if at is None:
            self.untimed.append((number, before or json.dumps(record)))

    def _read(self, line: str) -> tuple[FoundTime, str] | None:
        for place in self.places:
            if (read := place.read(line, self.times, self.day)) is not None:
                return self._after_midnight(line, read, place)
        return None

    def _after_midnight(self, line: str, read: tuple[FoundTime, str], place: Place) -> tuple[FoundTime, str]:
        """A time of day that runs back by more than half a day belongs to the next day."""
        if self.day is None:
            return read
        last, self.last = self.last, read[0]
        before, now = last.at.earliest if last else None, read[0].at.earliest
        if before and now and before - now > timedelta(hours=12):
            self.day += timedelta(days=1)
            again = place.read(line, self.times, self.day)
            if again is not None:
                self.last = again[0]
                return again
        return read


def read_log(source: Source, context: ReadContext) -> SourceContent:
    """Read a log.

    Lines without a time belong to the item above, as those of a stack trace do, unless they begin with a level.
    """
    text = _without_colours(source.text)
    lines = text.split("\n")
    times = context.times.for_source(text).with_stated_zone("\n".join((*lines[:_HEAD_LINES], *lines[-_END_LINES:])))
    sample = [line for line in _sampled(lines) if line.strip() and not line[0].isspace()]
    places, day = find_places(sample, times, None), None
    if not places:
        day = times.start_day()
        places = find_places(sample, times, day)
        day = day if places else None
    reader = _Reader(context, times, places, day)
    for number, line in enumerate(lines, 1):
        reader.take(number, line)
    reader.flush()
    content = reader.content
    if any(item.at for item in content.items):
        content.remarks += filter(None, (times.zone_note,))
    if day is not None:
        content.remarks.append(f"times of day, from {day} on, which is the day of the incident")
    if reader.untimed:
        number, shown = reader.untimed[0]
        example = f"such as line {number + context.lines_above}: `{shorten(shown.strip(), 80)}`"
        content.remarks.append(f"{len(reader.untimed)} of {reader.lines} lines have no time that is read, {example}")
    return content


def _sampled(lines: list[str]) -> Iterator[str]:
    """The first lines, and some from all over the log: what a program says at its start has another form."""
    yield from lines[:_SAMPLE]
    step = max(1, len(lines) // _SAMPLE)
    if step > 1:
        yield from lines[_SAMPLE::step]


def _record(text: str) -> tuple[str, dict[str, Any]] | None:
    """Read the JSON object that a line ends with, and return it with what is before it."""
    if not text.endswith("}") or (begin := text.find("{")) < 0 or begin > 120:
        return None
    try:
        record = json.loads(text[begin:])
    except (ValueError, RecursionError):
        return None
    return (text[:begin].rstrip(" |"), record) if isinstance(record, dict) and len(record) > 1 else None
