"""Finding values in text with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import TypeVar

Value = TypeVar("Value")
Finder = Callable[[str], Iterable[tuple[Value, int, int]]]
"""Finds values in a text; yields each with its first offset and the offset behind it."""


def by_pattern(pattern: str, read: Callable[[re.Match[str]], Iterable[Value]], flags: int = 0) -> Finder[Value]:
    """Make a finder of the values that a function reads from the matches of a pattern; it may read none.

    The pattern is compiled when the finder is first used: to compile all of them takes long, and many runs use none.
    """
    compiled = cache(partial(re.compile, pattern, flags))
    return lambda text: [(value, *match.span()) for match in compiled().finditer(text) for value in read(match)]
