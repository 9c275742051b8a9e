"""Lists of incidents and action items, in pages that stay small however long the lists are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from afterword.portfolio.actions import Tally, count_actions
from afterword.portfolio.done import count_done
from afterword.portfolio.facets import Facet, Group
from afterword.portfolio.incidents import sort_newest_first
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem
from afterword.site import labels
from afterword.site.action_rows import IN_TIME, Row, count_values, list_rows
from afterword.site.addresses import ACTION_DATA, ACTION_TABLE, ACTIONS, BROWSE, DATA, EVAL_CASES, INCIDENTS
from afterword.site.groups import PERSON, SHOWN, facet_page, find_owner, group_page
from afterword.site.page import Page, render
from afterword.site.shown_times import list_shown_times
from afterword.site.site import Site
from afterword.site.table_rows import make_case_row, make_incident_row
from afterword.text.counting import counted

ROWS_PER_PAGE = 100
_PER_PAGE = {"group.html": 200, "facet.html": 500}
"""Items on a page of the lists that are shorter than tables, by their templates."""
_VALUES_SHOWN = 40
"""Of a facet, on the page of all facets: people grow in number with the incidents."""

T = TypeVar("T")
Choice = tuple[str, str, list[tuple[str, int]]]
"""What a list is filtered by: the key, its name, and each value with its number of rows."""
_SAME_IF_EQUAL = (("overdue", "open"), ("open", IN_TIME))
"""States in pairs: if as many rows have the one as the other, the second is left out."""
Makers = dict[str, Callable[[], Page]]


def list_incidents(site: Site) -> Makers:
    """List every incident, the newest first; the first page can be sorted and filtered if the browser runs scripts."""

    def values(part: Sequence[PostMortem], source: str) -> dict[str, Any]:
        return {
            "rows": [make_incident_row(document, site) for document in part],
            "durations": site.portfolio.config.site.durations,
            "count": labels.count_incidents(site.documents),
            "facets": _that_choose(_choices(site), len(site.documents)) if source == INCIDENTS else [],
            "data_url": site.root(source) + DATA,
        }

    return _paged(INCIDENTS, "Incidents", "incidents.html", sort_newest_first(site.documents), site, values)


def _that_choose(facets: Iterable[Choice], total: int) -> list[Choice]:
    """Leave out the values that all rows have, that none has, or that say the same as another."""
    found = []
    for key, name, values in facets:
        numbers = dict(values)
        same = {second for first, second in _SAME_IF_EQUAL if numbers.get(first) == numbers.get(second)}
        found.append((key, name, [one for one in values if 0 < one[1] < total and one[0] not in same]))
    return found


def _choices(site: Site) -> list[Choice]:
    """Return the values by which incidents are filtered: the key, its name, each value with its number of incidents."""
    found = [
        (facet.key, facet.label, [(one.value, len(one.documents)) for one in groups])
        for facet, groups in site.groups.by_facet
        if facet in SHOWN
    ]
    owners = Counter(find_owner(document) or labels.NONE for document in site.documents)
    found.append(("owner", "Owner", sorted(owners.items(), key=lambda one: (-one[1], one[0].casefold()))))
    for time in list_shown_times(site):
        ranges = Counter(time.find_range(document, site) for document in site.documents)
        names = (*labels.TIME_RANGES, labels.NOT_KNOWN)
        found.append((time.key, time.title, [(name, ranges[name]) for name in names if ranges[name]]))
    tallies = [make_incident_row(document, site)["actions"] for document in site.documents]
    published = sum(document.front.status == "published" for document in site.documents)
    states = [("open", sum(one.open > 0 for one in tallies)), ("overdue", sum(one.overdue > 0 for one in tallies))]
    statuses = [("published", published), ("unpublished", len(site.documents) - published)]
    return [*found, ("actions", "Action items", states), ("status", "Status", statuses)]


def list_actions(site: Site) -> Makers:
    """List every action item, the overdue ones first; a script filters, groups and sorts the first page."""
    items = list_rows(site)
    totals, done = count_actions(site.documents, site.portfolio), count_done(site.documents, site.portfolio)

    def values(part: Sequence[Row], source: str) -> dict[str, Any]:
        return {
            "rows": part,
            "totals": totals,
            "done": done,
            "count": counted(len(items), "action item"),
            "facets": _that_choose(count_values(site), len(items)) if source == ACTIONS else [],
            "data_url": site.root(source) + ACTION_DATA,
            "csv_url": site.root(source) + ACTION_TABLE,
        }

    return _paged(ACTIONS, "Action items", "actions.html", items, site, values)


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

    return _paged(EVAL_CASES, "Eval cases", "eval_cases.html", items, site, values)


def list_facets(site: Site) -> Makers:
    """List the incidents of each value of each facet, the values of facets with many, and the frequent ones of all."""
    found = site.groups.by_facet
    long = {facet.key for facet, values in found if len(values) > _VALUES_SHOWN}

    def overview() -> Page:
        shown = [
            (
                facet,
                _link_values(values[:_VALUES_SHOWN], BROWSE, site),
                (len(values), site.link(facet_page(facet), BROWSE)) if facet.key in long else None,
            )
            for facet, values in found
            if values
        ]
        return Page(BROWSE, "Browse", render("browse.html", facets=shown), is_wide=True, is_listed=False)

    made: Makers = {BROWSE: overview}
    for facet, values in found:
        if facet.key in long:
            made |= _list_values(facet, values, site)
        for group in values:
            made |= _group(group, facet.key in long, site)
    return made


def _list_values(facet: Facet, values: Sequence[Group], site: Site) -> Makers:
    """List all values of a facet by their names."""

    def shown(part: Sequence[Group], source: str) -> dict[str, Any]:
        links = _link_values(part, source, site)
        return {"label": facet.label, "links": links, "browse_url": site.link(BROWSE, source)}

    ordered = sorted(values, key=lambda group: (group.value.casefold(), group.value))
    return _paged(facet_page(facet), facet.label, "facet.html", ordered, site, shown)


def _link_values(values: Sequence[Group], source: str, site: Site) -> list[tuple[Group, str]]:
    return [(group, site.link(group_page(group), source)) for group in values]


def _group(group: Group, has_facet_page: bool, site: Site) -> Makers:
    @cache
    def of_all_pages() -> dict[str, Any]:
        tallies = (make_incident_row(document, site)["actions"] for document in group.documents)
        return {"count": labels.count_incidents(group.documents), "totals": sum(tallies, Tally())}

    def values(part: Sequence[PostMortem], source: str) -> dict[str, Any]:
        return {
            "group": group,
            "rows": [make_incident_row(document, site) for document in part],
            **of_all_pages(),
            "owned_url": _owned_url(group, source, site),
            "facet_url": (
                site.link(facet_page(group.facet), source)
                if has_facet_page
                else f"{site.link(BROWSE, source)}#{group.facet.key}"
            ),
        }

    title = f"{group.facet.label}: {group.value}"
    return _paged(group_page(group), title, "group.html", group.documents, site, values)


def _owned_url(group: Group, source: str, site: Site) -> str:
    """Return where the open action items of a person or team are; empty for other values."""
    if group.facet is not PERSON:
        return ""
    return f"{site.link(ACTIONS, source)}?{urlencode({'state': 'open', 'owner': group.value})}"


def _paged(
    first: str,
    title: str,
    template: str,
    items: Sequence[T],
    site: Site,
    values: Callable[[Sequence[T], str], Mapping[str, Any]],
) -> Makers:
    """Divide a list into pages that link to one another.

    Args:
        first: the source of the first page.
        title: of the first page.
        template: the file's name.
        items: the list.
        site: the site.
        values: what the template shows, by some of the items and the page's source.
    """
    size = _PER_PAGE.get(template, ROWS_PER_PAGE)
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
