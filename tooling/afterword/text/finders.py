"""Finding values in text with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

Value = TypeVar("Value")
Finder = Callable[[str], Iterable[tuple[Value, int, int]]]
"""Finds values in a text; yields each with its first offset and the offset behind it."""


def by_pattern(
    pattern: str, read: Callable[[re.Match[str]], Iterable[Value]], flags: int = 0, needs: tuple[str, ...] = ()
) -> Finder[Value]:
    """Make a finder of the values that a function reads from the matches of a pattern; it may read none.

    Args:
        pattern: a regular expression.
        read: reads the values of a match.
        flags: of the regular expression.
        needs: texts of which every match contains one: to look for them is several times as fast.
    """
    compiled = re.compile(pattern, flags)

    def find(text: str) -> list[tuple[Value, int, int]]:
        if needs and not any(need in text for need in needs):
            return []
        return [(value, *match.span()) for match in compiled.finditer(text) for value in read(match)]

    return find
