"""What follows from the quantities of the cited items: sums, differences, shares, multiples, bounds and rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from afterword.grounding.facts import Fact
from afterword.grounding.identifiers import Identifier
from afterword.grounding.quantities import Bound, Quantity, agrees, bound_before, decimals_of, first_number
from afterword.text.amounts import CURRENCY_CODES, Percentage
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import NUMBER, NUMBER_WORDS, parse_number
from afterword.times.durations import TimeSpan

IS_SUM = "is the sum of"
"""What a derivation says that adds two quantities."""
IS_REST = late_pattern(r"\bdifference between\b|\b100? ?%? - ")
"""What a derivation says that counts those that are left."""
_MAX_QUANTITIES = 16
_MAX_PAIRED = 5
_MAX_SUMMED = 3
_HUNDRED = Decimal(100)
_LIMIT = late_pattern(r"\b(?:threshold|limit|target|bound|maximum|minimum|level) (?:of|was|is|at)\s$", re.I)
_NEAR = Decimal("0.03")
_NO_CHANCE = 1000
"""A product as large as this is meant as one, without a word that says so."""
_CHANGED = late_pattern(
    r"\b(?:more|fewer|less|add(?:ed|itional)?|ris\w*|rose|f[ae]ll\w*|gr[eo]w\w*|dropp?\w*|longer|shorter|differ\w*|"
    r"lower\w*|higher|faster|slower|larger|bigger|greater|smaller|short|late|later|earl(?:y|ier)|ahead|behind|gap|"
    r"apart|missing|lacking|above|below|exceed\w*|"
    r"over|under|increas\w*|reduc\w*|decreas\w*|further|extra|too many|down|up)\b",
    re.I,
)
_TOGETHER = late_pattern(r"\b(?:total|together|altogether|in all|both|combined|sum|overall|by \d)\b", re.I)
_REST = late_pattern(
    r"\b(?:not|no|never|without|none|un\w+|missing|lost|cut|remaining|rest|other|others|correctly|still|left|parsed|"
    r"passed|have|had|only)\b|n't\b",
    re.I,
)
_PRODUCT = late_pattern(
    r"\b(?:per|each|apiece|averag(?:e[ds]?|ing)|amount(?:s|ed)? to|in total|together|altogether|"
    r"an? (?:account|call|case|customer|day|hour|item|message|order|piece|request|session|ticket|unit|user))\b",
    re.I,
)
_TIMES = late_pattern(r"\s?(?:times\b|-?fold\b|x\b)", re.I)
_DENIED = late_pattern(r"\bnot\b|n't\b")
_HAS_LENGTH = late_pattern(
    rf"(?<![\w.,])(?P<number>{NUMBER})\s?(?:ms|milliseconds?|s|secs?|seconds?|min(?:ute)?s?|h|hours?|days?)\b"
)
_ONE_IN = late_pattern(r"\bone (?:in|out of) (?:every )?$")
_A_PART = late_pattern(r"\d (?:out )?of (?:the )?\d|\d/\d")
_CURRENCY_IN_KEY = late_pattern(rf"(?<=[_(])(?:{CURRENCY_CODES.lower()})(?=\b|_)|\bin (?:{CURRENCY_CODES.lower()})\b")
_PART_OF = late_pattern(rf"\b\w+ of (?:the |these |those |all )?(?:\d|(?:{NUMBER_WORDS})\b)", re.I)
_SMALL_FRACTION = late_pattern(
    rf"\b(?P<part>one|[2-9]|(?i:{NUMBER_WORDS})) (?:out of|in|of) (?:every )?(?P<whole>10|[2-9]|(?i:{NUMBER_WORDS}))\b",
    re.I,
)
_MULTIPLES = {"doubled": 2, "double": 2, "twice": 2, "tripled": 3, "triple": 3, "quadrupled": 4}
_FRACTIONS = {
    "half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3, "fifth": Decimal("0.2"),
    "tenth": Decimal("0.1"),
}  # fmt: skip
_UNITS_APART = tuple(
    (
        late_pattern(rf"(?<!\d )(?<!\d)\b{long}s\b|(?:_|\b(?:in |\())(?:{short})\b|\d\s?(?:{long}s?|{short})\b"),
        Decimal(seconds),
    )
    for long, short, seconds in (
        ("millisecond", "ms", "0.001"),
        ("second", "secs?|s", "1"),
        ("minute", "mins?", "60"),
        ("hour", "hrs?|h", "3600"),
        ("day", "d", "86400"),
    )
)
"""Words for a unit of time that numbers at another place may have: `wait_ms avg=655`, `52 min, contract says 30`."""
_MONTH = Decimal(2_629_746)
"""Seconds of a mean month of the Gregorian calendar."""
_UNIT_IS_SAID = {
    60: r"per minute|(?:last|past|every|each|a|one) minute|/min",
    1800: r"half[ -]hour|half an hour|30 ?min",
    3600: r"(?:last|past|that|this|per|an|each|every|one) hour|hourly|/h\b",
    86_400: r"day (?:on|over|by) day|yesterday|today|daily|(?:last|past|per|a|each|every|one|same) day|/day",
    604_800: r"weekly|week (?:on|over|by) week|(?:last|past|per|a|each|every|one) week",
}


def derive(fact: Fact, claim: str, known: Sequence[Quantity], lengths: Sequence[float], cited: str) -> str:
    """Say how a fact follows from what is known; empty if it does not.

    Args:
        fact: a fact of the claim that the cited items do not contain.
        claim: the text of the claim in its normal form.
        known: the quantities of the cited items, in their order.
        lengths: the seconds between the times of the cited items.
        cited: the text of the cited items in lower case.
    """
    bound = bound_before(claim[: fact.start])
    known = tuple(dict.fromkeys(known))[:_MAX_QUANTITIES]
    match fact.value:
        case Identifier(text):
            return _multiple_or_fraction(text, bound, (*known, *_in_currency(known, cited)), cited)
        case TimeSpan(amount, "s") if pattern := _UNIT_IS_SAID.get(int(amount)):
            if re.search(pattern, cited):
                return f"`{fact.text}` is said in other words"
    stated = Quantity.of(fact.value)
    if stated is None:
        return ""
    measured = frozenset(known)
    if stated.dimension == "s":
        known = (*known, *_in_units(known, cited))
    known = (*known, *_in_currency(known, cited))
    behind = claim[fact.start + len(fact.text) :]
    ways = (
        *_same(stated, fact, bound, known),
        *_lengths(stated, fact, bound, known, lengths),
        *_percentages(stated, fact, bound, known, claim),
        *_points(fact, bound, known),
        *_sums(stated, bound, known, claim, cited, measured),
        *_products(stated, bound, known, claim, cited),
    )
    if not stated.dimension:
        ways = (*ways, *_small_fraction(fact, claim, known), *_without_unit(stated, bound, claim, cited))
    if stated.dimension in ("", "x") and (stated.dimension or _TIMES.match(behind)):
        ways = (*ways, *_times(stated.amount, bound, known))
    return next(iter(ways), "")


def _in_units(known: Sequence[Quantity], cited: str) -> Iterator[Quantity]:
    """Numbers whose unit is at another place of the text: `minutes of audio: 211,400`."""
    for pattern, seconds in _UNITS_APART:
        if pattern.search(cited):
            yield from (Quantity(one.amount * seconds, "s") for one in known if not one.dimension)


def _in_currency(known: Sequence[Quantity], cited: str) -> Iterator[Quantity]:
    """Numbers whose currency is beside another one or in a key: `8,420 EUR against a budget of 2,000`, `cost_usd`."""
    currencies = {one.dimension for one in known if re.fullmatch(r"[A-Z]{3}", one.dimension)}
    currencies |= {code.upper() for code in _CURRENCY_IN_KEY.findall(cited)}
    measured = {one.amount for one in known if one.dimension}
    if len(currencies) == 1:
        plain = (one.amount for one in known if not one.dimension and one.amount not in measured)
        yield from (Quantity(amount, *currencies) for amount in plain)


def _same(stated: Quantity, fact: Fact, bound: Bound, known: Sequence[Quantity]) -> Iterator[str]:
    """The amount itself, bounded, rounded, or in another unit with fewer digits."""
    decimals = decimals_of(fact.text)
    for one in known:
        if one.dimension == stated.dimension and agrees(one.amount, stated.amount, bound):
            yield f"{bound.value} {_shown(stated)}: {_shown(one)}"
        if one.dimension == stated.dimension == "s" and decimals and bound is not Bound.MORE:
            number = first_number(fact.text)
            if number and stated.amount and round(one.amount / (stated.amount / number), decimals) == number:
                yield f"{_shown(stated)} is {_shown(one)}, rounded"


def _lengths(
    stated: Quantity, fact: Fact, bound: Bound, known: Sequence[Quantity], lengths: Sequence[float]
) -> Iterator[str]:
    if stated.dimension == "month":
        spans = [float(one.amount) for one in known if one.dimension == "s"]
        if any(
            abs(Decimal(span) - stated.amount * _MONTH) * 15 <= stated.amount * _MONTH for span in (*spans, *lengths)
        ):
            yield f"{_shown(stated)} are about as long"
    if stated.dimension != "s":
        return
    for length in lengths:
        seconds = Decimal(str(length))
        # `an hour` is a rough word where `60 minutes` is a figure.
        is_rough = bound is Bound.ROUGH or (bound is Bound.NONE and not re.search(r"\d", fact.text))
        rough = is_rough and abs(seconds - stated.amount) * 20 <= stated.amount
        if rough or (bound is not Bound.NONE and agrees(seconds, stated.amount, bound)):
            yield f"{bound.value} {_shown(stated)}: {_shown(Quantity(seconds, 's'))} between two times"
        is_in_days = stated.amount % 86_400 == 0 and re.search(r"day|week", fact.text, re.I)
        if is_in_days and bound is Bound.NONE and stated.amount <= seconds < stated.amount + 43_200:
            yield f"{_shown(stated)}: {_shown(Quantity(seconds, 's'))} between two times"


def _percentages(stated: Quantity, fact: Fact, bound: Bound, known: Sequence[Quantity], claim: str) -> Iterator[str]:
    if stated.dimension != "%":
        return
    decimals = decimals_of(fact.text)
    for one in known:
        if how := _as_percentage(one, stated, fact, bound, claim):
            yield how
    for part, whole in _pairs(known):
        ways = [("{0} of {1}", _HUNDRED * part.amount / whole.amount)]
        if len(known) <= _MAX_SUMMED:
            both = part.amount + whole.amount
            ways += [
                ("{0} of {0} + {1}", _HUNDRED * part.amount / both),
                ("{1} of {0} + {1}", _HUNDRED * whole.amount / both),
            ]
        if _REST.search(claim):
            ways.append(("1 - {0} / {1}", _HUNDRED - ways[0][1]))
        if _CHANGED.search(claim):
            change = whole.amount - part.amount
            ways += [("({1} - {0}) / {0}", _HUNDRED * change / part.amount)] if part.amount else []
            ways.append(("({1} - {0}) / {1}", _HUNDRED * change / whole.amount))
        for form, value in ways:
            if _rounds_to(value, stated.amount, decimals, bound):
                yield f"{_shown(stated)} is {form.format(_shown(part), _shown(whole))}"


def _points(fact: Fact, bound: Bound, known: Sequence[Quantity]) -> Iterator[str]:
    """The difference in percentage points of two shares that are written as fractions: `0.84` and `0.80`."""
    if not (isinstance(fact.value, Percentage) and fact.value.is_points):
        return
    for one, other in combinations((one.amount for one in known if not one.dimension and one.amount <= 1), 2):
        if _rounds_to(_HUNDRED * abs(one - other), fact.value.amount, decimals_of(fact.text), bound):
            yield f"{fact.text} is the difference between {one} and {other}"


def _as_percentage(one: Quantity, stated: Quantity, fact: Fact, bound: Bound, claim: str) -> str:
    """Say how one quantity gives a percentage: `0.05`, a bare `99.2`, or the rest of another percentage."""
    if one.dimension == "%":
        is_rest = _REST.search(claim) and one.amount + stated.amount == 100
        return f"{_shown(stated)} is 100 % - {_shown(one)}" if is_rest else ""
    if one.dimension:
        return ""
    if one.amount == stated.amount <= 100 and decimals_of(str(one.amount)):
        return f"{_shown(one)} is meant in percent"
    is_limit = one.amount * 100 == stated.amount and _LIMIT.search(claim[: fact.start])
    is_share = 0 <= one.amount <= 1 and _rounds_to(one.amount * 100, stated.amount, decimals_of(fact.text), bound)
    return f"{_shown(stated)} is {one.amount}" if is_limit or is_share else ""


def _pairs(known: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of one dimension, the smaller first; of many quantities only neighbours, since some pair always fits."""
    known = [one for one in known if one.dimension != "%"]
    for one, other in combinations(known, 2) if len(known) <= _MAX_PAIRED else pairwise(known):
        part, whole = sorted((one, other), key=lambda found: found.amount)
        if part.dimension == whole.dimension and 0 <= part.amount < whole.amount:
            yield part, whole


