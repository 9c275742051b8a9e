"""Priorities of action items: any word, and one spelling for those that people write in several ways."""

from __future__ import annotations

import re

PRIORITIES = ("P0", "P1", "P2", "P3")
"""The usual ones, the most urgent first."""
_NUMBERED = re.compile(r"p(?:rio(?:rity)?)?[ _:-]{0,2}([0-9])", re.IGNORECASE | re.ASCII)
_WORDS = ("critical", "urgent", "highest", "high", "medium", "normal", "low", "lowest")


def standard_priority(text: str) -> str:
    """Return a priority in its one spelling: `P1` for `p1` and `Prio 1`, `High` for `HIGH`; other words as they are."""
    if match := _NUMBERED.fullmatch(text):
        return f"P{match[1]}"
    return text.capitalize() if text.casefold() in _WORDS else text
