"""What detectors give, and how places worth a look are found fast.

Patterns never run over the whole text. Bytes that every match contains (an anchor) are looked for with `bytes.find`,
or a run of one class of characters after `bytes.translate`, or a pattern over `View.shape` or `View.folded` that begins
with plain bytes, which Python's matcher finds as fast; a pattern is then tried at that place alone. This is what makes
the search fast, and linear for every text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from afterword.redaction.judging import is_filler, is_reference
from afterword.text.late_pattern import late_pattern

if TYPE_CHECKING:
    from afterword.redaction.view import View


class Sort(IntEnum):
    """What a find is; a smaller one wins where two overlap."""

    KEY = 0
    """A secret with a form of its own."""
    SECRET = 1
    """A secret by what precedes it."""
    PERSONAL = 2
    PERSON = 3
    """Somebody whom the caller knows."""
    NAME = 4
    """Somebody known by an address or a key beside the name."""


@dataclass(frozen=True, slots=True)
class Match:
    """One find in a view: its place, what the placeholder is to say, and what it is."""

    start: int
    end: int
    kind: str
    sort: Sort = Sort.PERSONAL

    @classmethod
    def of(cls, match: re.Match[str], kind: str, sort: Sort = Sort.PERSONAL, group: str | int = 0) -> Match:
        """Make the find that is a group of a pattern."""
        return cls(*match.span(group), kind, sort)


Look = Callable[[str, int], Iterator[Match]]
"""Finds what is secret at a place of a text that contains an anchor."""
Entry = tuple[bytes, Look, str]
"""A needle, what is tried there, and the words of which a text must have one; none where any text can have it."""


def entries(look: Look, *needles: str) -> Iterator[Entry]:
    """Yield an entry for each of several needles, with its longest run of letters as the word that a text must have."""
    for needle in needles:
        yield needle.encode(), look, max(re.findall("[a-z]+", needle.partition("(?")[0]), key=len)


def look_for(
    kind: str, regex: str, confirms: Callable[[str], bool] = bool, *, sort: Sort = Sort.SECRET, back: int = 0
) -> Look:
    """Make what finds a pattern with the group `value`, unless the value is a filler or refers to a secret.

    Args:
        kind: what the placeholder says.
        regex: contains its anchor, and begins so many characters before it at most (`back`).
        confirms: looks at the value.
    """
    compiled = late_pattern(regex)

    def look(text: str, at: int) -> Iterator[Match]:
        for start in range(max(0, at - back), at + 1):
            match = compiled.match(text, start)
            if match and match.end() > at:
                if confirms(match["value"]) and not is_filler(match["value"]) and not is_reference(match["value"]):
                    yield Match.of(match, kind, sort, "value")
                return

    return look


def value_at(kind: str, regex: str, confirms: Callable[[str], bool] = bool, *, sort: Sort = Sort.PERSONAL) -> Look:
    """Make what finds the group `value` of a pattern that begins at its anchor; `confirms` looks at the value."""
    compiled = late_pattern(regex)

    def look(text: str, at: int) -> Iterator[Match]:
        if (match := compiled.match(text, at)) and confirms(match["value"]):
            yield Match.of(match, kind, sort, "value")

    return look


def is_joined(char: str) -> bool:
    """Whether a character beside a number or a word is a part of it; one of a script without blanks is not."""
    return char.isalnum() and char < "\u2e80"


def is_part(text: str, start: int, end: int, *, before: str = "-._", after: str = "-_", glued: str = "") -> bool:
    """Whether a place is a part of something longer: of a word, a UUID, a decimal fraction, a path.

    Args:
        text, start, end: the place.
        before: signs that join it to a letter or digit before them.
        after: the same behind it.
        glued: signs that make it something else on their own, such as that of a currency.
    """
    head, tail = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        is_joined(head[-1:])
        or is_joined(tail[:1])
        or any(sign in glued for sign in (*head[-1:], *tail[:1]))
        or (head[-1:] in before and head[:-1].isalnum())
        or (tail[:1] in after and tail[1:].isalnum())
    )


def hits(data: bytes, needle: bytes) -> Iterator[int]:
    """Yield where the needle is."""
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def starts(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[int]:
    """Where the pattern matches; fast where all that it matches begins with the same bytes."""
    return (match.start() for match in pattern.finditer(data))


class Needles:
    """Several needles, found at once through a rare letter, or a few in a row, that all of them contain.

    One letter is found many times as fast as a word, so this costs less than to look for each of them.

    Args:
        looks: what to look for, each with what is tried there; a needle may end with a condition on what follows, such
            as `token(?![a-z])`.
        words: what a text must have one of, as runs of small letters; empty where needles can be parts of any word.
    """

    def __init__(self, letter: bytes, looks: dict[bytes, Look | tuple[Look, ...]], words: str = "") -> None:
        self.needles, self._letter = tuple(looks), letter
        self._looks = tuple(those if isinstance(those, tuple) else (those,) for those in looks.values())
        self.words = frozenset(words.encode().split())
        plain = [needle.partition(b"(?")[0] for needle in looks]
        self._offsets = [one.index(letter) for one in plain]
        around = []
        for needle, one, at in zip(looks, plain, self._offsets, strict=True):
            middle = at + len(letter)
            around.append(b"((?<=%b)(?=%b%b))" % (re.escape(one[:middle]), re.escape(one[middle:]), needle[len(one) :]))
        self._pattern = late_pattern(re.escape(letter) + b"(?:" + b"|".join(around) + b")")

    @property
    def looks(self) -> Iterator[Look]:
        """What is tried at needles."""
        return (look for those in self._looks for look in those)

    @classmethod
    def each(cls, *entries: Entry) -> Iterator[Needles]:
        """Yield a group for each needle, with all that is tried there: a text is searched for it once."""
        looks: dict[bytes, tuple[Look, ...]] = {}
        gates: dict[bytes, list[str]] = {}
        for needle, look, words in entries:
            looks[needle] = (*looks.get(needle, ()), look)
            gates.setdefault(needle, []).append(words)
        for needle, those in looks.items():
            words = " ".join(gates[needle]) if all(gates[needle]) else ""
            yield cls(needle.partition(b"(?")[0], {needle: those}, words)

    def hits(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield where a needle is, and which of them it is."""
        if len(self._letter) == 1 and self._letter not in data:  # one byte is looked for at once
            return
        for match in self._pattern.finditer(data):
            which = match.lastindex - 1  # type: ignore[operator]  # one of the groups matched
            yield match.start() - self._offsets[which], which

    def find(self, view: View) -> Iterator[Match]:
        """Find what looks find at their needles; a look goes on behind what it found."""
        taken = [[0] * len(those) for those in self._looks]
        for at, which in self.hits(view.folded):
            for number, look in enumerate(self._looks[which]):
                if at >= taken[which][number]:
                    for match in look(view.text, at):
                        if view.text.find("\n", at, match.start) < 0:  # cells below one head leave the next to be read
                            taken[which][number] = max(taken[which][number], match.end)
                        yield match


