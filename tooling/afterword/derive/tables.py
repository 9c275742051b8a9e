"""Tables of text from outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from afterword.postmortem.tables import escape_cell
from afterword.text.escaping import escape_markdown


def write_table(columns: str, rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table whose cells do nothing; empty without rows.

    Args:
        columns: the names of the columns, with a bar between two.
        rows: the cells of each row.
    """
    lines = [f"| {' | '.join(escape_cell(escape_markdown(cell)) for cell in row)} |" for row in rows]
    return "\n".join((f"| {columns} |", "|---" * (columns.count("|") + 1) + "|", *lines)) if lines else ""
