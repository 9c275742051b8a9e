"""A Markdown body as top-level blocks with their lines, by markdown-it-py's block rules alone.

Inline content is not parsed: the reader does not need it, and it is most of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_CODE = ("fence", "code_block")
_WITHOUT_CODE = ("paragraph", "heading", "table", "html_block", "hr")
_MAX_LEVEL = 17  # a list takes two levels; markdown-it-py's limit is 20


@cache
def _parser() -> MarkdownIt:
    # Imported here: a command that finds all it needs in its cache parses nothing.
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import blockquote, list_block
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.footnote.index import footnote_def

    from afterword.text.block_rules import RulesByFirstCharacter

    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    # Inline parsing and the gathering of footnotes at the end of the token list are of no use here.
    parser.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    ruler = parser.block.ruler
    ruler.at("blockquote", _limited(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("list", _limited(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("footnote_def", _limited(footnote_def), {"alt": ["paragraph", "reference"]})
    parser.block.ruler = RulesByFirstCharacter(ruler)
    return parser


def _limited(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Take the marks of a rule for text below a depth; at its own limit the parser gives up on the whole rest."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < _MAX_LEVEL and rule(state, start, end, silent)

    return limited


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
    """Parse a body into its top-level blocks, in order."""
    blocks: list[Block] = []
    tokens, first = _parser().parse(body), 0
    for place, token in enumerate(tokens, 1):
        if token.level == 0 and token.nesting <= 0:
            gathered, first = tuple(tokens[first:place]), place
            start, end = gathered[0].map or next((t.map for t in gathered if t.map), [0, 0])
            blocks.append(Block(gathered[0].type.removesuffix("_open"), start, end, gathered))
    return blocks


def code_lines(blocks: list[Block]) -> set[int]:
    """Return the lines of code blocks at any depth, fences included."""
    return {
        line
        for block in blocks
        if block.kind not in _WITHOUT_CODE
        for token in block.tokens
        if token.type in _CODE and token.map
        for line in range(*token.map)
    }


_BACKTICKS = re.compile("`+")


def blank_code_spans(line: str, blank: str = " ") -> str:
    """Replace each character of inline code, in linear time."""
    if "`" not in line:
        return line
    runs = [(*match.span(), _is_escaped(line, match.start())) for match in _BACKTICKS.finditer(line)]
    last = {end - start: start for start, end, _ in runs}
    parts, done, opened = [], 0, None
    for start, end, escaped in runs:
        if opened and end - start == opened[1]:
            parts += [line[done : opened[0]], blank * (end - opened[0])]
            done, opened = end, None
        elif not opened and last.get(end - start - escaped, -1) > start:
            opened = (start + escaped, end - start - escaped)
    return "".join((*parts, line[done:]))


def _is_escaped(line: str, at: int) -> bool:
    """Whether an odd number of backslashes precedes a place."""
    first = at
    while first and line[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1
