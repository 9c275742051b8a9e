"""The source cut into chunks of lines, each with the section of our outline that it goes into."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from afterword.importing.reader.reading import Part, Reading
from afterword.postmortem.outline import SUMMARY, TIMELINE, SectionKind

_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that stay together.

    Attributes:
        kind: the section or part of the outline; None for what has no place.
        part: the index of the part whose heading is its first line; 0 for what is above the first heading.
        first: its first line, counted from 1.
        last: its last line.
    """

    kind: SectionKind | None
    part: int
    first: int
    last: int


def cut(reading: Reading) -> list[Chunk]:
    """Cut a document into chunks, in the order of the text."""
    parts = reading.parts
    events = {id(event.unit) for event in reading.events if event.source != "prose"}
    has_timeline = any(part.kind is TIMELINE for part in parts)
    kinds = [_kind(reading, number, events, has_timeline=has_timeline) for number in range(len(parts))]
    homes = [_home(parts, kinds, number) for number in range(len(parts))]
    last_line = len(reading.lines)
    starts = sorted((part.line or reading.body_line, number) for number, part in enumerate(parts))
    chunks: list[Chunk] = []
    for position, (line, number) in enumerate(starts):
        end = min(starts[position + 1][0] - 1, last_line) if position + 1 < len(starts) else last_line
        home = homes[number]
        kind = kinds[home]
        joins = chunks and (
            chunks[-1].part == home or (kind is None and chunks[-1].kind is None and chunks[-1].part and home)
        )
        if joins:
            chunks[-1] = Chunk(chunks[-1].kind, chunks[-1].part, chunks[-1].first, max(chunks[-1].last, end))
        elif end >= line:
            chunks.append(Chunk(kind, home, line, end))
    return chunks


def _home(parts: Sequence[Part], kinds: Sequence[SectionKind | None], number: int) -> int:
    """The topmost part above that has a kind, else the part itself."""
    found, at = number, number
    while at > 0:
        if kinds[at] is not None:
            found = at
        at = parts[at].parent
    return found


def _kind(reading: Reading, number: int, events: Set[int], *, has_timeline: bool) -> SectionKind | None:
    """The kind of a part; one of which most is events is the timeline, if there is none that is called so."""
    part = reading.parts[number]
    if not part.line or part.is_label:
        return None
    if not has_timeline and part.kind in (None, SUMMARY):
        inside = [unit for unit in reading.units[part.first : part.end] if unit.kind != "heading"]
        count = sum(id(unit) in events for unit in inside)
        if count >= 2 and count >= _MOST * len(inside):
            return TIMELINE
    return part.kind
