"""Whether two tags are two spellings of one thing. Pure.

Numbers must be equal, each for itself: `search-v1` is not `search-v2`, and `4.1` is not `41`. Of the letters, two
things are forgiven: what separates and adorns them (case, hyphens, plural, `-service`), and one typing error in a long
word.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from afterword.text.word_lists import LEGAL_FORMS

_SEPARATORS = re.compile(r"[\s_./,:+\-\u2010-\u2015\u2212]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_DATE = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_HASH = re.compile(r"(?=[a-f]*\d)[0-9a-f]{7,}")
"""A commit: every character counts."""

_ADORNMENTS = {
    "service": (frozenset({"the"}), frozenset({"service", "svc"})),
    "provider": (frozenset[str](), LEGAL_FORMS),
}
"""By kind, words at the beginning and at the end that name nothing."""
_PLURAL_KINDS = ("service", "factor")
_LEAST_PLURAL_ALONE, _LEAST_PLURAL = 5, 3
"""Letters of the singular, for a name of one word and of several: `news` is not the plural of `new`."""

_LEAST_SWAPPED, _LEAST_OMITTED, _LEAST_REPLACED = 7, 8, 9
"""Letters of the shorter word for each typing error; words that are shorter have neighbours that are other words."""
_VOWELS = frozenset("aeiou")


class Likeness(IntEnum):
    """How two tags are alike."""

    NONE = 0
    TYPING_ERROR = 1
    FORM = 2


def compare(kind: str, one: str, other: str) -> Likeness:
    """Compare two tags of a kind: `service`, `factor`, `provider`, `model` or `version`."""
    first, second = _words(kind, one), _words(kind, other)
    if _numbers(first) != _numbers(second) or not first or not second:
        return Likeness.NONE
    if "".join(first) == "".join(second):
        return Likeness.FORM
    if kind == "version" or len(first) != len(second):
        return Likeness.NONE
    (wrong, right), *more = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] or [("", "")]
    return Likeness.TYPING_ERROR if not more and _is_slip(wrong, right, strict=kind == "model") else Likeness.NONE


def shared_by_alike(kind: str, tag: str) -> tuple[str, ...]:
    """Return what a tag has in common with every one that is like it, so that no others need to be compared."""
    words = _words(kind, tag)
    joined = "".join(words)
    return (joined,) if kind == "version" else (*_numbers(words), joined[:1], joined[-1:])


@lru_cache(maxsize=10_000)
def _words(kind: str, tag: str) -> tuple[str, ...]:
    """Return the words of a tag, folded."""
    text = unicodedata.normalize("NFKC", tag).strip()
    if kind == "version" and _HASH.fullmatch(text.casefold()):
        return (text.casefold(),)
    text = _DATE.sub(r"\1-\2-\3", text)
    first, last = _ADORNMENTS.get(kind, (frozenset[str](), frozenset[str]()))
    parts = (part if part.casefold() in last else _CAMEL.sub(" ", part) for part in _SEPARATORS.split(text))
    words = [word.casefold() for part in parts for word in part.split()]
    while len(words) > 1 and words[0] in first:
        words = words[1:]
    while len(words) > 1 and words[-1] in last:
        words = words[:-1]
    if kind in _PLURAL_KINDS:
        least = _LEAST_PLURAL if len(words) > 1 else _LEAST_PLURAL_ALONE
        words = [_singular(word, least) for word in words]
    return tuple(words)


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [run for word in words for run in _RUNS.findall(word) if run.isdecimal()]


def _singular(word: str, least: int) -> str:
    if not word.isalpha() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > least + 2:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes")) and len(word) > least + 1:
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > least else word


def _is_slip(one: str, other: str, *, strict: bool) -> bool:
    """Whether one word is the other with a typing error within it: no first or last letter makes two words one.

    Args:
        one: a word.
        other: another.
        strict: whether only swapped and doubled letters count: names of models are made of near syllables.
    """
    if not (one.isalpha() and other.isalpha() and one[0] == other[0] and one[-1] == other[-1]):
        return False
    short, long = sorted((one, other), key=len)
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        if short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]:
            return len(short) >= _LEAST_SWAPPED
        replaced = {short[start], long[start]}
        is_spelling = replaced == {"s", "z"} or (replaced <= _VOWELS and len(short) >= _LEAST_REPLACED)
        return not strict and is_spelling and short[start + 1 :] == long[start + 1 :]
    if len(long) != len(short) + 1 or len(short) < _LEAST_OMITTED or short[start:] != long[start + 1 :]:
        return False
    return not strict or any(a == b == long[start] for a, b in pairwise(long[start - 1 : start + 2]))
