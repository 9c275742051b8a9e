"""HTML and Confluence's storage format as Markdown, with every word: pure, in linear time, and for any input.

The shapes are those of Atlassian's documentation of the storage format, and of Confluence's export of a space as HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from afterword.importing.reader.table_grid import Grid, Span
from afterword.postmortem.tables import write_table

_BLOCKS = frozenset(
    (
        "p", "div", "section", "article", "main", "header", "address", "figure", "figcaption", "dl", "dt", "dd",
        "details", "summary", "ac:rich-text-body", "ac:layout", "ac:layout-section", "ac:layout-cell",
    )
)  # fmt: skip
_LISTS = ("ul", "ol", "ac:task-list")
_CELLS = ("table", "tr", "td", "th")
_INLINE_MACROS = ("status", "jira", "anchor")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_UNSEEN = frozenset(("script", "style", "head", "template", "nav", "ac:task-id", "ac:task-uuid", "colgroup"))
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_ENDED_BY = {
    "p": (*_BLOCKS, *_LISTS, *_HEADINGS, "table", "pre", "hr", "blockquote", "/li", "/td", "/body", "/blockquote",
          *(f"/{tag}" for tag in _BLOCKS if tag != "p")),
    "li": ("li", "/ul", "/ol"), "dt": ("dt", "dd", "/dl"), "dd": ("dt", "dd", "/dl"),
    "tr": ("tr", "/table", "/tbody"), "td": ("td", "th", "tr", "/tr", "/table"),
    "th": ("td", "th", "tr", "/tr", "/table"),
}  # fmt: skip
"""Elements that need no end tag, and the tags that end them."""
_TEXT_OF_PAGE = re.compile(r"<(?:main|article)\b")
_EMOTICONS = {"tick": "✅", "cross": "❌", "warning": "⚠", "plus": "➕", "minus": "➖", "question": "❓"}
_MAX_DEPTH = 200
_LONGEST_HEAD = 25
_MOST_INDENTS = 20


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    groups: list[bool] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    grid: Grid = field(default_factory=Grid)
    is_head: bool = True


def to_markdown(html: str, *, title: str = "") -> str:
    """Return HTML as Markdown; never raises. What is not HTML is text.

    Args:
        html: a document or a part of one.
        title: a heading to put first; empty for none.
    """
    text_of_page = _TEXT_OF_PAGE.search(html)
    # A header with the only title, as pandoc writes it, is one of the document and not of the page.
    writer = _Writer(has_frame=text_of_page is not None and "<h1" in html[text_of_page.end() :])
    writer.feed(_only_tags(html))
    writer.close()
    return (f"# {title}\n\n" if title else "") + writer.markdown()


def _only_tags(html: str) -> str:
    """HTML in which each `<` begins a tag: what the parser would search the rest of the text for is text."""
    html = re.sub(r"\A\s*(?:<\?xml[^>]{0,500}>\s*)?(?:<!DOCTYPE[^>]{0,500}>)?", "", html, flags=re.IGNORECASE)
    first, *others = html.split("<![CDATA[")
    pieces = [first]
    for other in others:
        text, mark, rest = other.partition("]]>")
        pieces += [_escaped(text), rest] if mark else [_escaped(other)]
    return re.sub(r"<(?!/?[A-Za-z][^<>]{0,5000}>)", "&lt;", "".join(pieces))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_head(rows: list[list[str]]) -> bool:
    """Whether a first row without `<th>` is the head: short words without digits, above a row that begins with one."""
    first, *others = rows
    is_short = all(cell and len(cell) < _LONGEST_HEAD and not re.search(r"\d", cell) for cell in first)
    return is_short and len(first) > 1 and any(row and re.match(r"\W*\d", row[0]) for row in others)


class _Writer(HTMLParser):
    """Writes Markdown as it reads; inline text is gathered until its block ends."""

    def __init__(self, *, has_frame: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.inline: list[str] = []
        self.lists: list[list[int]] = []  # of each open list: 0 for bullets, else the next number
        self.item = ""  # the mark of the item that begins
        self.quotes = 0
        self.tables: list[_Table] = []
        self.heading = 0
        self.unseen: list[str] = []
        self.has_frame = has_frame  # whether headers and footers outside of the text are those of the page
        self.texts = 0  # how many `main` and `article` are open
        self.code: list[str] | None = None
        self.macros: list[str] = []
        self.links: list[str] = []
        self.task, self.is_status, self.is_term = "", False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._end_unseen(tag)
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.append(tag)
        elif tag in _UNSEEN or "hidden" in given or self._is_frame(tag):
            self.unseen += [tag] if tag not in _VOID else []
        elif self.code is not None and tag != "br":
            pass
        elif not self._start_of_confluence(tag, given):
            self._start(tag, given)

    def _end_unseen(self, tag: str) -> None:
        if self.unseen and tag in _ENDED_BY.get(self.unseen[0], ()):
            self.unseen.clear()

    def _is_frame(self, tag: str) -> bool:
        """Whether an element is around the text of the page; counts the elements that are its text."""
        self.texts += tag in ("main", "article")
        return tag in ("header", "footer") and self.has_frame and not self.texts

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "dd" and self.is_term:
            self.inline.append(": ")  # `<dt>Severity</dt><dd>2</dd>` is `Severity: 2`
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._end_block()
            is_title = tag == "p" and "title" in given.get("class", "").split()  # in exports of Google Docs
            self.heading = 1 if is_title else _HEADINGS.get(tag, 0)
        elif tag == "hr":
            self._end_block()
            self._write("---")
        elif tag in _LISTS:
            self._end_block()
            self.lists.append([int(tag == "ol")])
        elif tag == "li":
            is_done = "checked" in given.get("class", "").split()
            self._start_item("[x] " if is_done else "[ ] " if "data-inline-task-id" in given else "")
        elif tag == "blockquote":
            self._end_block()
            self.quotes += 1
        elif tag in ("pre", "ac:plain-text-body"):
            self._end_block()
            self.code = []
        elif tag in _CELLS:
            self._start_table(tag, given)
        else:
            self._start_inline(tag, given)

    def _start_inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            (self.inline if self.code is None else self.code).append("\n")
        elif tag == "a":
            self.links.append(given.get("href", ""))
            self.inline.append("[")
        elif tag == "img":
            source, words = given.get("src", ""), given.get("alt", "")
            self.inline.append(f"![{words}]({source})" if source else words)
        elif tag == "input" and given.get("type") == "checkbox":
            self.inline.append("[x] " if "checked" in given else "[ ] ")
        elif tag == "code":
            self.inline.append("`")
        elif tag in _MARKS:
            self.inline.append(_MARKS[tag])

    def _start_of_confluence(self, tag: str, given: dict[str, str]) -> bool:
        """Take an element of the storage format; say whether it is one that needs more than its text."""
        if tag == "ac:structured-macro":
            self.macros.append(given.get("ac:name", ""))
            if self.macros[-1] not in _INLINE_MACROS:
                self._end_block()
        elif tag == "ac:parameter":
            if given.get("ac:name", "") not in ("title", "key", ""):
                self.unseen.append(tag)
        elif tag == "ac:task-status":
            self.task, self.is_status = " ", True
        elif tag == "ac:task-body":
            self._start_item(f"[{self.task or ' '}] ")
        elif tag == "time" and given.get("datetime"):
            self.inline.append(f"{given['datetime']} ")
            self.unseen.append(tag)
        elif tag == "ac:link":
            self.links.clear()
        elif tag == "ac:emoticon":
            self.inline.append(_EMOTICONS.get(given.get("ac:name", ""), given.get("ac:emoji-fallback", "")))
        elif tag.startswith("ri:"):
            self._start_resource(tag, given)
        else:
            return False
        return True

    def _start_resource(self, tag: str, given: dict[str, str]) -> None:
        if tag == "ri:user":
            number = given.get("ri:account-id") or given.get("ri:userkey", "")
            name = given.get("ri:username")
            self.inline.append(f"@{name} " if name else f"(account {number}) " if number else "")
        elif tag == "ri:url":
            self.inline.append(f"<{given.get('ri:value', '')}>")
        else:
            self.links.append(given.get("ri:content-title") or given.get("ri:filename", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "hr", "img", "input", "ri:user", "ri:page", "ri:attachment", "ri:url", "ac:emoticon"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_unseen(f"/{tag}")
        self.texts -= tag in ("main", "article") and self.texts > 0 and not self.unseen
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
        elif self.code is not None:
            if tag in ("pre", "ac:plain-text-body"):
                self._end_code()
        elif tag in _HEADINGS or (tag in _BLOCKS and tag != "dt") or tag in ("li", "ac:task-body"):
            self._end_block()
        elif tag in _LISTS:
            self._end_list()
        elif tag == "blockquote":
            self._end_block()
            self.quotes = max(0, self.quotes - 1)
        elif tag in _CELLS:
            self._end_table(tag)
        elif tag == "ac:structured-macro":
            if self.macros and self.macros.pop() not in _INLINE_MACROS:
                self._end_block()
        elif tag == "ac:parameter" and not (self.macros and self.macros[-1] in _INLINE_MACROS):
            self._end_block()
        else:
            self._end_inline(tag)

    def _end_inline(self, tag: str) -> None:
        self.is_status = False
        self.is_term = tag == "dt" and not self.tables
        if tag == "a" and self.links:
            href = self.links.pop()
            self.inline.append(f"]({href})" if href else "]")
        elif tag == "ac:link":
            if self.links and not "".join(self.inline[-3:]).endswith(self.links[-1]):
                self.inline.append(self.links[-1])
            self.links.clear()
        elif tag == "code":
            self.inline.append("`")
        elif tag in _MARKS:
            self.inline.append(_MARKS[tag])

    def _end_list(self) -> None:
        self._end_block()
        if self.lists:
            self.lists.pop()
        if not self.lists:
            self.out.append("")

    def handle_data(self, data: str) -> None:
        if self.unseen:
            pass
        elif self.code is not None:
            self.code.append(data)
        elif self.is_status:
            self.task = "x" if data.strip() == "complete" else " "
        else:
            self.inline.append(re.sub(r"\s+", " ", data))

    def _start_item(self, box: str) -> None:
        self._end_block()
        number = self.lists[-1][0] if self.lists else 0
        if number:
            self.lists[-1][0] += 1
        indent = sum(3 if one[0] else 2 for one in self.lists[: min(len(self.lists) - 1, _MOST_INDENTS)])
        self.item = " " * indent + (f"{number}. " if number else "- ") + box

    def _start_table(self, tag: str, given: dict[str, str]) -> None:
        self._end_block()
        if tag == "table" and len(self.tables) < _MAX_DEPTH:
            self.tables.append(_Table())
        elif self.tables and tag == "tr":
            self.tables[-1].cells, self.tables[-1].spans, self.tables[-1].is_head = [], [], True
        elif self.tables:
            table = self.tables[-1]
            table.is_head &= tag == "th"
            table.spans = [*table.spans[: len(table.cells)], Span.read(given)]

    def _end_table(self, tag: str) -> None:
        if not self.tables:
            return self._end_block()
        table = self.tables[-1]
        if tag in ("td", "th"):
            table.cells.append(" ".join(self._text().split()).replace("|", "\\|"))
            table.spans += [Span()] * (len(table.cells) - len(table.spans))
        elif tag == "tr":
            if table.cells:
                table.groups.append(table.grid.is_group(table.spans))
                table.rows.append(table.grid.place(table.cells, table.spans))
                table.heads.append(table.is_head)
                table.cells = []
        else:
            self.tables.pop()
            self._write_table(table)
        return None

    def _write_table(self, table: _Table) -> None:
        if not table.rows:
            return
        if self.tables:
            self.inline.append(" ".join(" ".join(row) for row in table.rows) + " ")
            return
        width = max(map(len, table.rows))
        table.heads[0] = table.heads[0] or _is_head(table.rows)
        head: list[str] = [""] * width
        rows: list[list[str]] = []
        for row, is_head, is_group in zip(table.rows, table.heads, table.groups, strict=True):
            if is_group:
                self._write_rows(head, rows)
                self._write(f"**{row[0].strip('*_ ')}**" if row[0] else "")
            elif is_head and not any(head) and not rows:
                head = [*row, *[""] * (width - len(row))]
                continue
            else:
                rows.append(row)
                continue
            rows = []
        self._write_rows(head, rows, is_needed=True)

    def _write_rows(self, head: list[str], rows: list[list[str]], *, is_needed: bool = False) -> None:
        if rows or (is_needed and any(head)):
            self._write(write_table(head, rows))

    def _end_code(self) -> None:
        text = "".join(self.code or []).strip("\n")
        self.code = None
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
        self._write(f"{fence}\n{text}\n{fence}")

    def _text(self) -> str:
        # Blanks of several elements in a row are one, which also keeps the search below linear.
        text = re.sub(r" {2,}", " ", "".join(self.inline))
        self.inline = []
        for empty in ("****", "~~~~", "``"):
            text = text.replace(empty, "")
        # ` **word** ` and not `** word **`, which is not emphasis.
        text = re.sub(r"(\*\*|~~)(\s*)(\S[^*~\n]*?)(\s*)\1", r"\2\1\3\1\4", text)
        return text.strip()

    def _end_block(self) -> None:
        self.is_term = False
        if self.tables:
            if self.inline and not self.inline[-1].isspace():
                self.inline.append(" ")
            return
        text = self._text()
        if text:
            if self.heading:
                text = "#" * self.heading + " " + " ".join(text.split())
            elif self.item:
                text = self.item + text.replace("\n", "\n" + " " * len(self.item))
            elif self.lists:
                text = "  " * min(len(self.lists), _MOST_INDENTS) + text
            self._write(text, is_item=bool(self.item))
            self.item = ""
        self.heading = 0

    def _write(self, text: str, *, is_item: bool = False) -> None:
        quote = "> " * min(self.quotes, 20)
        is_after_item = bool(self.out) and re.match(r"[> ]*(?:-|\d+\.) ", self.out[-1]) is not None
        if self.out and self.out[-1].strip("> ") and not (is_item and is_after_item):
            self.out.append(quote.strip())
        self.out += [quote + line if line else quote.strip() for line in text.split("\n")]
        if not is_item:
            self.out.append(quote.strip())

    def markdown(self) -> str:
        """Return what was written, with what an unclosed element leaves."""
        if self.code is not None:
            self._end_code()
        while self.tables:
            if self.inline:
                self._end_table("td")
            if self.tables[-1].cells:
                self._end_table("tr")
            self._end_table("table")
        self._end_block()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.out)).strip("\n") + "\n"
