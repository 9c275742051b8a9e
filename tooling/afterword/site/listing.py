"""Lists of incidents and action items, in pages that stay small however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from afterword.postmortem import ActionItem, PostMortem
from afterword.site import facets, rows, views
from afterword.site.facets import FACETS, Facet, Group
from afterword.site.page import Page, render
from afterword.site.passes import Heading
from afterword.site.views import ACTIONS, BROWSE, DATA, INCIDENTS, SEARCH, Search, Site

ROWS_PER_PAGE = 100
_ITEMS_PER_PAGE = 200

T = TypeVar("T")
Makers = dict[str, Callable[[], Page]]


def incidents(site: Site) -> Makers:
    """Every incident, the newest first; the first page can be sorted and filtered where the browser runs scripts."""
    parts = _parts(newest_first(site), ROWS_PER_PAGE)

    def make(number: int) -> Page:
        source = _numbered(INCIDENTS, number)
        html = render(
            "incidents.html",
            rows=[rows.incident(document, site) for document in parts[number - 1]],
            root=site.root(source),
            count=len(site.documents),
            facets=[(facet, groups) for facet, groups in all_groups(site) if groups] if number == 1 else [],
            data_url=site.root(source) + DATA,
            search_url=site.link(SEARCH, source) if site.search is Search.PAGEFIND else "",
            **_paging(INCIDENTS, number, len(parts), site),
        )
        return Page(source, _titled("Incidents", number), html, is_wide=True, is_listed=False)

    return _makers(INCIDENTS, len(parts), make)


def actions(site: Site) -> Makers:
    """Every action item: overdue ones first, then open ones by date, then closed ones from the latest."""
    pairs = ordered_actions(site)
    parts = _parts(pairs, ROWS_PER_PAGE)
    totals = views.tally_all(site.documents, site)

    def make(number: int) -> Page:
        source = _numbered(ACTIONS, number)
        shown: dict[str, list[rows.ActionRow]] = {}
        for document, item in parts[number - 1]:
            shown.setdefault(_state(document, item, site), []).append(rows.action(document, item, site))
        groups = [(title, title.lower(), found) for title, found in shown.items()]
        html = render(
            "actions.html",
            groups=groups,
            totals=totals,
            root=site.root(source),
            **_paging(ACTIONS, number, len(parts), site),
        )
        headings = tuple(Heading(2, anchor, title) for title, anchor, _ in groups)
        return Page(source, _titled("Action items", number), html, headings, is_wide=True, is_listed=False)

    return _makers(ACTIONS, len(parts), make)


def browse(site: Site) -> Makers:
    """A list for each value of each facet, and one of all values."""
    found = all_groups(site)

    def overview() -> Page:
        links = [
            (facet, [(group, site.link(group_page(group), BROWSE)) for group in groups]) for facet, groups in found
        ]
        headings = tuple(Heading(2, facet.key, facet.label) for facet, groups in found if groups)
        return Page(BROWSE, "Browse", render("browse.html", facets=links), headings, is_wide=True, is_listed=False)

    made: Makers = {BROWSE: overview}
    for _, groups in found:
        for group in groups:
            made |= _group(group, site)
    return made


def all_groups(site: Site) -> list[tuple[Facet, list[Group]]]:
    """Every facet with its values, the incidents of each from the newest."""
    ordered = newest_first(site)
    return [(facet, facets.groups(facet, ordered, site.config)) for facet in FACETS]


def group_page(group: Group) -> str:
    """The source of the list of incidents that share a value."""
    return f"browse/{group.facet.key}/{group.slug}.md"


def newest_first(site: Site) -> list[PostMortem]:
    """Documents by when the incident began."""
    return sorted(site.documents, key=views.order, reverse=True)


def ordered_actions(site: Site) -> list[tuple[PostMortem, ActionItem]]:
    """Overdue ones first, the longest overdue at the top; then open ones by date; then drafts; then closed ones."""
    pairs = [(document, item) for document in site.documents for item in document.actions]
    pairs.sort(key=lambda pair: (_due_key(pair[1]), views.order(pair[0])))
    by_state: dict[str, list[tuple[PostMortem, ActionItem]]] = {name: [] for name in _STATES}
    for document, item in pairs:
        by_state[_state(document, item, site)].append((document, item))
    by_state["Closed"].reverse()
    return [pair for found in by_state.values() for pair in found]


_STATES = ("Overdue", "Open", "Drafted", "Closed")


def _state(document: PostMortem, item: ActionItem, site: Site) -> str:
    if not views.action_is_open(document, item, site):
        return "Closed"
    if item.under_notice:
        return "Drafted"
    return "Overdue" if views.action_is_overdue(document, item, site) else "Open"


def _group(group: Group, site: Site) -> Makers:
    parts = _parts(group.documents, _ITEMS_PER_PAGE)
    first = group_page(group)

    def make(number: int) -> Page:
        source = _numbered(first, number)
        html = render(
            "group.html",
            group=group,
            rows=[rows.incident(document, site) for document in parts[number - 1]],
            totals=views.tally_all(group.documents, site),
            root=site.root(source),
            browse_url=site.link(BROWSE, source),
            **_paging(first, number, len(parts), site),
        )
        title = _titled(f"{group.facet.label}: {group.value}", number)
        return Page(source, title, html, is_wide=True, is_listed=False)

    return _makers(first, len(parts), make)


def _makers(first: str, count: int, make: Callable[[int], Page]) -> Makers:
    def maker(number: int) -> Callable[[], Page]:
        return lambda: make(number)

    return {_numbered(first, number): maker(number) for number in range(1, count + 1)}


def _parts(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)] or [items]


def _numbered(source: str, number: int) -> str:
    """The source of a further page of a list: `a.md`, `a/2.md`; `a/index.md`, `a/page/2.md`."""
    if number == 1:
        return source
    stem = source.removesuffix(".md")
    return f"{stem.removesuffix('index')}page/{number}.md" if stem.endswith("/index") else f"{stem}/{number}.md"


def _paging(first: str, number: int, count: int, site: Site) -> dict[str, Any]:
    """Where the neighbouring pages of a list are."""
    source = _numbered(first, number)
    near = {"previous": number - 1, "next": number + 1}
    return {
        "number": number,
        "pages": count,
        **{
            name: site.link(_numbered(first, other), source) if 1 <= other <= count else ""
            for name, other in near.items()
        },
    }


def _titled(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, page {number}"


def _due_key(item: ActionItem) -> tuple[bool, str]:
    due = item.due.latest if item.due else None
    return (due is None, due.isoformat() if due else "")