def _rounds_to(value: Decimal, stated: Decimal, decimals: int, bound: Bound) -> bool:
    if bound in (Bound.MORE, Bound.LITTLE_MORE, Bound.LESS):
        return agrees(value, stated, bound)
    return abs(value - stated) <= Decimal("0.5").scaleb(-decimals)


def _sums(
    stated: Quantity, bound: Bound, known: Sequence[Quantity], claim: str, cited: str, lengths: frozenset[Quantity]
) -> Iterator[str]:
    """Sums and differences of two; of small numbers only where the claim says that it is one.

    Args:
        lengths: those of what is known that have their unit beside them; of two numbers one must.
    """
    is_change, is_sum, is_rest = (pattern.search(claim) for pattern in (_CHANGED, _TOGETHER, _REST))
    is_small = stated.amount < 10
    is_part = (is_rest or _DENIED.search(cited)) and _PART_OF.search(claim)
    for one, other in combinations(known, 2):
        if not one.dimension == other.dimension == stated.dimension:
            continue
        with_unit = {one, other} & lengths
        if stated.dimension == "s" and len(with_unit) < (1 if bound is Bound.NONE else 2):
            continue
        difference = abs(one.amount - other.amount)
        if (is_change or is_part or not is_small) and difference and _is(difference, stated.amount, bound):
            yield f"{_shown(stated)} is the difference between {_shown(one)} and {_shown(other)}"
        may_be_sum = is_sum or not (is_small or bound is Bound.ROUGH)  # a rough number is near some sum
        if may_be_sum and _is(one.amount + other.amount, stated.amount, bound):
            yield f"{_shown(stated)} {IS_SUM} {_shown(one)} and {_shown(other)}"
    if is_small:
        return
    yield from _shares_of_a_number(stated, bound, known, is_rest=is_rest is not None)


