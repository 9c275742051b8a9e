"""A foreign document as a flat row of units, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from afterword.importing.reader.stamps import LABEL, Stamp, read_stamp
from afterword.importing.reader.unit import Kind, Unit, plain
from afterword.postmortem.blocks import Block
from afterword.postmortem.blocks import parse as parse_blocks
from afterword.postmortem.headings import section_called
from afterword.times.calendar_names import MONTHS, MONTHS_ABROAD, any_of
from afterword.times.written_days import read_day

_MONTH_FIRST = re.compile(rf"(?i:{any_of((*MONTHS, *MONTHS_ABROAD))})\b")
_LABELLED = re.compile(r"(?:\*\*|__)?[A-ZÀ-Þ][\w -]{1,24}[:：](?:\*\*|__)?\s+\S")
_OF_GENERATOR = re.compile(r"^[ \t]*(?:\{\{[<%][^\n]*[%>]\}\}|:::[^\n]*)[ \t]*$", re.MULTILINE)
"""A line that tells Hugo, Docusaurus and others how to show what is around it, and not to be read."""
_BREAK = re.compile(r"<br\s*/?>|(?:\\| {2,})(?=\n)", re.IGNORECASE)


def read_units(text: str, first_line: int) -> list[Unit]:
    """Read the units of a Markdown body in the order of the text; what is left of HTML in it is none.

    Args:
        text: the body.
        first_line: the line of the file at which it begins, counted from 1.
    """
    units: list[Unit] = []
    for number, block in enumerate(parse_blocks(_OF_GENERATOR.sub(r"<!--\g<0>-->", text)), 1):
        units += _block_units(block, number, first_line)
    return [part for unit in units for part in _by_line(unit)]


def _block_units(block: Block, number: int, first: int) -> Iterator[Unit]:
    walker = _Walker(number, first)
    for token in block.tokens:
        yield from walker.take(token)


class _Walker:
    """Walk the tokens of a block, and know in which lists and tables it is."""

    def __init__(self, block: int, first: int) -> None:
        self.block, self.first = block, first
        self.depth, self.quotes, self.serial = 0, 0, 0
        self.lists: list[int] = []
        self.item: list[bool] = []
        self.head: tuple[str, ...] = ()
        self.cells: list[str] = []
        self.row: tuple[int, int] | None = None
        self.heading = 0
        self.number = ""

    def take(self, token: Token) -> Iterator[Unit]:
        """Take a token, and yield the units that end with it."""
        if token.type == "inline":
            yield from self._inline(token)
        elif token.type == "tr_close":
            yield from self._end_row()
        elif token.type in ("fence", "code_block") and token.map:
            yield self._unit("code", token.map, token.content, level=self.depth)
        else:
            self._enter(token)

    def _enter(self, token: Token) -> None:
        kind = token.type
        if kind in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self.depth, self.serial = self.depth + 1, self.serial + 1
            self.lists.append(self.serial)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.depth -= 1
            self.lists.pop()
        elif kind == "list_item_open":
            self.item.append(True)
            self.number = token.info
        elif kind == "list_item_close":
            self.item.pop()
        elif kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind == "table_open":
            self.serial, self.head = self.serial + 1, ()
        elif kind == "tr_open" and token.map:
            self.row, self.cells = (token.map[0], token.map[1]), []

    def _unit(self, kind: Kind, span: list[int] | tuple[int, int], text: str, level: int = 0) -> Unit:
        number = self.lists[-1] if self.lists and kind != "row" else self.serial
        table = self.block * 1000 + number if self.serial else 0
        return Unit(kind, self.first + span[0], self.first + max(span[1] - 1, span[0]), text, level, self.block, table,
                    is_quoted=self.quotes > 0)  # fmt: skip

    def _inline(self, token: Token) -> Iterator[Unit]:
        if self.row is not None:
            self.cells.append(token.content)
            return
        if token.map is None:
            return
        if self.heading:
            yield self._unit("heading", token.map, token.content, self.heading)
            self.heading = 0
        elif self.item and self.item[-1]:
            self.item[-1] = False
            # `- 1. January 2024`: to Markdown it is a list in a list, to its writer a date.
            is_date = bool(self.number) and _MONTH_FIRST.match(token.content)
            text = f"{self.number}. {token.content}" if is_date else token.content
            if is_date and self.depth == 1 and read_day(text):
                yield self._unit("paragraph", token.map, text)
            else:
                unit = self._unit("item", token.map, text, self.depth - bool(is_date and self.depth > 1))
                yield replace(unit, is_numbered=bool(self.number))
        else:
            yield self._unit("paragraph", token.map, token.content, self.depth)

    def _end_row(self) -> Iterator[Unit]:
        assert self.row is not None
        row, self.row = self.row, None
        if not self.head:
            self.head = tuple(self.cells)
            return
        if not any(self.head) and all(re.fullmatch(r"\*\*[^*]+\*\*|", cell.strip()) for cell in self.cells):
            self.head = tuple(self.cells)  # a head in bold, below one that had to be there
            return
        unit = self._unit("row", row, " | ".join(filter(None, self.cells)))
        yield replace(unit, cells=tuple(self.cells), head=self.head)


_ENUMERATED = re.compile(r"\s*(?:[a-z]\)|\(?\d{1,2}\)|[•‣◦–→»]|[-=]>|o)\s+(?=\S)")


def _by_mark(unit: Unit) -> list[Unit]:
    """Split a paragraph whose lines begin with marks that Markdown does not know, such as `a)` or `•`, into items."""
    lines = unit.text.split("\n")
    if unit.kind != "paragraph" or unit.level or len(lines) < 2 or not _ENUMERATED.match(lines[0]):
        return []
    gathered: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines):
        if mark := _ENUMERATED.match(line):
            gathered.append((number, [line[mark.end() :]]))
        else:
            gathered[-1][1].append(line)
    if len(gathered) < 2:
        return []
    one = replace(unit, kind="item", level=1, table=unit.block * 1000 + 999)
    places = [(unit.line + number, texts) for number, texts in gathered]
    return [replace(one, line=at, end=at + len(texts) - 1, text="\n".join(texts)) for at, texts in places]


_LABEL_LINE = re.compile(r"(?:\*\*|__)?[^\W\d_][^\n:：]{1,40}(?:[:：](?:\*\*|__)?|(?:\*\*|__)[:：]?)\s*")
"""A line above others that names a section: `To do:`."""


def _by_line(unit: Unit) -> Iterator[Unit]:
    """Split the lines of a paragraph or an item if several of them begin with a time, or a break is between them."""

    def begins(part: str) -> Stamp | None:
        text = plain(part)
        stamp = read_stamp(text, bare=True)
        if stamp is None and (label := LABEL.match(text)):
            stamp = read_stamp(text, label.end())
            return stamp if stamp and stamp.day and stamp.clock else None
        return stamp if stamp and not stamp.has_lead else None

    above, joint, below = unit.text.partition("\n")
    if joint and unit.kind == "paragraph" and not unit.level and _LABEL_LINE.fullmatch(above) and section_called(above):
        yield replace(unit, text=above, end=unit.line)
        yield from _by_line(replace(unit, text=below, line=unit.line + 1))
        return
    if marked := _by_mark(unit):
        yield from marked
        return
    if unit.kind not in ("paragraph", "item") or not ("\n" in unit.text or "<br" in unit.text.lower()):
        yield unit
        return
    pieces: list[tuple[int, str]] = []
    for number, line in enumerate(unit.text.split("\n")):
        pieces += [(number, part) for part in _BREAK.split(line) if part.strip()]
    starts = [begins(part) is not None for _, part in pieces]
    is_plain = unit.kind == "paragraph" and not (unit.level or unit.is_quoted)
    is_labelled = is_plain and all(_LABELLED.match(part) for _, part in pieces)
    if sum(starts) < 2 and not is_labelled:
        yield unit
        return
    gathered: list[tuple[int, list[str]]] = []
    for (number, part), found in zip(pieces, starts, strict=True):
        if found or is_labelled or not gathered:
            gathered.append((number, [part]))
        else:
            gathered[-1][1].append(part)
    for index, (number, parts) in enumerate(gathered):
        following = gathered[index + 1][0] if index + 1 < len(gathered) else unit.end - unit.line + 1
        first = unit.line + number
        last = max(first, unit.line + following - 1)
        yield replace(unit, line=first, end=min(last, unit.end), text="\n".join(parts))
