"""RSS and JSON Feed, the formats of all feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree

from afterword.site.page import visible

RSS = "feed.xml"
JSON = "feed.json"
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
    """

    id: str
    title: str
    url: str = ""
    text: str = ""
    date: datetime | None = None
    tags: tuple[str, ...] = ()


def rss(name: str, about: str, address: str, entries: Sequence[Entry]) -> str:
    """Write RSS 2.0.

    Args:
        name: the site's title.
        about: what the feed contains.
        address: where the site is published, with a slash at its end; empty if that is not known.
        entries: the newest first.
    """
    root = ElementTree.Element("rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    channel = ElementTree.SubElement(root, "channel")
    _add(channel, "title", name)
    _add(channel, "link", address or "./")
    _add(channel, "description", about)
    if address:
        itself = {"href": address + RSS, "rel": "self", "type": "application/rss+xml"}
        ElementTree.SubElement(channel, "atom:link", itself)
    dates = [entry.date for entry in entries if entry.date]
    if dates:
        _add(channel, "lastBuildDate", format_datetime(max(dates)))
    for entry in entries:
        item = ElementTree.SubElement(channel, "item")
        _add(item, "title", entry.title)
        if entry.url:
            _add(item, "link", entry.url)
        # Feed readers treat it as HTML.
        _add(item, "description", escape(entry.text, quote=False))
        if entry.date:
            _add(item, "pubDate", format_datetime(entry.date))
        _add(item, "guid", entry.id).set("isPermaLink", "false")
    ElementTree.indent(root, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + visible(ElementTree.tostring(root, encoding="unicode")) + "\n"


def json_feed(name: str, address: str, entries: Sequence[Entry]) -> str:
    """Write JSON Feed 1.1; arguments as `rss`."""
    feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": name}
    if address:
        feed |= {"home_page_url": address, "feed_url": address + JSON}
    feed["items"] = [_item(entry) for entry in entries]
    return visible(json.dumps(feed, ensure_ascii=False, indent=1)) + "\n"


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {"id": entry.id}
    if entry.url:
        item["url"] = entry.url
    item |= {"title": entry.title, "content_text": entry.text or entry.title}
    if entry.date:
        item["date_published"] = entry.date.isoformat()
    return item | ({"tags": list(entry.tags)} if entry.tags else {})


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _NOT_XML.sub("", text)
    return element
