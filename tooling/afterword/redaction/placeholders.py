"""Placeholders such as `[email 1]`: how they are written, numbered, and recognised again.

The number belongs to a value within one document. Values are held in memory only: neither a value nor anything that is
computed from one is ever written. What an earlier run numbered is learned by reading the source again and laying what
is found over what the earlier run wrote (`aligned`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

PLACEHOLDER = re.compile(r"\[(?P<kind>[A-Za-z0-9][A-Za-z0-9 .&-]{0,39}) (?P<number>[1-9][0-9]{0,5})\]")
"""The form alone. Whether it is one, and so may be left out of the search, is known by its kind: `[Tr0ub4dor 3]` is a
password."""
_HIGHEST_FOREIGN = 99_999
"""Placeholders of sources can have any number; numbering continues after those that leave room."""


@dataclass
class Numbering:
    """Which number each value has. A number belongs to one value only."""

    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _values: dict[tuple[str, int], str] = field(default_factory=dict)
    _highest: dict[str, int] = field(default_factory=dict)
    _foreign: set[tuple[str, int]] = field(default_factory=set)

    def placeholder(self, kind: str, value: str) -> str:
        """The placeholder of a value; a value that has none gets the next number."""
        number = self._numbers.get((kind, value))
        if number is None:
            number = self._highest.get(kind, 0) + 1
            while (kind, number) in self._foreign or (kind, number) in self._values:
                number += 1
            self._set(kind, value, number)
            self._highest[kind] = number
        return f"[{kind} {number}]"

    def reserve(self, text: str) -> None:
        """Give no new value a number that a placeholder in the text has already."""
        for kind, number in numbers(text):
            self._reserve(kind, number)

    def learn(self, kind: str, value: str, number: int) -> None:
        """Give a value the number that it had; the first that is learned counts, and no two values share one."""
        if (kind, value) not in self._numbers and (kind, number) not in self._values:
            self._set(kind, value, number)
            self._reserve(kind, number)

    def value(self, kind: str, number: int) -> str | None:
        """The value that has a number, None where it is not known."""
        return self._values.get((kind, number))

    def _set(self, kind: str, value: str, number: int) -> None:
        self._numbers[kind, value] = number
        self._values[kind, number] = value

    def _reserve(self, kind: str, number: int) -> None:
        if number <= _HIGHEST_FOREIGN:
            self._highest[kind] = max(number, self._highest.get(kind, 0))
        else:
            self._foreign.add((kind, number))


def masked(text: str) -> str:
    """The text with every placeholder's number taken out: what two runs over one text have in common."""
    return PLACEHOLDER.sub(lambda match: f"[{match['kind']}]", text) if "[" in text else text


def numbers(text: str) -> list[tuple[str, int]]:
    """The placeholders of a text, in order."""
    return [(match["kind"], int(match["number"])) for match in PLACEHOLDER.finditer(text)] if "[" in text else []


def aligned(new: Iterable[tuple[object, str]], old: Iterable[tuple[object, str]]) -> Iterable[tuple[str, int, int]]:
    """Yield pairs of numbers that belong to one value: kind, the number in the new text, the number in the old.

    Args:
        new: texts of this run, each with what identifies it, such as its source and line.
        old: texts of earlier runs.

    Texts are laid over each other where identity and masked text are the same and occur once on both sides.
    """
    known: dict[tuple[object, str], str | None] = {}
    for identity, text in old:
        if "[" in text:
            key = (identity, masked(text))
            known[key] = None if key in known and known[key] != text else text
    seen: dict[tuple[object, str], set[str]] = {}
    for identity, text in new:
        if "[" in text:
            seen.setdefault((identity, masked(text)), set()).add(text)
    for key, texts in seen.items():
        before = known.get(key)
        if before is not None and len(texts) == 1:
            pairs = zip(numbers(next(iter(texts))), numbers(before), strict=True)
            yield from ((kind, now, then) for (kind, now), (_, then) in pairs)
