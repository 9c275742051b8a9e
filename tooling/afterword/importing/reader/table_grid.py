"""The cells of a table in HTML by their columns: what spans several rows is in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_MOST_COLUMNS = 100
_MOST_ROWS = 10_000


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
