"""All pages of ours, each a pure function of the parsed documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from afterword.site import list_pages
from afterword.site.addresses import HOME, INCIDENTS, METRICS, WEEK, incident_page, retrospective_page
from afterword.site.home_page import make_home_page
from afterword.site.incident_page import make_incident_page
from afterword.site.metrics_page import make_metrics_page
from afterword.site.page import Page
from afterword.site.retrospectives import list_retrospectives
from afterword.site.site import Site
from afterword.site.week_page import make_week_page


def collect_pages(site: Site) -> dict[str, Callable[[], Page]]:
    """Return what makes each page, by the page's source; nothing is made before it is asked for."""
    made: dict[str, Callable[[], Page]] = {HOME: partial(make_home_page, site)}
    made |= list_pages.list_incidents(site)
    made |= {incident_page(document): partial(make_incident_page, document, site) for document in site.documents}
    made |= list_pages.list_actions(site) | list_pages.list_eval_cases(site) | list_pages.list_facets(site)
    made[METRICS] = partial(make_metrics_page, site)
    made |= list_retrospectives(site)
    made[WEEK] = partial(make_week_page, site)
    return made


def list_files(site: Site) -> dict[str, str]:
    """Return the source of the page that shows a file of the project, by the file's path; a list shows their folder."""
    made = {document.path: incident_page(document) for document in site.documents}
    made |= {one.path: retrospective_page(one.quarter.name) for one in site.retrospectives}
    return made | {site.portfolio.config.postmortems: INCIDENTS}
