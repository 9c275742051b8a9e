"""Which texts share rare words: TF-IDF with cosine, over an inverted index. Pure and deterministic.

A word's weight in a text is `(1 + ln n) * ln((N + 1) / d)`: it occurs n times there, and in d of N texts (Salton and
Buckley 1988, "Term-weighting approaches in automatic text retrieval"). Of the text that is compared, only the heaviest
words count that other texts can have too; `benchmarks/similar.py` shows that this finds more than all words do.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from afterword.learning.terms import Terms

_HEAVIEST = 60
"""Words of a text that are looked up."""
_COMMON_SHARE = 0.5
"""A word that more texts have is not looked up."""
_FEW_TEXTS = 10
"""Below this, every word is looked up."""
_MOST_TEXTS = 200
"""A word that more texts have is not looked up either: each of thousands of texts can be compared with all others."""
_SEPARATOR = "\x1f"


class _Asked(NamedTuple):
    """A word that is looked up, its weight, and by position how much it counts in each text that has it."""

    term: str
    weight: float
    texts: Mapping[int, float]


class TextMatch(NamedTuple):
    """A text that has words of another.

    Attributes:
        position: which text it is.
        score: cosine similarity in those words, 0 to 1.
        asked: the words that were looked up.
    """

    position: int
    score: float
    asked: Sequence[_Asked]

    @property
    def terms(self) -> tuple[str, ...]:
        """The shared words, the heaviest first."""
        products = {one.term: one.weight * one.texts.get(self.position, 0.0) for one in self.asked}
        return tuple(sorted((term for term in products if products[term]), key=lambda term: (-products[term], term)))


class TermIndex:
    """The words of some texts, to find those that are similar to a given one.

    Attributes:
        size: how many texts there are.
    """

    def __init__(self, postings: Mapping[str, str], lengths: Sequence[float]) -> None:
        self._postings = postings
        """By word, each text that has it: its position, and a colon and how often unless once, as in `0 3:2`."""
        self._lengths = lengths
        self._frequencies: dict[str, int] = {}
        self._parsed: dict[str, dict[int, float]] = {}
        self.size = len(lengths)

    @classmethod
    def of(cls, counts: Iterable[Terms]) -> TermIndex:
        """Index texts by their counted words."""
        pairs: dict[str, list[str]] = {}
        all_counts = list(counts)
        for position, terms in enumerate(all_counts):
            for term, number in terms.items():
                pairs.setdefault(term, []).append(f"{position}:{number}" if number > 1 else str(position))
        rarity = {term: _rarity(len(found), len(all_counts)) for term, found in pairs.items()}
        lengths = [_length(_damped(n) * rarity[term] for term, n in terms.items()) for terms in all_counts]
        return cls({term: " ".join(found) for term, found in pairs.items()}, lengths)

    def search(self, terms: Terms, own: int | None = None) -> list[TextMatch]:
        """Find the texts that share words with another, the most similar first.

        Args:
            terms: the counted words of the other text.
            own: its position, if it is one of the texts; it does not find itself.
        """
        length = self._lengths[own] if own is not None else _length(self._weigh(*pair) for pair in terms.items())
        usual = min(self.size * _COMMON_SHARE, _MOST_TEXTS) if self.size >= _FEW_TEXTS else self.size
        least = 1 if own is None else 2
        known = {term: self._weigh(term, n) for term, n in terms.items() if least <= self._frequency(term) <= usual}
        heaviest = sorted(known, key=lambda term: (-known[term], term))[:_HEAVIEST]
        asked = [_Asked(term, known[term] * self._rarity_of(term), self._texts_with(term)) for term in heaviest]
        sums: dict[int, float] = {}
        for _, weight, texts in asked:
            for position, damped in texts.items():
                sums[position] = sums.get(position, 0.0) + weight * damped
        sums.pop(-1 if own is None else own, None)
        # Pairs are sorted without a key, which would be called for hundreds of texts of each of thousands.
        found = sorted(
            (-product / ((length * self._lengths[position]) or 1), position) for position, product in sums.items()
        )
        return [TextMatch(position, -negative, asked) for negative, position in found]

    def encode(self) -> bytes:
        """Write the index as one line."""
        words = (f"{term} {texts}" for term, texts in self._postings.items())
        return _SEPARATOR.join([json.dumps(list(self._lengths)), *words]).encode()

    @classmethod
    def decode(cls, data: bytes) -> TermIndex:
        """Read what `encode` wrote."""
        lengths, *words = data.decode().split(_SEPARATOR)
        return cls(dict(word.split(" ", 1) for word in words), json.loads(lengths))

    def _frequency(self, term: str) -> int:
        if term not in self._postings:
            return 0
        if term not in self._frequencies:
            self._frequencies[term] = self._postings[term].count(" ") + 1
        return self._frequencies[term]

    def _weigh(self, term: str, number: int) -> float:
        return _damped(number) * self._rarity_of(term)

    def _rarity_of(self, term: str) -> float:
        return _rarity(max(self._frequency(term), 1), self.size)

    def _texts_with(self, term: str) -> dict[int, float]:
        if term not in self._parsed:
            pairs = (pair.partition(":") for pair in self._postings[term].split(" "))
            self._parsed[term] = {int(position): _damped(int(number or 1)) for position, _, number in pairs}
        return self._parsed[term]


@lru_cache(maxsize=1_000)
def _damped(number: int) -> float:
    return 1 + math.log(number)


def _rarity(frequency: int, size: int) -> float:
    return math.log((size + 1) / frequency)


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights))
