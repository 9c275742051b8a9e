"""Bare addresses as links, as on GitHub, in time that grows with the text and not with its square.

The plugin copies the rest of the paragraph at every `:` and `@`, and searches everything before. Here its rules are
called only where an address can begin, and see no more than an address can contain. It also has the parser try all
rules at each `w`, to those that the parser stops at for rules that it does not have here; most text has none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

Rule = Callable[[StateInline, bool], bool]

_SCHEME = re.compile(r"(?:https?(?=://)|(?:mailto|xmpp)(?=:))")
_MARKS = re.compile(r"[\n!&*<@\[\\\]_`~]|(?<=[pso]):|w(?=ww\.)")
"""Where a rule can begin, or a link end."""
_LONGEST = 2_048
"""Characters of an address; a longer one is cut."""
_BEFORE = 256
"""Characters before `:` or `@` that can belong to an address."""
_NAMES = ("gfm_autolink_www", "gfm_autolink_protocol", "gfm_autolink_email")


def autolink_plugin(parser: MarkdownIt) -> None:
    """Use the plugin within bounds."""
    parser.use(gfm_autolink_plugin)
    ruler = parser.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    for name in _NAMES:
        ruler.at(name, _within_bounds(rules[name]))
    parser.inline.terminator_re = _MARKS
    parser.core.ruler.at("inline", _parse_inline)


def _parse_inline(state: StateCore) -> None:
    """Parse what is inside blocks; most cells and lines have no mark, so that they are a text and nothing else."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if _MARKS.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


def _within_bounds(rule: Rule) -> Rule:
    def bounded(state: StateInline, silent: bool) -> bool:
        # While it only skips, the plugin finds nothing either.
        if silent or state.linkLevel > 0 or not _can_begin(state):
            return False
        if len(state.pending) > 2 * _BEFORE:
            tail = state.pending[-_BEFORE:]
            state.pending = state.pending[:-_BEFORE]
            state.pushPending()
            state.pending = tail
        end = state.posMax
        state.posMax = min(end, state.pos + _LONGEST)
        try:
            return rule(state, silent)
        finally:
            state.posMax = end

    return bounded


def _can_begin(state: StateInline) -> bool:
    src, pos = state.src, state.pos
    match src[pos]:
        case "w":
            return src.startswith("www.", pos)
        case ":":
            return any(_SCHEME.match(src, pos - length) for length in (4, 5, 6) if pos >= length and
                       src[pos - length] in "hmx")  # fmt: skip
        case "@":
            return pos > 0 and (src[pos - 1].isalnum() or src[pos - 1] in ".+-_")
    return False
