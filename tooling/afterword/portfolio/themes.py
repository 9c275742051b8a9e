"""What repeats over incidents: pairs of facts that belong together, and facts that became more frequent.

A count is always right, and rarely says anything: where most incidents lack an eval and most come from a prompt, most
have both. So a pair is a theme only if it occurs more often than the frequencies of its two facts explain, and a fact
is one only if its share has risen. Near misses do not count, as in all counts of incidents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from afterword.portfolio.association import Test, chance_of, find_unlikely
from afterword.portfolio.facets import Fact, find_facts
from afterword.portfolio.incidents import without_near_misses
from afterword.portfolio.periods import Period, began_at, days_before
from afterword.postmortem import PostMortem

LIMIT = 0.05
"""The expected share of themes of one kind, in one window, that chance alone makes."""
LEAST = 3
"""Incidents that make a theme."""
LATELY_DAYS = 180
_EXPLAINED = 0.01

COUNTED = ("service", "model", "provider", "cause", "factor", "gap", "detection")
"""Keys of the facets whose values are counted."""
_WHERE = ("service", "model", "provider")
"""Facts that say where it happened: each service has its models, so that these always occur together."""
_SAME = (
    {("cause", "provider"), ("factor", "provider-change")},
    {("cause", "eval"), ("factor", "missing-eval")},
    {("factor", "missing-eval"), ("gap", "missing-case")},
    {("factor", "unrepresentative-eval"), ("gap", "not-representative")},
)
"""Pairs that say one thing twice."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What repeats.

    Attributes:
        facts: two that occur together, or one that became more frequent.
        documents: the incidents of the window that have them all, oldest first.
        window: the time that was looked at.
        expected: how many there would be if the facts had nothing to do with each other, or the share had not changed.
        among: for one fact, how many incidents the window has; for two, how many have each.
        before: for one fact, how many incidents had it in the time before, and of how many; else 0 of 0.
        chance: the probability of so many by chance.
    """

    facts: tuple[Fact, ...]
    documents: tuple[PostMortem, ...]
    window: Period
    expected: float
    among: tuple[int, ...]
    before: tuple[int, int]
    chance: float


_Known = list[tuple[PostMortem, frozenset[Fact]]]


def facts_of(document: PostMortem) -> frozenset[Fact]:
    """Return the facts of an incident that are counted."""
    return find_facts(document, COUNTED)


def count_facts(documents: Iterable[PostMortem]) -> Counter[Fact]:
    """Count the incidents that have each fact; near misses do not count."""
    return Counter(fact for document in without_near_misses(documents) for fact in facts_of(document))


def find_pairs(documents: Sequence[PostMortem], until: Period) -> list[Theme]:
    """Find pairs of facts that belong together: over all the time, or within the last 180 days, up to a period's end.

    Args:
        until: the period whose end is the end of what is looked at.
    """
    first = min(map(began_at, documents), default=until.start)
    found: dict[tuple[Fact, ...], tuple[Theme, _Known]] = {}
    for window in (Period("all", min(first, until.start), until.end), days_before(until.end, LATELY_DAYS)):
        known = _facts_in(documents, window)
        for theme in _pairs(known, window):
            found.setdefault(theme.facts, (theme, known))

    def chance_without(theme: Theme, fact: Fact) -> float:
        return _chance_of_pair(theme.facts, _lacking(found[theme.facts][1], fact))

    return _without_echoes((theme for theme, _ in found.values()), chance_without)


def find_rises(documents: Sequence[PostMortem], period: Period, before: Period) -> list[Theme]:
    """Find facts whose share of the incidents is larger in a period than in the time before it.

    Args:
        before: the time before it.
    """
    now, then = _facts_in(documents, period), _facts_in(documents, before)

    def chance_without(theme: Theme, fact: Fact) -> float:
        return _chance_of_rise(theme.facts[0], _lacking(now, fact), _lacking(then, fact))

    return _without_echoes(_rises(now, then, period), chance_without)


def _facts_in(documents: Iterable[PostMortem], window: Period) -> _Known:
    counted = (document for document in without_near_misses(documents) if window.includes(began_at(document)))
    return [(document, facts_of(document)) for document in sorted(counted, key=lambda one: (began_at(one), one.id))]


def _count(known: _Known) -> Counter[Fact]:
    return Counter(fact for _, facts in known for fact in facts)


def _pairs(known: _Known, window: Period) -> list[Theme]:
    counts, total = _count(known), len(known)
    together = Counter(pair for _, facts in known for pair in combinations(sorted(facts), 2))
    able = sorted(fact for fact, number in counts.items() if number >= LEAST)
    tests = {
        (one, other): Test.of(together[one, other], counts[one], counts[other], total)
        for one, other in combinations(able, 2)
        if _may_pair(one, other)
    }
    themes = []
    for pair in find_unlikely(tests, LIMIT):
        if together[pair] >= LEAST:
            numbers = (counts[pair[0]], counts[pair[1]])
            documents = tuple(document for document, facts in known if facts.issuperset(pair))
            expected = numbers[0] * numbers[1] / total
            themes.append(Theme(pair, documents, window, expected, numbers, (0, 0), tests[pair].chance))
    return themes


def _rises(now: _Known, then: _Known, period: Period) -> list[Theme]:
    counts, counts_then, total = _count(now), _count(then), len(now) + len(then)
    tests = {
        fact: Test.of(number, number + counts_then[fact], len(now), total) for fact, number in sorted(counts.items())
    }
    themes = []
    for fact in find_unlikely(tests, LIMIT):
        if counts[fact] >= LEAST:
            documents = tuple(document for document, facts in now if fact in facts)
            expected = (counts[fact] + counts_then[fact]) * len(now) / total
            history = (counts_then[fact], len(then))
            themes.append(Theme((fact,), documents, period, expected, (len(now),), history, tests[fact].chance))
    return themes


def _may_pair(one: Fact, other: Fact) -> bool:
    if one.key in _WHERE and other.key in _WHERE:
        return False
    return {(one.key, one.value), (other.key, other.value)} not in _SAME


def _without_echoes(themes: Iterable[Theme], chance_without: Callable[[Theme, Fact], float]) -> list[Theme]:
    """Leave out themes that only follow from others: a model repeats what one of its services does.

    Args:
        chance_without: the probability of a theme among the incidents that lack a fact.
    """
    kept: list[Theme] = []
    for theme in sorted(themes, key=lambda one: (_breadth(one), one.chance, one.facts)):
        others = (other for other in kept if len(theme.facts) == 1 or set(theme.facts) & set(other.facts))
        explaining = (fact for other in others for fact in other.facts if fact not in theme.facts)
        if all(chance_without(theme, fact) <= _EXPLAINED for fact in explaining):
            kept.append(theme)
    return sorted(kept, key=lambda one: (one.chance, one.facts))


def _breadth(theme: Theme) -> int:
    """Return how much a theme comprises: a provider has several models, and a model several services."""
    return max(_WHERE.index(fact.key) if fact.key in _WHERE else 0 for fact in theme.facts)


def _lacking(known: _Known, fact: Fact) -> _Known:
    return [(document, facts) for document, facts in known if fact not in facts]


def _chance_of_pair(facts: tuple[Fact, ...], known: _Known) -> float:
    counts = _count(known)
    both = sum(found.issuperset(facts) for _, found in known)
    return chance_of(both, counts[facts[0]], counts[facts[1]], len(known))


def _chance_of_rise(fact: Fact, now: _Known, then: _Known) -> float:
    both, before = _count(now)[fact], _count(then)[fact]
    return chance_of(both, both + before, len(now), len(now) + len(then))
