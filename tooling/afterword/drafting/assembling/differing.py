"""Sentences that do not agree: one denies what the other says, or gives another number of the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from afterword.grounding import cues
from afterword.grounding.facts import find_facts
from afterword.grounding.quantities import Quantity
from afterword.grounding.wording import stem, words
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_LEAST = 3
"""Words that two sentences must share to be about the same."""
_MOST_PAIRS = 20_000
_ALIKE = 0.6
_CONTRADICTS = late_pattern(
    r"\b(?:we|it|they|there|i) (?:did|do|does) (?:have|exist|run|check|test|see|tell|know|alert|page)\b|"
    r"\bon the contrary\b|"
    r"\bi (?:disagree|would not (?:call|say))\b|\b(?:that|this) is(?:n't| not) (?:true|right|correct|so)\b|"
    r"\bin fact\b"
)

_COUNTED = late_pattern(r"\s*(?:[\w'-]+\s){0,2}?([a-z]{3,}s)\b")

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
    read = [_Sentence(text(one)) for one in told]
    for count, (i, j) in enumerate(combinations(range(len(told)), 2)):
        if count == _MOST_PAIRS:
            break
        if not {i, j} & taken and author(told[i]) != author(told[j]) and _differ(read[i], read[j]):
            taken |= {i, j}
            found.append((told[i], told[j]))
    return found


@dataclass(frozen=True)
class _Sentence:
    """A sentence; what is found in it is found once, though it is compared with many."""

    text: str

    @cached_property
    def words(self) -> str:
        """The words, without case."""
        return normalise_caseless(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that are not numbers."""
        return frozenset(stem(word) for word in words(self.words) if not word[0].isdigit())

    @cached_property
    def contradicts(self) -> bool:
        return _CONTRADICTS.search(self.words) is not None

    @cached_property
    def denies(self) -> bool:
        return cues.NEGATION.search(self.words) is not None

    @cached_property
    def counts(self) -> dict[str, set[Quantity]]:
        """The quantities, by what they count."""
        found: dict[str, set[Quantity]] = {}
        for fact in find_facts(self.text):
            quantity = Quantity.of(fact.value)
            behind = _COUNTED.match(self.words[fact.start + len(fact.text) :])
            if quantity is not None and behind:
                found.setdefault(stem(behind[1]), set()).add(quantity)
        return found


def _differ(one: _Sentence, other: _Sentence) -> bool:
    shared = one.stems & other.stems
    if other.contradicts and len(shared) >= _LEAST - 1:
        return True
    if len(shared) < _LEAST or len(shared) < _ALIKE * min(len(one.stems), len(other.stems)):
        return False
    return one.denies is not other.denies or _counts_differ(one.counts, other.counts)


def _counts_differ(mine: dict[str, set[Quantity]], theirs: dict[str, set[Quantity]]) -> bool:
    """Whether both count the same things, once each, with other numbers."""
    same = [noun for noun in mine.keys() & theirs.keys() if len(mine[noun]) == len(theirs[noun]) == 1]
    return any(mine[noun] != theirs[noun] for noun in same)
