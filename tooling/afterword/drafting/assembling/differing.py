"""Sentences that do not agree: one denies what the other says, or gives another number of the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

from afterword.grounding import cues
from afterword.grounding.facts import find_facts
from afterword.grounding.quantities import Quantity
from afterword.grounding.wording import stem, words
from afterword.text.folding import normalise_caseless

_LEAST = 3
"""Words that two sentences must share to be about the same."""
_MOST_PAIRS = 20_000
_ALIKE = 0.6
_CONTRADICTS = re.compile(
    r"\b(?:we|it|they|there|i) (?:did|do|does) (?:have|exist|run|check|test|see|tell|know|alert|page)\b|"
    r"\bon the contrary\b|"
    r"\bi (?:disagree|would not (?:call|say))\b|\b(?:that|this) is(?:n't| not) (?:true|right|correct|so)\b|"
    r"\bin fact\b"
)

Told = TypeVar("Told")


def find_differing(
    told: Sequence[Told], text: Callable[[Told], str], author: Callable[[Told], str]
) -> list[tuple[Told, Told]]:
    """Find pairs of sentences of different authors that do not agree; each sentence is in one pair at most.

    Args:
        told: the sentences, in their order.
        text: gives the words of one.
        author: gives who said one.
    """
    found: list[tuple[Told, Told]] = []
    taken: set[int] = set()
    for count, ((i, one), (j, other)) in enumerate(combinations(enumerate(told), 2)):
        if count == _MOST_PAIRS:
            break
        if not {i, j} & taken and author(one) != author(other) and _differ(text(one), text(other)):
            taken |= {i, j}
            found.append((one, other))
    return found


def _differ(one: str, other: str) -> bool:
    left, right = normalise_caseless(one), normalise_caseless(other)
    mine, theirs = _stems(left), _stems(right)
    shared = mine & theirs
    if _CONTRADICTS.search(right) and len(shared) >= _LEAST - 1:
        return True
    if len(shared) < _LEAST or len(shared) < _ALIKE * min(len(mine), len(theirs)):
        return False
    if bool(cues.NEGATION.search(left)) is not bool(cues.NEGATION.search(right)):
        return True
    return _counts_differ(one, other)


def _counts_differ(one: str, other: str) -> bool:
    """Whether both count the same things, once each, with other numbers."""
    mine, theirs = _counts(one), _counts(other)
    same = [noun for noun in mine.keys() & theirs.keys() if len(mine[noun]) == len(theirs[noun]) == 1]
    return any(mine[noun] != theirs[noun] for noun in same)


def _counts(text: str) -> dict[str, set[Quantity]]:
    found: dict[str, set[Quantity]] = {}
    for fact in find_facts(text):
        quantity = Quantity.of(fact.value)
        behind = re.match(
            r"\s*(?:[\w'-]+\s){0,2}?([a-z]{3,}s)\b", normalise_caseless(text)[fact.start + len(fact.text) :]
        )
        if quantity is not None and behind:
            found.setdefault(stem(behind[1]), set()).add(quantity)
    return found


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if not word[0].isdigit())
