"""The charts of a retrospective, as SVG files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from afterword.portfolio import Portfolio
from afterword.portfolio.facets import FACETS, group_by
from afterword.portfolio.incidents import without_near_misses
from afterword.portfolio.periods import Period, began_at, select
from afterword.site.charts import Chart, Label, Series, write_columns
from afterword.site.metrics_page import chart_volume

_MOST = 8


def draw_charts(portfolio: Portfolio, quarter: Period) -> dict[str, tuple[str, str]]:
    """Draw the charts of a quarter: title and SVG by name.

    Args:
        portfolio: all post-mortems; what began after the quarter is not drawn.
        quarter: the quarter.
    """
    charts = make_charts(portfolio, quarter)
    return {name: (chart.title, write_columns(chart)) for name, chart in charts.items() if any(chart.totals)}


def make_charts(portfolio: Portfolio, quarter: Period) -> dict[str, Chart]:
    """Return the charts of a quarter by name, before they are drawn; the arguments are those of `draw_charts`."""
    until = tuple(document for document in portfolio.documents if began_at(document) < quarter.end)
    return {
        "incidents": chart_volume(replace(portfolio, documents=until, now=quarter.end - timedelta(seconds=1))),
        "causes": _chart_causes(portfolio, quarter),
    }


def _chart_causes(portfolio: Portfolio, quarter: Period) -> Chart:
    facet = next(facet for facet in FACETS if facet.key == "cause")
    found = group_by(facet, without_near_misses(select(portfolio.documents, quarter)), portfolio.config)[:_MOST]
    counts = [len(group.documents) for group in found]
    labels = [Label(group.value) for group in found]
    return Chart("causes", f"Kinds of causes in {quarter.name}", labels, [Series("Incidents", "1", counts)])
