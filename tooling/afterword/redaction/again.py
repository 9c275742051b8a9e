"""What was found once is found wherever the text repeats it, also where nothing announces it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.redaction.judging import is_random
from afterword.redaction.matching import Match, Sort, is_joined
from afterword.redaction.personal.persons import FULL, can_be_given, find_name
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
_PART = late_pattern(r"(?<![\w@/._-])[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@]|[._-]\w)")
_FULL = late_pattern(FULL)


def find_again(view: View, found: Iterable[Match]) -> Iterator[Match]:
    """Find the other places of values that are distinct enough to be the same value everywhere."""
    text = view.text
    values: dict[str, dict[str, tuple[int, Match]]] = {}
    for match in found:
        for value in _distinct(text, match):
            if anchor := _ANCHOR.search(value):
                values.setdefault(anchor[0], {}).setdefault(value, (anchor.start(), match))
    for place in _ANCHOR.finditer(text) if values else ():
        for value, (offset, match) in values.get(place[0], {}).items():
            start = place.start() - offset
            end = start + len(value)
            if start >= 0 and text.startswith(value, start) and not _is_inside(text, start, end):
                yield _whole(text, start, end, match)


def _is_inside(text: str, start: int, end: int) -> bool:
    return is_joined(text[start - 1 : start] if start else "") or is_joined(text[end : end + 1])


def _whole(text: str, start: int, end: int, match: Match) -> Match:
    """The find at another place; of a name, with the words that belong to it there."""
    whole = _FULL.match(text, start) if match.sort is Sort.NAME else None
    name = find_name(text, *whole.span()) if whole else None
    return Match(*(name if name and name[0] == start else (start, end)), match.kind, match.sort)


def _distinct(text: str, match: Match) -> Iterator[str]:
    """The value if it can be nothing else wherever it is; of a name, its parts too."""
    value = text[match.start : match.end]
    if match.sort is Sort.NAME:
        yield from _names(value)
    elif match.sort is Sort.PERSONAL:
        digits = sum(map(str.isdigit, value))
        if match.kind == BIRTH or (digits >= _LEAST_DIGITS and match.kind not in _NOT_REPEATED):
            yield value
    elif match.sort in (Sort.KEY, Sort.SECRET) and len(value) >= _LEAST_SECRET and any(map(str.isdigit, value)):
        if is_random(value) or (any(map(str.islower, value)) and any(map(str.isupper, value))):
            yield value


def _names(value: str) -> Iterator[str]:
    words = [word for word in _PART.findall(value) if word.lower() not in COMMON_WORDS]
    if any(map(can_be_given, words)):
        yield value
    yield from (word for word in words if len(word) >= _LEAST_PART and find_name(word, 0, len(word), single=True))
