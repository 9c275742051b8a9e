"""All pages of ours, each a pure function of the parsed documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from afterword.site import list_pages
from afterword.site.addresses import HOME, INCIDENTS, METRICS, SEARCH, incident_page
from afterword.site.home_page import home
from afterword.site.incident_page import incident
from afterword.site.metrics_page import metrics_page
from afterword.site.page import Page, render
from afterword.site.search import Search
from afterword.site.site import Site


def all_pages(site: Site) -> dict[str, Callable[[], Page]]:
    """Return what makes each page, by the page's source; nothing is made before it is asked for."""
    made: dict[str, Callable[[], Page]] = {HOME: partial(home, site)}
    made |= list_pages.incidents(site)
    made |= {incident_page(document): partial(incident, document, site) for document in site.documents}
    made |= list_pages.actions(site) | list_pages.browse(site)
    made[METRICS] = partial(metrics_page, site)
    if site.search is Search.PAGEFIND:
        made[SEARCH] = partial(search_page, site)
    return made


def search_page(site: Site) -> Page:
    """Make the page on which every word of every document is searched; the index is Pagefind's."""
    html = render("search.html", root=site.root(SEARCH), incidents_url=site.link(INCIDENTS, SEARCH))
    return Page(SEARCH, "Search", html, is_wide=True, is_listed=False)
