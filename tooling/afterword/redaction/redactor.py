"""Replacing what is found by placeholders that keep the sentence readable."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from itertools import accumulate

from afterword.config import Redaction as Settings
from afterword.redaction import credentials, personal, providers
from afterword.redaction.again import find_again
from afterword.redaction.matching import Match, Sort
from afterword.redaction.people import ROLES, Known, People
from afterword.redaction.placeholders import PLACEHOLDER, Numbering
from afterword.redaction.view import View

KINDS = providers.KINDS | credentials.KINDS | personal.KINDS | ROLES
"""What placeholders say where the project has no patterns of its own."""
_ROUNDS = 4
_APART = "\n\n\n\n;\n\n\n\n"
"""Between parts of a text that have nothing to do with each other; no pattern but that of key blocks goes over it."""
_REACH = 200
"""Characters around a placeholder that are looked at again: what stood there may have hidden something."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text without its secrets.

    Attributes:
        text: with placeholders such as `[email 1]`.
        found: how many of each kind were taken out.
    """

    text: str
    found: Counter[str]


@dataclass(frozen=True, slots=True)
class Find:
    """Something that is to go.

    Attributes:
        start, end: its characters in the text.
        kind: what it is, as the placeholder says it.
        value: what it is numbered by; the same for all ways of writing it.
        secret: whether it is a secret rather than personal data.
    """

    start: int
    end: int
    kind: str
    value: str
    secret: bool


class Redactor:
    """Redacts the texts of one document; the same value gets the same placeholder in all of them.

    Args:
        settings: patterns of the project's own, and what is allowed.
        people: whose names go.
        numbering: what is numbered already. Values are held in memory only and are never written anywhere.
    """

    def __init__(
        self, settings: Settings | None = None, people: Iterable[Known] = (), numbering: Numbering | None = None
    ) -> None:
        settings = settings or Settings()
        self.numbering = numbering or Numbering()
        self._patterns = [
            (pattern.name, re.compile(pattern.regex), Sort.SECRET if pattern.secret else Sort.PERSONAL)
            for pattern in settings.patterns
        ]
        self._know(tuple(people))
        self._allowed_texts = frozenset(allowed.text for allowed in settings.allow if allowed.text)
        self._allowed = [re.compile(allowed.regex) for allowed in settings.allow if allowed.regex]

    def anew(self, numbering: Numbering) -> Redactor:
        """The same patterns and people with another numbering."""
        other = copy(self)
        other.numbering = numbering
        return other

    def knowing(self, people: Iterable[Known]) -> Redactor:
        """The same patterns with other people, and nothing numbered yet."""
        other = self.anew(Numbering())
        other._know(tuple(people))
        return other

    def _know(self, people: tuple[Known, ...]) -> None:
        self.people = people
        self._people = People(people)
        self._kinds = KINDS.union((name for name, _, _ in self._patterns), (person.role for person in people))

    def redact(self, text: str) -> Redaction:
        """The text with every secret and every piece of personal data replaced; all else stays to the byte."""
        found: Counter[str] = Counter()
        finds = self.find(text)
        for _ in range(_ROUNDS):
            if not finds:
                break
            pieces: list[str] = []
            changed: list[int] = []
            position = length = 0
            for find in finds:
                # The newlines of what goes stay, so that lines keep their numbers.
                newlines = "\n" * text.count("\n", find.start, find.end)
                placeholder = self.numbering.placeholder(find.kind, find.value) + newlines
                pieces += (text[position : find.start], placeholder)
                length += find.start - position + len(placeholder)
                changed.append(length - len(placeholder))
                position = find.end
                found[find.kind] += 1
            text = "".join((*pieces, text[position:]))
            finds = self._find_in(text, _around(text, changed))
        return Redaction(text, found)

    def _find_in(self, text: str, segments: list[tuple[int, int]]) -> list[Find]:
        """What is to go from some parts of a text, as if each of them stood alone."""
        # Looking once through all of them costs far less than looking through each.
        together = _APART.join(text[start:end] for start, end in segments)
        begins = list(accumulate((end - start + len(_APART) for start, end in segments), initial=0))
        finds = []
        for find in self.find(together):
            at = bisect_right(begins, find.start) - 1
            start, end = segments[at]
            shift = start - begins[at]
            if find.end + shift > end:  # it reached beyond a part, as the beginning of a key block does
                return [
                    replace(one, start=one.start + start, end=one.end + start)
                    for start, end in segments
                    for one in self.find(text[start:end])
                ]
            finds.append(replace(find, start=find.start + shift, end=find.end + shift))
        return finds

    def find(self, text: str) -> list[Find]:
        """What is to go, in the order of the text; no two overlap."""
        found: dict[Match, tuple[str, Known | None]] = {}
        for view in View.all_of(text):
            people = dict(self._people.find(view))
            matches = (*providers.find(view), *credentials.find(view), *personal.find(view), *self._own(view), *people)
            outside = list(_outside_placeholders(self._placeholders(view), matches))
            for match in (*outside, *find_again(view, _without_overlap(outside))):
                start, end = view.original(match.start, match.end)
                is_same = start == match.start and end == match.end
                place = match if is_same else Match(start, end, match.kind, match.sort)
                found.setdefault(place, (view.text[match.start : match.end], people.get(match)))
        finds = []
        for match in _without_overlap(found):
            seen, person = found[match]
            if not any(self._is_allowed(one, match.sort) for one in (seen, text[match.start : match.end])):
                value = f"{person.name}|{person.handles}" if person else _value(match.kind, seen)
                finds.append(Find(match.start, match.end, match.kind, value, match.sort in (Sort.KEY, Sort.SECRET)))
        return finds

    def _placeholders(self, view: View) -> list[tuple[int, int]]:
        """Where placeholders are. Of unknown kinds there are none: the brackets could contain anything."""
        if "[" not in view.text:
            return []
        return [match.span() for match in PLACEHOLDER.finditer(view.text) if match["kind"] in self._kinds]

    def _own(self, view: View) -> Iterator[Match]:
        for name, regex, sort in self._patterns:
            group = "value" if "value" in regex.groupindex else 0
            for match in regex.finditer(view.text):
                if match.end(group) > match.start(group):
                    yield Match(*match.span(group), name, sort)

    def _is_allowed(self, value: str, sort: Sort) -> bool:
        if value in self._allowed_texts:
            return True
        # A key with a provider's form is excepted to the letter or not at all.
        return sort is not Sort.KEY and any(regex.fullmatch(value) for regex in self._allowed)


_CASELESS_KINDS = frozenset({"email", "account name", "name", "host name"})
_NUMERIC_KINDS = frozenset({"phone number", "card number", "national id", "IBAN"})


def _value(kind: str, seen: str) -> str:
    """What a value is numbered by: addresses without their case, numbers without what groups them."""
    if kind in _CASELESS_KINDS:
        return seen.casefold()
    if kind in _NUMERIC_KINDS:
        return "".join(char for char in seen if char.isalnum())
    return "".join(seen.split())


def _outside_placeholders(spans: list[tuple[int, int]], matches: Iterable[Match]) -> Iterator[Match]:
    """The matches, cut off where a placeholder begins; what is in one is not a secret."""
    starts = [start for start, _ in spans]
    for match in matches:
        after = bisect_left(starts, match.start)
        if after and spans[after - 1][1] > match.start:
            continue
        if after < len(spans) and starts[after] < match.end:
            if starts[after] - match.start >= 4:
                yield Match(match.start, starts[after], match.kind, match.sort)
        else:
            yield match


def _without_overlap(matches: Iterable[Match]) -> list[Match]:
    """The surest of those that share characters, in the order of the text."""
    taken: list[int] = []
    chosen: list[Match] = []
    for match in sorted(set(matches), key=lambda match: (match.sort, match.start, -match.end, match.kind)):
        at = bisect_left(taken, match.start + 1)
        if (at and chosen[at - 1].end > match.start) or (at < len(taken) and taken[at] < match.end):
            continue
        taken.insert(at, match.start)
        chosen.insert(at, match)
    return chosen


def _around(text: str, places: list[int]) -> list[tuple[int, int]]:
    """Whole lines near the places, each part of the text once."""
    segments: list[tuple[int, int]] = []
    for place in places:
        first = max(0, place - _REACH)
        start = text.rfind("\n", max(0, first - _REACH), first) + 1 or first
        end = text.find("\n", place + _REACH, place + 2 * _REACH)
        end = min(len(text), place + _REACH) if end < 0 else end
        if segments and start <= segments[-1][1]:
            segments[-1] = (segments[-1][0], max(end, segments[-1][1]))
        else:
            segments.append((start, end))
    return segments
