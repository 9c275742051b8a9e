"""The quantities that an item gives, and the words in a claim that bound or round one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from afterword.grounding.facts import Value
from afterword.text.amounts import Count, Money, Percentage
from afterword.text.late_pattern import late_pattern
from afterword.text.qualifiers import LESS_THAN, MORE_THAN, ROUGHLY
from afterword.times.durations import TimeSpan

_NUMBER = late_pattern(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its dimension: empty for a plain number, `%`, `s`, `month`, a currency, or a unit."""

    amount: Decimal
    dimension: str = ""

    @classmethod
    def of(cls, value: Value) -> Quantity | None:
        """The quantity of a value; None for a time, a name or an identifier."""
        match value:
            case Count(amount, unit):
                return cls(amount, unit)
            case Percentage(amount):
                return cls(amount, "%")
            case Money(amount, currency):
                return cls(amount, currency)
            case TimeSpan(amount, unit):
                return cls(amount, unit)
        return None


class Bound(Enum):
    """What the words before a quantity say of it."""

    NONE = "exactly"
    ROUGH = "about"
    MORE = "more than"
    LITTLE_MORE = "a little more than"
    LESS = "less than"


_DENIED = late_pattern(
    r"\b(?:never|not|n't) (?:\w+ ){0,2}(?:below|under|above|over|exceed\w*|(?:less|more|fewer) than)\b", re.I
)
"""`never fell below 75 %` says something of every value."""
_AMONG = r"(?:an?\s|the\s|its\s|(?:the|its)\s(?:new\s|old\s)?(?:limit|threshold|value|target)\sof\s)?$"
_BOUNDS = (
    (
        Bound.LITTLE_MORE,
        late_pattern(rf"\b(?:(?:a (?:little|bit)|slightly) (?:more|longer) than|just over)\s{_AMONG}", re.I),
    ),
    (Bound.ROUGH, late_pattern(rf"(?:\b(?:{ROUGHLY})\s?|~\s?){_AMONG}", re.I)),
    (Bound.MORE, late_pattern(rf"(?:\b(?:{MORE_THAN}|exceed(?:s|ed|ing)?)\s|>=?\s?){_AMONG}", re.I)),
    (Bound.LESS, late_pattern(rf"(?:\b(?:{LESS_THAN})\s|<=?\s?){_AMONG}", re.I)),
)


def bound_before(text: str) -> Bound:
    """Say what the end of a text says of the quantity that follows."""
    tail = text[-60:]
    if _DENIED.search(tail):
        return Bound.NONE
    return next((bound for bound, pattern in _BOUNDS if pattern.search(tail)), Bound.NONE)


def decimals_of(text: str) -> int:
    """The number of decimals of the first number in a text."""
    found = _NUMBER.search(text)
    return len(found[1] or "") if found else 0


def first_number(text: str) -> Decimal | None:
    """The first number in a text, as it is written; None if there is none."""
    found = _NUMBER.search(text)
    return Decimal(found[0].replace(",", "")) if found else None


def agrees(known: Decimal, stated: Decimal, bound: Bound) -> bool:
    """Whether a known amount is what a bounded or rounded one says.

    A bound must be near: *more than 1,000* does not mean 40,000. A rounded amount is within a thirtieth, or is the
    known one rounded to the digits that it has.
    """
    if known == stated:
        return bound not in (Bound.MORE, Bound.LITTLE_MORE)
    match bound:
        case Bound.MORE:
            return stated < known <= stated * Decimal("1.6")
        case Bound.LITTLE_MORE:
            return stated < known <= stated * Decimal("1.15")
        case Bound.LESS:
            return stated * Decimal("0.4") <= known < stated
        case Bound.ROUGH:
            return abs(known - stated) * 30 <= abs(known) or (known > 0 and round_like(known, stated) == stated)
    return False


def round_like(known: Decimal, stated: Decimal) -> Decimal:
    """Round an amount to the place of the last digit of another that is not 0."""
    if not stated:
        return known
    exponent = int(stated.normalize().as_tuple().exponent)
    unit = Decimal(1).scaleb(exponent)
    return ((known / unit).to_integral_value() * unit).normalize()
