"""Regular expressions from settings: only those whose work is bounded by their own text.

Python's matcher can take exponential time on a short pattern such as `(a+)+b`, and cannot be interrupted. The texts
that these patterns meet come from outside. So a pattern must say how often anything repeats at most, and the number of
ways in which it could match at one place, which bounds what the matcher can try there, must be small.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import Any

MAX_PATTERN = 500
MAX_WAYS = 10_000
MAX_WAYS_TOGETHER = 20_000
"""Of all patterns that are tried on one text."""


def require_bounded(pattern: str) -> str:
    """Return the pattern itself.

    Raises:
        ValueError: it is not a pattern, or its work is not bounded.
    """
    if len(pattern) > MAX_PATTERN:
        raise ValueError(f"the pattern has more than {MAX_PATTERN} characters; split it into several")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compiled = re.compile(pattern)
            tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"the pattern cannot be read: {error}; correct it") from None
    if compiled.fullmatch(""):
        raise ValueError("the pattern fits the empty text; let it name at least one character")
    if _ways(tree) > MAX_WAYS:
        raise ValueError(
            f"the pattern can match in more than {MAX_WAYS} ways at one place; narrow its repeats, such as {{1,20}}"
        )
    return pattern


def require_bounded_together(patterns: Iterable[str]) -> None:
    """Refuse patterns that are bounded one by one, and too many together.

    Raises:
        ValueError: together they can match in too many ways at one place.
    """
    total = sum(_ways(re._parser.parse(pattern)) for pattern in patterns)  # type: ignore[attr-defined, misc]
    if total > MAX_WAYS_TOGETHER:
        raise ValueError(
            f"the patterns together can match in {total:,} ways at one place, and {MAX_WAYS_TOGETHER:,} are allowed; "
            "narrow their repeats, such as {1,20}, or leave some out"
        )


def longest_literal(pattern: str) -> int:
    """Return how many plain characters in a row each match of a readable pattern contains, at least."""
    return _literal(re._parser.parse(pattern))  # type: ignore[attr-defined]


def _literal(tree: Any) -> int:
    longest = run = 0
    for operation, value in tree:
        name = str(operation)
        if name == "LITERAL":
            run += 1
            longest = max(longest, run)
            continue
        run = 0
        if name == "SUBPATTERN":
            longest = max(longest, _literal(value[3]))
        elif name == "ATOMIC_GROUP":
            longest = max(longest, _literal(value))
        elif name == "BRANCH":
            longest = max(longest, min(_literal(branch) for branch in value[1]))
        elif name.endswith("_REPEAT") and value[0] > 0:
            longest = max(longest, _literal(value[2]))
    return longest


def _ways(tree: Any) -> int:
    """In how many ways a sequence can match at one place, at most; never much more than the limit."""
    ways = 1
    for operation, value in tree:
        ways = min(ways * _ways_of_one(str(operation), value), MAX_WAYS + 1)
    return ways


def _ways_of_one(name: str, value: Any) -> int:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, tree = value
        if most is re._parser.MAXREPEAT:  # type: ignore[attr-defined]
            raise ValueError("the pattern repeats without a limit; write how often at most, such as {1,100}")
        inner, ways, power = _ways(tree), 0, 1
        for count in range(int(most) + 1):
            ways += power if count >= least else 0
            if ways > MAX_WAYS or power > MAX_WAYS:
                return MAX_WAYS + 1
            power *= inner
        return ways
    if name == "BRANCH":
        return sum(_ways(tree) for tree in value[1])
    if name == "SUBPATTERN":
        return _ways(value[3])
    if name in ("ASSERT", "ASSERT_NOT"):
        return _ways(value[1])
    if name == "ATOMIC_GROUP":
        return _ways(value)
    if name in ("GROUPREF", "GROUPREF_EXISTS"):
        raise ValueError("the pattern refers back to a group; write out what it is to match")
    return 1
