"""Headings of a page: their ids, as GitHub makes them, and their text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token

from afterword.text.comments import without_comments

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_PLAIN = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
"""Tokens that have text, and the space that replaces a line break."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: level 2 to 6, its id, and its text without markup."""

    level: int
    id: str
    text: str


def number_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Give every heading an id; returns those at the top level.

    The page has an H1 already, so the H1 of a document becomes an H2.
    """
    found: list[Heading] = []
    taken: dict[str, int] = {}
    opened: Token | None = None
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            opened = token
            token.tag = "h2" if token.tag == "h1" else token.tag
            text = plain_text(tokens[index + 1].children).strip()
            identifier = _unique(slug(text), taken)
            token.attrSet("id", identifier)
            if token.level == 0:
                words = shown_text(tokens[index + 1].children).strip()
                found.append(Heading(int(token.tag[1]), identifier, words))
        elif token.type == "heading_close" and opened:
            token.tag = opened.tag
            token.meta["id"] = opened.attrs["id"]
    return tuple(found)


def plain_text(tokens: list[Token] | None) -> str:
    """Return the text of inline tokens without markup, footnotes, images, and HTML, of which GitHub makes no ids."""
    return "".join(_PLAIN[token.type] or token.content for token in tokens or [] if token.type in _PLAIN)


def shown_text(tokens: list[Token] | None) -> str:
    """Return the text of inline tokens without markup; HTML such as `<model>` stays, for our pages show it."""
    shown = (without_comments(t.content) if t.type == "html_inline" else plain_text([t]) for t in tokens or [])
    return "".join(shown)


def slug(text: str) -> str:
    """Return a heading's id, as GitHub makes it."""
    # Ids that begin with underscores belong to the theme.
    return _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-").lstrip("_") or "section"


def _unique(slug: str, taken: dict[str, int]) -> str:
    name = slug
    while name in taken:
        taken[slug] += 1
        name = f"{slug}-{taken[slug]}"
    taken[name] = 0
    return name
