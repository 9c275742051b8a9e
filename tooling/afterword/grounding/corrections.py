"""Items that take back or replace what an earlier item says, and what a claim still says of the earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from afterword.grounding import cues
from afterword.grounding.cited_items import values_of
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import Fact, Value
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.quantities import Quantity
from afterword.grounding.wording import item_stems, moment_of, stems
from afterword.text.folding import normalise_caseless
from afterword.times.dates import CalendarDate

Replacement = tuple[LedgerItem, "Quantity | Day", LedgerItem]
_LEAST, _MOST = Decimal("0.5"), Decimal(2)


def doubts_about_corrections(
    claim: str, facts: Sequence[Fact], items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]
) -> Iterator[Doubt]:
    """Find values of a claim that a later item replaces, and states that a later item may have ended.

    Args:
        claim: its text.
        facts: its facts.
        items: the items that it cites.
        ledger: all items.
    """
    text = normalise_caseless(claim)
    told = cues.TELLS_CORRECTION.search(text) and not re.search(r"\bfinal\b|according to the final", text)
    for old, replaced, new in () if told else replacements(tuple(ledger)):
        if old not in items:
            continue
        values = {_value(fact.value) for fact in facts}
        if replaced in values and not any(replaced in _values(item) for item in items if item != old):
            yield Doubt(Weight.CONTRADICTION, f"{new.id} replaces it")
            return
    if items and cues.NOW.search(text):
        latest = max(map(moment_of, items))
        claimed = stems(text)
        cited = [item for item in items if len(claimed & item_stems(item)) >= 2]
        if any(moment_of(item) < latest for item in cited):
            yield Doubt(Weight.CHECK, "a later item may say that it is over")


@lru_cache(maxsize=64)
def replacements(ledger: tuple[LedgerItem, ...]) -> tuple[Replacement, ...]:
    """Find which value of which item a later item replaces: the item, its value, the later item."""
    found: list[Replacement] = []
    for new in ledger:
        if not cues.CORRECTS.search(normalise_caseless(new.text)):
            continue
        earlier = [item for item in ledger if item is not new and moment_of(item) <= moment_of(new)]
        for old in (item for item in earlier if _is_about(new, item)):
            found += [(old, value, new) for value in _replaced(old, new)]
    return tuple(found)


def _is_about(new: LedgerItem, old: LedgerItem) -> bool:
    """Whether a correction may be one of an item: of the same speaker, or with enough words of it."""
    shared = len(item_words(old) & item_words(new))
    least = 1 if old.actor == new.actor != "" or "confirm" in new.text.casefold() else 2
    return shared >= least


def item_words(item: LedgerItem) -> frozenset[str]:
    """The stems of an item without its numbers."""
    return frozenset(word for word in item_stems(item) if not word[0].isdigit())


def _replaced(old: LedgerItem, new: LedgerItem) -> Iterator[Quantity | Day]:
    before, after = _values(old), _values(new)
    for value in after - before:
        if isinstance(value, Quantity):
            near = [
                one
                for one in before - after
                if isinstance(one, Quantity)
                and one.dimension == value.dimension
                and value.amount
                and _LEAST <= one.amount / value.amount <= _MOST
                and one.amount >= 5
            ]
            if near:
                yield min(near, key=lambda one: abs(one.amount - value.amount))
    days = [[one for one in found if isinstance(one, Day)] for found in (before - after, after - before)]
    if len(days[0]) == len(days[1]) == 1:
        yield days[0][0]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of any year, since a sentence seldom names it."""

    month: int
    day: int


def _value(value: Value) -> Quantity | Day | None:
    if isinstance(value, CalendarDate):
        return Day(value.month, value.day) if value.month and value.day else None
    return Quantity.of(value)


@lru_cache(maxsize=20_000)
def _values(item: LedgerItem) -> frozenset[Quantity | Day]:
    """The quantities and the days that the text of an item names; its own day is not among them."""
    at = moment_of(item)
    own = Day(at.month, at.day)
    return frozenset(one for one in map(_value, values_of(item)) if one is not None and one != own)
