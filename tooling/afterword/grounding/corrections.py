"""Items that take back or replace what an earlier item says, and what a claim still says of the earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import Fact, Value, find_facts
from afterword.grounding.item_values import values_of
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.quantities import Quantity
from afterword.grounding.wording import item_stems, moment_of, stem, stems, words
from afterword.text.amounts import Money
from afterword.text.folding import normalise, normalise_caseless
from afterword.times.dates import CalendarDate

Replacement = tuple[LedgerItem, "Quantity | Day", LedgerItem]
_ITEMS = 20_000
"""Items of which is kept what they say: a correction is compared with every earlier one."""
_LEAST, _MOST = Decimal("0.5"), Decimal(2)
_DENIED = re.compile(
    r"\b(?:not|instead of|rather than)\s(?:(?:the|about|around|at least|more than|over)\s|~\s?)?$", re.I
)
_OTHER_THAN = re.compile(
    r"\s(?:was|were|is|are) (?:only |just |actually |in fact |really )?(?:the |too |from |wrong)", re.I
)
"""What a correction says of the old number: `1,904 was the number of mails`."""
_OPENS = re.compile(r"^(?:sorry|oops)?[,: ]*(?:correction|corrected|correcting|revised|update|edit|erratum|fix)\b")


def doubts_about_corrections(
    claim: str, facts: Sequence[Fact], items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]
) -> Iterator[Doubt]:
    """Find values of a claim that a later item replaces, and states that a later item may have ended.

    Args:
        items: the items that it cites.
    """
    text = normalise_caseless(claim)
    told = cues.TELLS_CORRECTION.search(text) and not re.search(r"\bfinal\b|according to the final", text)
    for old, replaced, new in () if told else replacements(tuple(ledger)):
        if old not in items:
            continue
        values = {_value(fact.value) for fact in facts}
        elsewhere = (_values(item) - _denied(item) for item in items if item != old)
        if replaced in values and not any(replaced in said for said in elsewhere):
            yield Doubt(Weight.CONTRADICTION, f"{new.id} replaces it")
            return
    if not told and (later := _retraction(items, ledger)) and later not in items:
        yield Doubt(Weight.CHECK, f"{later.id} may take it back")
    if items and cues.NOW.search(text):
        latest = max(map(moment_of, items))
        claimed = stems(text)
        cited = [item for item in items if len(claimed & item_stems(item)) >= 2]
        if any(moment_of(item) < latest for item in cited):
            yield Doubt(Weight.CHECK, "a later item may say that it is over")


def _retraction(items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]) -> LedgerItem | None:
    """The first later item in which the author of one of some items takes something back, and gives no other value."""
    return next(
        (
            new
            for new in ledger
            for old in items
            if old.actor == new.actor != ""
            and moment_of(old) < moment_of(new)
            and cues.RETRACTS.search(new.text)
            and not _values(new)
        ),
        None,
    )


@lru_cache(maxsize=64)
def replacements(ledger: tuple[LedgerItem, ...]) -> tuple[Replacement, ...]:
    """Find which value of which item a later item replaces: the item, its value, the later item."""
    found: list[Replacement] = []
    # What an item says takes long to find, so only items that share words with a correction are read.
    for new in (item for item in ledger if cues.CORRECTS.search(normalise_caseless(item.text)) and _values(item)):
        for old in (item for item in ledger if item is not new and moment_of(item) <= moment_of(new)):
            if _is_about(new, old) and _values(old):
                found += [(old, value, new) for value in _replaced(old, new)]
    return tuple(found)


@lru_cache(maxsize=_ITEMS)
def opens_with_correction(text: str) -> bool:
    """Whether a text begins with the word that it corrects something: `correction: 430 users`."""
    return _OPENS.search(normalise_caseless(text).strip()) is not None


def _is_about(new: LedgerItem, old: LedgerItem) -> bool:
    """Whether a correction may be one of an item: it denies a number of it, or has the speaker, or enough words."""
    shared = len(item_words(old) & item_words(new))
    least = 1 if old.actor == new.actor != "" or "confirm" in new.text.casefold() else 2
    return shared >= least or (bool(_denied(new)) and any(one.amount >= 5 for one in _denied(new) & _values(old)))


@lru_cache(maxsize=_ITEMS)
def item_words(item: LedgerItem) -> frozenset[str]:
    """The stems of an item without its numbers."""
    return frozenset(word for word in item_stems(item) if not word[0].isdigit())


def _replaced(old: LedgerItem, new: LedgerItem) -> Iterator[Quantity | Day]:
    denied = _denied(new)
    before, after = _values(old), _values(new) - denied
    yield from denied & before
    if not denied & before:
        yield from _nearest(old, new, before - after, after - before)
    days = [[one for one in found if isinstance(one, Day)] for found in (before - after, after - before)]
    if len(days[0]) == len(days[1]) == 1:
        yield days[0][0]


def _nearest(
    old: LedgerItem, new: LedgerItem, before: Set[Quantity | Day], after: Set[Quantity | Day]
) -> Iterator[Quantity]:
    """Find the quantity that each new one replaces: of the same things, if the item opens as a correction, or near."""
    olds, news = counted(old.text), counted(new.text) if opens_with_correction(new.text) else {}
    for value in after:
        if not isinstance(value, Quantity):
            continue
        found = [
            (not is_same, abs(one.amount - value.amount), one)
            for one in before
            if isinstance(one, Quantity) and one.dimension == value.dimension
            for is_same in (bool(olds.get(one, frozenset()) & news.get(value, frozenset())),)
            if is_same or (value.amount and one.amount >= 5 and _LEAST <= one.amount / value.amount <= _MOST)
        ]
        if found:
            yield min(found, key=lambda one: one[:2])[2]


@lru_cache(maxsize=_ITEMS)
def counted(text: str) -> Mapping[Quantity, frozenset[str]]:
    """Say what each quantity of a text is of: the stem of the word behind it, and the currency of money."""
    found: dict[Quantity, frozenset[str]] = {}
    text = normalise(text)
    for fact in find_facts(text):
        amount = Quantity.of(fact.value)
        if amount is not None:
            behind = words(text[fact.start + len(fact.text) :])[:1]
            named = {stem(word) for word in behind if not word[0].isdigit()}
            if isinstance(fact.value, Money):
                named.add(fact.value.currency)
            found[amount] = found.get(amount, frozenset()) | named
    return found


@lru_cache(maxsize=_ITEMS)
def _denied(item: LedgerItem) -> frozenset[Quantity]:
    """Find the quantities that an item says to be not so: 1200 in `800, not 1200`."""
    text = normalise(item.text)
    opens = opens_with_correction(text)
    found = (
        Quantity.of(fact.value)
        for fact in find_facts(text)
        if _DENIED.search(text[: fact.start]) or (opens and _OTHER_THAN.match(text, fact.start + len(fact.text)))
    )
    return frozenset(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of any year, since a sentence seldom names it."""

    month: int
    day: int


def _value(value: Value) -> Quantity | Day | None:
    if isinstance(value, CalendarDate):
        return Day(value.month, value.day) if value.month and value.day else None
    return Quantity.of(value)


@lru_cache(maxsize=_ITEMS)
def _values(item: LedgerItem) -> frozenset[Quantity | Day]:
    """The quantities and the days that the text of an item names; its own day is not among them."""
    at = moment_of(item)
    own = Day(at.month, at.day)
    return frozenset(one for one in map(_value, values_of(item)) if one is not None and one != own)
