"""RSS and JSON feeds of the published post-mortems. Drafts and unreviewed text stay out of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from afterword.portfolio.incidents import is_near_miss
from afterword.postmortem import PostMortem
from afterword.site.addresses import incident_page
from afterword.site.feed_formats import Entry, Feed
from afterword.site.incident_page import describe
from afterword.site.site import Site

_MOST = 50


def list_published(site: Site) -> list[PostMortem]:
    """Return what a feed contains, the newest first."""
    found = [document for document in site.documents if document.front.status == "published"]
    return sorted(found, key=lambda document: (_date(document, site), document.id), reverse=True)[:_MOST]


def make_feed(site: Site) -> Feed:
    """Make the feed of the published post-mortems."""
    entries = [
        Entry(
            document.id,
            _title(document),
            site.address + site.url(incident_page(document)),
            describe(document),
            _date(document, site),
            tuple(_tags(document)),
        )
        for document in list_published(site)
    ]
    return Feed(site.name, "Published post-mortems, the newest first", site.address, entries)


def _title(document: PostMortem) -> str:
    return ": ".join([", ".join(_tags(document)), document.title] if _tags(document) else [document.title])


def _tags(document: PostMortem) -> list[str]:
    return [tag for tag in (document.front.severity, "near miss" if is_near_miss(document) else "") if tag]


def _date(document: PostMortem, site: Site) -> datetime:
    """Return when it became published, by git; else when the incident was over, as far as that is known."""
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
