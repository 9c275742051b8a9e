"""Split a sentence into words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import NamedTuple

from afterword.language.prose import OBJECT
from afterword.text.word_set import word_set

_TOKEN = re.compile(
    rf"{OBJECT}+|\d{{1,2}}:\d\d(?::\d\d)?(?!\w)|(?:(?<!\w)@)?[^\W_][\w.+/]*(?:[-'’][^\W_][\w]*)*(?:['’](?![\w]))?"
    rf"|[^\w\s]"
)
_CLITIC = re.compile(r"(?:'s|'ll|'d|'re|'m)$")
_PRONOUN_BEFORE_S = word_set("it that what who there here he she let where how")


class Token(NamedTuple):
    """A word or a mark.

    Attributes:
        text: as written.
        low: in lower case, straight apostrophes, without a possessive ending.
        start: where it begins in the sentence.
        end: where it ends.
        possessive: whether it ends in `'s` or in the apostrophe of a plural.
    """

    text: str
    low: str
    start: int
    end: int
    possessive: bool = False

    @property
    def word(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.low[0].isalnum() or self.low[0] == "@" or self.low[0] == OBJECT


def split_tokens(text: str) -> tuple[Token, ...]:
    """Split a sentence into words and marks; a full stop at the end of a word is a mark of its own."""
    found = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        if raw.isalpha():  # most words; the same as below, without the questions that are answered
            found.append(Token(raw, raw.lower(), match.start(), match.end()))
            continue
        raw = raw.rstrip("./+")
        low, possessive = raw.lower().replace("’", "'"), False
        if low.endswith("'"):
            low, possessive = low[:-1], True
        elif clitic := _CLITIC.search(low):
            stem = low[: clitic.start()]
            possessive = clitic[0] == "'s" and stem not in _PRONOUN_BEFORE_S
            low = stem
        if low:
            found.append(Token(raw, low, match.start(), match.start() + len(raw), possessive))
        if len(raw) < len(match[0]):
            found.append(Token(".", ".", match.start() + len(raw), match.end()))
    return tuple(found)


_LETTERS = re.compile("[a-z]+")


def triggers(words: Iterable[str]) -> frozenset[str]:
    """Return the first run of ASCII letters of each word: `fat` of `fat-fingered`, `shouldn` of `shouldn't`."""
    return frozenset(match[0] for word in words if (match := _LETTERS.search(word)))


class Letters:
    """The runs of ASCII letters of a text in lower case, which are much cheaper to find than its words."""

    def __init__(self, low: str) -> None:
        self.runs = frozenset(_LETTERS.findall(low))

    def may_contain(self, triggers: frozenset[str]) -> bool:
        """Whether a word with one of these triggers can be in the text: quick, and never no if there is one."""
        return not triggers.isdisjoint(self.runs)

    def present(self, triggers: Set[str]) -> Set[str]:
        """Return those of the triggers of which a word may be in the text."""
        return triggers & self.runs
