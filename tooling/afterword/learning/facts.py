"""The facts that two incidents can share: what was affected, what was part of it, and why it was not noticed. Pure."""

from __future__ import annotations

import math
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
        self._positions: dict[Fact, list[int]] = {}
        for position, facts in enumerate(incidents):
            for fact in facts:
                self._positions.setdefault(fact, []).append(position)
        rarity = {fact: math.log((len(incidents) + 1) / len(found)) for fact, found in self._positions.items()}
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

    def highest_overlap(self, facts: Facts) -> float:
        """Return how much an incident with the same facts would share."""
        return self.overlap(facts, facts)

    def within_reach(self, facts: Facts, least: float) -> set[int]:
        """Return the positions of the incidents whose overlap can be as high as `least`, and perhaps of others.

        An incident that shares only the last of the facts, the rarest first, shares no more than these weigh.
        """
        found: set[int] = set()
        ordered, needed = self.rarest_first(facts), least * (self._weigh(facts) + 1)
        for at, fact in enumerate(ordered):
            if self._weigh(frozenset(ordered[at:])) < needed:
                break
            found.update(self._positions.get(fact, ()))
        return found

    def rarest_first(self, facts: Collection[Fact]) -> tuple[Fact, ...]:
        """Sort facts, the rarest first."""
        return tuple(sorted(facts, key=lambda fact: (len(self._positions.get(fact, ())), fact)))
