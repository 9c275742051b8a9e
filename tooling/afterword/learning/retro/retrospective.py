"""What a quarter shows, as plain values: counts with the incidents behind them, so that readers can check each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterword.learning.tags.spellings import find_respellings
from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, find_progress
from afterword.portfolio.done import DoneCounts, count_done
from afterword.portfolio.facets import Fact
from afterword.portfolio.incidents import is_near_miss, without_near_misses
from afterword.portfolio.periods import Period, began_at, is_uncertain, previous_quarters, select
from afterword.portfolio.themes import COUNTED, Theme, count_facts, facts_of, find_pairs, find_rises
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.document import State

QUARTERS_BEFORE = 4
_BASELINE = 8
"""Quarters before, with which shares are compared."""
_SURPRISES = ("How it was found out", "Where we got lucky", "Lessons")


@dataclass(frozen=True, slots=True)
class Count:
    """How often a fact occurs.

    Attributes:
        fact: the fact.
        documents: the incidents of the quarter that have it, oldest first.
        before: numbers of the quarters before, the oldest first.
        earlier: the incidents of these quarters that have it, oldest first.
    """

    fact: Fact
    documents: tuple[PostMortem, ...]
    before: tuple[int, ...]
    earlier: tuple[PostMortem, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """An action item of an earlier incident that is still open, and later incidents of the quarter that are like it.

    Attributes:
        document: the earlier incident.
        item: the action item.
        shared: facts that all of the later ones share with it.
        later: the later incidents.
    """

    document: PostMortem
    item: ActionItem
    shared: tuple[Fact, ...]
    later: tuple[PostMortem, ...]


@dataclass(frozen=True, slots=True)
class Retrospective:
    """A quarter.

    Attributes:
        quarter: the quarter.
        before: the quarters before it, the oldest first.
        incidents: those that began in it, without near misses, oldest first.
        numbers: how many incidents began in each quarter before.
        near_misses: those of the quarter.
        uncertain: incidents of the quarter that can have begun later.
        counts: facts of at least two incidents, the most frequent first.
        pairs: pairs of facts that belong together and concern an incident of the quarter.
        quiet_pairs: those that concern none.
        rises: facts whose share rose.
        burned: services with incidents in this quarter and in at least two of those before.
        undone: what was never done, and may have mattered.
        absent: facts of at least three incidents in the year before, and of none in the quarter.
        surprises: post-mortems of the quarter with sections about surprises, and the names of these.
        done: action items of all incidents that are done, by what shows it.
        respellings: spellings of tags that look like another one, so that counts may be split.
    """

    quarter: Period
    before: tuple[Period, ...]
    incidents: tuple[PostMortem, ...]
    numbers: tuple[int, ...]
    near_misses: tuple[PostMortem, ...]
    uncertain: tuple[PostMortem, ...]
    counts: tuple[Count, ...]
    pairs: tuple[Theme, ...]
    quiet_pairs: tuple[Theme, ...]
    rises: tuple[Theme, ...]
    burned: tuple[Count, ...]
    undone: tuple[Undone, ...]
    absent: tuple[Count, ...]
    surprises: tuple[tuple[PostMortem, tuple[str, ...]], ...]
    done: DoneCounts
    respellings: int


def make_retrospective(portfolio: Portfolio, quarter: Period) -> Retrospective:
    """Look back at a quarter.

    Args:
        portfolio: all post-mortems; what began after the quarter is left out.
    """
    documents = [one for one in sorted(portfolio.documents, key=_order) if began_at(one) < quarter.end]
    counted = without_near_misses(documents)
    before = previous_quarters(quarter, QUARTERS_BEFORE)
    incidents = select(counted, quarter)
    counts = _count(incidents, [select(counted, period) for period in before])
    pairs = find_pairs(documents, quarter)
    current = {document.id for document in incidents}
    touching = [theme for theme in pairs if any(document.id in current for document in theme.documents)]
    baseline = Period("before", previous_quarters(quarter, _BASELINE)[0].start, quarter.start)
    inside = select(documents, quarter)
    return Retrospective(
        quarter,
        tuple(before),
        tuple(incidents),
        tuple(len(select(counted, period)) for period in before),
        tuple(one for one in inside if is_near_miss(one)),
        tuple(one for one in inside if is_uncertain(one, quarter)),
        tuple(one for one in counts if len(one.documents) >= 2),
        tuple(touching),
        tuple(theme for theme in pairs if theme not in touching),
        tuple(find_rises(documents, quarter, baseline)),
        tuple(one for one in counts if one.fact.key == "service" and one.documents and sum(map(bool, one.before)) >= 2),
        tuple(_find_undone(portfolio, documents, incidents)),
        tuple(one for one in counts if not one.documents and sum(one.before) >= 3),
        tuple((one, names) for one in inside if (names := _surprises(one))),
        count_done(documents, portfolio),
        len(find_respellings(documents, portfolio.config)),
    )


def _order(document: PostMortem) -> tuple[str, str]:
    return began_at(document).isoformat(), document.id


def _count(incidents: Sequence[PostMortem], before: Sequence[Sequence[PostMortem]]) -> list[Count]:
    """Count every fact of the quarter and of those before, the most frequent first."""
    then = [count_facts(one) for one in before]
    known, earlier = _with_facts(incidents), _with_facts(one for some in before for one in some)
    facts = {fact for _, said in (*known, *earlier) for fact in said}
    found = [
        Count(fact, _having(fact, known), tuple(one[fact] for one in then), _having(fact, earlier)) for fact in facts
    ]
    return sorted(found, key=lambda one: (-len(one.documents), -sum(one.before), one.fact))


def _with_facts(documents: Iterable[PostMortem]) -> list[tuple[PostMortem, frozenset[Fact]]]:
    return [(one, facts_of(one)) for one in documents]


def _having(fact: Fact, known: Iterable[tuple[PostMortem, frozenset[Fact]]]) -> tuple[PostMortem, ...]:
    return tuple(one for one, said in known if fact in said)


def _find_undone(
    portfolio: Portfolio, documents: Sequence[PostMortem], incidents: Sequence[PostMortem]
) -> list[Undone]:
    found = []
    known = [(one, began_at(one), facts_of(one)) for one in incidents]
    for document in documents:
        items = [item for item in document.actions if find_progress(document, item, portfolio) is Progress.OVERDUE]
        if not items:
            continue
        began, own = began_at(document), facts_of(document)
        later = [(one, shared) for one, at, facts in known if at > began and _is_alike(shared := own & facts)]
        if later:
            common = frozenset.intersection(*(shared for _, shared in later))
            found += [
                Undone(
                    document,
                    item,
                    tuple(sorted(common, key=lambda fact: (COUNTED.index(fact.key), fact.value))),
                    tuple(one for one, _ in later),
                )
                for item in items
            ]
    return sorted(found, key=lambda one: (-len(one.later), one.document.id, one.item.id))


def _is_alike(shared: frozenset[Fact]) -> bool:
    """Whether two incidents are alike: of one service, and with a kind of cause or a factor in common."""
    keys = {fact.key for fact in shared}
    return "service" in keys and bool(keys & {"cause", "factor"})


def _surprises(document: PostMortem) -> tuple[str, ...]:
    sections = ((name, document.section(name)) for name in _SURPRISES)
    return tuple(
        name for name, section in sections if section and section.state is State.ANSWERED and not section.notice
    )
