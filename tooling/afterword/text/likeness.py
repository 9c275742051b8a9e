"""How alike two descriptions of an action are, to tell whether an issue can be a row's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

REWORDED = 0.6
"""From here on, a text counts as the same one reworded if nothing but its id says so."""

_OTHER_NUMBERS = 0.5
_WORD = re.compile(r"[^\W_]+")
_COMMON = re.compile(
    "a|add|all|an|and|are|as|at|be|by|do|each|every|for|from|in|into|is|it|its|new|no|not|of|on|or|our|the|to|we|with"
)
"""Words that any action may have."""

_STEM = 5
_FIRST_IDEOGRAPH = "\u2e80"


def likeness(text: str, titles: Iterable[str]) -> float:
    """Return how alike a text is to the title that is most like it: 0 for no word in common, 1 for the same words.

    The figure is Jaccard's index of the words' beginnings, without words that any action may have. A text that only
    adds words counts as reworded; one with other numbers does not, because often nothing else tells two actions apart.
    A script without blanks is compared by pairs of characters.
    """
    words = _words(text)
    return max((_compare(words, _words(title)) for title in titles), default=0.0)


def _compare(one: frozenset[str], two: frozenset[str]) -> float:
    if one == two:
        return 1.0
    found = len(one & two) / len(one | two)
    if one and two and (one < two or two < one):
        found = max(found, REWORDED)
    numbers = [{word for word in words if any(char.isdigit() for char in word)} for words in (one, two)]
    return found if numbers[0] & numbers[1] or not all(numbers) else min(found, _OTHER_NUMBERS)


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    found = [word for match in _WORD.findall(text.casefold()) for word in _split(match)]
    return frozenset(word.removesuffix("s")[:_STEM] for word in found if not _COMMON.fullmatch(word)) or frozenset(
        found
    )


def _split(word: str) -> list[str]:
    if word < _FIRST_IDEOGRAPH or len(word) < 2:
        return [word]
    return [first + second for first, second in pairwise(word)]
