"""RSS, Atom and JSON Feed, the formats of all feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from afterword.site.page import render, visible

RSS = "feed.xml"
ATOM = "atom.xml"
JSON = "feed.json"
FEEDS = (("Atom", ATOM), ("RSS", RSS), ("JSON", JSON))
"""The formats by their names for people."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one page.

    Attributes:
        id: how feed readers recognise it; never changes.
        title: plain text.
        url: its address; empty if that is not known.
        text: plain text; empty for none.
        date: when it was published, None if that is not known.
        tags: words by which it can be filtered.
        updated: when it was last changed, None if it was not.
    """

    id: str
    title: str
    url: str = ""
    text: str = ""
    date: datetime | None = None
    tags: tuple[str, ...] = ()
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What every format of a feed says.

    Attributes:
        name: the site's title.
        about: what the feed contains.
        address: where the site is published, with a slash at its end; empty if that is not known.
        entries: the newest first.
    """

    name: str
    about: str
    address: str
    entries: Sequence[Entry]

    def write_rss(self) -> str:
        """Write RSS 2.0."""
        dates = [entry.date for entry in self.entries if entry.date]
        text = render(
            "feed.xml",
            feed=self,
            file=RSS,
            built=format_datetime(max(dates)) if dates else "",
            # Feed readers treat a description as HTML.
            entries=[
                (one, escape(one.text, quote=False), one.date and format_datetime(one.date)) for one in self.entries
            ],
        )
        return _NOT_XML.sub("", text) + "\n"

    def write_atom(self) -> str:
        """Write Atom 1.0 (RFC 4287), which needs an address and a date for the feed and each of its entries."""
        dates = [date for one in self.entries if (date := one.updated or one.date)]
        built = max(dates).isoformat() if dates else "1970-01-01T00:00:00+00:00"
        entries = [(one, date.isoformat() if (date := one.updated or one.date) else built) for one in self.entries]
        text = render("atom.xml", feed=self, file=ATOM, built=built, entries=entries)
        return _NOT_XML.sub("", text) + "\n"

    def write_json(self) -> str:
        """Write JSON Feed 1.1."""
        feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": self.name}
        if self.address:
            feed |= {"home_page_url": self.address, "feed_url": self.address + JSON}
        feed["items"] = [_item(entry) for entry in self.entries]
        return visible(json.dumps(feed, ensure_ascii=False, indent=1)) + "\n"


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {"id": entry.id}
    if entry.url:
        item["url"] = entry.url
    item |= {"title": entry.title, "content_text": entry.text or entry.title}
    if entry.date:
        item["date_published"] = entry.date.isoformat()
    if entry.updated:
        item["date_modified"] = entry.updated.isoformat()
    return item | ({"tags": list(entry.tags)} if entry.tags else {})
