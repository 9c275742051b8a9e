"""A text as patterns see it: what hides or imitates a character is undone, and every place is known in the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from afterword.text.invisible import TERMINAL_ESCAPE, without_invisible

_ODD = re.compile(r"[^\t\n\r -~]")
_SPARSE = 50
"""In a text of plain ASCII, one character in so many at most is none."""
_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_SHAPE = bytes(65 if 65 <= code <= 90 else 48 if 48 <= code <= 57 else code for code in range(256))
# A day on its own, at the end of a word, or before a time; logs hold one in each line.
_DAY = re.compile(rb"20(?<![0-9+(]20)(?<![0-9][ ./()-]20)[0-9]{2}-[01][0-9]-[0-3][0-9](?=T[0-9]|[^A-Za-z0-9_-]|-?\Z)")
_NO_DAY = b"|" * 10
_CLOSING, _SETTING = frozenset(b")]}"), frozenset(b"=:\"',")
_FOLDED = bytes(
    41 if code in _CLOSING else 61 if code in _SETTING else 48 if 48 <= code <= 57 else code
    for code in bytes(range(256)).lower()
)
# Letters and signs of other scripts that look like ASCII; NFKC knows the others (fullwidth, mathematical, circled).
_IMITATIONS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухіѕјԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονıⅼ‐‑‒–−⁃﹘。․∙⋅ꓸ﹫∶꞉⁄∕＿",
    "ABESIJKMHOPCTYXaeopcyxisjdqwhABEZHIKMNOPTYXovil------" + "-.....@::" + "//_",
)


@lru_cache(maxsize=4096)
def _seen(char: str) -> str:
    """What a character shows: nothing, the ASCII character that it imitates, or itself."""
    if char.isspace():
        return char if char in "\n\r\t\v\f\u2028\u2029\x85" else " "
    if not without_invisible(char):
        return ""
    folded = char.translate(_IMITATIONS)
    plain = unicodedata.normalize("NFKC", folded)
    return plain if len(plain) == 1 and plain.isascii() else char


@dataclass
class View:
    """A text to look for patterns in.

    Attributes:
        text: as it is seen.
        data: the same with one ASCII byte a character, to look for anchors in.
    """

    text: str
    data: bytes
    _places: list[int] = field(default_factory=list)
    _shifts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> View:
        """The view of a text."""
        data = text.encode("ascii", "replace")
        if text.isascii() and len(data.translate(None, _CONTROL)) == len(data):
            return cls(text, data)
        pieces: list[str] = []
        places, shifts = [0], [0]
        length = position = 0
        for start, end, seen in _changes(text, data):
            pieces += (text[position:start], seen)
            length += start - position + len(seen)
            position = end
            if end - start != len(seen):
                places.append(length)
                shifts.append(end - length)
        if not pieces:
            return cls(text, data)
        pieces.append(text[position:])
        shown = "".join(pieces)
        return cls(shown, shown.encode("ascii", "replace"), places, shifts)

    @cached_property
    def folded(self) -> bytes:
        """The bytes in lower case, with `0` for digits, `)` for closing brackets, `=` for what stands after a name."""
        return self.data.translate(_FOLDED)

    @cached_property
    def undated(self) -> bytes:
        """The bytes with `|` in place of days such as `2026-04-16`, which are in the way of numbers."""
        return _DAY.sub(_NO_DAY, self.data)

    @cached_property
    def shape(self) -> bytes:
        """The bytes without days, with `A` for capitals and `0` for digits."""
        return self.undated.translate(_SHAPE)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of the view stand in the text; what is hidden between them belongs to them."""
        if not self._places:
            return start, end
        return self._place(start), self._place(end - 1) + 1

    def _place(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._places, position) - 1]


def _changes(text: str, data: bytes) -> Iterator[tuple[int, int, str]]:
    """Each place that is seen otherwise than it is written: start, end, what is seen."""
    position = 0
    escapes = [match.span() for match in TERMINAL_ESCAPE.finditer(text)] if "\x1b" in text else []
    has_control = len(data.translate(None, _CONTROL)) != len(data)
    for start, end in (*escapes, (len(text), len(text))):
        for place in _odd(text, data, position, start, has_control):
            seen = _seen(text[place])
            if seen != text[place]:
                yield place, place + 1, seen
        if start < end:
            yield start, end, ""
        position = end


def _odd(text: str, data: bytes, start: int, end: int, has_control: bool) -> Iterator[int]:
    """Where a character stands that is no plain ASCII."""
    if has_control:
        yield from (match.start() for match in _ODD.finditer(text, start, end))
    elif data.count(b"?", start, end) * _SPARSE > end - start:
        # Another script: only what is seen otherwise is looked for.
        if changed := "".join(char for char in set(text[start:end]) if _seen(char) != char):
            yield from (match.start() for match in re.compile(f"[{re.escape(changed)}]").finditer(text, start, end))
    else:  # what is not ASCII is a question mark in the bytes, and those are found faster
        place = data.find(b"?", start, end)
        while place >= 0:
            if text[place] != "?":
                yield place
            place = data.find(b"?", place + 1, end)
