"""The pages and feeds of the external site, each a pure function of editions that may be published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from afterword.external.derived import day_in_words
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.outline import WHAT_HAPPENED
from afterword.site import rendering
from afterword.site.addresses import HOME
from afterword.site.feed_formats import JSON, RSS, Entry, Feed
from afterword.site.links import NO_LINKS
from afterword.site.page import Page, render

STYLE = "assets/external.css"
ICON = "assets/external.svg"
ICON_SVG = Path(__file__).with_name("external.svg").read_text(encoding="utf-8")
OVERRIDES = Path(__file__).parent / "external_theme"
CSS = Path(__file__).with_name("external.css").read_text(encoding="utf-8")


def address(edition: ExternalEdition) -> str:
    """Return the folder of an edition's page. Its id stays internal, for it is made of the internal title."""
    return f"{edition.id[:10]}-{hashlib.sha256(edition.id.encode()).hexdigest()[:8]}"


def sort_newest_first(editions: Sequence[ExternalEdition]) -> list[ExternalEdition]:
    """Sort editions by their date, the ones without a date by that of their id."""
    dates = {one.id: moment.isoformat() if (moment := _moment(one)) else one.id[:10] for one in editions}
    return sorted(editions, key=lambda one: (dates[one.id], one.id), reverse=True)


def _moment(edition: ExternalEdition) -> datetime | None:
    return edition.front.date.earliest if edition.front.date else None


def _shown_date(edition: ExternalEdition) -> str:
    date = edition.front.date
    return day_in_words(date) if date and date.known else ""


def make_index(name: str, editions: Sequence[ExternalEdition], *, offline: bool = False) -> Page:
    """Make the list of all reports, newest first; `offline` is for links that name files."""
    file = "index.html" if offline else ""
    years: dict[str, list[tuple[str, str, str, str]]] = {}
    for one in sort_newest_first(editions):
        report = (f"{address(one)}/{file}", one.title, _shown_date(one), summarise(one))
        years.setdefault(_year(one), []).append(report)
    return Page(HOME, name, render("external_index.html", name=name, years=years, rss=RSS, json=JSON))


def _year(edition: ExternalEdition) -> str:
    moment = _moment(edition)
    return f"{moment:%Y}" if moment else edition.id[:4]


def make_report(edition: ExternalEdition) -> Page:
    """Make an edition's own page."""
    # Nothing of the project is on this site: a link to a file becomes text.
    body = rendering.render(edition.source.readable[edition.body_start :], NO_LINKS)
    html = render("external_report.html", title=edition.title, date=_shown_date(edition), body=body.html)
    return Page(f"{address(edition)}/index.md", edition.title, html, body.headings, summarise(edition))


def summarise(edition: ExternalEdition) -> str:
    """Return the first paragraph of what happened, as plain text."""
    section = edition.section(WHAT_HAPPENED.name)
    return rendering.render_opening(edition.own_text(section), NO_LINKS) if section else ""


def make_feed(name: str, url: str, editions: Sequence[ExternalEdition]) -> Feed:
    """Make the feed of all reports."""
    entries = [
        Entry(address(one), one.title, f"{url}{address(one)}/" if url else "", summarise(one), _moment(one))
        for one in sort_newest_first(editions)
    ]
    return Feed(name, name, url, entries)
