"""Lists of incidents and action items, in pages that stay small however long the lists are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from afterword.portfolio.actions import Progress, count_actions, group_by_progress
from afterword.portfolio.done import count_done
from afterword.portfolio.facets import Group
from afterword.portfolio.incidents import sort_newest_first
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import ActionItem, PostMortem
from afterword.site import labels
from afterword.site.addresses import ACTIONS, BROWSE, DATA, EVAL_CASES, INCIDENTS, SEARCH
from afterword.site.groups import group_page
from afterword.site.headings import Heading
from afterword.site.page import Page, render
from afterword.site.search import Search
from afterword.site.site import Site
from afterword.site.table_rows import Row, make_action_row, make_case_row, make_incident_row
from afterword.text.counting import counted

ROWS_PER_PAGE = 100
_ITEMS_PER_PAGE = 200

T = TypeVar("T")
Makers = dict[str, Callable[[], Page]]


def list_incidents(site: Site) -> Makers:
    """List every incident, the newest first; the first page can be sorted and filtered if the browser runs scripts."""

    def values(part: Sequence[PostMortem], source: str) -> dict[str, Any]:
        return {
            "rows": [make_incident_row(document, site) for document in part],
            "durations": site.portfolio.config.site.durations,
            "count": labels.count_incidents(site.documents),
            "facets": [(facet, found) for facet, found in site.groups.by_facet if found] if source == INCIDENTS else [],
            "data_url": site.root(source) + DATA,
            "search_url": site.link(SEARCH, source) if site.search is Search.PAGEFIND else "",
        }

    return _paged(
        INCIDENTS, "Incidents", "incidents.html", sort_newest_first(site.documents), ROWS_PER_PAGE, site, values
    )


def list_actions(site: Site) -> Makers:
    """List every action item: overdue, open, drafted, and closed ones."""
    items = [(one, pair) for one, pairs in group_by_progress(site.portfolio).items() for pair in pairs]
    totals, done = count_actions(site.documents, site.portfolio), count_done(site.documents, site.portfolio)

    def values(part: Sequence[tuple[Progress, tuple[PostMortem, ActionItem]]], source: str) -> dict[str, Any]:
        found: dict[Progress, list[Row]] = {}
        for one, pair in part:
            found.setdefault(one, []).append(make_action_row(*pair, site))
        return {
            "groups": [(one.value.capitalize(), one.value, rows) for one, rows in found.items()],
            "totals": totals,
            "done": done,
            "headings": tuple(Heading(2, one.value, one.value.capitalize()) for one in found),
        }

    return _paged(ACTIONS, "Action items", "actions.html", items, ROWS_PER_PAGE, site, values)


def list_eval_cases(site: Site) -> Makers:
    """List every eval case with its proof, from the newest incident; no page if there is none."""
    ordered = sort_newest_first(site.documents)
    items = [(document, proof) for document in ordered for proof in site.proofs(document)]
    if not items:
        return {}
    proven = sum(proof.is_proven for _, proof in items)

    def values(part: Sequence[tuple[PostMortem, RecordedProof]], source: str) -> dict[str, Any]:
        rows = [make_case_row(document, proof, site) for document, proof in part]
        return {"rows": rows, "count": counted(len(items), "eval case"), "proven": proven}

    return _paged(EVAL_CASES, "Eval cases", "eval_cases.html", items, ROWS_PER_PAGE, site, values)


def list_facets(site: Site) -> Makers:
    """List the incidents of each value of each facet, and all values."""
    found = site.groups.by_facet

    def overview() -> Page:
        links = [(facet, [(one, site.link(group_page(one), BROWSE)) for one in values]) for facet, values in found]
        headings = tuple(Heading(2, facet.key, facet.label) for facet, values in found if values)
        return Page(BROWSE, "Browse", render("browse.html", facets=links), headings, is_wide=True, is_listed=False)

    made: Makers = {BROWSE: overview}
    for _, values in found:
        for group in values:
            made |= _group(group, site)
    return made


def _group(group: Group, site: Site) -> Makers:
    def values(part: Sequence[PostMortem], source: str) -> dict[str, Any]:
        return {
            "group": group,
            "rows": [make_incident_row(document, site) for document in part],
            "count": labels.count_incidents(group.documents),
            "totals": count_actions(group.documents, site.portfolio),
            "browse_url": site.link(BROWSE, source),
        }

    title = f"{group.facet.label}: {group.value}"
    return _paged(group_page(group), title, "group.html", group.documents, _ITEMS_PER_PAGE, site, values)


def _paged(
    first: str,
    title: str,
    template: str,
    items: Sequence[T],
    size: int,
    site: Site,
    values: Callable[[Sequence[T], str], Mapping[str, Any]],
) -> Makers:
    """Divide a list into pages that link to one another.

    Args:
        first: the source of the first page.
        title: of the first page.
        template: the file's name.
        items: the list.
        size: items on a page.
        site: the site.
        values: what the template shows, by some of the items and the page's source.
    """
    parts = [items[at : at + size] for at in range(0, len(items), size)] or [items]
    sources = [_numbered(first, number) for number in range(1, len(parts) + 1)]

    def make(at: int) -> Page:
        source = sources[at]
        made = dict(values(parts[at], source))
        headings = made.pop("headings", ())
        html = render(
            template,
            root=site.root(source),
            number=at + 1,
            pages=len(parts),
            previous=site.link(sources[at - 1], source) if at else "",
            next=site.link(sources[at + 1], source) if at + 1 < len(parts) else "",
            **made,
        )
        return Page(source, f"{title}, page {at + 1}" if at else title, html, headings, is_wide=True, is_listed=False)

    return {source: partial(make, at) for at, source in enumerate(sources)}


def _numbered(source: str, number: int) -> str:
    """Return the source of a further page of a list: `a.md`, `a/2.md`; `a/index.md`, `a/page/2.md`."""
    if number == 1:
        return source
    stem = source.removesuffix(".md")
    return f"{stem.removesuffix('index')}page/{number}.md" if stem.endswith("/index") else f"{stem}/{number}.md"
