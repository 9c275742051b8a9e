"""Rows of tables with more cells than the table has columns, of which GitHub shows nothing."""

from __future__ import annotations

from afterword.postmortem.blocks import split_row
from afterword.postmortem.body import Body
from afterword.postmortem.problems import Kind, Problem


def report_long_rows(body: Body, problems: list[Problem]) -> None:
    """Report each row, of any table that stands by itself, whose last cells are dropped."""
    for block in body.blocks:
        if block.kind != "table":
            continue
        columns = len(split_row(body.line_text(block.start)))
        for line in range(block.start + 2, block.end):
            text = body.line_text(line)
            # A row has at most one cell more than pipes, so most need not be split.
            if text.count("|") >= columns and (cells := len(split_row(text))) > columns:
                problems.append(
                    Problem(
                        Kind.BAD_TABLE,
                        body.line_span(line),
                        f"the row has {cells} cells, the table has {columns} columns",
                        "write a pipe inside a cell as `\\|`, also inside code: what is too much is not shown",
                    )
                )
