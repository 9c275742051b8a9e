"""Text from outside as a table cell."""

from __future__ import annotations

from afterword.postmortem.tables import escape_cell
from afterword.text.escaping import escape_markdown


def cell(text: str) -> str:
    """The text as it can stand in a cell and do nothing."""
    return escape_cell(escape_markdown(text))
