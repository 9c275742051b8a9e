"""The prompt diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from afterword.derive.fence import excerpt

MAX_LINES = 5_000
"""Comparing takes time with the square of the lines; no prompt is nearly as long."""


def prompt_diff(before: str, after: str, before_name: str, after_name: str) -> str:
    """A `diff` block of two prompts, with three lines of context.

    Args:
        before: the prompt's text before, newlines as LF.
        after: its text after.
        before_name: name of the file before, as the diff's header shows it.
        after_name: name of the file after.
    """
    names = f"`{before_name}` and `{after_name}`"
    if before.splitlines() == after.splitlines():
        return f"{names} hold the same text."
    if _too_long(before, after):
        return f"{names} differ, and are too long to be compared here: more than {MAX_LINES} lines."
    return excerpt("\n".join(_diff(before, after, before_name, after_name)), "diff")


def changed_lines(before: str, after: str) -> tuple[int, int] | None:
    """How many lines that hold something went and came; None where the texts are too long to be compared."""
    if _too_long(before, after):
        return None
    changes = list(_diff(before, after))[2:]  # without the names
    marks = [line[0] for line in changes if line[1:].strip()]
    return marks.count("-"), marks.count("+")


def _diff(before: str, after: str, before_name: str = "", after_name: str = "") -> Iterator[str]:
    return difflib.unified_diff(before.splitlines(), after.splitlines(), before_name, after_name, lineterm="")


def _too_long(before: str, after: str) -> bool:
    return max(len(before.splitlines()), len(after.splitlines())) > MAX_LINES