def _is_quotient(stated: Quantity, one: Quantity, other: Quantity, bound: Bound) -> bool:
    """Whether a price, a length or a number for each is one divided by the other, rounded like what is stated."""
    value = one.amount / other.amount
    if one.dimension and bound is Bound.NONE:
        return abs(value - stated.amount) * 50 <= stated.amount
    return value == stated.amount or agrees(value, stated.amount, bound)


def _products(stated: Quantity, bound: Bound, known: Sequence[Quantity], claim: str, cited: str) -> Iterator[str]:
    """A price for each of a number, and the half of an amount of which a half is spoken of."""
    is_said = _PRODUCT.search(claim) or _PRODUCT.search(cited)
    for one in known:
        if one.dimension == stated.dimension and one.amount == 2 * stated.amount and re.search(r"\bhalf\b", cited):
            yield f"{_shown(stated)} is half of {_shown(one)}"
        for other in known:
            if stated.dimension != one.dimension or other.dimension or not other.amount or one is other:
                continue
            is_product = stated.amount == one.amount * other.amount
            if (is_product and stated.amount >= _NO_CHANCE) or (
                is_said and (is_product or _is_quotient(stated, one, other, bound))
            ):
                yield f"{_shown(stated)} follows from {_shown(one)} and {_shown(other)}"


