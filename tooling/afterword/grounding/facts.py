"""Facts in a sentence, which can be checked: times, dates, amounts, identifiers and names.

Every digit of a text ends up in a fact: finders run from the most specific to the most general, and what one has found
is hidden from the next. So the digits of `16:40` are never the number 40.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from afterword.grounding import identifiers
from afterword.grounding.identifiers import Identifier, Name
from afterword.text import amounts
from afterword.text.amounts import Count, Money, Percentage
from afterword.text.finders import Finder, FinderIndex
from afterword.text.folding import normalise
from afterword.times.clock_times import CLOCK_CUES, ClockTime, find_clock_times
from afterword.times.dates import FIND_DATES, CalendarDate, find_years
from afterword.times.durations import FIND_TIME_SPANS, TimeSpan

Value = ClockTime | CalendarDate | TimeSpan | Percentage | Money | Count | Identifier | Name

_LABELS: dict[type[Value], str] = {
    ClockTime: "time", CalendarDate: "date", TimeSpan: "duration", Percentage: "percentage", Money: "sum of money",
    Count: "number", Identifier: "identifier", Name: "name",
}  # fmt: skip
_MASK = "\0"
_MAX_CHARACTERS = 10_000
_FINDERS: tuple[Finder[Value], ...] = (
    identifiers.find_code_spans,
    *identifiers.FIND_LITERALS,
    *FIND_DATES,
    *amounts.FIND_WITH_DECIMAL_COMMA,
    *identifiers.FIND_REFERENCES,
    *amounts.FIND_MONEY_AND_PERCENTAGES,
    Finder(find_clock_times, frozenset(CLOCK_CUES.split())),
    *FIND_TIME_SPANS,
    *amounts.FIND_WITH_UNIT,
    *identifiers.FIND_TOKENS,
    find_years,
    *amounts.FIND_NUMBERS,
    *identifiers.FIND_REST,
)
_INDEX: FinderIndex[Value] = FinderIndex(_FINDERS)
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing in a text that evidence must contain.

    Attributes:
        value: in one form, however it is written.
        text: how it is written, in the plain form of the text.
        start: its offset in the plain form of the text.
    """

    value: Value
    text: str
    start: int = 0

    @property
    def label(self) -> str:
        """What it is, in a word or three."""
        return _LABELS[type(self.value)]


def find_facts(text: str, known_names: Collection[str] = ()) -> tuple[Fact, ...]:
    """Find all facts of a text, in its order. A text longer than 10,000 characters is cut there.

    Args:
        known_names: names in lower case; such a word is one at the beginning of a sentence too.
    """
    whole = normalise(text)[:_MAX_CHARACTERS]
    rest = whole
    found: list[Fact] = []
    has_digits = True
    for finder in _INDEX.select(whole):
        places = list(finder.find(rest)) if has_digits or not finder.has_digits else []
        if places:
            masked = list(rest)
            # One match can have many values: `2 h, 3 h and 1 h`.
            for (start, end), same in groupby(places, itemgetter(1, 2)):
                written = whole[start:end].strip()
                found += [Fact(value, written, start) for value, _, _ in same]
                masked[start:end] = _MASK * (end - start)
            rest = "".join(masked)
            has_digits = _DIGIT.search(rest) is not None
        if finder is identifiers.find_code_spans:
            rest = rest.replace("`", " ")  # what is left has no partner
    names = identifiers.find_names(rest, known_names)
    found += [Fact(name, whole[start:end], start) for name, start, end in names]
    return tuple(sorted(found, key=lambda fact: fact.start))
