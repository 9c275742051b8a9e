"""The figures that a post-mortem states, with the words around them: what is counted, paid or shared, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from afterword.checks.consistency.sentences import FRONT, Mention, Sentence, read_actions, word_stems
from afterword.checks.locations import at
from afterword.grounding.quantities import Bound, Quantity, bound_before
from afterword.postmortem import PostMortem, Span, values
from afterword.postmortem.schema import Impact
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
_NO_SHARE = late_pattern(
    r"[ -](?:prices?|board|time|year|way|term|size|speed|length|dozen|of (?:the |their |its )?(?:[a-z]+ )?price)\b"
)
"""Behind `half` and the like, what is not a part of several: `at half price`."""
_IN_FRACTIONS = (
    "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", " in ", " out of ",
)  # fmt: skip
"""Of which every match of `_FRACTION` contains one: to look for them is several times as fast."""
_BEGUN = late_pattern(r"\d[:/.-]$|[:/]$")
_GOES_ON = late_pattern(r"[:/-]\d")
_UNIT = late_pattern(r"(?:\d\s?|\b)(s(?:ec\w*)?|m(?:in\w*)?|h(?:our|rs)?s?|d(?:ay)?s?|w(?:eek)?s?)\b", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_WITHOUT_NUMBER = late_pattern(r"(?:an?|half)\b", re.IGNORECASE)
_NOUN = late_pattern(
    r" (?:(?:affected|distinct|unique|different|bad|wrong|broken|failed|faulty) )*(?:[A-Z]{2,}s? )?"
    r"(?P<first>[a-z][a-z-]+)(?: (?P<second>[a-z][a-z-]+))?"
)
_OF_SHARE = late_pattern(r" of (?:the |all |our )?(?P<first>[a-z][a-z-]+)(?: (?P<second>[a-z][a-z-]+))?")
_NOUN_BEFORE = late_pattern(
    r"(?P<noun>[a-z-]{3,}s)(?: affected)?(?:(?: \([a-z]+\)|\))?(?::| is| are| amounts to| were| was)|\)) $"
)
_NO_NOUNS = frozenset(
    (
        "was", "is", "has", "its", "this", "times", "hours", "minutes", "seconds", "days", "weeks", "months", "years",
        "percent", "points", "across", "versus", "always", "as", "us", "yes", "plus", "minus", "various",
    )
)  # fmt: skip
TOTAL_ROW = late_pattern(r"[*_`\s]*(?:grand |sub)?(?:totals?|sums?|all|overall|altogether)[*_`\s:]*", re.IGNORECASE)
"""What the row of the totals is called."""
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
        """The beginnings of the words beside it; in a table those of its cell, of its row and of its column."""
        if self.sentence is None:
            return self.around
        text, end = self.sentence.text, self.end
        if self.sentence.heads:
            begin, behind, head = self._cell
            return word_stems(f"{self.row or ''} {head} {text[begin : self.start]} {text[end:behind]}")
        ends = [match.end() for match in _CLAUSE_END.finditer(text, 0, self.start)]
        if ends and ends[-1] == self.start and text[: self.start].endswith(": "):
            ends.pop()  # its label: `bookings at half price: 421`
        first = max(ends, default=0)
        last = _CLAUSE_END.search(text, end)
        return word_stems(f"{text[first : self.start]} {text[end : last.start() if last else None]}")

    @property
    def _cell(self) -> tuple[int, int, str]:
        """Where its cell begins and ends in a row, and the head of its column."""
        heads = self.sentence.heads if self.sentence else ()
        index = max((index for index, (start, _) in enumerate(heads) if start <= self.start), default=0)
        return heads[index][0], heads[index + 1][0] if index + 1 < len(heads) else self.end, heads[index][1]

    @property
    def row(self) -> str | None:
        """What the first cell of its row says; None outside of tables, and in the first cell."""
        is_in_row = self.sentence is not None and self.sentence.heads and self._cell[0]
        return self.sentence.text.partition(";")[0] if self.sentence and is_in_row else None

    @property
    def table(self) -> tuple[str, ...]:
        """The table that it is in: the title above it and the heads; empty for none."""
        if self.sentence is None or not self.sentence.heads:
            return ()
        return self.sentence.title, *(head for _, head in self.sentence.heads)

    @cached_property
    def around(self) -> frozenset[str]:
        """The beginnings of the words of its sentence; of a value of the front matter, those for its key."""
        return self.sentence.stems if self.sentence else word_stems(KEY_WORDS.get(self.key, ""))

    @cached_property
    def beside(self) -> frozenset[Decimal]:
        """The other numbers of its sentence, by which it is recognised too."""
        mentions = self.sentence.mentions if self.sentence else ()
        amounts = {amount_of(one) for one in mentions if Quantity.of(one.value)}
        return frozenset(amounts - {self.amount, Decimal(1)})

    @property
    def end(self) -> int:
        """The offset behind it in the sentence."""
        return self.start + len(self.text)

    @property
    def before(self) -> str:
        """What the sentence says before it."""
        return self.sentence.text[: self.start] if self.sentence else ""

    @property
    def behind(self) -> str:
        """What the sentence says behind it."""
        return self.sentence.text[self.end :] if self.sentence else ""

    @cached_property
    def noun(self) -> str:
        """The plural that it counts, or that a share is of: `users` of `120 affected users`, `users: 120`."""
        noun = _plural((_OF_SHARE if self.is_share else _NOUN).match(self.behind))
        if not noun and not self.dimension and (before := _NOUN_BEFORE.search(self.before)):
            noun = before["noun"]
        return noun

    @property
    def is_share(self) -> bool:
        """Whether it is a share, in percent or in words."""
        return self.dimension in ("%", SHARE)

    @property
    def place(self) -> str:
        """What people call its place: `impact.users` in backticks, or its line."""
        return f"`impact.{self.key}`" if self.sentence is None else f"line {self.sentence.document.line(self.span)}"

    @cached_property
    def is_rough(self) -> bool:
        """Whether it is only about so much."""
        if self.sentence is None:
            return self.text.startswith("~")
        return "illion" in self.text or bound_before(self.before) is not Bound.NONE


def _plural(match: re.Match[str] | None) -> str:
    """The plural that begins a text, perhaps behind another noun: `category managers`, `law firms`."""
    for noun in (match["first"], match["second"] or "") if match else ():
        is_plural = noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 and noun not in _NO_NOUNS
        if is_plural or noun == "people":
            return noun
    return ""


_MOST_OF_NOUN = 50
"""Numbers of one noun: of more, none is known from the others."""


def by_noun(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Numbers by the plural that they count; those of a noun that has very many are left out."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.noun, []).append(figure)
    return {noun: counted for noun, counted in found.items() if noun and len(counted) <= _MOST_OF_NOUN}


def read_figures(document: PostMortem, sentences: Iterable[Sentence]) -> tuple[Figure, ...]:
    """Read the figures of the front matter, of some sentences, and of the action items."""
    in_sentences = (figure for one in (*sentences, *read_actions(document)) for figure in _of_sentence(one))
    return (*_of_impact(document), *in_sentences)


def _of_impact(document: PostMortem) -> Iterator[Figure]:
    impact = document.front.impact
    for key, value in dict(impact).items() if isinstance(impact, Impact) else ():
        if isinstance(value, values.Quantity) and value.value is not None:
            span = at(document, "impact", key)
            yield Figure(value.value, value.unit, str(value), span, FRONT, key=key)


def _of_sentence(sentence: Sentence) -> Iterator[Figure]:
    for mention in sentence.mentions:
        if (read := _read(mention)) is not None:
            yield Figure(*read, mention.text, mention.span, sentence.section, sentence, mention.start)
    low = sentence.text.lower()
    for match in _FRACTION.finditer(sentence.text) if any(part in low for part in _IN_FRACTIONS) else ():
        is_length = any(_overlaps(one, match) and isinstance(one.value, TimeSpan) for one in sentence.mentions)
        if not is_length and not _NO_SHARE.match(sentence.text, match.end()):
            amount, span = parse_fraction(match) * 100, sentence.place(match[0])
            yield Figure(amount, SHARE, match[0], span, sentence.section, sentence, match.start())


def _overlaps(mention: Mention, match: re.Match[str]) -> bool:
    return mention.start < match.end() and match.start() < mention.end


def _read(mention: Mention) -> tuple[Decimal, str] | None:
    """The amount and the dimension of a fact; None for anything else, or a part of a number of another form."""
    value, quantity = mention.value, Quantity.of(mention.value)
    if quantity is None or quantity.dimension == "month" or _ORDINAL.search(mention.text):
        return None
    if _BEGUN.search(mention.just_before[-2:]) or _GOES_ON.match(mention.behind):
        return None  # a time or a date of another form
    if isinstance(value, TimeSpan):
        # As the number that is written, of which a digit can be wrong; `2 h 28 min` has several.
        units = _UNIT.findall(mention.text)
        if len(units) != 1 or _WITHOUT_NUMBER.match(mention.text):
            return None
        unit = units[0][0].lower()
        return quantity.amount / _SECONDS[unit], unit
    amount = amount_of(mention)
    if not quantity.dimension and amount != amount.to_integral_value():
        return None  # a version or a setting more often than a count
    return amount, quantity.dimension


def amount_of(mention: Mention) -> Decimal:
    """The amount of a fact that is a number; `2.9` of `2.9 of 4.3 million` are millions too."""
    quantity = Quantity.of(mention.value)
    assert quantity
    scaled = _OF_SCALED.match(mention.behind)
    if scaled and not quantity.dimension and quantity.amount < 1000:
        return quantity.amount.scaleb(_SCALES[scaled[1]])
    return quantity.amount