class Group(Protocol):
    """What is looked for together."""

    @property
    def words(self) -> frozenset[bytes]:
        """Runs of small letters of which a text must have one; none where any text can have what is looked for."""

    @property
    def looks(self) -> Iterator[Look]:
        """What is tried at the places that are found."""

    def find(self, view: View) -> Iterator[Match]:
        """Find what the looks find."""


class Anchors:
    """Several groups, of which only those are looked for whose words a text has."""

    def __init__(self, *groups: Group) -> None:
        self._groups = groups
        self._always = [group for group in groups if not group.words]
        self._by_word: dict[bytes, list[Group]] = {}
        for group in groups:
            for word in group.words:
                self._by_word.setdefault(word, []).append(group)
        self._words = frozenset(self._by_word)

    @property
    def looks(self) -> Iterator[Look]:
        """What is tried at the places that any group finds."""
        return (look for group in self._groups for look in group.looks)

    def reachable(self, view: View) -> Iterable[Group]:
        """The groups that can be in a text, each once."""
        present = self._words & view.words
        return dict.fromkeys((*self._always, *(group for word in present for group in self._by_word[word])))

    def find(self, view: View) -> Iterator[Match]:
        """Find what the looks of all groups find."""
        for group in self.reachable(view):
            yield from group.find(view)


def table(members: str) -> bytes:
    """For `bytes.translate`: characters that are members become `x`, others a space."""
    return bytes(120 if chr(code) in members else 32 for code in range(256))


def runs(data: bytes, members: bytes, least: int) -> Iterator[tuple[int, int]]:
    """Start and end of each run of members (a `table`) that is long enough."""
    classes = data.translate(members)
    needle = b"x" * least
    start = classes.find(needle)
    while start >= 0:
        end = classes.find(b" ", start)
        if end < 0:
            end = len(data)
        yield start, end
        start = classes.find(needle, end)
