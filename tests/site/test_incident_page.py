"""The order of an incident's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from afterword.learning.search import offer_similar_among
from afterword.postmortem import read
from afterword.postmortem.draft_notice import write_shared_notice
from afterword.site.incident_page import make_incident_page as incident_page
from afterword.site.site import Site

MakeSite = Callable[..., Site]


def page(make_site: MakeSite, body: str, resolved: str = "2026-04-16T19:00Z") -> str:
    incident = f"{{started: 2026-04-16T17:00Z, detected: 2026-04-16T18:00Z, resolved: {resolved}}}"
    front = f"schema: 1\nid: 2026-04-16-x\ntitle: X\nstatus: published\nincident: {incident}\n"
    document = read(f"---\n{front}---\n\n{body}".encode(), "postmortems/2026-04-16-x.md")
    return incident_page(document, make_site(document)).html


def order(html: str, *parts: str) -> list[str]:
    assert all(html.count(part) == 1 for part in parts)
    return sorted(parts, key=html.index)


def test_the_summary_is_above_the_facts(make_site: MakeSite) -> None:
    html = page(make_site, "## Summary\n\nShort.\n\n## Impact\n\nMany.\n")
    parts = ("<h1>", 'id="summary"', 'class="aw-facts"', 'id="impact"')
    assert order(html, *parts) == [*parts]


def test_sections_that_a_notice_names_are_marked_as_drafts(make_site: MakeSite) -> None:
    notice = write_shared_notice({"m1": ["Summary", "Mitigation"], "": ["Impact"]})
    html = page(make_site, f"{notice}\n\n## Summary\n\nShort.\n\n## Impact\n\nMany.\n\n## Mitigation\n\nNew.\n")
    parts = ("<h1>", "aw-drafted", 'id="summary"', 'class="aw-facts"', 'id="impact"', 'id="mitigation"')
    assert order(html, *parts) == [*parts]
    assert html.count('<span class="aw-chip aw-chip--draft">draft</span>') == 3


def test_a_summary_alone_is_above_the_facts(make_site: MakeSite) -> None:
    assert order(page(make_site, "## Summary\n\nAlone.\n"), 'class="aw-facts"', "Alone.")[0] == "Alone."


@pytest.mark.parametrize("body", ["## Impact\n\nMany.\n\n## Summary\n\nLate.\n", "Many.\n\n## Summary\n\nLate.\n"])
def test_a_document_that_does_not_open_with_its_summary_keeps_its_order(make_site: MakeSite, body: str) -> None:
    parts = ['class="aw-facts"', "Many.", "Late."]
    assert order(page(make_site, body), *parts) == parts


def test_a_document_without_text_has_its_facts(make_site: MakeSite) -> None:
    html = page(make_site, "")
    assert 'class="aw-facts"' in html and 'class="aw-body"' not in html


def test_an_ongoing_incident_is_marked_as_unresolved(make_site: MakeSite) -> None:
    html = page(make_site, "## Summary\n\nShort.\n", resolved="ongoing")
    assert html.index("Unresolved") < html.index("Short.")
    assert "users may still be affected" in html
    assert "Unresolved" not in page(make_site, "## Summary\n\nShort.\n")


def test_similar_incidents_are_linked_with_what_made_them_so(make_site: MakeSite) -> None:
    texts = ("The clock of the bank was in another zone", "The bank's clock was off by a zone", "A lift was stuck")
    documents = [
        read(
            f"---\nschema: 1\ntitle: <b>{number}</b>\n---\n\n## Summary\n\n{text}.\n".encode(),
            f"postmortems/2026-04-1{number}-x.md",
        )
        for number, text in enumerate(texts)
    ]
    site = replace(make_site(*documents), similar=offer_similar_among(documents))
    first, _, last = (incident_page(document, site).html for document in documents)
    _, similar = first.split('<h2 id="similar-incidents">')
    assert similar.count("<li>") == 1
    assert "&lt;b&gt;1&lt;/b&gt;</a>" in similar
    assert "bank, clock, zone" in similar
    assert "similar-incidents" not in last
