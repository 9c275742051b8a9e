"""Updating an agenda in place: what people ticked and wrote between its lines stays.

    ## Overdue <!-- afterword -->
    - [x] [The bot](<…>): A1: Add the case <!-- afterword:item=overdue/2026-04-16-bot/a1 1f0c5a2b -->
    Ana is on it.

A line of ours ends with a comment. Every other line is a person's, and belongs to the line of ours above it. A line of
ours whose text a person changed no longer has the digest that its comment says: it is a person's from then on, as is
one with another bullet. What belongs to a line that is gone moves to the end, with that line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_PLAIN = "<!-- afterword -->"
_ITEM = re.compile(
    r"(?P<bullet>\s*[-*+]) \[(?P<tick>[ xX])\] (?P<text>.*) "
    r"<!-- afterword:item=(?P<key>\S{1,500}) (?P<digest>[0-9a-f]{8}) -->"
)
_KEPT_TITLE = "## Notes on what is no longer listed"
_UNFIT = re.compile(r"[^\w./-]|--+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of ours: an item, or text if the key is empty."""

    key: str
    text: str

    def write(self, *, ticked: bool = False) -> str:
        """Return the line as Markdown."""
        if not self.key:
            return f"{self.text} {_PLAIN}"
        return f"- [{'x' if ticked else ' '}] {self.text} <!-- afterword:item={self.key} {_digest(self.text)} -->"


def text_line(text: str) -> Line:
    """Make a line without a box to tick."""
    return Line("", text)


def item_line(key: str, text: str) -> Line:
    """Make a line that a meeting ticks."""
    return Line(_UNFIT.sub("-", key.casefold()), text)


@dataclass
class _Old:
    """What an agenda has of people.

    Attributes:
        ticked: keys of the items that are ticked.
        edited: lines of items whose text a person changed, by key.
        notes: lines of people by the line of ours above: a key, or its text.
        items: lines of items, by key.
    """

    ticked: set[str] = field(default_factory=set)
    edited: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)


def update(old: str, lines: Iterable[Line]) -> str:
    """Write an agenda with what people ticked and wrote in its former text.

    Args:
        old: the former text, with LF; empty for none.
        lines: the lines of ours.
    """
    people = _read(old)
    written: list[str] = list(people.notes.pop("", []))
    for line in lines:
        written += _spaced(line, written)
        name = line.key or line.text
        edited = people.edited.pop(name, None)
        written.append(edited or line.write(ticked=name in people.ticked))
        people.items.pop(name, None)
        written += people.notes.pop(name, [])
    written += _left_over(people)
    return "\n".join(written).strip("\n")


def _spaced(line: Line, written: list[str]) -> list[str]:
    """Return the blank line before a line, if it needs one."""
    is_list = line.key or line.text.startswith("- ")
    if not written or not written[-1].strip():
        return []
    continues = is_list and (written[-1].startswith("- ") or written[-1].startswith(" "))
    return [] if continues else [""]


def _read(old: str) -> _Old:
    people, above = _Old(), ""
    blank: list[str] = []
    for line in old.split("\n"):
        if match := _ITEM.fullmatch(line.rstrip()):
            above = match["key"]
            people.items[above] = line.rstrip()
            if match["tick"] != " ":
                people.ticked.add(above)
            if match["bullet"] != "-" or match["digest"] != _digest(match["text"]):
                people.edited[above] = line.rstrip()
        elif line.rstrip().endswith(_PLAIN):
            above = line.rstrip().removesuffix(_PLAIN).rstrip()
        elif line.strip():
            people.notes.setdefault(above, []).extend((*blank, line))
        # Only blank lines above words of a person are theirs.
        blank = [] if line.strip() else [*blank, line]
    return people


def _left_over(people: _Old) -> Iterator[str]:
    """Yield what belongs to lines that are gone, each with its line."""
    people.edited = {name: line for name, line in people.edited.items() if name in people.items}
    own = people.notes.pop(_KEPT_TITLE, [])
    gone = [name for name in (*people.items, *people.notes) if name in people.edited or people.notes.get(name)]
    if not gone and not own:
        return
    yield from ("", f"{_KEPT_TITLE} {_PLAIN}", *own)
    for name in dict.fromkeys(gone):
        line = people.items.get(name)
        yield line if line else f"{name} {_PLAIN}"
        yield from people.notes.get(name, ())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
