"""A document's body as HTML, the way GitHub shows it, with nothing of the text executed.

Raw HTML is text here: comments, our markers included, are dropped, and everything else is shown as written. MkDocs uses
Python-Markdown for the handbook; it would run snippets, attribute lists and HTML of a text that may quote an attacker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from afterword.evidence.item import EvidenceItem
from afterword.postmortem.markers import split_citations
from afterword.site import footnotes, highlight, whole_files
from afterword.site.autolinks import autolink_plugin
from afterword.site.headings import Heading, number_headings
from afterword.site.link_rewriting import FoundLinks, rewrite_links
from afterword.site.links import NO_LINKS, Links
from afterword.site.section_styles import (
    ActionMark,
    Origin,
    drop_blocks,
    mark_doubts,
    mark_drafts,
    mark_origins,
    mark_unknowns,
    style_sections,
)
from afterword.text.block_rules import RulesByFirstCharacter
from afterword.text.comments import without_comments

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\r?\n")
_OPTIONS = {"tasklists": True, "alerts": True, "maxNesting": 100}
"""What is nested deeper is left out; by default that is the tenth level of a list."""
_ALERTS = {"NOTE": "note", "TIP": "tip", "IMPORTANT": "info", "WARNING": "warning", "CAUTION": "danger"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body, ready to be written.

    Attributes:
        tokens: what it consists of, with everything in its place.
        headings: the headings at the top level, in order.
        found_links: its links.
        doubts: ids of the claims to check first.
    """

    tokens: Sequence[Token]
    headings: tuple[Heading, ...]
    found_links: FoundLinks
    doubts: tuple[str, ...] = ()

    @property
    def html(self) -> Markup:
        """The page's content below its title."""
        return _html(self.tokens)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document beside its text.

    Attributes:
        actions: what to show in the rows of its action table, by the row's id.
        origins: by the line of a heading, from 0, who drafted its section.
        evidence: by label, the evidence items that citations show.
        files: by their names in diffs, the texts of whole files that a diff shows only in part.
        dropped: lines, from 0, at which quotes begin that are left out.
    """

    actions: Mapping[str, ActionMark] = field(default_factory=dict)
    origins: Mapping[int, Origin] = field(default_factory=dict)
    evidence: Mapping[str, EvidenceItem] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    dropped: Set[int] = frozenset()


def render(text: str, links: Links, known: Known | None = None) -> Rendered:
    """Render a document's body.

    Args:
        text: Markdown.
        links: where its links lead.
        known: what is known of it; nothing by default.
    """
    known = known or Known()
    tokens = _parser().parse(text)
    drop_blocks(tokens, known.dropped)
    whole_files.attach(tokens, known.files)
    found = rewrite_links(tokens, links)
    mark_unknowns(tokens)
    mark_drafts(tokens)
    doubts = mark_doubts(tokens)
    footnotes.name_citations(tokens, known.evidence)
    style_sections(tokens, known.actions)
    headings = number_headings(tokens)
    mark_origins(tokens, known.origins)
    return Rendered(tokens, headings, found, doubts)


def render_inline(text: str, links: Links) -> Markup:
    """Render one line, such as a table's cell, without a paragraph around it."""
    tokens = _parser().parseInline(text)
    rewrite_links(tokens, links)
    return _html(tokens)


def render_opening(text: str) -> str:
    """Return the first paragraph that shows anything, as plain text on one line without citations; empty if none."""
    for paragraph in _BETWEEN_PARAGRAPHS.split(without_comments(text)):
        if shown := " ".join(render_inline(split_citations(paragraph)[1], NO_LINKS).striptags().split()):
            return shown
    return ""


def _html(tokens: Sequence[Token]) -> Markup:
    # Text is escaped by the rules below and the library's, addresses come from Links.resolve alone.
    return Markup(_parser().renderer.render(tokens, _parser().options, {}))  # noqa: S704


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is recognised, so that blocks end where GitHub ends them; the rules below make it text.
    parser = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(autolink_plugin)
    parser.block.ruler = RulesByFirstCharacter(parser.block.ruler)
    for name, write in _RULES.items():
        parser.add_render_rule(name, _as_rule(write))
    return parser


def _as_rule(write: Callable[[Token], str]) -> Callable[..., str]:
    return lambda renderer, tokens, index, options, env: write(tokens[index])


def _html_block(token: Token) -> str:
    text = without_comments(token.content).strip()
    return f'<p class="aw-raw">{escape(text)}</p>\n' if text else ""


def _fence(token: Token) -> str:
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    return highlight.highlight_code(token.content, language) + whole_files.write(token)


def _heading_close(token: Token) -> str:
    anchor = str(token.meta.get("id", ""))
    link = f'<a class="headerlink" href="#{anchor}" title="Permanent link" aria-label="Permanent link">¶</a>'
    return f"{link if anchor else ''}</{token.tag}>\n"


def _table_open(token: Token) -> str:
    token.attrJoin("class", "aw-table")
    return f'<div class="aw-scroll" tabindex="0"><table class="{token.attrs["class"]}">\n'


def _alert_open(token: Token) -> str:
    kind = "aw-drafted" if token.meta.get("drafted") else _ALERTS.get(str(token.meta.get("kind")), "note")
    return f'<div class="admonition {kind}">\n'


def _status(token: Token) -> str:
    return f'<span class="aw-chip aw-chip--{token.meta["kind"]}">{escape(token.content)}</span>'


def _when(token: Token) -> str:
    """Write the time of an event, which leads to the event."""
    anchor = token.meta.get("id")
    if not anchor:
        return f'<span class="aw-when">{escape(token.content)}</span> '
    return f'<a class="aw-when" href="#{anchor}" title="Permanent link">{escape(token.content)}</a> '


_RULES: dict[str, Callable[[Token], str]] = {
    "html_block": _html_block,
    "html_inline": lambda token: escape(without_comments(token.content)),
    "fence": _fence,
    "code_block": lambda token: highlight.highlight_code(token.content, ""),
    "heading_close": _heading_close,
    "table_open": _table_open,
    "table_close": lambda token: "</table></div>\n",
    "alert_open": _alert_open,
    "alert_title_open": lambda token: '<p class="admonition-title">',
    "aw_when": _when,
    "aw_evidence": footnotes.write_evidence,
    "aw_origin": lambda token: f'<p class="aw-origin" data-pagefind-ignore>{escape(token.content)}</p>\n',
    "aw_status": _status,
    "aw_marked": lambda token: token.content,
    "footnote_ref": footnotes.write_citation,
    "footnote_block_open": lambda token: '<div class="footnote">\n<ol>\n',
    "footnote_block_close": lambda token: "</ol>\n</div>\n",
    "footnote_open": footnotes.write_opening,
    "footnote_close": lambda token: "</div></li>\n",
    "footnote_anchor": footnotes.write_way_back,
}
"""HTML of tokens with the classes that Material knows."""
