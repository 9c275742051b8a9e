"""Finding what can be checked in a sentence: times, dates, amounts, identifiers and names.

Every digit of a text ends up in a fact: readers run from the most specific to the most general, and what one has read
is hidden from the next. So the digits of `16:40` are never the number 40.
"""

from __future__ import annotations

from collections.abc import Collection

from afterword.grounding import amounts, clock, identifiers
from afterword.grounding.kinds import MASK, Fact, Kind, Reader
from afterword.text.folding import normalise

_MAX_CHARACTERS = 10_000
_READERS: tuple[Reader, ...] = (
    *identifiers.LITERAL,
    *clock.DATES,
    *identifiers.REFERENCES,
    *amounts.MONEY_AND_SHARES,
    *clock.TIMES,
    *clock.DURATIONS,
    *amounts.WITH_UNIT,
    *identifiers.TOKENS,
    *clock.YEARS,
    *amounts.NUMBERS,
    *identifiers.LEFTOVERS,
)


def facts(text: str, known_names: Collection[str] = ()) -> tuple[Fact, ...]:
    """All facts of a text, in its order. A text longer than 10,000 characters is cut there.

    Args:
        text: the text.
        known_names: names in lower case; such a word is one at the beginning of a sentence too.
    """
    whole = normalise(text)[:_MAX_CHARACTERS]
    rest = whole
    found: list[Fact] = []
    for pattern, read in _READERS:
        hidden = []
        for match in pattern.finditer(rest):
            values = list(read(match))
            found += [Fact(kind, value, match[0].strip(), match.start()) for kind, value in values]
            if values:
                hidden.append(match.span())
        for start, end in hidden:
            rest = rest[:start] + MASK * (end - start) + rest[end:]
        if pattern is identifiers.CODE_SPAN:
            # What is left of them is without a partner.
            rest = rest.replace("`", " ")
    found += [Fact(Kind.NAME, word.casefold(), word, start) for word, start in identifiers.names(rest, known_names)]
    return tuple(sorted(found, key=lambda fact: fact.start))
