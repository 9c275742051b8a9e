"""The retrospectives that `retro` wrote and people completed: a list, and a page of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from afterword.learning.retro.written import WrittenRetrospective
from afterword.portfolio.incidents import without_near_misses
from afterword.portfolio.periods import select
from afterword.site import charts, rendering
from afterword.site.addresses import RETROSPECTIVES, retrospective_page
from afterword.site.page import Page, render
from afterword.site.retrospective_charts import make_charts
from afterword.site.site import Site
from afterword.text.counting import counted

_TITLE = re.compile(r"\A\s*# [^\n]*\n")
_OWN_PICTURE = re.compile(r"^!\[[^\]\n]*\]\(<?\d{4}-Q[1-4]/[a-z]+\.svg>?\)[ \t]*$", re.MULTILINE)
"""The site draws the charts itself: an SVG file is a program."""
_NOTE = "Drawn from the post-mortems as they are now."


def list_retrospectives(site: Site) -> dict[str, Callable[[], Page]]:
    """Return what makes the list and each page; nothing if there is no retrospective."""
    if not site.retrospectives:
        return {}
    made: dict[str, Callable[[], Page]] = {RETROSPECTIVES: partial(_make_list, site)}
    return made | {retrospective_page(one.quarter.name): partial(_make_page, one, site) for one in site.retrospectives}


def _make_list(site: Site) -> Page:
    rows = [
        (one.quarter.name, site.link(retrospective_page(one.quarter.name), RETROSPECTIVES), _count(one, site))
        for one in site.retrospectives
    ]
    html = render("retrospectives.html", rows=rows)
    return Page(RETROSPECTIVES, "Retrospectives", html, is_wide=True, is_listed=False)


def _count(one: WrittenRetrospective, site: Site) -> str:
    return counted(len(select(without_near_misses(site.documents), one.quarter)), "incident")


def _make_page(one: WrittenRetrospective, site: Site) -> Page:
    page, title = retrospective_page(one.quarter.name), f"Retrospective {one.quarter.name}"
    text = _OWN_PICTURE.sub("", _TITLE.sub("", one.text, count=1))
    body = rendering.render(text, site.links_of(one.path, page))
    drawn = [
        charts.draw_columns(replace(chart, note=_NOTE))
        for chart in make_charts(site.portfolio, one.quarter).values()
        if any(chart.totals)
    ]
    html = render(
        "retrospective.html",
        title=title,
        charts=drawn,
        body=body.html,
        edit=site.repository.edit(one.path) if site.repository else None,
    )
    return Page(page, title, html, body.headings, found_links=body.found_links)
