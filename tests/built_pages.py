"""What the pages of a built site say, whichever program built it, and what a browser would load for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_NO_END = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))
_INLINE = frozenset(re.findall(r"\w+", "a abbr b bdi code del em i ins kbd mark s small span strong sub sup time u"))
_OF_THE_ENGINE = frozenset(
    {"headerlink", "md-content__button", "md-source-file", "md-code__nav", "md-tags", "aw-contents"}
)
"""Classes of what an engine adds to the text: permalinks, edit buttons, dates, tags, and the contents in the menu."""
_LOADED = frozenset({"src", "srcset", "poster", "background", "ping", "xlink:href", "formaction"})
_LOADED_BY_LINK = re.compile(r"stylesheet|icon|preload|prefetch|preconnect|modulepreload|manifest")
_LOADED_BY_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_COMMENT_OF_CSS = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(slots=True)
class BuiltPage:
    """A page: its title and menus, the headings and words of its main text, its links, and what a browser loads."""

    title: str = ""
    menu: list[tuple[str, str]] = field(default_factory=list)
    headings: list[tuple[str, str, str]] = field(default_factory=list)
    words: str = ""
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    loaded: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads a page; its main text is the element `article`."""

    def __init__(self) -> None:
        super().__init__()
        self.page = BuiltPage()
        self._open: list[tuple[str, bool]] = []
        self._heading: tuple[str, str] | None = None
        self._of_heading = ""
        self._in_menu = False

    @property
    def _is_shown(self) -> bool:
        return any(tag == "article" for tag, _ in self._open) and not any(hidden for _, hidden in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        self.page.loaded += _list_loaded(tag, given)
        hidden = tag in ("script", "style") or bool(_OF_THE_ENGINE & set(given.get("class", "").split()))
        if tag not in _NO_END:
            self._open.append((tag, hidden))
        if tag == "a" and {"md-nav__link", "md-tabs__link"} & set(given.get("class", "").split()):
            self._in_menu = not any(hidden for _, hidden in self._open)
            if self._in_menu:
                self.page.menu.append((given.get("href", ""), ""))
        if not self._is_shown or hidden:
            return
        self._separate(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self._heading, self._of_heading = (tag, given.get("id", "")), ""
        if tag == "a":
            self.page.links += [given[name] for name in ("href", "xlink:href") if name in given]

    def handle_endtag(self, tag: str) -> None:
        self._in_menu = self._in_menu and tag != "a"
        if self._heading and tag == self._heading[0]:
            self.page.headings.append((*self._heading, " ".join(self._of_heading.split())))
            self._heading = None
        if self._is_shown:
            self._separate(tag)
        while self._open and any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self.page.loaded += _LOADED_BY_CSS.findall(data)
        if [tag for tag, _ in self._open] == ["html", "head", "title"]:
            self.page.title += data
        if self._in_menu:
            href, text = self.page.menu[-1]
            self.page.menu[-1] = (href, " ".join([*text.split(), *data.split()]))
        if self._is_shown:
            self.page.words += data
            self._of_heading += data

    def _separate(self, tag: str) -> None:
        if tag not in _INLINE:
            self.page.words += " "


def _list_loaded(tag: str, given: dict[str, str]) -> Iterator[str]:
    for name, value in given.items():
        if name == "srcset":
            yield from (one.split()[0] for one in value.split(",") if one.strip())
        elif (tag, name) == ("a", "xlink:href"):
            continue  # a link within a picture
        elif name in _LOADED or (tag, name) in (("object", "data"), ("form", "action")):
            yield value
        elif name == "style":
            yield from _LOADED_BY_CSS.findall(value)
        elif name == "href" and (
            tag in ("base", "use", "image", "feimage")
            or (tag == "link" and _LOADED_BY_LINK.search(given.get("rel", "")))
        ):
            yield value
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        yield given.get("content", "").partition("=")[2]


def read_page(html: str) -> BuiltPage:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.words = " ".join(reader.page.words.split())
    return reader.page


def read_pages(site: Path) -> dict[str, BuiltPage]:
    """Read the pages of a site, by their paths in it."""
    return {
        path.relative_to(site).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def _lead(page: str, link: str, address: str) -> str | None:
    """Return the path in a site that a link of a page leads to, with `#` and the place on it; None if it leads out."""
    parts = urlsplit(urljoin(address + page, link))
    path = unquote(parts._replace(query="", fragment="").geturl())
    if not path.startswith(address):
        return None
    path = path.removeprefix(address)
    path = f"{path}index.html" if path.endswith("/") or not path else path
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def list_differences(one: dict[str, BuiltPage], other: dict[str, BuiltPage], address: str) -> list[str]:
    """List what two sites at one address do not say alike: pages, headings, words, and what their links lead to."""
    found = [f"{name} is on one site alone" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        left, right = (_compared(name, site[name], address) for site in (one, other))
        found += [
            f"{name}: {what} {_first_difference(left[what], right[what])}" for what in left if left[what] != right[what]
        ]
    return found


def _compared(name: str, page: BuiltPage, address: str) -> dict[str, Sequence[object]]:
    return {
        "title": page.title.split(),
        "menu": [(_lead(name, href, address), text) for href, text in page.menu],
        "headings": page.headings,
        "words": page.words.split(),
        "links": [_lead(name, link, address) or link for link in page.links],
    }


def _first_difference(one: Sequence[object], other: Sequence[object]) -> str:
    at = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return f"{one[max(0, at - 3) : at + 3]} / {other[max(0, at - 3) : at + 3]}"


def list_dead_links(site: Path, pages: dict[str, BuiltPage], address: str) -> list[str]:
    """List the links of main texts that lead to no file of the site, or to no place on its page.

    Args:
        site: the site's folder.
        pages: its pages.
        address: where it is published. In a folder of a server, a link that leads too far up leads out of the site.
    """
    server = urljoin(address, "/")
    found = []
    for name, page in pages.items():
        for link in page.links:
            led = _lead(name, link, address)
            path, _, anchor = (led or "").partition("#")
            if led is None:
                if urljoin(address + name, link).startswith(server):
                    found.append(f"{name}: {link} leads out of the site")
            elif not (site / path).is_file() or (anchor and path in pages and anchor not in pages[path].ids):
                found.append(f"{name}: {link}")
    return found


def list_elsewhere(site: Path, pages: dict[str, BuiltPage]) -> list[str]:
    """List what a browser would ask another server for: of pages, style sheets and pictures."""
    loaded = [(name, url) for name, page in pages.items() for url in page.loaded]
    for path in sorted(site.rglob("*")):
        if path.suffix in (".css", ".svg"):
            text = _COMMENT_OF_CSS.sub("", path.read_text(encoding="utf-8"))
            loaded += [(path.relative_to(site).as_posix(), url) for url in _LOADED_BY_CSS.findall(text)]
    return [f"{name}: {url}" for name, url in loaded if _ELSEWHERE.match(url)]
