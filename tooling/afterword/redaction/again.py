"""What was found once is found wherever the text repeats it, also where nothing announces it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.redaction.judging import is_random
from afterword.redaction.matching import Match, Sort, is_joined
from afterword.redaction.personal.persons import FULL, find_name, is_given
from afterword.redaction.personal.whereabouts import BIRTH
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import COMMON_WORDS

_ANCHOR = late_pattern(r"[^\W_a-z][^\W_]{2,}")
"""From the first capital or digit of a word to its end: the same in a value and wherever it is repeated."""
_LEAST_SECRET, _LEAST_DIGITS = 8, 6
_NOT_REPEATED = frozenset({"salary", "location", "MAC address", "IP address"})
"""Kinds whose values may be something else elsewhere, or that are found by their form anyway."""
_LEAST_PART = 5
"""Letters of a part of a name that is one wherever it is: shorter ones are words too often."""
_ANYWHERE = -1
"""In place of the line to which a part of a name is bound that no given name tells from a product's."""
_MOST_WORDS = 3
_PART = late_pattern(r"(?<![\w@/._-])[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@]|[._-]\w)")
_FULL = late_pattern(FULL)


def find_again(view: View, found: Iterable[Match]) -> Iterator[Match]:
    """Find the other places of values that are distinct enough to be the same value everywhere."""
    text = view.text
    values: dict[str, dict[tuple[str, int], tuple[int, Match]]] = {}
    for match in found:
        line = text.rfind("\n", 0, match.start) + 1
        for value, is_anywhere in _distinct(text, match):
            if anchor := _ANCHOR.search(value):
                known = values.setdefault(anchor[0], {})
                known.setdefault((value, _ANYWHERE if is_anywhere else line), (anchor.start(), match))
    for place in _ANCHOR.finditer(text) if values else ():
        for (value, line), (offset, match) in values.get(place[0], {}).items():
            start = place.start() - offset
            end = start + len(value)
            is_there = line == _ANYWHERE or (line <= start and text.find("\n", line, start) < 0)
            if is_there and start >= 0 and text.startswith(value, start) and not _is_inside(text, start, end):
                yield _whole(text, start, end, match)


def _is_inside(text: str, start: int, end: int) -> bool:
    return is_joined(text[start - 1 : start] if start else "") or is_joined(text[end : end + 1])


def _whole(text: str, start: int, end: int, match: Match) -> Match:
    """The find at another place; of a name, with the words that belong to it there."""
    whole = _FULL.match(text, start) if match.sort is Sort.NAME else None
    name = find_name(text, *whole.span()) if whole else None
    return Match(*(name if name and name[0] == start else (start, end)), match.kind, match.sort)


def _distinct(text: str, match: Match) -> Iterator[tuple[str, bool]]:
    """The value if it can be nothing else wherever it is; of a name, its parts too, perhaps in its line alone."""
    value = text[match.start : match.end]
    if match.sort is Sort.NAME:
        yield from _names(value)
    elif match.sort is Sort.PERSONAL:
        digits = sum(map(str.isdigit, value))
        if match.kind == BIRTH or (digits >= _LEAST_DIGITS and match.kind not in _NOT_REPEATED):
            yield value, True
    elif match.sort in (Sort.KEY, Sort.SECRET) and _is_secret_anywhere(value):
        yield value, True


def _is_secret_anywhere(value: str) -> bool:
    has_both_cases = any(map(str.islower, value)) and any(map(str.isupper, value))
    return len(value) >= _LEAST_SECRET and any(map(str.isdigit, value)) and (has_both_cases or is_random(value))


def _names(value: str) -> Iterator[tuple[str, bool]]:
    words = [word for word in _PART.findall(value) if word.lower() not in COMMON_WORDS]
    is_person = bool(words) and is_given(words[0]) and len(words) == len(value.split()) < _MOST_WORDS
    if is_person:
        yield value, True
    for word in words:
        if len(word) >= _LEAST_PART and find_name(word, 0, len(word), single=True):
            yield word, is_person
