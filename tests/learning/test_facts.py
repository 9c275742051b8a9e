"""Shared facts: rare ones count, those that everybody has do not."""

from __future__ import annotations

from afterword.learning.facts import FactIndex, facts_of
from afterword.portfolio.facets import Fact
from afterword.postmortem import read
from learning import incidents
from samples import read_bot


def test_facts_of_a_document() -> None:
    assert facts_of(read_bot()) == {
        ("service", "support-bot"),
        ("model", "example-chat"),
        ("provider", "ExampleAI"),
        ("cause", "prompt"),
    }
    text = incidents.TEXT.format(id=incidents.ID).replace("missing-case", "[missing-case, unknown, none]")
    found = facts_of(read(text.encode(), "x.md"))
    assert {fact.value for fact in found if fact.key in ("factor", "gap")} == {
        "missing-eval",
        "missing-case",
    }


def test_a_rare_fact_counts_more_than_a_common_one() -> None:
    common, rare, other = Fact("service", "bot"), Fact("factor", "no-canary"), Fact("model", "x")
    index = FactIndex([frozenset({common, rare}), frozenset({common, rare}), *[frozenset({common, other})] * 8])
    by_both = index.overlap(frozenset({common, rare}), frozenset({common, rare}))
    by_common = index.overlap(frozenset({common}), frozenset({common}))
    assert by_common < 0.1 < by_both < 1
    assert index.overlap(frozenset({rare}), frozenset({other})) == 0
    assert index.overlap(frozenset(), frozenset()) == 0
    assert index.rarest_first([common, rare]) == (rare, common)
