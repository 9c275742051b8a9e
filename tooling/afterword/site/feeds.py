"""RSS and JSON feeds of the published post-mortems. Drafts and what nobody has reviewed stay out of them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree

from afterword.postmortem import PostMortem
from afterword.site import pages, views
from afterword.site.page import visible
from afterword.site.views import Site

RSS = "feed.xml"
JSON = "feed.json"
_MOST = 50
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def published(site: Site) -> list[PostMortem]:
    """What a feed holds, the newest first."""
    found = [document for document in site.documents if document.front.status == "published"]
    return sorted(found, key=lambda document: (_date(document, site), document.id), reverse=True)[:_MOST]


def rss(site: Site) -> str:
    """RSS 2.0."""
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    entries = published(site)
    _add(channel, "title", site.name)
    _add(channel, "link", site.address)
    _add(channel, "description", f"Post-mortems of {site.name}")
    if entries:
        _add(channel, "lastBuildDate", format_datetime(_date(entries[0], site)))
    for document in entries:
        item = ElementTree.SubElement(channel, "item")
        _add(item, "title", _title(document))
        _add(item, "link", _page(document, site))
        _add(item, "description", pages.description(document))
        _add(item, "pubDate", format_datetime(_date(document, site)))
        guid = _add(item, "guid", document.id)
        guid.set("isPermaLink", "false")
    ElementTree.indent(root, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + visible(ElementTree.tostring(root, encoding="unicode")) + "\n"


def json_feed(site: Site) -> str:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.address,
        "feed_url": site.address + JSON,
        "items": [
            {
                "id": document.id,
                "url": _page(document, site),
                "title": _title(document),
                "content_text": pages.description(document) or _title(document),
                "date_published": _date(document, site).isoformat(),
                "tags": [tag for tag in (document.front.severity,) if tag],
            }
            for document in published(site)
        ],
    }
    return visible(json.dumps(feed, ensure_ascii=False, indent=1)) + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _NOT_XML.sub("", text)
    return element


def _title(document: PostMortem) -> str:
    severity = document.front.severity
    return f"{severity}: {document.title}" if severity else document.title


def _page(document: PostMortem, site: Site) -> str:
    return site.address + site.url(views.incident_page(document))


def _date(document: PostMortem, site: Site) -> datetime:
    """When it became published, as git tells; else when the incident was over, as far as that is known."""
    if document.path in site.published:
        return site.published[document.path]
    incident = document.front.incident
    for when in (incident.resolved, incident.mitigated, incident.detected, incident.started) if incident else ():
        if when and when.latest:
            return when.latest - timedelta(days=0 if when.exact else 1)
    try:
        return datetime.fromisoformat(document.id[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
