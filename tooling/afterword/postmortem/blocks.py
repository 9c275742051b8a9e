"""A Markdown body as top-level blocks with their lines, by markdown-it-py's block rules alone.

Inline content is not parsed: no part of the reader needs it, and it is most of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    fence,
    heading,
    hr,
    html_block,
    lheading,
    list_block,
    reference,
    table,
)
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

_CODE = ("fence", "code_block")
_DELIMITER = ("|", "-", ":")
_MAX_LEVEL = 17  # a list takes two levels; markdown-it-py's limit is 20


def _at(characters: str, rule: RuleFuncBlockType) -> dict[str, RuleFuncBlockType]:
    return dict.fromkeys(characters, rule)


# Rules by the character that their block begins with, in groups of those that can interrupt the same blocks. The parser
# would call each rule on every line, and most lines begin with a letter: to look first saves half of the time.
_GROUPS: tuple[tuple[str, dict[str, RuleFuncBlockType], list[str]], ...] = (
    (
        "fence",
        _at("`~", fence) | _at(">", blockquote) | _at("*-_", hr),
        ["paragraph", "reference", "blockquote", "list"],
    ),
    (
        "list",
        _at("*+-0123456789", list_block) | _at("<", html_block) | _at("#", heading),
        ["paragraph", "reference", "blockquote"],
    ),
    ("footnote_def", _at("[", footnote_def), ["paragraph", "reference"]),
    ("reference", _at("[", reference), []),
)
_IN_A_GROUP = ["blockquote", "hr", "html_block", "heading"]
_NESTING = (blockquote, list_block, footnote_def)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    # Inline parsing and the gathering of footnotes at the end of the token list are of no use here.
    parser.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    for name, rules, alternatives in _GROUPS:
        parser.block.ruler.at(name, _looking_first(rules), {"alt": alternatives})
    parser.block.ruler.disable(_IN_A_GROUP)
    parser.block.ruler.at("table", _table_lines, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("lheading", _underlined)
    return parser


def _looking_first(rules: dict[str, RuleFuncBlockType]) -> RuleFuncBlockType:
    """The rule whose block can begin where a line does; below a depth the marks of those that nest are text.

    At its own limit the parser gives up on the whole rest of the document.
    """

    def looking_first(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        if at >= state.eMarks[start] or (rule := rules.get(state.src[at])) is None:
            return False
        return (state.level < _MAX_LEVEL or rule not in _NESTING) and rule(state, start, end, silent)

    return looking_first


def _underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading with a line below it, where the paragraph has a line that can be one."""
    for line in range(start + 1, end):
        at = state.bMarks[line] + state.tShift[line]
        if at >= state.eMarks[line]:
            break
        if state.src[at] in "=-":
            return lheading(state, start, end, silent)
    state.parentType = "paragraph"  # as the rule leaves it behind
    return False


def _table_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Where a table begins and ends, without its cells, which `split_row` finds with their places.

    The parser's own rule decides whether there is a table; the end is found as it does. A token for each end of each
    cell would be half of all tokens of a post-mortem.
    """
    following = start + 1
    if following >= end or not state.src.startswith(_DELIMITER, state.bMarks[following] + state.tShift[following]):
        return False
    if not table(state, start, end, silent=True):
        return False
    if silent:
        return True
    line = start + 2
    enclosing, state.parentType = state.parentType, "table"
    terminators = state.md.block.ruler.getRules("blockquote")
    while (
        line < end
        and state.sCount[line] >= state.blkIndent
        and mdTrim(state.src[state.bMarks[line] : state.eMarks[line]])
    ):
        if state.is_code_block(line) or any(rule(state, line, end, True) for rule in terminators):
            break
        line += 1
    state.parentType = enclosing
    state.push("table_open", "table", 1).map = [start, line]
    if line > start + 2:
        state.push("tbody_open", "tbody", 1).map = [start + 2, line]
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.line = line
    return True


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
            start, end = gathered[0].map or next((t.map for t in gathered if t.map), [0, 0])
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


_BACKTICKS = re.compile("`+")


def blank_code_spans(line: str) -> str:
    """The line with inline code replaced by spaces of the same length; linear, whatever the backticks."""
    if "`" not in line:
        return line
    runs = [(*match.span(), _is_escaped(line, match.start())) for match in _BACKTICKS.finditer(line)]
    last = {end - start: start for start, end, _ in runs}
    parts, done, opened = [], 0, None
    for start, end, escaped in runs:
        if opened and end - start == opened[1]:
            parts += [line[done : opened[0]], " " * (end - opened[0])]
            done, opened = end, None
        elif not opened and last.get(end - start - escaped, -1) > start:
            opened = (start + escaped, end - start - escaped)
    return "".join((*parts, line[done:]))


def _is_escaped(line: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    first = at
    while first and line[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1
