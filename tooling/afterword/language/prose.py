"""Split a Markdown fragment into the sentences that are the author's own words.

Code, quotations, comments, footnote marks and addresses are evidence or markup. They are blanked character by
character, so that every offset stays valid: what takes the place of a noun by U+FFFC, what carries no meaning by a
space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from afterword.text.visible_text import VisibleBlock, visible_blocks
from afterword.text.word_lists import ABBREVIATIONS
from afterword.times.zones import OF_AMERICA

OBJECT = "\ufffc"
"""Replaces what is left out and takes the place of a noun."""

# Each pattern begins with a set of characters, which `re` looks for many times faster than it tries alternatives.
_OPENS = r"""["“«„‘'](?:(?<!')|(?<![\w']')(?=\w))"""
_QUOTED = re.compile(
    rf"{_OPENS}(?:"
    r'(?<=")(?!\s)[^"]{1,2000}"'
    r"|(?<=“)[^“”]{1,2000}”|(?<=«)[^«»]{1,2000}»|(?<=„)[^„“”]{1,2000}[“”]"
    r"|(?<=‘)(?:[^‘’]|’(?=\w)){1,2000}’(?!\w)|(?<=')(?:[^'\n]|(?<=\w)'(?=\w)){1,300}'(?!\w))"
)
_AS_NOUN = re.compile(
    r"<?\bhttps?://[^\s<>\ufffc]+>?|\bwww\.[^\s<>\ufffc]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)
_ELSEWHERE = re.compile(r"\\\||\[\^[^\]\n]{1,100}\]:?|(?<=\])\[[^\[\]\n]{0,200}\]")
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_SENTENCE_END = re.compile(r"[.!?][)\]\ufffc]{0,3}(?=\s)")
_ABBREVIATION = re.compile(rf"(?:^|[\s(])(?:{ABBREVIATIONS}|sec|[A-Za-z])$", re.IGNORECASE)
# `at 8 p.m. in Vancouver`
_HALF_OF_DAY = re.compile(rf"\d\s?[APap]\.[Mm]\.\s+(?:[a-z(]|[A-Z]{{2,4}}\b|(?:{OF_AMERICA})\s)")


class Passage(NamedTuple):
    """One sentence, or a heading, list item or table cell that contains less.

    Attributes:
        text: as in the source and as long, with what is not the author's voice blanked.
        start: where it begins in the fragment.
    """

    text: str
    start: int


@lru_cache(maxsize=64)  # the rules of language and of consistency read the same sections of a document
def split_prose(text: str) -> tuple[Passage, ...]:
    """Split a Markdown fragment into its sentences with their offsets, in time linear in its length."""
    # An escaped pipe is a pipe in a table: without its place, the parser's text could not be found. What another part
    # of the document defines is text to the parser.
    text = _ELSEWHERE.sub(lambda match: " " * len(match[0]), text)
    blocks = visible_blocks(text, 0, " ", OBJECT)
    written = (block for block in blocks if block.kind in ("inline", "html_block") and not block.is_quoted)
    return tuple(passage for block in written for passage in _sentences(*_blank_markup(block)))


def _blank_markup(block: VisibleBlock) -> tuple[str, int]:
    """Return a block with everything blanked that is not the author's own words, and where it begins."""
    begin = position = block.pieces[0][1] if block.pieces else 0
    parts = []
    for piece, at, one_by_one in block.pieces:
        if one_by_one:
            parts += [" " * (at - position), piece]
            position = at + len(piece)
    text = "".join(parts)
    text = _QUOTED.sub(_object, text)
    if "://" in text or "www." in text or "@" in text:
        text = _AS_NOUN.sub(_object, text)
    return _TASK.sub("   ", text, count=1) if text.startswith("[") else text, begin


def _object(match: re.Match[str]) -> str:
    return OBJECT * len(match[0])


def _sentences(text: str, begin: int) -> Iterator[Passage]:
    position = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0][0] == "." and _ABBREVIATION.search(text, max(position, match.start() - 12), match.start()):
            continue
        if match[0][0] == "." and _HALF_OF_DAY.search(text, max(position, match.start() - 5), match.end() + 12):
            continue
        yield from _passage(text, position, match.end(), begin)
        position = match.end()
    yield from _passage(text, position, len(text), begin)


def _passage(text: str, start: int, end: int, begin: int) -> Iterator[Passage]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped[:1].isalpha() or any(map(str.isalpha, stripped)):
        yield Passage(stripped, begin + start + len(piece) - len(piece.lstrip()))
