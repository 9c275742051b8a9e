"""How long each incident took, as a point or, where its times are not known well enough, as a line; on one scale."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta

from markupsafe import Markup

from afterword.portfolio.incidents import start_key
from afterword.portfolio.metrics import Times
from afterword.postmortem import PostMortem
from afterword.site.charts import Chart, lay_out_columns
from afterword.site.page import render, visible
from afterword.times.durations import Interval

_LEAST, _GREATEST = timedelta(minutes=1), timedelta(days=365)
_TICKS = (("1 min", 1), ("15 min", 15), ("1 h", 60), ("4 h", 240), ("1 d", 1440), ("7 d", 10_080), ("30 d", 43_200))
_STEP, _MAX_LEVELS = 8, 40
_MOST = 100
"""Incidents that are drawn, so that a page stays small; the columns below them count all."""
_CLOSE = 1.2
"""Per cent: what is nearer is drawn above."""
_POINT = 0.6
"""Per cent: a shorter line is a point."""


def draw_times(chart: Chart, times: Times, link: Callable[[PostMortem], str], height: int = 0) -> Markup:
    """Draw the number of incidents in each range, and above it each of the newest incidents.

    Args:
        chart: the ranges.
        times: by incident.
        link: the address of an incident's page.
        height: of the points, in pixels, at least: plots beside each other have one height.
    """
    placed = _stack(times)
    marks = [
        (
            round(start, 2),
            round(end, 2),
            level * _STEP,
            end - start > _POINT,
            f"{visible(one.title)}: {length}",
            link(one),
        )
        for one, length, start, end, level in placed
        if level is not None
    ]
    number = sum(length is not None for _, length in times)
    values = {
        "marks": marks,
        "ticks": [(round(_place(timedelta(minutes=minutes)), 2), text) for text, minutes in _TICKS],
        "height": max(height, height_of(times)),
        "lines": sum(mark[3] for mark in marks),
        "number": number,
        "newest": len(placed),
        "hidden": len(placed) - len(marks),
    }
    return render("points.html", chart=chart, **lay_out_columns(chart), points=values)


def height_of(times: Times) -> int:
    """Return how much room the points need, in pixels."""
    return (max((level for *_, level in _stack(times) if level is not None), default=0) + 1) * _STEP


def _stack(times: Times) -> list[tuple[PostMortem, Interval, float, float, int | None]]:
    """Return the newest incidents with a time: from where to where each is drawn, and on which level that is free."""
    known = [(document, length) for document, length in times if length]
    newest = sorted(known, key=lambda one: start_key(one[0]), reverse=True)[:_MOST]
    taken, placed = [-100.0] * _MAX_LEVELS, []
    for document, length in sorted(newest, key=lambda one: (one[1].least, one[1].greatest, one[0].id)):
        start, end = _place(length.least), _place(length.greatest)
        level = next((level for level, last in enumerate(taken) if start - last >= _CLOSE), None)
        if level is not None:
            taken[level] = end
        placed.append((document, length, start, end, level))
    return placed


def _place(length: timedelta) -> float:
    """Return where a length is on the scale, which is logarithmic, in per cent of the width."""
    share = math.log(min(max(length, _LEAST), _GREATEST) / _LEAST) / math.log(_GREATEST / _LEAST)
    return 2 + 96 * share
