"""Contributing factors that the incidents most like one name, and it does not: for a person to accept. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from afterword.config import Config
from afterword.learning.similar import Neighbour
from afterword.postmortem import PostMortem

_ENOUGH = 2
"""A post-mortem that names so many factors is left alone, as `check` leaves it alone."""
_LEAST = 2
"""Neighbours that must name a factor."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class ProposedFactor:
    """A factor that a post-mortem may lack.

    Attributes:
        document: the id of the post-mortem.
        factor: a word of the project's vocabulary.
        neighbours: ids of the near incidents that name it, the nearest first.
    """

    document: str
    factor: str
    neighbours: tuple[str, ...]


def propose_factors(
    documents: Sequence[PostMortem], config: Config, find_near: Callable[[PostMortem], Sequence[Neighbour]]
) -> list[ProposedFactor]:
    """Propose factors of post-mortems that name fewer than two, from the incidents that are near to each.

    A factor is proposed if two near incidents name it, and a larger share of them than of all post-mortems.

    Args:
        config: the settings, which have the vocabulary; no other factor is proposed.
        find_near: returns the incidents that are near to one, the nearest first.
    """
    known = set(config.known_factors)
    factors = {document.id: _factors(document) & known for document in documents}
    overall = Counter(factor for named in factors.values() for factor in named)
    found: list[ProposedFactor] = []
    for document in documents:
        if len(_factors(document)) >= _ENOUGH or any(one.path[0] == "factors" for one in document.proposed):
            continue
        near = [one.incident.id for one in find_near(document)]
        named = Counter(factor for one in near for factor in factors.get(one, ()))
        likely = [
            factor
            for factor, number in named.items()
            if factor not in factors[document.id]
            and number >= _LEAST
            and number * len(documents) > overall[factor] * len(near)
        ]
        likely.sort(key=lambda one: (-named[one], overall[one], one))
        found += [
            ProposedFactor(document.id, factor, tuple(one for one in near if factor in factors.get(one, ())))
            for factor in likely[:_MOST]
        ]
    return found


def _factors(document: PostMortem) -> set[str]:
    factors = document.front.factors
    return {factor for factor in factors if factor != "unknown"} if isinstance(factors, list) else set()
