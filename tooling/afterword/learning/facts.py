"""The facts that two incidents can share: what was affected, what was part of it, and why it was not noticed. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

from afterword.portfolio.facets import Fact, find_facts
from afterword.postmortem import PostMortem

_SHARED = ("service", "model", "provider", "cause", "factor", "gap")
_NOT_SHARED = Fact("gap", "unknown")
"""Two incidents whose gap is not known have nothing in common by that."""


Facts = frozenset[Fact]


def facts_of(document: PostMortem) -> Facts:
    """Return the services, models, providers, kinds of causes, contributing factors and eval gaps of an incident."""
    return find_facts(document, _SHARED) - {_NOT_SHARED}


class FactIndex:
    """How rare each fact is among some incidents."""

    def __init__(self, incidents: Sequence[Facts]) -> None:
        self._size = len(incidents)
        self._numbers = Counter(fact for facts in incidents for fact in facts)
        self._weights: dict[Facts, float] = {}

    def overlap(self, one: Facts, other: Facts) -> float:
        """Return how much two incidents share: 0 for nothing, below 1 for all; rare facts count more.

        It is Jaccard's index, weighted by rarity, with 1 added to the union: facts that nearly all incidents have show
        nothing, however many of them are shared.
        """
        shared = self._weigh(one & other)
        return shared / (self._weight_of(one) + self._weight_of(other) - shared + 1)

    def rarest_first(self, facts: Collection[Fact]) -> tuple[Fact, ...]:
        """Sort facts, the rarest first."""
        return tuple(sorted(facts, key=lambda fact: (self._numbers[fact], fact)))

    def _weight_of(self, facts: Facts) -> float:
        if facts not in self._weights:
            self._weights[facts] = self._weigh(facts)
        return self._weights[facts]

    def _weigh(self, facts: Collection[Fact]) -> float:
        return math.fsum(math.log((self._size + 1) / max(self._numbers[fact], 1)) for fact in facts)
