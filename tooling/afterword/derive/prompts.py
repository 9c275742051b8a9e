"""The prompt diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from afterword.derive.code_blocks import excerpt

MAX_LINES = 5_000
"""Comparing takes time with the square of the lines, and no prompt is nearly as long."""


def write_prompt_diff(before: str, after: str, before_name: str, after_name: str) -> str:
    """Write a `diff` block of two prompts, with three lines of context.

    Args:
        before: the prompt's text before, newlines as LF.
        after: its text after.
        before_name: name of the file before, as the diff's header shows it.
        after_name: name of the file after.
    """
    names = f"`{before_name}` and `{after_name}`"
    if before.splitlines() == after.splitlines():
        return f"{names} are the same."
    if _too_long(before, after):
        return f"{names} differ, and are too long to be compared: more than {MAX_LINES} lines."
    return excerpt("\n".join(_diff(before, after, before_name, after_name)), "diff")


def count_changed_lines(before: str, after: str) -> tuple[int, int] | None:
    """Count the lines that were removed and added, without blank ones; None if the texts are too long."""
    changed = changed_lines(before, after)
    return changed and (len(changed[1]), len(changed[0]))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]] | None:
    """List the lines that were added and those that were removed, without blank ones; None if they are too many."""
    if _too_long(before, after):
        return None
    changes = [line for line in list(_diff(before, after))[2:] if line[1:].strip()]  # without the names
    added, removed = ([line[1:].strip() for line in changes if line[0] == mark] for mark in "+-")
    return added, removed


def _diff(before: str, after: str, before_name: str = "", after_name: str = "") -> Iterator[str]:
    return difflib.unified_diff(before.splitlines(), after.splitlines(), before_name, after_name, lineterm="")


def _too_long(before: str, after: str) -> bool:
    return max(len(before.splitlines()), len(after.splitlines())) > MAX_LINES
