"""Finding values in text with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from afterword.text.late_pattern import late_pattern

Value = TypeVar("Value")
Finder = Callable[[str], Iterable[tuple[Value, int, int]]]
"""Finds values in a text; yields each with its first offset and the offset behind it."""


def by_pattern(pattern: str, read: Callable[[re.Match[str]], Iterable[Value]], flags: int = 0) -> Finder[Value]:
    """Make a finder of the values that a function reads from the matches of a pattern; it may read none."""
    compiled = late_pattern(pattern, flags)
    return lambda text: [(value, *match.span()) for match in compiled.finditer(text) for value in read(match)]
