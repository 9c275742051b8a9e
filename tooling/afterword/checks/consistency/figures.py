"""The figures of a post-mortem with the words around them: what is counted, paid or shared, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import ne

from afterword.checks.consistency.account import FRONT, Account, Mention, Sentence, word_stems
from afterword.checks.locations import at
from afterword.grounding.quantities import Bound, Quantity, bound_before
from afterword.postmortem import PostMortem, Span, outline, values
from afterword.postmortem.schema import Impact
from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import FRACTION, parse_fraction
from afterword.times.durations import TimeSpan

SHARE = "share"
"""The dimension of a share in words."""
_CLAUSE_END = late_pattern(r"[;:]\s|,\s(?!\d)|\s\(|\)|\s-\s|\s(?:and|but|while|of which)\s")
_OF_SCALED = late_pattern(r" of (?:the |our |some |about )?[\d.,]+ (thousand|million|billion)\b")
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_ORDINAL = late_pattern(r"\d(?:st|nd|rd|th)$")
_FRACTION = late_pattern(rf"\b{FRACTION}", re.IGNORECASE)
_IN_FRACTIONS = (
    "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", " in ", " out of ",
)  # fmt: skip
"""Of which every match of `_FRACTION` contains one: to look for them is several times as fast."""
_BEGUN = late_pattern(r"\d[:/.-]$|[:/]$")
_GOES_ON = late_pattern(r"[:/-]\d")
_UNIT = late_pattern(r"(?:\d\s?|\b)(s(?:ec\w*)?|m(?:in\w*)?|h(?:our|rs)?s?|d(?:ay)?s?|w(?:eek)?s?)\b", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_WITHOUT_NUMBER = late_pattern(r"(?:an?|half)\b", re.IGNORECASE)
COMPARED = late_pattern(
    r"\b(?:year|month|week|usual\w*|normal\w*|average|typical\w*|before|earlier|previous\w*|last|other\w*|every|each|per|"
    r"than|would|could|since|so far|now|later|at most|up to)\b",
    re.IGNORECASE,
)
"""Words beside a number that is of another time, or only a measure for the number of the incident."""
KEY_WORDS = {
    "users": "users people customers", "requests": "requests", "complaints": "complaints complain complained",
    "cost": "cost", "revenue": "sales revenue", "sla_violations": "violations",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Figure:
    """A number, a sum of money, a share or a length.

    Attributes:
        amount: the number; a share is in percent.
        dimension: empty for a count, `%`, `SHARE`, the first letter of a unit of time, a currency, or a unit.
        text: as it is written.
        span: where it is.
        section: the name of its section, or `FRONT`.
        sentence: its sentence; None for a value of the front matter.
        start: its offset in the sentence.
        key: its key under `impact`, if it is a value of the front matter.
    """

    amount: Decimal
    dimension: str
    text: str
    span: Span
    section: str
    sentence: Sentence | None = None
    start: int = 0
    key: str = ""

    @property
    def block(self) -> object:
        """Its paragraph, list item or row, or its key."""
        return self.sentence.block if self.sentence else self.key

    @cached_property
    def near(self) -> frozenset[str]:
        """The beginnings of the words beside it; a row of a table is about its first cell, too."""
        if self.sentence is None:
            return self.around
        text, end = self.sentence.text, self.start + len(self.text)
        first = max((match.end() for match in _CLAUSE_END.finditer(text, 0, self.start)), default=0)
        last = _CLAUSE_END.search(text, end)
        row = text.partition(";")[0] if self.sentence.block == self.sentence.span else ""
        return word_stems(f"{text[first : self.start]} {text[end : last.start() if last else None]} {row}")

    @cached_property
    def around(self) -> frozenset[str]:
        """The beginnings of the words of its sentence; of a value of the front matter, those for its key."""
        return self.sentence.stems if self.sentence else word_stems(KEY_WORDS.get(self.key, ""))

    @cached_property
    def beside(self) -> frozenset[Decimal]:
        """The other numbers of its sentence, by which it is recognised too."""
        mentions = self.sentence.mentions if self.sentence else ()
        amounts = {amount_of(one) for one in mentions if Quantity.of(one.fact.value)}
        return frozenset(amounts - {self.amount, Decimal(1)})

    @cached_property
    def is_rough(self) -> bool:
        """Whether it is only about so much."""
        if self.sentence is None:
            return self.text.startswith("~")
        return "illion" in self.text or bound_before(self.sentence.text[: self.start]) is not Bound.NONE

    @cached_property
    def digits(self) -> tuple[str, int]:
        """Its digits without the zeros around them, and how many of them are before the point."""
        parts = self.amount.normalize().as_tuple()
        return "".join(map(str, parts.digits)), len(parts.digits) + int(parts.exponent)


def figures_of(account: Account) -> tuple[Figure, ...]:
    """The figures of the front matter, of the text, of the timeline and of the action items."""
    sentences = (*account.sentences, *account.rows, *_actions(account.document))
    return (*_of_impact(account.document), *(figure for one in sentences for figure in _of_sentence(one)))


def _of_impact(document: PostMortem) -> Iterator[Figure]:
    impact = document.front.impact
    for key, value in dict(impact).items() if isinstance(impact, Impact) else ():
        if isinstance(value, values.Quantity) and value.value is not None:
            span = at(document, "impact", key)
            yield Figure(value.value, value.unit, str(value), span, FRONT, key=key)


def _actions(document: PostMortem) -> Iterator[Sentence]:
    name = outline.ACTION_ITEMS.name
    for item in document.actions:
        text = normalise(f"{item.action}; {item.text('Done when')}")
        yield Sentence(text, name, name, name, item.span, item.span, document)


def _of_sentence(sentence: Sentence) -> Iterator[Figure]:
    for mention in sentence.mentions:
        if (read := _read(mention)) is not None:
            yield Figure(*read, mention.fact.text, mention.span, sentence.section, sentence, mention.fact.start)
    low = sentence.text.lower()
    for match in _FRACTION.finditer(sentence.text) if any(part in low for part in _IN_FRACTIONS) else ():
        if not any(
            _overlaps(mention, match) and isinstance(mention.fact.value, TimeSpan) for mention in sentence.mentions
        ):
            amount, span = parse_fraction(match) * 100, sentence.place(match[0])
            yield Figure(amount, SHARE, match[0], span, sentence.section, sentence, match.start())


def _overlaps(mention: Mention, match: re.Match[str]) -> bool:
    return mention.fact.start < match.end() and match.start() < mention.end


def _read(mention: Mention) -> tuple[Decimal, str] | None:
    """The amount and the dimension of a fact; None for anything else, or a part of a number of another form."""
    value, quantity = mention.fact.value, Quantity.of(mention.fact.value)
    if quantity is None or quantity.dimension == "month" or _ORDINAL.search(mention.fact.text):
        return None
    if _BEGUN.search(mention.just_before[-2:]) or _GOES_ON.match(mention.behind):
        return None  # a time or a date of another form
    if isinstance(value, TimeSpan):
        # As the number that is written, of which a digit can be wrong; `2 h 28 min` has several.
        units = _UNIT.findall(mention.fact.text)
        if len(units) != 1 or _WITHOUT_NUMBER.match(mention.fact.text):
            return None
        unit = units[0][0].lower()
        return quantity.amount / _SECONDS[unit], unit
    amount = amount_of(mention)
    if not quantity.dimension and amount != amount.to_integral_value():
        return None  # a version or a setting more often than a count
    return amount, quantity.dimension


def amount_of(mention: Mention) -> Decimal:
    """The amount of a fact that is a number; `2.9` of `2.9 of 4.3 million` are millions too."""
    quantity = Quantity.of(mention.fact.value)
    assert quantity
    scaled = _OF_SCALED.match(mention.behind)
    if scaled and not quantity.dimension and quantity.amount < 1000:
        return quantity.amount.scaleb(_SCALES[scaled[1]])
    return quantity.amount


def _are_alike_in_words(one: Figure, other: Figure) -> bool:
    """Whether one is `fourteen` and the other `forty`, of which at least one is in words."""
    least, most = sorted((one.amount, other.amount))
    is_alike = 13 <= least <= 19 and most == (least - 10) * 10
    return is_alike and not (one.text[:1].isdigit() and other.text[:1].isdigit())


def slip(one: Figure, other: Figure) -> str:
    """How one figure can be another one mistyped: its digits in another `order`, a `zero` or a first
    digit `more`, one other `digit`.

    Empty if it cannot, or if both are the same. It is the same for both orders of the two.
    """
    if _are_alike_in_words(one, other):
        return "order"
    (first, size), (second, other_size) = one.digits, other.digits
    if abs(size - other_size) > 1 or not (one.amount > 0 and other.amount > 0):
        return ""
    if size != other_size:
        if first == second:
            return "zero"
        short, long = sorted((first.ljust(size, "0"), second.ljust(other_size, "0")), key=len)
        return "more" if long[1:] == short and len(short) > 1 else ""
    length = max(len(first), len(second))
    first, second = first.ljust(length, "0"), second.ljust(length, "0")
    different = sum(map(ne, first, second))
    if different < 2:
        return "digit" if different and length > 1 else ""
    return "order" if sorted(first) == sorted(second) else ""
