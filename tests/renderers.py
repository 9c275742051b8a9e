"""Renderers that our output may meet, and what of a rendering is not plain text."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

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


def _python_markdown(text: str) -> str:
    return str(markdown.markdown(text, extensions=EXTENSIONS, extension_configs=SETTINGS))


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
