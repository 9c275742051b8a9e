"""Which past incidents are similar to one, or to a text. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.learning.facts import Facts
from afterword.learning.library import Library
from afterword.learning.past_incident import PastIncident
from afterword.learning.terms import Terms
from afterword.portfolio.facets import Fact

NEAR = 0.1
"""From here on an incident is offered unasked. `benchmarks/similar.py` measures how often the offer is right."""
_LEAST = 0.05
"""Below this an incident is not listed."""
_FACTS_SHARE = 0.2
"""Of the score, if both have facts; the rest is that of the words."""
_MAX_TERMS = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An incident that is similar to another.

    Attributes:
        incident: the incident.
        score: how similar, 0 to 1.
        terms: words that made it so, the heaviest first.
        facts: facts that made it so, the rarest first.
    """

    incident: PastIncident
    score: float
    terms: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def is_near(self) -> bool:
        """Whether it is similar enough to be offered unasked."""
        return self.score >= NEAR


def find_similar(
    library: Library, terms: Terms, facts: Facts = frozenset(), own: int | None = None, most: int | None = None
) -> list[Neighbour]:
    """Find the incidents that are similar, the most similar first.

    Args:
        library: the past incidents.
        terms: the words of the incident or the text.
        own: its position in the library, if it is there.
        most: how many to return at most; None for all.
    """
    matches = {match.position: match for match in library.words.search(terms, own)}
    found = []
    for position, incident in enumerate(library.incidents):
        if position == own:
            continue
        match = matches.get(position)
        score = match.score if match else 0.0
        if facts and incident.facts:
            score = (1 - _FACTS_SHARE) * score + _FACTS_SHARE * library.facts.overlap(facts, incident.facts)
        if score >= _LEAST:
            found.append((score, incident, match))
    found.sort(key=lambda one: (-one[0], one[1].id))
    return [
        Neighbour(
            incident,
            score,
            match.terms[:_MAX_TERMS] if match else (),
            library.facts.rarest_first(facts & incident.facts),
        )
        for score, incident, match in found[:most]
    ]
