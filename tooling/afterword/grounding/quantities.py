"""The quantities that an item gives, and the words in a claim that bound or round one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from afterword.grounding.facts import Value
from afterword.text.amounts import Count, Money, Percentage
from afterword.text.late_pattern import late_pattern
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
    r"\b(?:never|not|n't) (?:\w+ ){0,2}(?:below|under|above|over|exceed\w*|(?:less|more|fewer) than)\b"
)
"""`never fell below 75 %` says something of every value."""
_ROUGHLY_ABROAD = (
    "etwa", "ungefähr", "rund", "zirka", "knapp", "annähernd", "schätzungsweise",
    "unos", "unas", "alrededor de", "aproximadamente", "cerca de", "casi", "más o menos",
    "environ", "à peu près", "près de", "presque", "uns", "umas", "por volta de", "em torno de", "quase",
    "mais ou menos", "quasi", "più o meno", "ongeveer", "bijna", "zo'n", "ungefär", "omkring", "cirka",
    "około", "prawie",
)  # fmt: skip
"""Before a number that is only about so much, in the languages of `acts_abroad` and a few more."""
_AMONG = r"(?:an?\s|the\s|its\s|(?:the|its)\s(?:new\s|old\s)?(?:limit|threshold|value|target)\sof\s)?$"
_BOUNDS: tuple[tuple[Bound, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        Bound.LITTLE_MORE,
        ("than", "just over"),
        late_pattern(rf"\b(?:(?:a (?:little|bit)|slightly) (?:more|longer) than|just over)\s{_AMONG}", re.I),
    ),
    (
        Bound.ROUGH,
        (
            "about",
            "around",
            "approx",
            "roughly",
            "nearly",
            "almost",
            "some",
            "circa",
            "ca.",
            "close",
            "under",
            "~",
            *_ROUGHLY_ABROAD,
        ),
        late_pattern(
            rf"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|ca\.|close to|"
            rf"just under|{'|'.join(_ROUGHLY_ABROAD)})\s?|~\s?){_AMONG}",
            re.I,
        ),
    ),
    (
        Bound.MORE,
        ("than", "over", "above", "exceed", "at least", "upwards", ">"),
        late_pattern(
            rf"(?:\b(?:(?:more|greater|longer|higher|larger|later) than|over|above|exceed(?:s|ed|ing)?|at least|"
            rf"upwards of)\s|>=?\s?){_AMONG}",
            re.I,
        ),
    ),
    (
        Bound.LESS,
        ("than", "under", "below", "at most", "up to", "within", "not even", "<"),
        late_pattern(
            rf"(?:\b(?:(?:less|fewer|lower|shorter|smaller) than|under|below|at most|up to|within|not even)\s|<=?\s?)"
            rf"{_AMONG}",
            re.I,
        ),
    ),
)
"""Each with words of which a match contains one: to look for them is many times as fast."""


def bound_before(text: str) -> Bound:
    """Say what the end of a text says of the quantity that follows."""
    tail = text[-60:]
    low = tail.lower()
    if _DENIED.search(low):
        return Bound.NONE
    for bound, words, pattern in _BOUNDS:
        if any(word in low for word in words) and pattern.search(tail):
            return bound
    return Bound.NONE


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
