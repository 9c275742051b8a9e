"""Text from outside as a table cell."""

from __future__ import annotations

from afterword.inert import inert
from afterword.postmortem.blocks import escape_cell


def cell(text: str) -> str:
    """The text as it can stand in a cell and do nothing."""
    return escape_cell(inert(text))
