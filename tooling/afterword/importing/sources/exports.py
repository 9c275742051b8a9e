"""What an export of a program is as Markdown: pure, but for the CSV files that a page of Notion links."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote

from afterword.errors import AfterwordError
from afterword.importing.sources.html_markdown import to_markdown
from afterword.importing.sources.light_markup import MARKUP_SUFFIXES, text_to_markdown
from afterword.postmortem.tables import escape_cell, write_table
from afterword.text.newlines import with_lf

Form = Literal["markdown", "confluence", "notion", "google-docs"]
SUFFIXES: dict[Form, tuple[str, ...]] = {
    "markdown": (".md", ".markdown", ".mdx", ".mkd", *MARKUP_SUFFIXES),
    "confluence": (".html", ".htm", ".xhtml", ".xml", ".json"),
    "notion": (".md",),
    "google-docs": (".md",),
}
"""The ends of the names of files that are imported from folders."""
_HTML = (".html", ".htm", ".xhtml")
SUFFIXES_IF_NAMED: dict[Form, tuple[str, ...]] = {
    "markdown": (".txt", *_HTML),
    "confluence": (),
    "notion": (),
    "google-docs": (),
}
"""The ends of the names of files that are imported only if they are named, since most are something else."""
_NOTION_ID = re.compile(r"[ -][0-9a-f]{32}(?=\.\w{1,8}$|/|$)")
_CSV_LINK = re.compile(r"^\[[^\]\n]*\]\((?P<target>[^)\n]+\.csv)\)[ \t]*$", re.MULTILINE)
_ANCHOR = re.compile(r"^(#{1,6}\s.*?)[ \t]*\{#[\w.-]+\}[ \t]*$", re.MULTILINE)
_DATA_PICTURE = re.compile(r"^\[(?P<name>[^\]\n]{1,80})\]:[ \t]*<?data:image/[^\s>]*>?[ \t]*$", re.MULTILINE)
_MAIN = re.compile(r"""<div[^>]*\bid=["']main-content["'][^>]*>""")
_SPACE = re.compile(r"<hibernate-generic\b")
_HEAD = 2_000
_FORMATS = "export the page in the storage format, as JSON of the API, or its space as HTML"
_FOOTER = re.compile(r"""<div[^>]*\bid=["'](?:footer|attachments)["']|<h2[^>]*\bid=["']attachments["']""")


def as_markdown(text: str, form: Form, read_beside: Callable[[str], str | None], name: str = "") -> str:
    """Return the Markdown of an export; that of Markdown is itself.

    Args:
        text: of the file.
        form: which program it is from.
        read_beside: returns the text of a file by its address relative to this one; None if there is none.
        name: of the file, whose end says which markup a file has that is from no program.

    Raises:
        AfterwordError: it is not a page of that program.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if form == "confluence" or (form == "markdown" and suffix in _HTML):
        return _of_confluence(text)
    if form == "notion":
        return _CSV_LINK.sub(lambda match: _with_table(match, read_beside), with_lf(text))
    if form == "google-docs":
        return _DATA_PICTURE.sub(r"[\g<name>]: #not-imported", _ANCHOR.sub(r"\1", with_lf(text)))
    return text_to_markdown(with_lf(text), suffix) if form == "markdown" else text


def clean_name(name: str) -> str:
    """Return a file's name without the id that Notion adds to it."""
    return _NOTION_ID.sub("", name)


def _of_confluence(text: str) -> str:
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped.startswith("{"):
        return _of_confluence_json(stripped)
    if _SPACE.search(stripped[:_HEAD]):
        raise AfterwordError("this is the XML of a whole space, not a page", remedy="export the space as HTML")
    main = _MAIN.search(text)
    footer = _FOOTER.search(text, main.end()) if main else None
    content = text[main.end() if main else 0 : footer.start() if footer else len(text)]
    written = to_markdown(content, title=_title_of_page(text) if main else "")
    if "<" not in stripped or not re.search(r"\w", to_markdown(content)):
        raise AfterwordError("there is no page in it", remedy=_FORMATS)
    return written


def _of_confluence_json(text: str) -> str:
    try:
        page = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AfterwordError(f"it is not JSON: {error}", remedy=_FORMATS) from None
    body = page.get("body")
    storage = body.get("storage") or body.get("view") if isinstance(body, dict) else None
    value = storage.get("value") if isinstance(storage, dict) else None
    if not isinstance(value, str):
        raise AfterwordError("its page has no `body.storage`", remedy="get it with `?expand=body.storage`")
    title = page.get("title")
    return to_markdown(value, title=title if isinstance(title, str) else "")


def _title_of_page(text: str) -> str:
    """The title of a page of an exported space, without the name of the space."""
    match = re.search(r"<title>([^<]{1,500})</title>", text)
    title = " ".join(unescape(match[1]).split()) if match else ""
    return title.partition(" : ")[2] or re.sub(r" - [^-]+ - Confluence$", "", title)


def _with_table(match: re.Match[str], read_beside: Callable[[str], str | None]) -> str:
    """A link to a database that Notion exported as CSV, and its rows as a table."""
    data = read_beside(unquote(match["target"]))
    if data is None:
        return match[0]
    try:
        rows = list(csv.reader(io.StringIO(data.removeprefix("\ufeff"))))
    except csv.Error:
        return match[0]
    if len(rows) < 2 or not rows[0]:
        return match[0]
    width = max(map(len, rows))
    head, *others = ([escape_cell(cell) for cell in row] for row in rows)
    table = write_table([*head, *[""] * (width - len(head))], others)
    return f"{match[0]}\n\n{table}\n"
