"""Rows of GFM tables, with the place of every cell."""

from __future__ import annotations

import pytest

from afterword.postmortem import ProblemKind, Span, read
from afterword.postmortem.tables import escape_cell, split_row, unescape_cell
from postmortem.documents import PATH


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", [(2, 3), (6, 7)]),
        ("a|b", [(0, 1), (2, 3)]),
        ("|a", [(1, 2)]),
        ("a|", [(0, 1)]),
        ("|", []),
        ("||", [(1, 1)]),
        ("| |", [(2, 2)]),
        ("", [(0, 0)]),
        ("|a||b|", [(1, 2), (3, 3), (4, 5)]),
        ("|  |x|", [(2, 2), (4, 5)]),
        ("  | a |  c|  ", [(4, 5), (9, 10)]),
        ("\x0b|a|\x0b", [(2, 3)]),
        # A backslash makes a pipe text, also at both ends and in code.
        ("| a \\| b |", [(2, 8)]),
        ("\\|a|b\\|", [(0, 3), (4, 7)]),
        ("| a | b \\|", [(2, 3), (6, 10)]),
        ("| `a\\|b` |", [(2, 8)]),
        ("| `a|b` |", [(2, 4), (5, 7)]),
    ],
)
def test_row_is_split_into_cells(row: str, cells: list[tuple[int, int]]) -> None:
    assert split_row(row) == cells


def test_cell_is_escaped_and_read_back() -> None:
    assert escape_cell(" a|b\n c ") == "a\\|b c"
    assert unescape_cell("a\\|b") == "a|b"


def test_rows_with_too_many_cells_are_reported() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n| 1 | 2 | 3 |\n1 | 2\n1 | 2 | 3 | 4\n"
    found = read(f"---\nid: 2026-04-16-support-bot\n---\n\n{table}\n> | a |\n> |---|\n> | 1 | 2 |\n".encode(), PATH)
    assert [(problem.kind, found.text(problem.span), problem.message) for problem in found.problems] == [
        (ProblemKind.BAD_TABLE, "| 1 | 2 | 3 |", "the row has 3 cells, the table has 2 columns"),
        (ProblemKind.BAD_TABLE, "1 | 2 | 3 | 4", "the row has 4 cells, the table has 2 columns"),
    ]
    assert isinstance(found.problems[0].span, Span)
