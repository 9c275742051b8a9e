"""Similar incidents: the same as if all were compared, without comparing those that have nothing in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.learning.facts import FactIndex, Facts
from afterword.learning.library import Library
from afterword.learning.past_incident import PastIncident, remember
from afterword.learning.similar import find_similar
from afterword.learning.term_index import TermIndex
from afterword.learning.terms import Terms, count_terms
from afterword.portfolio.facets import Fact
from afterword.postmortem import read
from learning import incidents

_WORDS = st.lists(st.sampled_from([f"word{number}" for number in range(9)]), max_size=12).map(" ".join)
_FACTS = st.frozensets(
    st.builds(Fact, st.sampled_from(["service", "factor"]), st.sampled_from(["a", "b", "c"])), max_size=4
)
_CORPORA = st.lists(st.tuples(_WORDS, _FACTS), min_size=1, max_size=25)
_ONE = remember(read(incidents.TEXT.format(id=incidents.ID).encode(), "x.md"), [])


def _library(known: list[tuple[str, Facts]]) -> tuple[Library, list[Terms]]:
    terms = [count_terms(text) for text, _ in known]
    found = [_ONE._replace(id=f"incident-{at:04}", facts=facts) for at, (_, facts) in enumerate(known)]
    positions = {one.id: at for at, one in enumerate(found)}
    return Library(tuple(found), TermIndex.of(terms), FactIndex([facts for _, facts in known]), (), positions), terms


def _compare_all(library: Library, terms: Terms, facts: Facts, own: int) -> list[tuple[float, PastIncident]]:
    words = {match.position: match.score for match in library.words.search(terms, own)}
    found = []
    for position, incident in enumerate(library.incidents):
        score = words.get(position, 0.0)
        if facts and incident.facts:
            score = 0.8 * score + 0.2 * library.facts.overlap(facts, incident.facts)
        if position != own and score >= 0.05:
            found.append((score, incident))
    return sorted(found, key=lambda one: (-one[0], one[1].id))


@given(_CORPORA, st.sampled_from([None, 0, 1, 3]))
def test_offers_are_those_of_comparing_all(known: list[tuple[str, Facts]], most: int | None) -> None:
    library, terms = _library(known)
    for own, (_, facts) in enumerate(known):
        found = [(one.score, one.incident) for one in find_similar(library, terms[own], facts, own, most)]
        assert found == _compare_all(library, terms[own], facts, own)[:most]


@pytest.mark.parametrize("most", [None, 3])
def test_incidents_with_nothing_in_common_are_not_compared(most: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    overlap = FactIndex.overlap

    def count(index: FactIndex, one: Facts, other: Facts) -> float:
        compared.append((one, other))
        return overlap(index, one, other)

    monkeypatch.setattr(FactIndex, "overlap", count)

    def pairs(size: int) -> int:
        """Return how many pairs are compared if four incidents share words and a fact, and all of them another."""
        kinds = [at // 4 for at in range(size)]
        common = Fact("cause", "prompt")
        library, terms = _library(
            [(f"x{kind} y{kind}", frozenset({common, Fact("service", str(kind))})) for kind in kinds]
        )
        compared.clear()
        for own in range(size):
            assert len(find_similar(library, terms[own], library.incidents[own].facts, own, most)) == 3
        return len(compared)

    assert pairs(400) == 4 * pairs(100) <= 400 * 4
