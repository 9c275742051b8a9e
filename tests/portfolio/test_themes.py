"""What repeats over incidents, and what only seems to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from afterword.portfolio.facets import Fact
from afterword.portfolio.periods import Period, previous_quarters, read_quarter
from afterword.portfolio.themes import count_facts, find_pairs, find_rises
from afterword.postmortem import PostMortem, read
from planted import History, make_history

QUARTER = read_quarter("2026-Q3")
BEFORE = Period("before", previous_quarters(QUARTER, 8)[0].start, QUARTER.start)


def found_in(documents: Sequence[PostMortem]) -> set[frozenset[tuple[str, str]]]:
    themes = [*find_pairs(documents, QUARTER), *find_rises(documents, QUARTER, BEFORE)]
    return {frozenset((fact.key, fact.value) for fact in theme.facts) for theme in themes}


@pytest.fixture(scope="module")
def history() -> History:
    return make_history(1)


def test_all_planted_themes_are_found_and_no_decoy(history: History) -> None:
    found = found_in(history.documents)
    assert (len(history.documents), len(history.themes), len(history.decoys)) == (240, 12, 12)
    assert found >= history.themes
    assert not found & history.decoys
    assert len(found - history.themes) <= 1


def test_the_order_of_the_documents_makes_no_difference(history: History) -> None:
    backwards = find_pairs(history.documents[::-1], QUARTER)
    assert [(one.facts, one.documents) for one in backwards] == [
        (one.facts, one.documents) for one in find_pairs(history.documents, QUARTER)
    ]


def incident(number: int, front: str, month: int = 8) -> PostMortem:
    name = f"2026-{month:02}-{number + 1:02}-x"
    return read(f"---\nid: {name}\n{front}\n---\n".encode(), f"postmortems/{name}.md")


ODD = "services: [odd]\nfactors: [shared-environment]"
PLAIN = "services: [plain]\nfactors: [missing-alert]"


@pytest.mark.parametrize("documents", [[], [incident(0, ODD)]], ids=["none", "one"])
def test_a_history_too_short_for_themes_has_none(documents: list[PostMortem]) -> None:
    assert found_in(documents) == set()


def test_a_theme_shows_what_was_counted() -> None:
    documents = [incident(at, ODD) for at in range(4)] + [incident(at, PLAIN, 7) for at in range(12)]
    theme = next(one for one in find_pairs(documents, QUARTER) if one.facts[1] == Fact("service", "odd"))
    assert theme.facts == (Fact("factor", "shared-environment"), Fact("service", "odd"))
    assert (len(theme.documents), theme.among, theme.expected) == (4, (4, 4), 1)


def test_a_near_miss_is_in_no_count() -> None:
    near = incident(0, f"incident: {{near_miss: true}}\n{ODD}")
    assert count_facts([near, incident(1, ODD)]) == {Fact("service", "odd"): 1, Fact("factor", "shared-environment"): 1}


def test_a_model_repeats_what_its_only_service_does() -> None:
    model = "\nmodels: [{provider: P, name: m}]"
    documents = [incident(at, ODD + model) for at in range(6)] + [incident(at, PLAIN, 7) for at in range(20)]
    assert {Fact("model", "m"), Fact("provider", "P")}.isdisjoint(
        fact for theme in find_pairs(documents, QUARTER) for fact in theme.facts
    )


def test_values_that_say_the_same_thing_are_no_pair() -> None:
    same = "factors: [missing-eval]\nevals: {gap: missing-case}"
    documents = [incident(at, same) for at in range(8)] + [incident(at, PLAIN, 7) for at in range(12)]
    assert frozenset({("factor", "missing-eval"), ("gap", "missing-case")}) not in found_in(documents)


def test_a_share_that_stays_the_same_in_a_busier_quarter_is_no_rise() -> None:
    documents = [incident(at % 28, ODD if at % 2 else PLAIN) for at in range(20)]
    documents += [incident(at, ODD if at % 2 else PLAIN, 3) for at in range(6)]
    assert find_rises(documents, QUARTER, BEFORE) == []
