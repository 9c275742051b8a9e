"""A source and what would be written from it, side by side."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from afterword.importing.reader.reading import Reading
from afterword.importing.writer.chunks import cut
from afterword.importing.writer.compose import OTHER
from afterword.importing.writer.sections import sections_of

_LEAST = 60


def side_by_side(reading: Reading, text: str, width: int) -> Iterator[str]:
    """Yield lines with the source on the left, its line numbers included, and the new document on the right.

    Args:
        reading: of the source.
        text: of the new document.
        width: of both together, in characters.
    """
    half = (max(width, _LEAST) - 3) // 2
    places: dict[str, list[tuple[int, int]]] = {}
    order: list[str] = []
    for chunk in cut(reading):
        name = (chunk.kind.parent or chunk.kind.name) if chunk.kind else OTHER
        places.setdefault(name, []).append((chunk.first, chunk.last))
        order += [name] if name not in order else []
    taken: list[str] = []
    for name, section in sections_of(text):
        if name:
            match = _section(name, order)
            ranges = places.get(match, []) if match not in taken else []
            taken.append(match)
        else:
            ranges = [(1, reading.body_line - 1)] if reading.body_line > 1 else []
        numbers = [number for first, last in ranges for number in range(first, last + 1)]
        left = [f"{reading.source_line(number):>4} {reading.lines[number - 1]}" for number in numbers]
        yield from _row(
            [f"     {'(no line of the source)' if not left else ''}".rstrip(), *left][bool(left) :],
            section.split("\n"),
            half,
        )
        yield f"{'-' * half}-+-{'-' * half}"


def _section(heading: str, names: list[str]) -> str:
    from afterword.postmortem.headings import section_called

    kind = section_called(heading)
    name = (kind.parent or kind.name) if kind else heading
    return name if name in names else heading


def _row(left: list[str], right: list[str], half: int) -> Iterator[str]:
    wrapped = [[part for line in side for part in _wrap(line, half)] for side in (left, right)]
    for one, other in zip_longest(*wrapped, fillvalue=""):
        yield f"{one}{' ' * (half - _width(one))} | {other}".rstrip()


def _wrap(line: str, half: int) -> list[str]:
    line = "".join(char if char.isprintable() else " " for char in line.expandtabs(4))
    if line.isascii():
        return textwrap.wrap(line, half, drop_whitespace=False, replace_whitespace=False) or [""]
    parts, current = [], ""
    for char in line:
        if _width(current + char) > half:
            parts.append(current)
            current = ""
        current += char
    return [*parts, current]


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
