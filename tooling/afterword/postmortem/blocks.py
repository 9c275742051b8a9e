"""A Markdown body as top-level blocks with their lines, by markdown-it-py's block rules alone.

Inline content is not parsed: no part of the reader needs it, and it is most of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

_CODE = ("fence", "code_block")
_MAX_LEVEL = 17  # a list takes two levels; markdown-it-py's limit is 20


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    # Inline parsing and the gathering of footnotes at the end of the token list are of no use here.
    parser.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    for name, rule, alternatives in (
        ("list", list_block, ["paragraph", "reference", "blockquote"]),
        ("blockquote", blockquote, ["paragraph", "reference", "blockquote", "list"]),
        ("footnote_def", footnote_def, ["paragraph", "reference"]),
    ):
        parser.block.ruler.at(name, _bounded(rule), {"alt": alternatives})
    return parser


def _bounded(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """The rule down to a depth, below which its marks are text.

    At its own limit the parser gives up on the whole rest of the document.
    """

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < _MAX_LEVEL and rule(state, start, end, silent)

    return bounded


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block.

    Attributes:
        kind: the type of its first token without `_open`: `heading`, `paragraph`, `bullet_list`, `table`, `fence`, …
        start: first line, counted from 0 in the body.
        end: line after its last.
        tokens: all its tokens.
    """

    kind: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def content(self) -> str:
        """Source text of the first token that has any."""
        return next((token.content for token in self.tokens if token.content), "")


def parse(body: str) -> list[Block]:
    """The top-level blocks of a body in order."""
    blocks: list[Block] = []
    gathered: list[Token] = []
    for token in _parser().parse(body):
        gathered.append(token)
        if token.level == 0 and token.nesting <= 0:
            start, end = next((t.map for t in gathered if t.map), [0, 0])
            blocks.append(Block(gathered[0].type.removesuffix("_open"), start, end, tuple(gathered)))
            gathered = []
    return blocks


def code_lines(blocks: list[Block]) -> set[int]:
    """Lines that stand in code blocks, fences included, at any depth."""
    return {
        line
        for block in blocks
        for token in block.tokens
        if token.type in _CODE and token.map
        for line in range(*token.map)
    }


_BACKTICKS = re.compile(r"(?<!\\)(?:\\\\)*(?P<escaped>\\?)(?P<run>`+)")


def blank_code_spans(line: str) -> str:
    """The line with inline code replaced by spaces of the same length; linear, whatever the backticks."""
    if "`" not in line:
        return line
    runs = [(m.start("run"), m.end("run"), len(m["escaped"])) for m in _BACKTICKS.finditer(line)]
    last = {end - start: start for start, end, _ in runs}
    parts, done, opened = [], 0, None
    for start, end, escaped in runs:
        if opened and end - start == opened[1]:
            parts += [line[done : opened[0]], " " * (end - opened[0])]
            done, opened = end, None
        elif not opened and last.get(end - start - escaped, -1) > start:
            opened = (start + escaped, end - start - escaped)
    return "".join((*parts, line[done:]))


_PIPE = re.compile(r"(?<!\\)\|")


def split_row(line: str) -> list[tuple[int, int]]:
    """Start and end of each cell of a GFM table row, without the surrounding blanks.

    A backslash before a pipe makes it text, also inside code, as in GFM's tables extension.
    """
    # `isspace`, as markdown-it-py has it: not blanks and tabs alone.
    start, end = 0, len(line)
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    pipes = [match.start() for match in _PIPE.finditer(line, start, end)]
    if pipes and pipes[0] == start:
        start += 1
        pipes = pipes[1:]
        if start == end:
            return []
    if pipes and pipes[-1] == end - 1:
        end -= 1
        pipes = pipes[:-1]
    bounds = [start, *[edge for at in pipes for edge in (at, at + 1)], end]
    return [_trim(line, left, right) for left, right in zip(bounds[::2], bounds[1::2], strict=True)]


def _trim(line: str, left: int, right: int) -> tuple[int, int]:
    """The cell without blanks; an empty cell is one place, after its leading blank if there is one."""
    start, end = left, right
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    if start == end:
        start = end = min(left + 1, right)
    return start, end


def unescape_cell(text: str) -> str:
    """A cell's text with `\\|` as a pipe."""
    return text.replace("\\|", "|")


def escape_cell(text: str) -> str:
    """Text as it can stand in a cell: on one line, pipes escaped."""
    return " ".join(text.split()).replace("|", "\\|")
