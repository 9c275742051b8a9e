"""Which past incident is worth reading again this week, and why: the first reason that applies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from afterword.learning.review.agenda import Reading
from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, find_progress
from afterword.portfolio.facets import Fact
from afterword.portfolio.incidents import severity_rank
from afterword.portfolio.periods import Period, began_at, week_of
from afterword.portfolio.themes import count_facts, facts_of
from afterword.postmortem import PostMortem

_OLD = timedelta(days=28)
"""What is younger is known well enough."""
_LEAST_SHARED = 2


def choose_reading(portfolio: Portfolio, new: Sequence[PostMortem], week: Period) -> Reading | None:
    """Choose a published post-mortem of an incident that is some weeks old.

    Reasons, in this order: it shares most with an incident of this week; an action item of it is overdue; it happened
    in the same week of an earlier year; it is its turn. The same post-mortems give the same choice throughout the week.

    Args:
        portfolio: all post-mortems.
        new: those of this week.
    """
    past = [
        document
        for document in portfolio.documents
        if document.front.status == "published" and began_at(document) < week.start - _OLD and document not in new
    ]
    past.sort(key=lambda one: (severity_rank(one.front.severity, portfolio.config), -began_at(one).timestamp(), one.id))
    if not past:
        return None
    return (
        _similar(past, new, portfolio) or _overdue(past, portfolio) or _anniversary(past, week) or _by_turn(past, week)
    )


def _similar(past: list[PostMortem], new: Sequence[PostMortem], portfolio: Portfolio) -> Reading | None:
    numbers = count_facts(portfolio.documents)

    def weigh(shared: frozenset[Fact]) -> float:
        return sum(1 / max(numbers[fact], 1) for fact in sorted(shared))

    pairs = [(one, other, facts_of(one) & facts_of(other)) for other in new for one in past]
    pairs = [pair for pair in pairs if len(pair[2]) >= _LEAST_SHARED]
    if not pairs:
        return None
    # Of equal ones the first: the most severe, and of these the latest.
    document, other, shared = max(pairs, key=lambda pair: weigh(pair[2]))
    facts = sorted(shared, key=lambda fact: (numbers[fact], fact))[:3]
    named = ", ".join(f"{fact.label} {fact.value}" for fact in facts)
    return Reading(document, f"like “{other.title}”, which is new: {named}")


def _overdue(past: list[PostMortem], portfolio: Portfolio) -> Reading | None:
    for document in past:
        items = [item for item in document.actions if find_progress(document, item, portfolio) is Progress.OVERDUE]
        if items and (due := items[0].due) is not None:
            return Reading(document, f"its action item {items[0].id} is overdue since {due.display()}")
    return None


def _anniversary(past: list[PostMortem], week: Period) -> Reading | None:
    for document in past:
        began = week_of(began_at(document))
        if began.name[5:] == week.name[5:]:
            return Reading(document, f"it happened in this week of {began.name[:4]}")
    return None


def _by_turn(past: list[PostMortem], week: Period) -> Reading:
    number = week.start.toordinal() // 7
    return Reading(past[number % len(past)], f"its turn: {number % len(past) + 1} of {len(past)}")
