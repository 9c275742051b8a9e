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


_BOXED = re.compile(r"[+|](?:.*[+|])?")
_EDGE = re.compile(r"[+|][-=+|]{3,}")
_DRAWN = str.maketrans("│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬─━═", "|||" + "+" * 18 + "--=")
_MOST_EDGES = 3


def without_boxes(lines: Sequence[str]) -> list[str]:
    """Return lines of plain text without the boxes that are drawn around them; boxes with columns are tables."""
    drawn = [line.strip().translate(_DRAWN) for line in lines]
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = next((n for n in range(at, len(lines)) if not _BOXED.fullmatch(drawn[n])), len(lines))
        if any(map(_EDGE.fullmatch, drawn[at:end])):
            out += padded(_unboxed(drawn[at:end]), end - at)
            at = end
        else:
            out += [line.strip("| ") for line in drawn[at:end]] or [lines[at]]
            at = max(end, at + 1)
    return out


def _unboxed(lines: Sequence[str]) -> list[str]:
    is_edge = [bool(_EDGE.fullmatch(line)) for line in lines]
    rows = [_cells(line) for line in lines]
    first = next((n for n, row in enumerate(rows) if len(row) > 1 and not is_edge[n]), len(lines))
    above = ["" if is_edge[n] else row[0] for n, row in enumerate(rows[:first])]
    table = lines[first:]
    if sum(is_edge[first:]) > _MOST_EDGES:
        return [*above, *table_lines(grid_rows(table), has_head=any("=" in line for line in table if line[0] == "+"))]
    below = [_cells(line) for line, edge in zip(table, is_edge[first:], strict=True) if not edge]
    return [*above, *table_lines(below, has_head=len(table) > 1 and is_edge[first + 1] and sum(is_edge[first:]) > 1)]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
