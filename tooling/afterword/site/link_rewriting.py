"""Links and pictures of a parsed body, changed in place so that they lead where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from afterword.site.headings import plain_text
from afterword.site.links import Links


@dataclass(frozen=True, slots=True)
class FoundLinks:
    """The links of a document, each as written, with the line of the text on which it first occurs, from 0.

    Attributes:
        broken: those that name a file which does not exist.
        anchors: those that name an id, with the page, by its URL, and the id.
        pictures: paths in the project of the pictures that are shown.
    """

    broken: tuple[tuple[str, int], ...] = ()
    anchors: tuple[tuple[str, int, tuple[str, str]], ...] = ()
    pictures: tuple[str, ...] = ()


def rewrite_links(tokens: list[Token], links: Links) -> FoundLinks:
    """Point every link to its target; one without a target becomes text.

    Pictures that the site has are shown, all others become links to them: a picture on another server would tell that
    server who reads the page, so none is loaded.
    """
    written: dict[str, int] = {}
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_rewritten(token.children, links, written, token.map[0] if token.map else 0))
    found = [(href, line, links.find(href)) for href, line in written.items()]
    pictures = {child.meta["path"] for token in tokens for child in token.children or () if child.type == "aw_picture"}
    return FoundLinks(
        broken=tuple((href, line) for href, line, target in found if target.is_broken),
        anchors=tuple((href, line, target.anchor) for href, line, target in found if target.anchor),
        pictures=tuple(sorted(pictures)),
    )


def _rewritten(children: list[Token], links: Links, seen: dict[str, int], line: int) -> Iterator[Token]:
    within: list[bool] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        if child.type == "link_open":
            written = str(child.attrs.get("href", ""))
            seen.setdefault(written, line)
            target = links.find(written).href
            within.append(target is not None)
            if target is not None:
                yield link_token(target, str(child.attrs.get("title", "")))
        elif child.type == "link_close":
            if within.pop():
                yield child
        elif child.type == "image":
            yield from _image(child, links, seen, line, inside_link=any(within))
        else:
            yield child


def _image(image: Token, links: Links, seen: dict[str, int], line: int, inside_link: bool) -> Iterator[Token]:
    alt, written = plain_text(image.children) or "picture", str(image.attrs.get("src", ""))
    picture = links.find_picture(written)
    if picture or not inside_link:
        seen.setdefault(written, line)
    if picture:
        path, url = picture
        yield Token("aw_picture", "img", 0, attrs={"src": url, "alt": alt, "loading": "lazy"}, meta={"path": path})
        return
    text = Token("text", "", 0, content=alt)
    target = None if inside_link else links.find(written).href
    if target is None:
        yield text
    else:
        yield from (link_token(target), text, Token("link_close", "a", -1))


def link_token(target: str, title: str = "") -> Token:
    """Return the token that opens a link."""
    attrs: dict[str, str | int | float] = {"href": target}
    if title:
        attrs["title"] = title
    if ":" in target.split("/")[0]:
        # Other sites need not learn the address of an internal page.
        attrs["rel"] = "noreferrer"
    return Token("link_open", "a", 1, attrs=attrs)
