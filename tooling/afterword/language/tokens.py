"""Words of a sentence with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from afterword.language.prose import OBJECT
from afterword.language.words import word_set

_TOKEN = re.compile(
    rf"{OBJECT}+|@?[^\W_][\w.+/]*(?:[-'’][^\W_][\w]*)*(?:['’](?![\w]))?|[^\w\s]",
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


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of a sentence; a full stop at the end of a word is a mark of its own."""
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


class _LettersAlone(dict[int, int]):
    """A table for `str.translate` that leaves a to z and makes a space of everything else."""

    def __missing__(self, character: int) -> int:
        return ord(" ")


_LETTERS_ALONE = _LettersAlone({ord(letter): ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz"})


class Heads(frozenset[str]):
    """Words that a rule looks for, each as its first run of ASCII letters; only `heads` makes them."""


_LOOKED_FOR: set[str] = set()
"""All that rules look for, gathered while they are imported: a sentence is searched once for the words of all rules."""


def heads(words: Iterable[str]) -> Heads:
    """The first letters-only part of each word: `fat` of `fat-fingered`, `shouldn` of `shouldn't`."""
    found = Heads(match[0] for word in words if (match := _LETTERS.match(word)))
    _LOOKED_FOR.update(found)
    return found


def letter_runs(low: str) -> list[str]:
    """The runs of ASCII letters of a sentence that is in lower case.

    Much cheaper than its words, and enough to tell that a word does not occur: the head of a word that is written
    with ASCII letters is always among them.
    """
    return low.translate(_LETTERS_ALONE).split()


def looked_for(runs: Iterable[str]) -> set[str]:
    """Those of a sentence's runs of letters that any rule looks for."""
    return _LOOKED_FOR.intersection(runs)
