"""Renderers that our output may meet, and what of a rendering is not plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from afterword.site import rendering as site_rendering
from afterword.site.links import Links

markdown = pytest.importorskip("markdown", reason="comes with the extra `site`")
pytest.importorskip("pymdownx", reason="comes with the extra `site`")

EXTENSIONS = [
    "extra", "attr_list", "footnotes", "abbr", "md_in_html", "def_list", "admonition", "toc", "wikilinks", "sane_lists",
    "pymdownx.snippets", "pymdownx.magiclink", "pymdownx.emoji", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark",
    "pymdownx.keys", "pymdownx.critic", "pymdownx.details", "pymdownx.tasklist", "pymdownx.arithmatex",
    "pymdownx.superfences", "pymdownx.betterem", "pymdownx.inlinehilite", "pymdownx.progressbar",
    "pymdownx.blocks.html",
    "pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.tab", "pymdownx.fancylists",
    "pymdownx.saneheaders", "pymdownx.smartsymbols",
]  # fmt: skip
SETTINGS = {
    "pymdownx.snippets": {"base_path": ["."], "check_paths": False, "restrict_base_path": False},
    "pymdownx.magiclink": {
        "user": "u", "repo": "r", "repo_url_shorthand": True, "social_url_shorthand": True, "repo_url_shortener": True,
    },
}  # fmt: skip


_markdown = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)


def _python_markdown(text: str) -> str:
    return str(_markdown.reset().convert(text))  # preparing its extensions takes twenty times as long


_commonmark = MarkdownIt("commonmark", {"html": True}).use(footnote_plugin)
_gfm = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
RENDERERS: dict[str, Callable[[str], str]] = {
    "commonmark": _commonmark.render,
    "gfm": _gfm.render,
    "python-markdown": _python_markdown,
}


class Tags(HTMLParser):
    """Collects what is not plain text: tags beyond those allowed, attributes, comments."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.wrong: list[str] = []
        self.paragraphs = 0
        self.in_code = False
        self.outside_code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.paragraphs += tag == "p"
        self.in_code = tag == "code"
        if tag not in ("p", "code") or attrs:
            self.wrong.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        self.in_code = False

    def handle_data(self, data: str) -> None:
        self.text += data
        self.outside_code += "`" if self.in_code else data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def rendered(renderer: str, text: str) -> Tags:
    tags = Tags()
    tags.feed(RENDERERS[renderer](text))
    tags.close()
    return tags


def _site(text: str) -> str:
    return str(site_rendering.render(text, Links("postmortems", "incidents/x/", {}, lambda path: True)).html)


DOCUMENT_RENDERERS: dict[str, Callable[[str], str]] = {**RENDERERS, "site": _site}
"""What a whole document may meet."""

_ALLOWED_TAGS = set(
    re.findall(
        r"\w+",
        "p h1 h2 h3 h4 h5 h6 ul ol li em strong code pre table thead tbody tr th td blockquote hr br sup section a div "
        "span dl dt dd del nav time button",
    )
)
# Attributes that renderers give their own output; none of them runs or loads anything.
_ALLOWED_ATTRIBUTES = set(re.findall(r"\w+", "id class href title start type style role rel rev dir datetime tabindex"))
_STYLE = re.compile(r"text-align: ?(?:left|right|center);?")


class _Active(HTMLParser):
    """Collects what runs, loads or leads somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wrong = [
            name for name, _ in attrs if name not in _ALLOWED_ATTRIBUTES and not name.startswith(("aria-", "data-"))
        ]
        values = {name: value or "" for name, value in attrs}
        leads = not values.get("href", "#").startswith("#")
        styled = not _STYLE.fullmatch(values.get("style", "text-align: left"))
        if tag not in _ALLOWED_TAGS or wrong or leads or styled:
            self.found.append(self.get_starttag_text() or tag)


def active_parts(renderer: str, text: str) -> list[str]:
    """Tags of a rendered document that no plain text has: anything that runs, loads or leads out of the page."""
    parser = _Active()
    parser.feed(DOCUMENT_RENDERERS[renderer](text))
    parser.close()
    return parser.found
