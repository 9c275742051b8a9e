"""Tables of HTML as Markdown: what spans several rows is in each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from afterword.postmortem.tables import write_table

_MOST_COLUMNS = 100
_MOST_ROWS = 10_000
_LONGEST_HEAD = 25


@dataclass(frozen=True, slots=True)
class Span:
    """How many columns and rows a cell takes."""

    columns: int = 1
    rows: int = 1

    @classmethod
    def read(cls, attributes: Mapping[str, str | None]) -> Span:
        """Read the attributes of a cell; what is not a number counts as 1."""
        columns, rows = (attributes.get(name) or "" for name in ("colspan", "rowspan"))
        return cls(_number(columns, _MOST_COLUMNS), _number(rows, _MOST_ROWS))


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@dataclass
class Grid:
    """What earlier rows of a table have below them."""

    _hanging: dict[int, tuple[int, str]] = field(default_factory=dict)

    def place(self, cells: Sequence[str], spans: Sequence[Span]) -> list[str]:
        """Return the cells of the next row by their columns.

        Args:
            cells: as they are written.
            spans: of each of them.
        """
        placed: dict[int, str] = {column: text for column, (_, text) in self._hanging.items()}
        hanging = {column: (left - 1, text) for column, (left, text) in self._hanging.items() if left > 1}
        column = 0
        for cell, span in zip(cells, spans, strict=True):
            while column in placed:
                column += 1
            for offset in range(span.columns):
                text = cell if offset == 0 else ""
                placed.setdefault(column + offset, text)
                if span.rows > 1:
                    hanging[column + offset] = (span.rows - 1, text)
            column += span.columns
        self._hanging = hanging
        return [placed.get(column, "") for column in range(max(placed, default=-1) + 1)]

    def is_group(self, spans: Sequence[Span]) -> bool:
        """Whether a row is one cell over several columns, which says what the rows below it are."""
        return len(spans) == 1 and spans[0].columns > 1 and not self._hanging


@dataclass
class Row:
    """A row.

    Attributes:
        place: the line of the source at which it begins.
        cells: as Markdown.
        spans: of the cells.
        is_head: whether all its cells are heads.
        is_group: whether it says what the rows below it are.
    """

    place: int = 0
    cells: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    is_head: bool = True
    is_group: bool = False


@dataclass
class Table:
    """A table while it is read: its rows, and the one that is not ended."""

    rows: list[Row] = field(default_factory=list)
    row: Row = field(default_factory=Row)
    _grid: Grid = field(default_factory=Grid)

    def end_row(self, place: int) -> None:
        """End the row; the next one begins at a line."""
        if self.row.cells:
            self.row.is_group = self._grid.is_group(self.row.spans)
            self.row.cells = self._grid.place(self.row.cells, self.row.spans)
            self.rows.append(self.row)
        self.row = Row(place)

    def written(self) -> Iterator[tuple[str, list[int]]]:
        """Yield Markdown tables, and the lines that say what the next one is, each with the lines of the source."""
        width = max(len(row.cells) for row in self.rows)
        head = Row(self.rows[0].place, [""] * width)
        rows: list[Row] = []
        for row in self.rows:
            if row.is_group:
                yield from _written(head, rows)
                rows = []
                yield f"**{row.cells[0].strip('*_ ')}**" if row.cells[0] else "", [row.place]
            elif (
                (row.is_head or (row is self.rows[0] and self._begins_with_head())) and not any(head.cells) and not rows
            ):
                head = Row(row.place, [*row.cells, *[""] * (width - len(row.cells))])
            else:
                rows.append(row)
        yield from _written(head, rows, is_needed=True)

    def _begins_with_head(self) -> bool:
        """Whether a first row without `<th>` is the head: short words, above rows that begin with a digit."""
        first, *others = (row.cells for row in self.rows)
        is_short = all(cell and len(cell) < _LONGEST_HEAD and not re.search(r"\d", cell) for cell in first)
        return is_short and len(first) > 1 and any(row and re.match(r"\W*\d", row[0]) for row in others)


def _written(head: Row, rows: Sequence[Row], *, is_needed: bool = False) -> Iterator[tuple[str, list[int]]]:
    if rows or (is_needed and any(head.cells)):
        places = [head.place, head.place, *(row.place for row in rows)]
        yield write_table(head.cells, [row.cells for row in rows]), places
