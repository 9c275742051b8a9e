"""The units of HTML in Markdown: headings, items, rows and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

from afterword.importing.reader.table_grid import Grid, Span
from afterword.importing.reader.unit import Kind, Unit

_BLOCKS = frozenset(("li", "p", "summary", "dt", "dd", "div", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
_STRUCK = ("s", "del", "strike")


class HtmlReader(HTMLParser):
    """Reads headings, items, rows and paragraphs of HTML; a table can go on over several blocks of Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base, self.block, self.depth, self.table = 1, 0, 0, 0
        self.kind: Kind | Literal["", "cell"] = ""
        self.start, self.level = 0, 0
        self.parts: list[str] = []
        self.cells: list[str] = []
        self.spans: list[Span] = []
        self.grid = Grid()
        self.head: tuple[str, ...] = ()
        self.heads = 0
        self.is_term = False
        self.row_line = 0
        self.found: list[Unit] = []
        self.fed = 0

    def feed_block(self, data: str, line: int, block: int) -> Iterator[Unit]:
        """Yield the units that end in a block of HTML, which begins at a line."""
        self.base, self.block = line - self.fed, block
        self.fed += data.count("\n")
        self.feed(data)
        found, self.found = self.found, []
        yield from found

    def rest(self) -> list[Unit]:
        """Return what an unclosed element leaves."""
        self._flush()
        return self.found

    @property
    def _line(self) -> int:
        return self.base + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "table":
            self._flush()
            self.table, self.head, self.grid = self.table + 1, (), Grid()
        elif tag == "tr":
            self.cells, self.spans, self.heads, self.row_line = [], [], 0, self._line
        elif tag in ("td", "th"):
            self.kind, self.parts = "cell", []
            self.spans = [*self.spans[: len(self.cells)], Span.read(dict(attrs))]
            self.heads += tag == "th"
        elif tag in ("ul", "ol"):
            self._flush()
            self.depth += 1
        elif tag == "dd" and self.is_term:
            self.is_term = False  # `<dt>Severity</dt><dd>2</dd>` is `Severity: 2`
            self.parts.append(": ")
        elif tag in _BLOCKS and self.kind != "cell":
            self._flush()
            level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
            self.kind = (
                "item"
                if tag == "li"
                else "heading"
                if level or tag == "summary"
                else "code"
                if tag == "pre"
                else "paragraph"
            )
            self.level = level or (6 if tag == "summary" else self.depth)
            self.start = 0
        elif tag == "input" and ("type", "checkbox") in attrs:
            self.parts.append("[x] " if any(name == "checked" for name, _ in attrs) else "[ ] ")
        elif tag == "a":
            self.parts.append("\0" + (dict(attrs).get("href") or "") + "\0")
        elif tag in _STRUCK:
            self.parts.append("~~")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.kind == "cell":
            self.cells.append(_cell(self.parts))
            self.kind, self.parts = "", []
        elif tag == "tr" and self.cells:
            self._end_row()
        elif tag in ("ul", "ol"):
            self._flush()
            self.depth = max(0, self.depth - 1)
        elif tag == "dt" and self.kind == "paragraph":
            self.is_term = True
        elif tag in _BLOCKS and self.kind != "cell":
            self._flush()
        elif tag in _STRUCK:
            self.parts.append("~~")

    def handle_data(self, data: str) -> None:
        if self.is_term and not data.strip():
            return
        if data.strip() and not self.kind and not self.start:
            self.kind, self.level = "paragraph", 0
        if data.strip() and not self.start and self.kind != "cell":
            self.start = self._line + data[: len(data) - len(data.lstrip())].count("\n")
        if self.kind:
            self.parts.append(data)

    def _end_row(self) -> None:
        is_group = self.grid.is_group(self.spans)
        cells = tuple(self.grid.place(self.cells, self.spans))
        if is_group:
            self.found.append(Unit("paragraph", self.row_line, self._line, self.cells[0], 0, self.block, is_html=True))
        elif not self.head and self.heads == len(self.cells) and self.heads > 1:
            self.head = tuple(map(_plain_html, cells))
        else:
            text = " | ".join(filter(None, cells))
            self.found.append(
                Unit("row", self.row_line, self._line, text, 0, self.block, 500_000 + self.table, cells, self.head,
                     is_html=True)
            )  # fmt: skip
        self.cells = []

    def _flush(self) -> None:
        text = _cell(self.parts) if self.kind != "code" else "".join(self.parts)
        if text.strip() and self.kind != "" and self.kind != "cell":
            self.found.append(
                Unit(
                    self.kind,
                    self.start,
                    self._line,
                    text,
                    self.level,
                    self.block,
                    400_000 if self.kind == "item" else 0,
                    is_html=True,
                )
            )
        self.is_term = False
        self.kind, self.parts, self.start = ("cell", [], 0) if self.kind == "cell" else ("", [], 0)


def _cell(parts: list[str]) -> str:
    """Return the text of an element as Markdown: its words escaped as far as they matter, and its links."""
    text = "".join(parts)
    text = re.sub(r"\0([^\0]*)\0([^\0]*)", lambda m: f"{m[2]} <{m[1]}>" if m[1].startswith("http") else m[2], text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _plain_html(text: str) -> str:
    return " ".join(re.sub(r"<http[^>]*>", "", text).split())