def _shares_of_a_number(stated: Quantity, bound: Bound, known: Sequence[Quantity], *, is_rest: bool) -> Iterator[str]:
    """A percentage of a number: 7.4 % of 52,300 requests are about 3,870."""
    for one in known:
        for other in known:
            if (one.dimension, other.dimension, stated.dimension) == ("", "%", ""):
                part = one.amount * other.amount / 100
                ways = (part, one.amount - part) if is_rest else (part,)
                if any(agrees(way, stated.amount, bound) or round(way) == stated.amount for way in ways):
                    yield f"{_shown(stated)} follows from {_shown(other)} of {_shown(one)}"


def _is(value: Decimal, stated: Decimal, bound: Bound) -> bool:
    return value == stated or (bound is not Bound.NONE and agrees(value, stated, bound))


def _times(stated: Decimal, bound: Bound, known: Sequence[Quantity]) -> Iterator[str]:
    for one in known:
        if one.dimension in ("x", "") and one.amount == stated:
            yield f"{stated} times is said"
    for part, whole in _pairs([Quantity(one.amount) if one.dimension == "%" else one for one in known]):
        if part.amount and _is_multiple(whole.amount / part.amount, stated, bound):
            yield f"{_shown(whole)} is {stated} times {_shown(part)}"


def _is_multiple(ratio: Decimal, stated: Decimal, bound: Bound) -> bool:
    if bound in (Bound.MORE, Bound.LITTLE_MORE, Bound.LESS):
        return agrees(ratio, stated, bound)
    return abs(ratio - stated) * (15 if bound is Bound.ROUGH else 50) <= stated


