"""What readers see of Markdown: its text without markup, each piece with its place.

The text is that of the parser with which the site renders, so that nothing is a link, a title or emphasis to one and
text to the other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from afterword.text.block_rules import RulesByFirstCharacter
from afterword.text.comments import COMMENT

_NEWLINE = re.compile(r"\r\n|\n|\r")
_TAG = re.compile(rf"{COMMENT.pattern}|</?[A-Za-z](?![a-z0-9+.-]*:)[^<>@]{{0,300}}>", re.DOTALL)
_MARKUP = re.compile(r"[\\`*_\[<&~]")
# A line that begins with a letter begins a paragraph, or goes on with one; a line of blanks ends it.
_LINES = r"(?:[^\W\d_][^\n\r\0]*(?:\n|\Z))"
_PARAGRAPH = re.compile(rf"{_LINES}+")
_PARAGRAPHS = re.compile(rf"(?:{_LINES}| *(?:\n|\Z))*+")
_QUOTE_NESTING = ("blockquote_open", "blockquote_close")
_BLOCKS = ("fence", "code_block", "html_block")

Piece = tuple[str, int, bool]
"""A text, the offset at which it is, and whether its characters are there one by one."""


class VisibleBlock(NamedTuple):
    """A paragraph, a heading, a table cell, code, or HTML.

    Attributes:
        kind: the type of its token: `inline`, `fence`, `code_block`, or `html_block`.
        is_quoted: whether it is in a block quote.
        start: where it begins, or a place before.
        pieces: its text.
    """

    kind: str
    is_quoted: bool
    start: int
    pieces: list[Piece]


def visible_pieces(text: str, start: int, blank: str) -> Iterator[Piece]:
    """Yield the text of Markdown without its markup, block by block.

    Args:
        text: a file's text.
        start: where its Markdown begins.
        blank: what replaces a tag or a comment.
    """
    for block in visible_blocks(text, start, blank):
        # Lines keep their numbers, and blocks stay apart.
        yield "\n\n", block.start, False
        yield from block.pieces


def visible_blocks(text: str, start: int, blank: str, code: str = "") -> Iterator[VisibleBlock]:
    """Yield the blocks of Markdown with their text.

    Args:
        text: a file's text.
        start: where its Markdown begins.
        blank: what replaces a tag or a comment.
        code: what replaces each character of inline code; the code stays if it is empty.
    """
    begins = [start, *(match.end() for match in _NEWLINE.finditer(text, start))]
    position, quotes = start, 0
    env: dict[str, object] = {}
    for token in _parse(text[start:], env):
        if token.type in _QUOTE_NESTING:
            quotes += token.nesting
        if token.map is None or token.type not in ("inline", *_BLOCKS):
            continue
        first = begins[min(token.map[0], len(begins) - 1)]
        end = begins[token.map[1]] if token.map[1] < len(begins) else len(text)
        position = max(position, first) if position < end else first
        if token.type == "inline" and _MARKUP.search(token.content):
            token.children = []
            _parser().inline.parse(token.content, _parser(), env, token.children)
        pieces = list(_pieces(token, text, position, end, blank, code))
        yield VisibleBlock(token.type, quotes > 0, min(position, len(text)), pieces)
        for content, at, one_by_one in pieces:
            position = max(position, at + len(content) if one_by_one else at)


def _pieces(token: Token, text: str, position: int, end: int, blank: str, code: str) -> Iterator[Piece]:
    if token.type in _BLOCKS:
        return _block_pieces(token, text, position, end, blank)
    if token.children:
        return _inline_pieces(token.children, text, position, end, blank, code)
    return _plain_pieces(token.content, text, position, end)


def _block_pieces(token: Token, text: str, position: int, end: int, blank: str) -> Iterator[Piece]:
    parts = _TAG.split(token.content) if token.type == "html_block" else [token.content]
    for index, part in enumerate(parts):
        if index:
            yield blank, position, False
        if token.type == "html_block" and "&" in part:
            yield html.unescape(part), position, False
            continue
        for line in part.splitlines(keepends=True):
            piece, position = _placed(line, line.rstrip("\n"), text, position, end)
            yield piece


def _inline_pieces(
    tokens: Iterable[Token], text: str, position: int, end: int, blank: str, code: str
) -> Iterator[Piece]:
    for child in _leaves(tokens):
        if child.type in ("softbreak", "hardbreak"):
            position = _behind_newline(text, position, end)
            yield "\n", max(position - 1, 0), False
        elif child.type == "html_inline":
            at = text.find(child.content.split("\n", 1)[0], position, end)
            position = at + len(child.content) if at >= 0 else position
            yield blank, position, False
        elif child.content:
            is_escape = child.type == "text_special"
            sought = child.markup if is_escape else child.content
            piece, position = _placed(child.content, sought, text, position, end, is_escape)
            is_code = code and child.type == "code_inline" and piece[2]
            yield (code * len(piece[0]), piece[1], True) if is_code else piece


def _plain_pieces(content: str, text: str, position: int, end: int) -> Iterator[Piece]:
    """Yield the lines of a text without markup as the parser would have them."""
    for number, line in enumerate(content.split("\n")):
        if number:
            position = _behind_newline(text, position, end)
            yield "\n", max(position - 1, 0), False
        if bare := line.strip():
            piece, position = _placed(bare, bare, text, position, end)
            yield piece


def _behind_newline(text: str, position: int, end: int) -> int:
    newline = _NEWLINE.search(text, position, end)
    return newline.end() if newline else position


def _placed(
    content: str, sought: str, text: str, position: int, end: int, is_escape: bool = False
) -> tuple[Piece, int]:
    """Return a text at its place in the source, else at the last known one, and the position behind it."""
    at = text.find(sought, position, end)
    if at < 0:
        return (content, min(position, max(len(text) - 1, 0)), False), position
    return (content, at, not is_escape), at + len(sought)


def _leaves(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens that contain text, those of a picture's description included."""
    for token in tokens:
        if token.children:
            yield from _leaves(token.children)
        elif token.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak", "html_inline"):
            yield token


def _parse(text: str, env: dict[str, object]) -> list[Token]:
    """Parse Markdown; what is nothing but paragraphs, as most sections are, without the parser."""
    if not _PARAGRAPHS.fullmatch(text):
        return _parser().parse(text, env)
    tokens, line, behind = [], 0, 0
    for match in _PARAGRAPH.finditer(text):
        first = line + text.count("\n", behind, match.start())
        line, behind = first + match[0].count("\n"), match.end()
        lines = [first, line + (not match[0].endswith("\n"))]
        tokens.append(Token("inline", "", 0, map=lines, content=mdTrim(match[0])))
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    # Without joining, each entity and each escape says how it is written.
    # Inline markup is parsed block by block, where there is any: most prose has none.
    parser.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    parser.block.ruler = RulesByFirstCharacter(parser.block.ruler)
    return parser
