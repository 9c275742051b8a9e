"""One piece of a foreign document, and Markdown's text without its markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from afterword.text.visible_text import visible_blocks

Kind = Literal["heading", "paragraph", "item", "row", "code", "sentence", "other"]
_GUARD = "\u2056"
"""A mark before a text, which has to be punctuation: `**[` opens emphasis behind it as it does at the beginning."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_REFERENCE = re.compile(r"\[([^\]\[\n]{1,200})\]\[[^\]\[\n]{0,80}\]")
_BOX = re.compile(r"\[([ xX✓✔~-])\]\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a document.

    Attributes:
        kind: what it is; a `sentence` is one of several of a paragraph.
        line: its first line, counted from 1.
        end: its last line.
        text: its Markdown; of a row the cells, joined.
        level: of a heading 1 to 6, of an item its depth from 1, of a paragraph in an item that item's depth.
        block: number of the top-level block that it is in.
        table: number of its table or list; 0 outside.
        cells: of a row.
        head: of a row, the cells of the table's head.
        is_plain: whether the text is without markup already.
        is_quoted: whether it is in a block quote.
        is_numbered: of an item, whether its list is numbered.
    """

    kind: Kind
    line: int
    end: int
    text: str
    level: int = 0
    block: int = 0
    table: int = 0
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    is_plain: bool = False
    is_quoted: bool = False
    is_numbered: bool = False

    @property
    def stays(self) -> bool:
        """Whether it cannot be cut out of the source: one of several sentences."""
        return self.kind == "sentence"

    @property
    def visible(self) -> str:
        """The text without markup, on one line."""
        return self.text if self.is_plain else plain(self.text)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return Markdown's text without markup, footnote marks and tags, with single blanks."""
    text = _FOOTNOTE.sub("", text)
    if not re.search(r"[\\`*_\[<&~]", text):
        return " ".join(text.split())
    text = _REFERENCE.sub(r"\1", text)
    # As the text of a paragraph: a number or a mark at its beginning makes no list of it.
    guarded = _GUARD + text
    joined = "".join(piece for block in visible_blocks(guarded, 0, " ") for piece, _, _ in block.pieces)
    return " ".join(joined.replace(_GUARD, "", 1).split())


def split_box(text: str) -> tuple[str, str]:
    """Split off the box of a task: the mark in it (empty if there is no box), and the rest."""
    match = _BOX.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)
