"""The facts that two incidents can share: what was affected, what was part of it, and why it was not noticed. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from afterword.portfolio.facets import Fact, find_facts
from afterword.postmortem import PostMortem

_SHARED = ("service", "model", "provider", "cause", "factor", "gap")
_NOT_SHARED = Fact("gap", "unknown")
"""Two incidents whose gap is not known have nothing in common by that."""
_WEIGHTS_KEPT = 50_000

Facts = frozenset[Fact]


def facts_of(document: PostMortem) -> Facts:
    """Return the services, models, providers, kinds of causes, contributing factors and eval gaps of an incident."""
    return find_facts(document, _SHARED) - {_NOT_SHARED}


class FactIndex:
    """How rare each fact is among some incidents."""

    def __init__(self, incidents: Sequence[Facts]) -> None:
        self._numbers = Counter(fact for facts in incidents for fact in facts)
        rarity = {fact: math.log((len(incidents) + 1) / number) for fact, number in self._numbers.items()}
        highest = math.log(len(incidents) + 1)

        # Of a thousand incidents there are a million pairs, most of which share the same few facts.
        @lru_cache(_WEIGHTS_KEPT)
        def weigh(facts: Facts) -> float:
            return math.fsum(rarity.get(fact, highest) for fact in facts)

        self._weigh = weigh

    def overlap(self, one: Facts, other: Facts) -> float:
        """Return how much two incidents share: 0 for nothing, below 1 for all; rare facts count more.

        It is Jaccard's index, weighted by rarity, with 1 added to the union: facts that nearly all incidents have show
        nothing, however many of them are shared.
        """
        shared = self._weigh(one & other)
        return shared / (self._weigh(one) + self._weigh(other) - shared + 1)

    def rarest_first(self, facts: Collection[Fact]) -> tuple[Fact, ...]:
        """Sort facts, the rarest first."""
        return tuple(sorted(facts, key=lambda fact: (self._numbers[fact], fact)))
