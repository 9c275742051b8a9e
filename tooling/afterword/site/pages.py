"""The pages, each a pure function of the parsed documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from markupsafe import Markup

from afterword.postmortem import ActionItem, PostMortem, Problem
from afterword.postmortem.outline import SUMMARY
from afterword.site import charts, facets, facts, listing, metrics, rendering, rows, views
from afterword.site.fulltext import count_indexes
from afterword.site.links import Links
from afterword.site.page import Page, render, visible
from afterword.site.passes import Heading
from afterword.site.timescale import timescale
from afterword.site.views import ACTIONS, BROWSE, HOME, INCIDENTS, METRICS, SEARCH, Search, Site

_ON_HOME = 8
_OVERDUE_ON_HOME = 5
_FACETS_ON_HOME = ("severity", "service", "model", "cause", "factor", "year")
_VALUES_ON_HOME = 4
_DESCRIPTION_LENGTH = 160
_RECENT_DAYS = 90


def all_pages(site: Site) -> dict[str, Callable[[], Page]]:
    """What makes each page of ours, by the page's source; nothing is made before it is asked for."""
    made: dict[str, Callable[[], Page]] = {HOME: lambda: home(site)}
    made |= listing.incidents(site)
    made |= {views.incident_page(document): _lazily(document, site) for document in site.documents}
    made |= listing.actions(site)
    made |= listing.browse(site)
    made[METRICS] = lambda: measures(site)
    if site.search is Search.PAGEFIND:
        made[SEARCH] = lambda: search(site)
    return made


def _lazily(document: PostMortem, site: Site) -> Callable[[], Page]:
    return lambda: incident(document, site)


def home(site: Site) -> Page:
    """What is open, what is overdue, what happened last; below the opening of the handbook's own `index.md`, if any."""
    return Page(HOME, site.name, render("home.html", title=site.name, **_overview(site)), is_wide=True, is_listed=False)


def overview(site: Site) -> str:
    """The part of the home page that is derived from the post-mortems."""
    return render("overview.html", **_overview(site))


def incident(document: PostMortem, site: Site) -> Page:
    """A document's own page: its summary, the facts, its course to scale, then the rest of its text."""
    page = views.incident_page(document)
    marks = {item.id: rows.mark(document, item, site) for item in document.actions if item.id}
    body = rendering.render(document.source.readable[document.body_start :], rows.links(document, site, page), marks)
    summary, rest = _told_first(body.html)
    html = render("incident.html", **_top(document, site), summary=summary, body=rest)
    return Page(page, visible(document.title), html, body.headings, description(document), body.followed)


def _told_first(html: Markup) -> tuple[Markup, Markup]:
    """The summary, where a document begins with it, and what follows."""
    if not html.startswith('<h2 id="summary"'):
        return Markup(""), html
    end = html.find('<h2 id="', 1)
    return (html[:end], html[end:]) if end > 0 else (html, Markup(""))


def incident_top(document: PostMortem, site: Site) -> str:
    """What stands above a document's text."""
    return render("incident_top.html", **_top(document, site))


def _top(document: PostMortem, site: Site) -> dict[str, object]:
    return {
        "document": document,
        "severity": views.severity(document, site.config),
        "status": views.status(document),
        "figures": facts.figures(document, views.tally(document, site)),
        "facts": facts.facts(document, site),
        "timescale": timescale(document),
        "ongoing": views.is_ongoing(document),
        "problems": [_problem(document, problem) for problem in document.problems],
        "drafted": [section.name for section, _ in document.notices],
        "edit": site.repository.edit(document.path) if site.repository else None,
    }


def measures(site: Site) -> Page:
    """The numbers of all incidents."""

    def link(group: facets.Group) -> str:
        return site.link(listing.group_page(group), METRICS)

    completion = metrics.completion(site)
    closed = sum(completion.series[0].values) if completion.labels else 0
    speeds = metrics.speeds(site)
    sections = [
        ("how-many", "How many", [charts.columns(metrics.volume(site))]),
        ("how-fast", "How fast", [charts.columns(speed.chart) for speed in speeds]),
        (
            "why",
            "Why",
            [
                charts.bars(metrics.by_facet("cause", "Kinds of causes", site, link)),
                charts.bars(metrics.by_facet("factor", "Contributing factors", site, link)),
                charts.bars(metrics.by_facet("detection", "What noticed it", site, link)),
            ],
        ),
        ("what-was-done", "What was done", [charts.bars(completion)] if completion.labels else []),
    ]
    html = render(
        "metrics.html",
        speeds=speeds,
        sections=[section for section in sections if section[2]] if site.documents else [],
        count=len(site.documents),
        closed=closed,
        promised=sum(completion.totals),
    )
    headings = tuple(Heading(2, anchor, title) for anchor, title, drawn in sections if drawn and site.documents)
    return Page(METRICS, "Metrics", html, headings, is_wide=True, is_listed=False)


def search(site: Site) -> Page:
    """Where every word of every document is searched; the index is Pagefind's."""
    indexes = count_indexes(len(site.documents))
    html = render("search.html", root=site.root(SEARCH), indexes=indexes, incidents_url=site.link(INCIDENTS, SEARCH))
    return Page(SEARCH, "Search", html, is_wide=True, is_listed=False)


def _overview(site: Site) -> dict[str, object]:
    latest = listing.newest_first(site)[:_ON_HOME]
    unresolved = [document for document in listing.newest_first(site) if views.is_ongoing(document)]
    overdue = [pair for pair in listing.ordered_actions(site) if views.action_is_overdue(*pair, site)]
    return {
        "totals": views.tally_all(site.documents, site),
        "count": len(site.documents),
        "recent": metrics.recent(site, _RECENT_DAYS),
        "recent_days": _RECENT_DAYS,
        "draft_count": sum(document.front.status != "published" for document in site.documents),
        "unresolved": [rows.incident(document, site) for document in unresolved[:_ON_HOME]],
        "overdue": [_overdue(*pair, site) for pair in overdue[:_OVERDUE_ON_HOME]],
        "rows": [rows.incident(document, site) for document in latest],
        "root": site.root(HOME),
        "volume": charts.columns(metrics.volume(site)) if site.documents else "",
        "incidents_url": site.link(INCIDENTS, HOME),
        "actions_url": site.link(ACTIONS, HOME),
        "metrics_url": site.link(METRICS, HOME),
        "browse_url": site.link(BROWSE, HOME),
        "browse": [
            (
                facet.label,
                [(group.value, len(group.documents), site.link(listing.group_page(group), HOME)) for group in groups],
            )
            for facet, groups in ((facet, groups[:_VALUES_ON_HOME]) for facet, groups in listing.all_groups(site))
            if facet.key in _FACETS_ON_HOME
        ],
    }


def _overdue(document: PostMortem, item: ActionItem, site: Site) -> dict[str, object]:
    assert item.due and item.due.latest
    late: timedelta = site.now - item.due.latest
    return {"row": rows.action(document, item, site), "days": max(late.days, 0) + 1}


def _problem(document: PostMortem, problem: Problem) -> tuple[int, Markup, str]:
    text = rendering.render_inline(f"{problem.message}; {problem.remedy}", _NOWHERE)
    return (document.line(problem.span), text, problem.kind.value)


def description(document: PostMortem) -> str:
    """The beginning of the summary, as plain text; empty while nobody has reviewed it."""
    summary = document.section(SUMMARY.name)
    if summary is None or summary.notice:
        return ""
    text = rendering.opening(document.text(summary.body), _NOWHERE)
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


_NOWHERE = Links("", "", {}, lambda path: False)
