"""What the name of a person looks like. No list of names is complete: the words around a name have to tell it."""

from __future__ import annotations

import re

from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import AMBIGUOUS_NAMES, GIVEN_NAMES, NO_PERSONS, ROLES

WORD = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
"""A word with a capital; with letters that are not ASCII, what it begins with is looked at later."""
_PARTICLES_LIST = (
    "van von vom zu zum zur de der den del della di da do dos das du la le lo el al bin ibn ben ten ter af av y e und"
)
_PARTICLES = frozenset(_PARTICLES_LIST.split())
PARTICLE = rf"(?:{'|'.join(_PARTICLES_LIST.split())})"
_TITLES_LIST = (
    "mr mrs ms mx miss dr prof herr frau fräulein mme mlle monsieur madame m sr sra srta sig dott ing rev sir dame"
)
_TITLES = frozenset(_TITLES_LIST.split())
FULL = rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,4}}"
"""Two words with capitals or more, and the particles between them."""
REVERSED = rf"{WORD}(?:[ -]{WORD})?, {WORD}(?: {WORD})?"
"""`Pike, Oren`."""
NAME = rf"(?:{REVERSED}|{FULL}|{WORD})"
_SPLIT = late_pattern(r"[^\s,]+")
_NEVER = NO_PERSONS | ROLES
_NEVER_IF_SURE = _NEVER - AMBIGUOUS_NAMES
_SURE_GIVEN = GIVEN_NAMES - _NEVER - AMBIGUOUS_NAMES
_HUMP = late_pattern(r"[a-z][A-Z]")
_HUMPED = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Lo", "Van", "Fitz", "O'", "O’", "D'", "D’")
_MOST_WORDS = 5


def is_given(word: str) -> bool:
    """Whether a word is a given name and, with a capital, hardly ever something else."""
    lower = word.casefold().strip(".")
    return lower in _SURE_GIVEN or ("-" in lower and lower.partition("-")[0] in _SURE_GIVEN)


def is_title(word: str) -> bool:
    """Whether a word is what persons are addressed with, such as `Mr`."""
    return word.casefold().strip(".") in _TITLES


def find_name(
    text: str, start: int, end: int, *, sure: bool = False, single: bool = False, ends: bool = False
) -> tuple[int, int] | None:
    """Find the name of a person at the beginning of a run of words with capitals.

    Args:
        text, start, end: the run.
        sure: whether the words around it say that it is a name, so that it may be a word of the language too.
        single: whether one word will do.
        ends: whether the name is at the end of the run instead.
    """
    words = [(match.start(), match.group()) for match in _SPLIT.finditer(text, start, end)]
    if ends:
        words.reverse()
    chosen: list[tuple[int, str]] = []
    given = any(is_given(word) for _, word in words)
    for at, word in words[: _MOST_WORDS + 2]:
        if not _can_be(word, sure or given):
            break
        chosen.append((at, word))
    chosen.sort()
    while chosen and chosen[-1][1] in _PARTICLES:
        chosen.pop()
    while chosen and (chosen[0][1] in _PARTICLES or chosen[0][1].casefold().strip(".") in _TITLES):
        chosen.pop(0)
    names = [word for _, word in chosen if word not in _PARTICLES]
    if not (1 if single else 2) <= len(names) <= _MOST_WORDS or not _have_one_case(names, sure):
        return None
    last, word = chosen[-1]
    return chosen[0][0], last + len(_without_genitive(word))


def _without_genitive(word: str) -> str:
    return re.sub(r"['’]s?\Z|(?<=[^\W\d_]{2})\.\Z", "", word)


def _can_be(word: str, sure: bool) -> bool:
    if word in _PARTICLES or word.casefold().strip(".") in _TITLES:
        return True
    never = _NEVER_IF_SURE if sure else _NEVER
    bare = _without_genitive(word)
    parts = (bare, *bare.split("-"))
    is_hump = _HUMP.search(bare) is not None and not bare.startswith(_HUMPED)
    is_capital = bare[:1].isalpha() and not bare[:1].islower()
    return is_capital and not is_hump and not any(part.casefold().strip(".") in never for part in parts)


def _have_one_case(names: list[str], sure: bool) -> bool:
    """Whether no word alone is in capitals, as abbreviations are; all of them are in some records."""
    shouted = [name for name in names if len(name.strip(".")) > 1 and name.isupper() and name.upper() != name.lower()]
    return not shouted or (sure and len(shouted) == len([name for name in names if len(name.strip(".")) > 1]))
