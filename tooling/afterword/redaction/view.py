"""A text as patterns see it: what hides or imitates a character is undone, and every place is known in the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from afterword.text.invisible import TERMINAL_ESCAPE, without_invisible
from afterword.text.lookalikes import readings

_NOT_ASCII = re.compile(rb"\?\?*+")
"""In the bytes, where what is not ASCII is a question mark; a pattern that begins with one byte is found fast."""
_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_ENTITY = (
    r"&(?:#(?P<decimal>[0-9]{2,6})|#[xX](?P<hex>[0-9a-fA-F]{2,5})|(?P<name>commat|period|lowbar|hyphen|plus|num));"
    r"|\\u(?P<unit>00[2-7][0-9a-fA-F])"
)
"""A character as HTML or JSON can write it."""
_ODD = re.compile(rf"{TERMINAL_ESCAPE.pattern}|{_ENTITY}|[^\t\n\r -~]")
"""What can be seen otherwise than it is written."""
_ENTITY_START = re.compile(rb"&(?=#[0-9xX]|commat;|period;|lowbar;|hyphen;|plus;|num;)"), re.compile(rb"\\u00[2-7]")
_ENTITY_NAMES = {"commat": "@", "period": ".", "lowbar": "_", "hyphen": "-", "plus": "+", "num": "#"}
_SHAPE = bytes(65 if 65 <= code <= 90 else 48 if 48 <= code <= 57 else code for code in range(256))
# A day on its own, at the end of a word, or before a time; logs have one in each line.
_DAY = re.compile(rb"20(?<![0-9+(]20)(?<![0-9][ ./()-]20)[0-9]{2}-[01][0-9]-[0-3][0-9](?=T[0-9]|[^A-Za-z0-9_-]|-?\Z)")
_NO_DAY = b"|" * 10
_CLOSING, _SETTING = frozenset(b")]}"), frozenset(b"=:\"',")
_FOLDED = bytes(
    41 if code in _CLOSING else 61 if code in _SETTING else 48 if 48 <= code <= 57 else code
    for code in bytes(range(256)).lower()
)
# A character that is beside an ASCII letter or digit, with a sign between them at most.
_BESIDE_ASCII = re.compile(
    r"(?s)[^\x00-\x7f](?:(?<=[A-Za-z0-9].)|(?<=[A-Za-z0-9][._:@+/=~-].)|(?=[._:@+/=~-]?[A-Za-z0-9]))"
)
_LETTERS = bytes(code if 97 <= code <= 122 else 32 for code in range(256))
_CASES = bytes(97 if 97 <= code <= 122 else 65 if 65 <= code <= 90 else 32 for code in range(256))
_HUMP = re.compile(rb"(?<=[a-z])(?=[A-Z])")
_LONGEST_NAME, _LEAST_PART = 60, 4
_SPACE = re.compile(r"\s")
_ASCII_WORD = re.compile(rb"[A-Za-z0-9]")


@lru_cache(maxsize=4096)
def _readings(char: str) -> tuple[str, ...]:
    """What a character can be read as: nothing, itself, or the ASCII that it imitates."""
    if char.isspace():
        return (char,) if char in "\n\r\t\v\f\u2028\u2029\x85" else (" ",)
    return readings(char) if without_invisible(char) else ("",)


@dataclass
class View:
    """A text to look for patterns in.

    Attributes:
        text: as it is seen.
        data: the same with one ASCII byte a character, to look for anchors in.
        characters: those of the text as written that are not ASCII.
    """

    text: str
    data: bytes
    characters: frozenset[str] = frozenset()
    _places: list[int] = field(default_factory=list)
    _shifts: list[int] = field(default_factory=list)
    _ends: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> View:
        """Return the view of a text, each character in its surest reading."""
        return next(cls.all_of(text))

    @classmethod
    def all_of(cls, text: str) -> Iterator[View]:
        """Yield the view of a text, then those with other readings of characters in words that hold ASCII too."""
        data = text.encode("ascii", "replace")
        is_odd = len(data.translate(None, _CONTROL)) != len(data) or any(form.search(data) for form in _ENTITY_START)
        if text.isascii() and not is_odd:
            yield cls(text, data)
            return
        characters = set("".join(text[slice(*run.span())] for run in _NOT_ASCII.finditer(data)))
        found = list(_changes(text, data, characters, is_odd))
        yield cls._changed(text, data, characters, found)
        if _ASCII_WORD.search(data) and (ambiguous := dict(_ambiguous(text, characters))):
            changes = {start: (end, seen) for start, end, seen in found}
            escaped = {at for start, (end, _) in changes.items() for at in range(start + 1, end)}
            ambiguous = {at: several for at, several in ambiguous.items() if at not in escaped}
            for number in range(1, max(map(len, ambiguous.values()), default=1)):
                changes |= {at: (at + 1, several[min(number, len(several) - 1)]) for at, several in ambiguous.items()}
                seen_so = ((start, end, seen) for start, (end, seen) in sorted(changes.items()))
                yield cls._changed(text, data, characters, seen_so)

    @classmethod
    def _changed(cls, text: str, data: bytes, characters: set[str], changes: Iterable[tuple[int, int, str]]) -> View:
        present = frozenset(characters)
        pieces: list[str] = []
        places, shifts, ends = [0], [0], dict[int, int]()
        length = position = 0
        for start, end, seen in changes:
            pieces += (text[position:start], seen)
            length += start - position + len(seen)
            position = end
            if end - start > 1 and seen:  # an entity is replaced to its end
                ends[length - 1] = end
            if end - start != len(seen):
                if len(seen) > 1:  # all that a character is seen as is at its place
                    inner = range(length - len(seen) + 1, length)
                    places += inner
                    shifts += (start - place for place in inner)
                places.append(length)
                shifts.append(end - length)
        if not pieces:
            return cls(text, data, present)
        pieces.append(text[position:])
        shown = "".join(pieces)
        return cls(shown, shown.encode("ascii", "replace"), present, places, shifts, ends)

    @cached_property
    def folded(self) -> bytes:
        """The bytes in lower case, with `0` for digits, `)` for closing brackets, `=` for what follows a name."""
        return self.data.translate(_FOLDED)

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Runs of ASCII letters, in lower case; what only one of them can announce is not looked for without it."""
        found = set(self.folded.translate(_LETTERS).split())
        classes = self.data.translate(_CASES)
        humped, at = set[bytes](), classes.find(b"aA")
        while at >= 0:  # `PatientBirthDate` is three words
            end = classes.find(b" ", at, at + _LONGEST_NAME)
            end = end if end >= 0 else at + _LONGEST_NAME
            begin = max(classes.rfind(b" ", max(0, at - _LONGEST_NAME), at) + 1, at - _LONGEST_NAME)
            humped.add(self.data[begin:end])
            at = classes.find(b"aA", end)
        found.update(part.lower() for name in humped for part in _HUMP.split(name) if len(part) >= _LEAST_PART)
        return frozenset(found)

    def possible(self, words: Iterable[str]) -> Iterator[str]:
        """Yield those of words with other letters than ASCII whose letters are all in the text."""
        if self.characters:
            present = self.characters.union(char.lower() for char in self.characters)
            yield from (word for word in words if present.issuperset(c for c in word if not c.isascii()))

    @cached_property
    def undated(self) -> bytes:
        """The bytes with `|` in place of days such as `2026-04-16`, which are in the way of numbers."""
        return _DAY.sub(_NO_DAY, self.data)

    @cached_property
    def shape(self) -> bytes:
        """The bytes without days, with `A` for capitals and `0` for digits."""
        return self.undated.translate(_SHAPE)

    @cached_property
    def case(self) -> bytes:
        """One byte a character: `A` for capitals and `a` for small letters also where they are not ASCII."""
        letters = [char for char in self.characters if char.isalpha()]
        if not letters:
            return self.shape
        cased = str.maketrans({char: "A" if char.isupper() else "a" for char in letters})
        return self.text.translate(cased).encode("ascii", "replace").translate(_SHAPE)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters of the view are in the text; what is hidden between them belongs to them."""
        if not self._places:
            return start, end
        return self._place(start), self._ends.get(end - 1) or self._place(end - 1) + 1

    def _place(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._places, position) - 1]


def seen(word: str) -> str:
    """A pattern for a word as views show it, also at the beginning of a sentence: a capital can be read otherwise."""
    return f"(?:{'|'.join(dict.fromkeys(re.escape(View.of(form).text) for form in (word, word.capitalize())))})"


def _changes(text: str, data: bytes, characters: set[str], is_odd: bool) -> Iterator[tuple[int, int, str]]:
    """Each place that is seen otherwise than it is written: start, end, what is seen."""
    changed = {char for char in characters if _readings(char)[0] != char}
    if is_odd:
        for match in _ODD.finditer(text):
            if match[0].isascii() or len(match[0]) > 1 or match[0] in changed:
                yield *match.span(), _seen(match)
    elif changed:
        found = re.compile(f"[{re.escape(''.join(changed))}]")
        for run in _NOT_ASCII.finditer(data):
            yield from ((*match.span(), _seen(match)) for match in found.finditer(text, *run.span()))


def _seen(match: re.Match[str]) -> str:
    """What is seen of a character, an entity, or a sequence that a terminal obeys."""
    if len(match[0]) == 1:
        return _readings(match[0])[0]
    if match["name"]:
        return _ENTITY_NAMES[match["name"]]
    if match.lastgroup is None:
        return ""
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"] or match["unit"], 16)
    char = chr(code) if code < 0x110000 else ""
    return _readings(char)[0] if char.isprintable() and char not in "<>&\"'\\" else match[0]


def _ambiguous(text: str, characters: set[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Characters with several readings, in words in which one of them is beside ASCII."""
    several = {char for char in characters if len(_readings(char)) > 1}
    taken = 0
    for match in _BESIDE_ASCII.finditer(text) if several else ():
        at = match.start()
        if at < taken or match[0] not in several:
            continue
        start = max(taken, text.rfind(" ", taken, at) + 1, text.rfind("\n", taken, at) + 1)
        space = _SPACE.search(text, at)
        taken = space.start() if space else len(text)
        yield from ((place, found) for place in range(start, taken) if len(found := _readings(text[place])) > 1)
