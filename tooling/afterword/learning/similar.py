"""Which past incidents are similar to one, or to a text. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from afterword.learning.facts import Facts
from afterword.learning.library import Library
from afterword.learning.past_incident import PastIncident
from afterword.learning.term_index import TextMatch
from afterword.learning.terms import Terms
from afterword.portfolio.facets import Fact

NEAR = 0.1
"""From here on an incident is offered unasked. `benchmarks/similar.py` measures how often the offer is right."""
_LEAST = 0.05
"""Below this an incident is not listed."""
_FACTS_SHARE = 0.2
"""Of the score, if both have facts; the rest is that of the words."""
_MAX_TERMS = 6
_ROUNDING = 1e-9
"""How much lower than it seems a bound of a score can be."""


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

    Only those that share a word or a fact are compared, and no more of them once the rest cannot be among `most`.

    Args:
        library: the past incidents.
        terms: the words of the incident or the text.
        own: its position in the library, if it is there.
        most: how many to return at most; None for all.
    """
    found: list[tuple[float, PastIncident, TextMatch | None]] = []
    best: list[float] = []

    def compare(position: int, match: TextMatch | None) -> None:
        incident = library.incidents[position]
        score = match.score if match else 0.0
        if facts and incident.facts:
            score = _mix(score, library.facts.overlap(facts, incident.facts))
        if score >= _LEAST:
            found.append((score, incident, match))
            heappush(best, score)
            if most is not None and len(best) > most:
                heappop(best)

    def least() -> float:
        """Return the score below which an incident is not among those to return."""
        return (best[0] if best and len(best) == most else _LEAST) - _ROUNDING

    matches = library.words.search(terms, own)
    most_by_facts = library.facts.highest_overlap(facts)
    for match in matches:
        if max(match.score, _mix(match.score, most_by_facts)) < least():
            break  # nor can one with fewer words in common, or with none
        compare(match.position, match)
    else:
        compared = {own, *(match.position for match in matches)}
        for position in library.facts.within_reach(facts, least() / _FACTS_SHARE) - compared:
            compare(position, None)
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


def _mix(words: float, facts: float) -> float:
    return (1 - _FACTS_SHARE) * words + _FACTS_SHARE * facts
