"""The pages and feeds of the external site, each a pure function of editions that may be published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from afterword.external.derived import on_day
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.outline import WHAT_HAPPENED
from afterword.site import feed_formats, rendering
from afterword.site.feed_formats import JSON, RSS, Entry
from afterword.site.headings import Heading
from afterword.site.links import NO_LINKS, Links

INDEX = "index.md"
STYLE = "assets/external.css"

CSS = """\
:root { --md-primary-fg-color: #24524b; --md-primary-fg-color--dark: #1b3f3a; --md-accent-fg-color: #24524b; }
.md-typeset ul.report-list { list-style: none; margin: 0; padding: 0; }
.md-typeset ul.report-list li { border-top: 1px solid rgba(0, 0, 0, 0.12); margin: 0; padding: 0.9rem 0; }
.md-typeset ul.report-list a { font-weight: 700; }
.md-typeset ul.report-list p { margin: 0.2rem 0 0; }
.report-date { opacity: 0.75; }
"""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page of the external site.

    Attributes:
        source: the path it would have as a Markdown file.
        title: plain text.
        html: everything below the site's header.
        headings: what its table of contents lists.
        description: plain text for search engines; empty for none.
    """

    source: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    description: str = ""


def address(edition: ExternalEdition) -> str:
    """Return the folder of an edition's page. Its id stays internal, for it is made of the internal title."""
    return f"{edition.id[:10]}-{hashlib.sha256(edition.id.encode()).hexdigest()[:8]}"


def newest_first(editions: Sequence[ExternalEdition]) -> list[ExternalEdition]:
    """Sort editions by their date, the ones without a date by that of their id."""
    return sorted(editions, key=_order, reverse=True)


def _order(edition: ExternalEdition) -> tuple[str, str]:
    moment = _moment(edition)
    return (moment.isoformat() if moment else edition.id[:10], edition.id)


def _moment(edition: ExternalEdition) -> datetime | None:
    return edition.front.date.earliest if edition.front.date else None


def _shown_date(edition: ExternalEdition) -> str:
    date = edition.front.date
    return on_day(date) if date and date.known else ""


def index(name: str, editions: Sequence[ExternalEdition]) -> ReportPage:
    """Make the list of all reports, newest first."""
    rows = [
        Markup('<li><a href="{}/">{}</a><p class="report-date">{}</p><p>{}</p></li>').format(
            address(edition), edition.title, _shown_date(edition), summary(edition)
        )
        for edition in newest_first(editions)
    ]
    body = Markup('<ul class="report-list">{}</ul>').format(Markup("\n").join(rows)) if rows else "<p>No reports.</p>"
    feeds = Markup('<p class="report-date"><a href="{}">RSS</a> · <a href="{}">JSON feed</a></p>').format(RSS, JSON)
    return ReportPage(INDEX, name, f"{Markup('<h1>{}</h1>').format(name)}\n{body}\n{feeds}\n")


def report(edition: ExternalEdition) -> ReportPage:
    """Make an edition's own page."""
    # Nothing of the project is on this site: a link to a file becomes text.
    links = Links("", f"{address(edition)}/", {}, lambda _: False)
    body = rendering.render(edition.source.readable[edition.body_start :], links)
    head = Markup('<h1>{}</h1>\n<p class="report-date">{}</p>\n').format(edition.title, _shown_date(edition))
    return ReportPage(f"{address(edition)}/index.md", edition.title, head + body.html, body.headings, summary(edition))


def summary(edition: ExternalEdition) -> str:
    """Return the first paragraph of what happened, as plain text."""
    section = edition.section(WHAT_HAPPENED.name)
    if section is None:
        return ""
    return rendering.opening(edition.own_text(section), NO_LINKS)


def rss(name: str, url: str, editions: Sequence[ExternalEdition]) -> str:
    """Write RSS 2.0, newest first."""
    return feed_formats.rss(name, name, url, _entries(url, editions))


def json_feed(name: str, url: str, editions: Sequence[ExternalEdition]) -> str:
    """Write JSON Feed 1.1, newest first."""
    return feed_formats.json_feed(name, url, _entries(url, editions))


def _entries(url: str, editions: Sequence[ExternalEdition]) -> list[Entry]:
    return [
        Entry(
            address(edition),
            edition.title,
            f"{url}{address(edition)}/" if url else "",
            summary(edition),
            _moment(edition),
        )
        for edition in newest_first(editions)
    ]


def described(page: ReportPage) -> dict[str, str]:
    """Return what templates, which do not escape, show of a page."""
    meta = {"title": str(escape(page.title))} if page.source != INDEX else {}
    return {**meta, "description": str(escape(page.description))} if page.description else meta
