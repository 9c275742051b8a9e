"""Words of a vocabulary: the one that was meant, and those to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

_SEPARATORS = re.compile(r"[\s_-]+")
_ALIKE = 0.8
_SHOWN = 8
_LONGEST = 60


def same(one: str, other: str) -> bool:
    """Whether two words differ only in case and in what separates their parts."""
    return _folded(one) == _folded(other)


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the word that was meant, if one is similar enough; else an empty text."""
    by_form = {_folded(one): one for one in known}
    near = get_close_matches(_folded(word), by_form, n=1, cutoff=_ALIKE)
    return by_form[near[0]] if near else ""


def choices(word: str, known: Sequence[str]) -> str:
    """Return a remedy: the word that was meant, and the words to choose from; of many only the most similar."""
    near = nearest(word, known)
    guess = f"did you mean `{near}`? " if near else ""
    if len(known) <= _SHOWN:
        return f"{guess}Use one of: {', '.join(known)}" if guess else f"use one of: {', '.join(known)}"
    by_form = {_folded(one): one for one in known}
    like = [by_form[form] for form in get_close_matches(_folded(word), by_form, n=_SHOWN, cutoff=0)]
    use = "Use" if guess else "use"
    return f"{guess}{use} one of {len(known)} words, such as {', '.join(like)}"


def _folded(word: str) -> str:
    return " ".join(_SEPARATORS.split(word.casefold()))[:_LONGEST].strip()
