"""Tables of light markup as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from afterword.postmortem.tables import escape_cell, write_table

GRID = re.compile(r"\+(?:[-=]+\+)+\s*")
"""A border of a table that is drawn with `+`, `-` and `|`."""
MOST_LEVELS = 6
"""The lowest level of a heading in Markdown."""


def grid_rows(lines: Sequence[str]) -> list[list[str]]:
    """Return the rows of a drawn table: what is between two borders is one row."""
    rows: list[list[str]] = []
    is_new = True
    for line in lines:
        if line.startswith("+"):
            is_new = True
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if is_new:
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip_longest(rows[-1], cells, fillvalue="")]
        is_new = False
    return rows


def table_lines(rows: Sequence[Sequence[str]], *, has_head: bool = True) -> list[str]:
    """Return the lines of a table in Markdown.

    Args:
        rows: of any length.
        has_head: whether the first row is the head.
    """
    width = max(map(len, rows), default=0)
    cells = [[*map(escape_cell, row), *[""] * (width - len(row))] for row in rows]
    head, body = (cells[0], cells[1:]) if has_head and cells else ([""] * width, cells)
    return write_table(head, body).split("\n") if width else []


def padded(lines: Sequence[str], count: int) -> list[str]:
    """Return lines with blank ones behind them, so that they are as many as those that they stand for."""
    return [*lines, *[""] * (count - len(lines))]
