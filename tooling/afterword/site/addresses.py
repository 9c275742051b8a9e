"""The addresses of our pages, and what the navigation shows of them."""

from __future__ import annotations

import posixpath

from afterword.postmortem import PostMortem

HOME = "index.md"
INCIDENTS = "incidents/index.md"
ACTIONS = "action-items.md"
BROWSE = "browse/index.md"
METRICS = "metrics.md"
WEEK = "since-last-week.md"
EVAL_CASES = "eval-cases.md"
RETROSPECTIVES = "retrospectives/index.md"

NAVIGATION = {
    HOME: "Home",
    INCIDENTS: "Incidents",
    ACTIONS: "Action items",
    WEEK: "Since last week",
    EVAL_CASES: "Eval cases",
    METRICS: "Metrics",
    RETROSPECTIVES: "Retrospectives",
    BROWSE: "Browse",
}
"""What the navigation contains, in this order, and its name there."""

DATA = "incidents.json"
"""The data that the table of incidents filters, beside the pages."""

ACTION_DATA = "action-items.json"
"""The data that the list of action items filters."""

ACTION_TABLE = "action-items.csv"
"""All action items, for spreadsheets."""

SCRIPTS = {DATA: "incidents.js", ACTION_DATA: "action-items.js"}
"""The same data as scripts, for a site that is opened by file."""


def incident_page(document: PostMortem) -> str:
    """Return the source of a document's page in the site."""
    return f"incidents/{document.id}.md"


def retrospective_page(quarter: str) -> str:
    """Return the source of the page of a quarter's retrospective, such as that of `2026-Q3`."""
    return f"retrospectives/{quarter}.md"


def page_url(page: str, directory_urls: bool) -> str:
    """Return the URL of a page of the site by its source, as MkDocs makes it."""
    stem = page.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def relative(url: str, page: str) -> str:
    """Return a URL of the site as seen from one of its pages; both are relative to the site's root."""
    path = posixpath.relpath("/" + url, posixpath.dirname("/" + page))
    return path + "/" if url.endswith("/") or not url else path
