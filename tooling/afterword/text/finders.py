"""Finding values in text with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from afterword.text.late_pattern import late_pattern

Value = TypeVar("Value", covariant=True)
Found = Iterable[tuple[Value, int, int]]
"""Values, each with its first offset and the offset behind it."""
_CUE = re.compile(r"[a-z]+|[^\sa-z0-9.]|\.(?=[0-9])")
_DIGIT = re.compile("[0-9]")
_I = str.maketrans("İı", "ii")
"""Without case they are an `i` to regular expressions, but not to `str.lower`."""


@dataclass(frozen=True, slots=True)
class Finder(Generic[Value]):
    """Finds values in a text.

    Attributes:
        find: finds them.
        cues: runs of ASCII letters in lower case, and other marks, of which a text with a value contains at least one,
            a full stop only before a digit; empty if there are none.
        has_digits: whether every value contains a digit.
    """

    find: Callable[[str], Found[Value]]
    cues: frozenset[str] = frozenset()
    has_digits: bool = False

    def __call__(self, text: str) -> Found[Value]:
        """Find the values in a text."""
        return self.find(text)


def by_pattern(
    pattern: str, read: Callable[[re.Match[str]], Iterable[Value]], *, cues: str = "", has_digits: bool = False
) -> Finder[Value]:
    """Make a finder of the values that a function reads from the matches of a pattern; it may read none.

    Args:
        pattern: a regular expression.
        cues: those of the finder, with blanks between them.
        has_digits: whether every match contains a digit.
    """
    compiled = late_pattern(pattern)

    def find(text: str) -> list[tuple[Value, int, int]]:
        return [(value, *match.span()) for match in compiled.finditer(text) for value in read(match)]

    return Finder(find, frozenset(cues.split()), has_digits)


class FinderIndex(Generic[Value]):
    """Finders by their cues, so that one pass over a text says which of them can find something."""

    def __init__(self, finders: Sequence[Finder[Value]]) -> None:
        self._finders = tuple((1 << place, finder) for place, finder in enumerate(finders))
        self._without_cues = sum(bit for bit, finder in self._finders if not finder.cues)
        self._of_digits = sum(bit for bit, finder in self._finders if finder.has_digits)
        self._by_cue: dict[str, int] = {}
        for bit, finder in self._finders:
            for cue in finder.cues:
                self._by_cue[cue] = self._by_cue.get(cue, 0) | bit

    def select(self, text: str) -> list[Finder[Value]]:
        """Return the finders that can find something in a normalised text, in their order."""
        selected = self._without_cues
        for cue in _CUE.findall((text if text.isascii() else text.translate(_I)).lower()):
            selected |= self._by_cue.get(cue, 0)
        if not _DIGIT.search(text):
            selected &= ~self._of_digits
        return [finder for bit, finder in self._finders if selected & bit]