def _without_unit(stated: Quantity, bound: Bound, claim: str, cited: str) -> Iterator[str]:
    """A number whose unit a claim gives only beside another one: `at 790 milliseconds, within the objective of 800`."""
    if _HAS_LENGTH.search(claim):
        for match in _HAS_LENGTH.finditer(cited):
            known = parse_number(match["number"])
            if agrees(known, stated.amount, bound) or known == stated.amount:
                yield f"{match[0]} is said"


def _small_fraction(fact: Fact, claim: str, known: Sequence[Quantity]) -> Iterator[str]:
    """`Four out of five` of what is cited, as a share within three hundredths; `one in 400` within a twentieth."""
    number = first_number(fact.text)
    shares = [share for share in _shares(known) if share] if _ONE_IN.search(claim[: fact.start].casefold()) else []
    if number and any(abs(1 / share - number) * 20 <= number for share in shares):
        yield f"one in {fact.text} is a share of what is cited"
    for match in _SMALL_FRACTION.finditer(claim):
        if not match.start() <= fact.start < match.end():
            continue
        share = parse_number(match["part"]) / parse_number(match["whole"])
        if any(abs(one - share) <= _NEAR for one in _shares(known)):
            yield f"{match[0]} is a share of what is cited"


def _multiple_or_fraction(word: str, bound: Bound, known: Sequence[Quantity], cited: str) -> str:
    if word in _MULTIPLES:
        return next(_times(Decimal(_MULTIPLES[word]), bound, known), "")
    if word == "majority":
        counts = sorted(one.amount for one in known if not one.dimension)
        is_more = len(counts) > 1 and counts[-1] > sum(counts[:-1]) and not _A_PART.search(cited)
        return "more than all others together" if is_more else ""
    if word in _FRACTIONS:
        share = _FRACTIONS[word]
        if any(one.amount == share for one in known):
            return f"`{word}` is said in digits"
        if any(agrees(one, share, bound) or abs(one - share) <= _NEAR for one in _shares(known)):
            return f"`{word}` is a share of what is cited"
    return ""


def _shares(known: Sequence[Quantity]) -> list[Decimal]:
    """What the quantities say as a part of a whole: each percentage, and each number of a larger one."""
    percentages = [one.amount / 100 for one in known if one.dimension == "%"]
    return [*percentages, *(part.amount / whole.amount for part, whole in _pairs(known))]


def _shown(quantity: Quantity) -> str:
    amount = f"{quantity.amount.normalize():f}"
    return f"{amount} {quantity.dimension}" if quantity.dimension else amount
