"""A document's body as HTML, the way GitHub shows it, with nothing of the text executed.

Raw HTML is text here: comments, our markers included, are dropped, and everything else is shown as written. MkDocs uses
Python-Markdown for the handbook; it would run snippets, attribute lists and HTML of a text that may quote an attacker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from afterword.postmortem.markers import split_citations
from afterword.site import highlight, markdown_writer
from afterword.site.autolinks import autolink_plugin
from afterword.site.headings import Heading, number_headings
from afterword.site.link_rewriting import FoundLinks, rewrite_links
from afterword.site.links import Links
from afterword.site.section_styles import ActionMark, mark_drafts, mark_unknowns, style_sections
from afterword.text.comments import without_comments

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\r?\n")
_LABEL = re.compile(r"[A-Za-z0-9_-]{1,40}")
_OPTIONS = {"tasklists": True, "alerts": True, "maxNesting": 100}
"""What is nested deeper is left out; by default that is the tenth level of a list."""
_ALERTS = {"NOTE": "note", "TIP": "tip", "IMPORTANT": "info", "WARNING": "warning", "CAUTION": "danger"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML.

    Attributes:
        html: the page's content below its title.
        headings: the headings at the top level, in order.
        found_links: its links.
    """

    html: Markup
    headings: tuple[Heading, ...]
    found_links: FoundLinks


def render(text: str, links: Links, actions: Mapping[str, ActionMark] | None = None) -> Rendered:
    """Render a document's body.

    Args:
        text: Markdown.
        links: where its links lead.
        actions: what to show in the rows of its action table, by the row's id.
    """
    parser = _parser()
    env: EnvType = {}
    tokens = parser.parse(text, env)
    found = rewrite_links(tokens, links)
    mark_unknowns(tokens)
    mark_drafts(tokens)
    style_sections(tokens, actions or {})
    headings = number_headings(tokens)
    return Rendered(_html(parser, tokens, env), headings, found)


def as_markdown(text: str, links: Links) -> str:
    """Write a document's body as Markdown for generators that read Python-Markdown's dialect."""
    env: EnvType = {}
    tokens = _parser().parse(text, env)
    rewrite_links(tokens, links)
    mark_drafts(tokens)
    return markdown_writer.write(tokens)


def render_inline(text: str, links: Links) -> Markup:
    """Render one line, such as a table's cell, without a paragraph around it."""
    parser = _parser()
    env: EnvType = {}
    tokens = parser.parseInline(text, env)
    rewrite_links(tokens, links)
    return _html(parser, tokens, env)


def opening(text: str, links: Links) -> str:
    """Return the first paragraph that shows anything, as plain text on one line without citations; empty if none."""
    for paragraph in _BETWEEN_PARAGRAPHS.split(without_comments(text)):
        if shown := " ".join(render_inline(split_citations(paragraph)[1], links).striptags().split()):
            return shown
    return ""


def _html(parser: MarkdownIt, tokens: list[Token], env: EnvType) -> Markup:
    # Text is escaped by the rules of the renderer, addresses come from Links.resolve alone.
    return Markup(parser.renderer.render(tokens, parser.options, env))  # noqa: S704


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is recognised, so that blocks end where GitHub ends them; the renderer below makes it text.
    parser = MarkdownIt("commonmark", _OPTIONS, renderer_cls=_Renderer)
    return (
        parser.enable(["table", "strikethrough"])
        .use(footnote_plugin, inline=False)
        .use(autolink_plugin)
        .use(_use_own_footnotes)
    )


class _Renderer(RendererHTML):
    """HTML with the classes that Material knows."""

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        text = without_comments(tokens[idx].content).strip()
        return f'<p class="aw-raw">{escape(text)}</p>\n' if text else ""

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return escape(without_comments(tokens[idx].content))

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        return highlight.code(token.content, token.info.split(maxsplit=1)[0] if token.info.strip() else "")

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return highlight.code(tokens[idx].content, "")

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        anchor = str(token.meta.get("id", ""))
        link = f'<a class="headerlink" href="#{anchor}" title="Permanent link" aria-label="Permanent link">¶</a>'
        return f"{link if anchor else ''}</{token.tag}>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        token.attrJoin("class", "aw-table")
        return f'<div class="aw-scroll" tabindex="0">{self.renderToken(tokens, idx, options, env)}'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def alert_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        meta = tokens[idx].meta
        kind = "aw-drafted" if meta.get("drafted") else _ALERTS.get(str(meta.get("kind")), "note")
        return f'<div class="admonition {kind}">\n'

    def alert_title_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<p class="admonition-title">'

    def aw_when(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<span class="aw-when">{escape(tokens[idx].content)}</span> '

    def aw_picture(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.renderToken(tokens, idx, options, env)

    def aw_status(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        return f'<span class="aw-chip aw-chip--{token.meta["kind"]}">{escape(token.content)}</span>'


def _use_own_footnotes(parser: MarkdownIt) -> None:
    """Footnotes with Material's classes, and ids made of their labels, so that a link to one outlives its number."""
    for name, rule in (
        ("footnote_ref", _footnote_ref),
        ("footnote_block_open", _footnote_block_open),
        ("footnote_block_close", _footnote_block_close),
        ("footnote_open", _footnote_open),
        ("footnote_anchor", _footnote_anchor),
    ):
        parser.add_render_rule(name, rule)


def _note_id(token: Token) -> str:
    label = str(token.meta.get("label") or "")
    return label if _LABEL.fullmatch(label) else f".{token.meta['id'] + 1}"


def _reference_id(token: Token) -> str:
    repeated = int(token.meta.get("subId", 0))
    return f"fnref:{_note_id(token)}" + (f":{repeated}" if repeated > 0 else "")


def _footnote_ref(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[idx]
    link = f'<a class="footnote-ref" href="#fn:{_note_id(token)}">{token.meta["id"] + 1}</a>'
    return f'<sup id="{_reference_id(token)}">{link}</sup>'


def _footnote_block_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return '<div class="footnote">\n<ol>\n'


def _footnote_block_close(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return "</ol>\n</div>\n"


def _footnote_open(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return f'<li id="fn:{_note_id(tokens[idx])}">'


def _footnote_anchor(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    label = "Back to the text"
    target = _reference_id(tokens[idx])
    return f' <a class="footnote-backref" href="#{target}" title="{label}" aria-label="{label}">↩</a>'
