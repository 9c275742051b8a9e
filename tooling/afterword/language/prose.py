"""Split a Markdown fragment into the sentences that are the author's own words.

Code, quotations, comments, footnote marks and addresses are evidence or markup. They are blanked character by
character, so that every offset stays valid: what takes the place of a noun by U+FFFC, what carries no meaning by a
space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.postmortem.blocks import blank_code_spans
from afterword.text.comments import blank_closed_comments

OBJECT = "\ufffc"
"""Replaces what is left out and takes the place of a noun."""

_FENCE = re.compile(r"[ \t]{0,12}(?:[-*+][ \t]+)?(?P<mark>`{3,}|~{3,})")
_QUOTE_LINE = re.compile(r"[ \t]{0,12}(?:[-*+][ \t]+)?>")
_NEW_BLOCK = re.compile(r"[ \t]*(?:$|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||`{3}|~{3}|<!--)")
_TABLE_RULE = frozenset("|:- \t")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*(?:\n|[-*+][ \t]|\d{1,9}[.)][ \t]|#))")
# Each pattern begins with a set of characters, which `re` looks for many times faster than it tries alternatives.
_OPENS = r"""["“«„‘'](?:(?<!')|(?<![\w']')(?=\w))"""
_MAY_QUOTE = re.compile(_OPENS)
_QUOTED = re.compile(
    rf"{_OPENS}(?:"
    r'(?<=")(?!\s)[^"\ufffd]{1,2000}"'
    r"|(?<=“)[^“”\ufffd]{1,2000}”|(?<=«)[^«»\ufffd]{1,2000}»|(?<=„)[^„“”\ufffd]{1,2000}[“”]"
    r"|(?<=‘)(?:[^‘’\ufffd]|’(?=\w)){1,2000}’(?!\w)"
    r"|(?<=')(?:[^'\n\ufffd]|(?<=\w)'(?=\w)){1,300}'(?!\w))"
)
_LINK_TEXT = re.compile(r"!?\[(?=[^\[\]\n]{1,500}\][(\[])")
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)|\]\[[^\[\]\n]{0,200}\]")
_AS_NOUN = re.compile(
    r"<?\bhttps?://[^\s<>\ufffc]+>?|\bwww\.[^\s<>\ufffc]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)
_AS_SPACE = re.compile(
    r"[\[<&*~_](?:(?<=\[)\^[^\]\n]{1,100}\]:?|(?<=<)/?[A-Za-z][^<>\n]{0,300}>|(?<=&)[a-z]{2,10};"
    r"|(?<=[*~])[*~]{0,2}|(?<!\w_)(?<=_)_{0,2}(?=\w)|(?<=\w_)_{0,2}(?!\w))"
)
_BLOCK_START = re.compile(r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+|#{1,6}[ \t]+|\[[ xX]\][ \t]+)+")
_SENTENCE_END = re.compile(r"[.!?][)\]\ufffc]{0,3}(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|ca|dr|mr|mrs|ms|prof|st|fig|sec|inc|ltd|[A-Za-z])$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or a heading, list item or table cell that contains less.

    Attributes:
        text: as in the source and as long, with what is not the author's voice blanked.
        start: where it begins in the fragment.
    """

    text: str
    start: int


def split_prose(text: str) -> tuple[Passage, ...]:
    """Split a Markdown fragment into its sentences with their offsets, in time linear in its length."""
    return tuple(_sentences(blank_markup(text)))


def blank_markup(text: str) -> str:
    """Blank everything in a fragment that is not the author's own words; the length stays."""
    # U+FFFD ends a paragraph below; a fragment that contains one must not end one early.
    text = blank_closed_comments(text.replace("\ufffd", " ").replace("\r", " "))
    # Code does not go on into the next paragraph.
    text = "\n\n".join(blank_code_spans(part, OBJECT) for part in _blocks(text).split("\n\n"))
    # Most fragments hold little markup: that a mark is missing is told much faster than a pattern looks for it.
    if _MAY_QUOTE.search(text):
        # A quotation does not go on into the next paragraph: the blank line becomes a barrier for the pattern.
        text = _PARAGRAPH_END.sub("\ufffd", text)
        text = _QUOTED.sub(_object, text).replace("\ufffd", "\n")
    if _has_any(text, ("](", "][")):
        text = _LINK_TARGET.sub(_space, _LINK_TEXT.sub(_space, text))
    if _has_any(text, ("://", "www.", "@")):
        text = _AS_NOUN.sub(_object, text)
    return _AS_SPACE.sub(_space, text) if _has_any(text, "[<&*~_") else text


def _has_any(text: str, marks: Iterable[str]) -> bool:
    return any(mark in text for mark in marks)


def _space(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _object(match: re.Match[str]) -> str:
    return OBJECT * len(match[0])


def _blocks(text: str) -> str:
    """Blanks fenced code, block quotes and the rules of tables."""
    lines, fence, quoting = [], "", False
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            closes = opening and opening["mark"].startswith(fence) and not line[opening.end() :].strip()
            fence = "" if closes else fence
            lines.append(" " * len(line))
            continue
        if opening:
            fence, quoting = opening["mark"], False
            lines.append(" " * len(line))
            continue
        # A paragraph of a quotation goes on without the mark until a new block begins.
        quoting = bool(_QUOTE_LINE.match(line)) or (quoting and not _NEW_BLOCK.match(line))
        lines.append(" " * len(line) if quoting or _TABLE_RULE.issuperset(line) else line)
    return "\n".join(lines)


def _sentences(text: str) -> Iterator[Passage]:
    for start, end in _pieces(text):
        position = start
        for match in _SENTENCE_END.finditer(text, start, end):
            if match[0][0] == "." and _ABBREVIATION.search(text, max(position, match.start() - 12), match.start()):
                continue
            yield from _passage(text, position, match.end())
            position = match.end()
        yield from _passage(text, position, end)


def _passage(text: str, start: int, end: int) -> Iterator[Passage]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped[:1].isalpha() or any(map(str.isalpha, stripped)):
        yield Passage(stripped, start + len(piece) - len(piece.lstrip()))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Find paragraphs, list items, headings and table cells."""
    begin, position = 0, 0
    for line in text.split("\n"):
        end = position + len(line)
        if line[:1].isalpha():  # nearly every line: a paragraph goes on
            position = end + 1
            continue
        marker = _BLOCK_START.match(line)
        if not line.strip() or marker or line.lstrip().startswith("|"):
            yield begin, max(begin, position - 1)
            begin = position + (marker.end() if marker else 0)
            if line.lstrip().startswith("|"):
                for cell in re.finditer(r"(?:[^|\\]|\\.|\\$)+", line):
                    yield position + cell.start(), position + cell.end()
                begin = end
            elif marker and "#" in marker[0]:
                yield begin, end
                begin = end
        position = end + 1
    yield begin, len(text)
