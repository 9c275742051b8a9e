"""The home page: the counts, what is unresolved or overdue, the latest incidents, the trend."""

from __future__ import annotations

from datetime import timedelta

from afterword.portfolio.actions import Progress, group_by_progress
from afterword.portfolio.counts import RECENT_DAYS, count_all
from afterword.portfolio.incidents import is_running, sort_newest_first
from afterword.postmortem import ActionItem, PostMortem
from afterword.site import labels
from afterword.site.action_rows import make_action_row
from afterword.site.addresses import ACTIONS, BROWSE, HOME, INCIDENTS, METRICS, WEEK
from afterword.site.feed_formats import FEEDS
from afterword.site.groups import group_page
from afterword.site.metrics_page import draw_volume
from afterword.site.page import Page, render
from afterword.site.site import Site
from afterword.site.table_rows import make_incident_row
from afterword.site.week_page import make_week

_INCIDENTS_SHOWN = 8
_OVERDUE_SHOWN = 5
_FACETS_SHOWN = ("severity", "service", "model", "cause", "factor", "year")
_VALUES_SHOWN = 4


def make_home_page(site: Site) -> Page:
    """Make the home page of a site without a handbook's `index.md`."""
    html = render("home.html", title=site.name, **_values(site))
    return Page(HOME, site.name, html, is_wide=True, is_listed=False)


def make_overview(site: Site) -> str:
    """Make the part of the home page that is derived from the post-mortems."""
    return render("overview.html", **_values(site))


def _values(site: Site) -> dict[str, object]:
    latest = sort_newest_first(site.documents)
    running = [document for document in latest if is_running(document, site.portfolio.now)]
    overdue = group_by_progress(site.portfolio)[Progress.OVERDUE]
    return {
        "counts": count_all(site.portfolio),
        "recent_days": RECENT_DAYS,
        "all": labels.count_incidents(latest),
        "running": [_running(document, site) for document in running[:_INCIDENTS_SHOWN]],
        "more_running": max(len(running) - _INCIDENTS_SHOWN, 0),
        "week": make_week(site),
        "week_url": site.link(WEEK, HOME),
        "feeds": [(name, site.root(HOME) + path) for name, path in FEEDS] if site.address else [],
        "overdue": [_overdue(*pair, site) for pair in overdue[:_OVERDUE_SHOWN]],
        "rows": [make_incident_row(document, site) for document in latest[:_INCIDENTS_SHOWN]],
        "root": site.root(HOME),
        "volume": draw_volume(site) if site.documents else "",
        "incidents_url": site.link(INCIDENTS, HOME),
        "actions_url": site.link(ACTIONS, HOME),
        "metrics_url": site.link(METRICS, HOME),
        "browse_url": site.link(BROWSE, HOME),
        "browse": [
            (facet.label, [(group, site.link(group_page(group), HOME)) for group in groups])
            for facet, groups in ((facet, groups[:_VALUES_SHOWN]) for facet, groups in site.groups.by_facet)
            if facet.key in _FACETS_SHOWN
        ],
    }


def _running(document: PostMortem, site: Site) -> dict[str, object]:
    incident = document.front.incident
    start = incident.started.display() if incident and incident.started else ""
    owner = str(document.front.owner or "")
    return {**make_incident_row(document, site), "since": start, "owner": owner}


def _overdue(document: PostMortem, item: ActionItem, site: Site) -> dict[str, object]:
    assert item.due and item.due.latest
    late: timedelta = site.portfolio.now - item.due.latest
    return {"row": make_action_row(document, item, site), "days": max(late.days, 0) + 1}
