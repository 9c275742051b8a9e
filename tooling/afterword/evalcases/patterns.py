"""Regular expressions of eval cases: Python's syntax, in bounded time.

A pattern comes from a document that anyone may propose. Python's own matcher can take exponential time on a short
pattern such as `(a+)+b`, and cannot be interrupted; `regex` reads the same syntax and stops after a time limit.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

MAX_PATTERN = 500
MAX_SIZE = 1_000
"""Characters that a pattern matches at most once its counted repeats are written out: they cost memory."""
MAX_SECONDS = 0.5
"""Processor time for one pattern and one text."""

# Braces that `re` reads as text would begin an approximate match in `regex`.
_TEXT_BRACE = re.compile(r"(?P<other>\\N\{[^}]*\}|\\.)|\{(?!\d*(?:,\d*)?\})", re.DOTALL)


class TooLarge(Exception):  # noqa: N818 the pattern is right
    """The pattern is valid, and needs too much memory to be tried."""


# Several rules try the same case.
@lru_cache(maxsize=64)
def compile_pattern(pattern: str) -> Callable[[str], bool]:
    """Compile a pattern to a search, which raises TimeoutError after `MAX_SECONDS`.

    Raises:
        ValueError: it is not a pattern, or too long.
        TooLarge: it repeats too often.
    """
    if len(pattern) > MAX_PATTERN:
        raise ValueError(f"the pattern has more than {MAX_PATTERN} characters")
    import regex  # here, because reading a document needs none of it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)  # refuses what only `regex` understands
            if _size(re._parser.parse(pattern)) > MAX_SIZE:  # type: ignore[attr-defined]
                raise TooLarge("it repeats too often")
            compiled = regex.compile(_TEXT_BRACE.sub(lambda match: match["other"] or r"\{", pattern))
        except (re.error, regex.error, OverflowError, RecursionError) as error:
            raise ValueError(f"the pattern cannot be read: {error}") from None
    return lambda text: compiled.search(text, timeout=MAX_SECONDS) is not None


def _size(part: Any) -> int:
    """Count the single characters of a parsed pattern, each as often as its repeats require or allow."""
    if isinstance(part, tuple) and str(part[0]).endswith("_REPEAT"):
        least, most, inner = part[1]
        unlimited = most is re._parser.MAXREPEAT  # type: ignore[attr-defined]
        return max(1, int(least if unlimited else most)) * _size(inner)
    if isinstance(part, (list, tuple, re._parser.SubPattern)):  # type: ignore[attr-defined]
        return max(1, sum(map(_size, part)))
    return 0
