"""GFM tables: their rows and cells with their places, and cells as they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.postmortem.blocks import Block
from afterword.postmortem.body import Body
from afterword.postmortem.document import Cell, Table
from afterword.postmortem.problems import ProblemKind, Problems
from afterword.postmortem.source import Span

_PIPE = re.compile(r"(?<!\\)\|")
_MOST_FILLED = 100_000
"""Cells of a table whose short rows are filled up."""


def split_row(line: str) -> list[tuple[int, int]]:
    """Return start and end of each cell of a GFM table row, without the surrounding blanks.

    A backslash before a pipe makes it text, also inside code, as in GFM's tables extension.
    """
    bounds = _bounds(line)
    return [_trim(line, left, right) for left, right in zip(bounds[::2], bounds[1::2], strict=True)]


def _bounds(line: str) -> list[int]:
    """Return where each cell of a row begins and ends, with its blanks."""
    # `isspace`, as markdown-it-py has it: not blanks and tabs alone.
    start, end = 0, len(line)
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    pipes = [match.start() for match in _PIPE.finditer(line, start, end)]
    if pipes and pipes[0] == start:
        start += 1
        pipes = pipes[1:]
        if start == end:
            return []
    if pipes and pipes[-1] == end - 1:
        end -= 1
        pipes = pipes[:-1]
    return [start, *[edge for at in pipes for edge in (at, at + 1)], end]


def _trim(line: str, left: int, right: int) -> tuple[int, int]:
    """Trim blanks off a cell; an empty cell is one place, after its leading blank if there is one."""
    cell = line[left:right]
    start, end = right - len(cell.lstrip()), left + len(cell.rstrip())
    if start >= end:
        start = end = min(left + 1, right)
    return start, end


def unescape_cell(text: str) -> str:
    """Return a cell's text with `\\|` as a pipe."""
    return text.replace("\\|", "|")


def escape_cell(text: str) -> str:
    """Write text for a cell: on one line, pipes escaped."""
    return " ".join(text.split()).replace("|", "\\|")


def write_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a GFM table of cells that are escaped; short rows are filled up, unless that would be most of the text.

    Args:
        head: the header, to the width of the longest row.
        rows: the other rows; none is longer than the header.
    """
    is_filled = len(head) * len(rows) <= _MOST_FILLED
    body = ([*row, *[""] * (len(head) - len(row))] if is_filled else row for row in rows)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


def read_table(body: Body, block: Block) -> Table:
    """Read the cells of a table block."""
    rows = [
        (body.first_line + line, _cells(body, line))
        for line in range(block.start + 2, block.end)
        if body.line_text(line).strip()
    ]
    return Table(
        span=body.lines_span(block.start, block.end),
        header=_cells(body, block.start),
        header_line=body.first_line + block.start,
        rows=tuple(rows),
    )


def _cells(body: Body, line: int) -> tuple[Cell, ...]:
    span = body.line_span(line)
    text = span.of(body.source.readable)
    return tuple(
        Cell(unescape_cell(text[start:end]), Span(span.start + start, span.start + end))
        for start, end in split_row(text)
    )


def report_long_rows(body: Body, problems: Problems) -> None:
    """Report each row, of any table that is not in a list or quote, whose last cells GitHub does not show."""
    for block in body.blocks:
        if block.kind != "table":
            continue
        columns = len(_bounds(body.line_text(block.start))) // 2
        for line in range(block.start + 2, block.end):
            if (cells := len(_bounds(body.line_text(line))) // 2) > columns:
                problems.report(
                    ProblemKind.BAD_TABLE,
                    body.line_span(line),
                    f"the row has {cells} cells, the table has {columns} columns",
                    "write a pipe inside a cell as `\\|`, also inside code: what is too much is not shown",
                )
