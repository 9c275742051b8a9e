"""The pages and feeds of the external site, each a pure function of editions that may be published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from markdown_it.token import Token

from afterword.external.derived import day_in_words, read_status
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.outline import WHAT_HAPPENED
from afterword.site import rendering
from afterword.site.addresses import HOME
from afterword.site.feed_formats import Entry, Feed
from afterword.site.headings import shown_text
from afterword.site.links import NO_LINKS
from afterword.site.page import Page, render, visible
from afterword.site.rendering import Rendered
from afterword.text.comments import without_comments

STYLE = "assets/external.css"
ICON = "assets/external.svg"
ICON_SVG = Path(__file__).with_name("external.svg").read_text(encoding="utf-8")
TEXT = "report.txt"
"""The report as plain text, beside its page."""
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


def _list_updates(edition: ExternalEdition) -> list[tuple[datetime, str, str]]:
    """List what changed in a report since it was published, the newest first: when, its day in words, and what."""
    stated = [(one.date, one.what) for one in edition.front.updates or []]
    found = [(date.earliest, day_in_words(date), what) for date, what in stated if date and date.earliest and what]
    return sorted(found, key=lambda update: update[0], reverse=True)


def _list_facts(edition: ExternalEdition) -> list[str]:
    """List what readers want to know first: when it was, whether it is over, how long it lasted."""
    status, length = read_status(edition)
    return [fact for fact in (_shown_date(edition), status, f"lasted {length}" if length else "") if fact]


def make_index(
    name: str, editions: Sequence[ExternalEdition], *, feeds: Sequence[tuple[str, str]], offline: bool = False
) -> Page:
    """Make the list of all reports, newest first.

    Args:
        name: the site's title.
        editions: what may be published.
        feeds: name and address of each feed.
        offline: whether links name files.
    """
    file = "index.html" if offline else ""
    years: dict[str, list[dict[str, object]]] = {}
    for one in sort_newest_first(editions):
        facts = [*_list_facts(one), *(f"updated {day}" for _, day, _ in _list_updates(one)[:1])]
        report: dict[str, object] = {
            "url": f"{address(one)}/{file}",
            "title": one.title,
            "facts": facts,
            "summary": summarise(one),
        }
        years.setdefault(_year(one), []).append(report)
    return Page(HOME, name, render("external_index.html", name=name, years=years, feeds=feeds))


def _year(edition: ExternalEdition) -> str:
    moment = _moment(edition)
    return f"{moment:%Y}" if moment else edition.id[:4]


def make_report(edition: ExternalEdition, *, url: str, feeds: Sequence[tuple[str, str]]) -> Page:
    """Make an edition's own page.

    Args:
        edition: what may be published.
        url: where the site is published; empty if that is not known.
        feeds: name and address of each feed.
    """
    html = render(
        "external_report.html",
        title=edition.title,
        facts=_list_facts(edition),
        updates=_list_updates(edition),
        mail=_write_mail(edition, url),
        text=TEXT,
        feeds=[(name, f"../{path}") for name, path in feeds],
        body=(body := _render(edition)).html,
    )
    return Page(f"{address(edition)}/index.md", edition.title, html, body.headings, summarise(edition))


def _render(edition: ExternalEdition) -> Rendered:
    # Nothing of the project is on this site: a link to a file becomes text.
    return rendering.render(edition.source.readable[edition.body_start :], NO_LINKS)


def _write_mail(edition: ExternalEdition, url: str) -> str:
    """Return the address that opens a mail with the beginning of a report and the way to the rest."""
    parts = [edition.title, " · ".join(_list_facts(edition)), summarise(edition), _address_of(edition, url)]
    body = "\r\n\r\n".join(part for part in parts if part)
    return f"mailto:?subject={quote(edition.title)}&body={quote(body)}"


def write_text(edition: ExternalEdition, url: str) -> str:
    """Write a report as plain text, to be put into a mail.

    Args:
        edition: what may be published.
        url: where the site is published; empty if that is not known.
    """
    updates = [f"Updated {day}: {what}" for _, day, what in _list_updates(edition)]
    top = [edition.title, " · ".join(_list_facts(edition)), *updates]
    parts = [*(part for part in top if part), *_list_texts(_render(edition).tokens), _address_of(edition, url)]
    return visible("\n\n".join(part for part in parts if part)).replace("\n\n- ", "\n- ") + "\n"


def _list_texts(tokens: Sequence[Token]) -> Iterator[str]:
    """List the paragraphs, list items and headings of a text without markup."""
    for at, token in enumerate(tokens):
        if token.type == "inline":
            words = shown_text(token.children).strip()
            is_item = at > 1 and tokens[at - 2].type == "list_item_open"
            yield f"- {words}" if is_item else words.upper() if tokens[at - 1].type == "heading_open" else words
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip()
        elif token.type == "html_block":
            yield without_comments(token.content).strip()


def _address_of(edition: ExternalEdition, url: str) -> str:
    return f"{url}{address(edition)}/" if url else ""


def summarise(edition: ExternalEdition) -> str:
    """Return the first paragraph of what happened, as plain text."""
    section = edition.section(WHAT_HAPPENED.name)
    return rendering.render_opening(edition.own_text(section)) if section else ""


def make_feed(name: str, url: str, editions: Sequence[ExternalEdition]) -> Feed:
    """Make the feed of all reports."""
    return Feed(name, name, url, [_make_entry(one, url) for one in sort_newest_first(editions)])


def _make_entry(edition: ExternalEdition, url: str) -> Entry:
    updates = _list_updates(edition)
    said = [f"Updated {day}: {what}" for _, day, what in updates[:1]]
    text = "\n\n".join([*said, summarise(edition)])
    updated = updates[0][0] if updates else None
    return Entry(address(edition), edition.title, _address_of(edition, url), text, _moment(edition), updated=updated)
