"""HTML and Confluence's storage format as Markdown, with every word: pure, in linear time, and for any input.

The shapes are those of Atlassian's documentation of the storage format, and of Confluence's export of a space as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from afterword.importing.sources.html_tables import Row, Span, Table

_BLOCKS = frozenset(
    (
        "p", "div", "section", "article", "main", "header", "address", "figure", "figcaption", "dt", "dd",
        "details", "summary", "ac:rich-text-body", "ac:layout", "ac:layout-section", "ac:layout-cell",
    )
)  # fmt: skip
_LISTS = ("ul", "ol", "dl", "ac:task-list")
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
_NO_LINK = "@"
"""For a mention of a person without an address."""
_EMOTICONS = {"tick": "✅", "cross": "❌", "warning": "⚠", "plus": "➕", "minus": "➖", "question": "❓"}
_MAX_DEPTH = 200
_MOST_INDENTS = 20


def to_markdown(html: str, *, title: str = "") -> str:
    """Return HTML as Markdown; never raises. What is not HTML is text.

    Args:
        html: a document or a part of one.
        title: a heading to put first; empty for none.
    """
    text = "\n".join(line for line, _ in to_markdown_lines(html)) + "\n"
    return (f"# {title}\n\n" if title else "") + text


def to_markdown_lines(html: str) -> list[tuple[str, int]]:
    """Return the lines of Markdown that HTML gives, each with its line of the HTML, counted from 1; never raises."""
    text_of_page = _TEXT_OF_PAGE.search(html)
    # A header with the only title, as pandoc writes it, is one of the document and not of the page.
    writer = _Writer(has_frame=text_of_page is not None and "<h1" in html[text_of_page.end() :])
    writer.feed(_only_tags(html))
    writer.close()
    return writer.written()


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


_BADGE = re.compile(r"(?:^|[\s_-])(?:badge|pill|chip|lozenge|(?:status|state|impact)-?(?:label|tag)?)(?=$|[\s_-])")
_BADGE_MARK = "\0"
"""Around the words of a badge in the title of a page, which are a paragraph below it."""


class _Writer(HTMLParser):
    """Writes Markdown as it reads; inline text is gathered until its block ends."""

    def __init__(self, *, has_frame: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[tuple[str, int]] = []  # the lines, each with its line of the source
        self.place = 1  # the line of the source of the text that was gathered
        self.inline: list[str] = []
        self.lists: list[list[int]] = []  # of each open list: 0 for bullets, else the next number
        self.item = ""  # the mark of the item that begins
        self.quotes = 0
        self.tables: list[Table] = []
        self.heading = 0
        self.badge = ""
        self.unseen: list[str] = []
        self.has_frame = has_frame  # whether headers and footers outside of the text are those of the page
        self.texts = 0  # how many `main` and `article` are open
        self.code: list[str] | None = None
        self.macros: list[str] = []
        self.links: list[str] = []
        self.task, self.is_status, self.is_term, self.is_summary, self.is_task = "", False, False, False, False

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
        elif tag == "dt" and self.lists:
            self._start_item("")
        elif tag == "summary":
            self._end_block()
            self.is_summary = True
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
        if self.heading == 1 and _BADGE.search(given.get("class", "")):
            self.badge = tag
            self.inline.append(_BADGE_MARK)
        elif tag == "br":
            (self.inline if self.code is None else self.code).append("\n")
        elif tag == "a":
            is_person = re.search(r"mention|userlink", given.get("class", "")) is not None
            href = given.get("href", "")
            self.links.append(_NO_LINK if is_person and not href else href)
            self.inline.append(("[" if href or not is_person else "") + "@" * is_person)
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
            self.is_task = True
        elif tag == "time" and given.get("datetime"):
            day = given["datetime"]
            self.inline.append(f"({day}) " if self.is_task else f"{day} ")  # of a task, the day on which it is due
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
            self.is_task = self.is_task and tag != "ac:task-body"
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
        if tag == self.badge:
            self.badge = ""
            self.inline.append(_BADGE_MARK)
        self.is_term = tag == "dt" and not self.tables
        if tag == "a" and self.links:
            href = self.links.pop()
            self.inline.append("" if href == _NO_LINK else f"]({href})" if href else "]")
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
            self._blank()

    def handle_data(self, data: str) -> None:
        if self.unseen:
            pass
        elif self.code is not None:
            self.code.append(data)
        elif self.is_status:
            self.task = "x" if data.strip() == "complete" else " "
        else:
            if data.strip() and not "".join(self.inline[-3:]).strip():
                self.place = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            is_mention = bool(self.inline) and self.inline[-1].endswith("@")
            self.inline.append(re.sub(r"\s+", " ", data).removeprefix("@" * is_mention))

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
            self.tables.append(Table())
        elif self.tables and tag == "tr":
            self.tables[-1].row = Row(self.getpos()[0])
        elif self.tables:
            row = self.tables[-1].row
            row.is_head &= tag == "th"
            row.spans = [*row.spans[: len(row.cells)], Span.read(given)]

    def _end_table(self, tag: str) -> None:
        if not self.tables:
            return self._end_block()
        table, row = self.tables[-1], self.tables[-1].row
        if tag in ("td", "th"):
            row.cells.append(" ".join(self._text().split()).replace("|", "\\|"))
            row.spans += [Span()] * (len(row.cells) - len(row.spans))
        elif tag == "tr":
            table.end_row(self.getpos()[0])
        else:
            self.tables.pop()
            self._write_table(table)
        return None

    def _write_table(self, table: Table) -> None:
        if not table.rows:
            return
        if self.tables:
            self.inline.append(" ".join(" ".join(row.cells) for row in table.rows) + " ")
            return
        for text, places in table.written():
            self._write(text, places)

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
            if self.is_summary:
                text = f"**{text.replace('**', '')}**"
            elif self.heading:
                shown = text.split(_BADGE_MARK)
                title, badges = (" ".join(" ".join(part).split()) for part in (shown[::2], shown[1::2]))
                text = "\n\n".join(filter(None, (f"{'#' * self.heading} {title}" if title else "", badges)))
            elif self.item:
                text = self.item + text.replace("\n", "\n" + " " * len(self.item))
            elif self.lists:
                text = "  " * min(len(self.lists), _MOST_INDENTS) + text
            self._write(text, is_item=bool(self.item))
            self.item, self.is_summary = "", False
        self.heading = 0

    def _write(self, text: str, places: Sequence[int] = (), *, is_item: bool = False) -> None:
        quote = "> " * min(self.quotes, 20)
        last = self.out[-1][0] if self.out else ""
        if last.strip("> ") and not (is_item and re.match(r"[> ]*(?:-|\d+\.) ", last)):
            self._blank()
        lines = [quote + line if line else quote.strip() for line in text.split("\n")]
        self.out += zip(lines, places or [self.place] * len(lines), strict=False)
        if not is_item:
            self._blank()

    def _blank(self) -> None:
        self.out.append((("> " * min(self.quotes, 20)).strip(), self.place))

    def written(self) -> list[tuple[str, int]]:
        """Return the lines that were written, with what an unclosed element leaves."""
        if self.code is not None:
            self._end_code()
        while self.tables:
            if self.inline:
                self._end_table("td")
            if self.tables[-1].row.cells:
                self._end_table("tr")
            self._end_table("table")
        self._end_block()
        found: list[tuple[str, int]] = []
        for line in self.out:
            if line[0] or (found and found[-1][0]):
                found.append(line)
        return found[:-1] if found and not found[-1][0] else found
