"""The numbers of all incidents: how many, how fast, why, and what became of the action items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from afterword.postmortem import CATEGORIES, PostMortem
from afterword.postmortem.schema import Incident
from afterword.site import facets, views
from afterword.site.charts import Chart, Label, Series, one_series
from afterword.site.facets import FACETS, Facet, Group
from afterword.site.views import Site
from afterword.text.counting import counted
from afterword.times.durations import Interval, show_duration

_MAX_BARS = 12
_PERIODS_SHOWN = 16
_LIMITS = (
    (timedelta(minutes=15), "to 15 min"),
    (timedelta(hours=1), "to 1 h"),
    (timedelta(hours=4), "to 4 h"),
    (timedelta(days=1), "to 1 d"),
    (timedelta(days=7), "to 7 d"),
    (timedelta.max, "longer"),
)
_MEASURES = ("detected", "mitigated", "resolved")
_VERBS = {"detected": "detect", "mitigated": "mitigate", "resolved": "resolve"}


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast incidents came to one of their milestones.

    Attributes:
        verb: `detect`, `mitigate` or `resolve`.
        median: in words, `unknown` where no incident tells.
        counted: incidents whose time is known well enough.
        left_out: incidents whose time is unknown, or known too coarsely to fall into one of the ranges.
        chart: how many took how long.
    """

    verb: str
    median: str
    counted: int
    left_out: int
    chart: Chart


def volume(site: Site) -> Chart:
    """Incidents by severity, quarter after quarter, or year after year where that would be too many.

    A year that somebody mistyped shall not draw a thousand columns, so far years are counted and not drawn.
    """
    starts = [(document, *_quarter(document)) for document in site.documents]
    periods = _periods([(year, quarter) for _, year, quarter in starts], site.now)
    by_year = any(quarter == 0 for _, quarter in periods)
    severities = [severity.name for severity in site.config.severities]
    found = Counter(
        (document.front.severity if document.front.severity in severities else "", year, 0 if by_year else quarter)
        for document, year, quarter in starts
    )
    drawn = {year for year, _ in periods}
    left_out = sum(year not in drawn for _, year, _ in starts)
    named = [(name, views.severity_kind(name, site.config)) for name in severities] + [("", "sev-unknown")]
    series = tuple(
        Series(name or "no severity", kind, tuple(found[name, *period] for period in periods)) for name, kind in named
    )
    return Chart(
        "volume",
        "Incidents by severity",
        tuple(_period_label(*period, at == 0) for at, period in enumerate(periods)),
        tuple(one for one in series if any(one.values)),
        note=f"{counted(left_out, 'incident')} of other years not drawn." if left_out else "",
        measure="Year" if by_year else "Quarter",
    )


def speeds(site: Site) -> list[Speed]:
    """Time to detect, to mitigate and to resolve, each counted from the first effect on users."""
    return [_speed(measure, site.documents) for measure in _MEASURES]


def by_facet(key: str, title: str, site: Site, link: Callable[[Group], str]) -> Chart:
    """Incidents by the values of a facet, the most frequent first.

    Args:
        key: the facet.
        title: what the chart shows.
        site: the site.
        link: page of a group's incidents.
    """
    facet: Facet = next(facet for facet in FACETS if facet.key == key)
    groups = facets.groups(facet, site.documents, site.config)
    shown = groups[:_MAX_BARS]
    more = len(groups) - len(shown)
    return Chart(
        f"by-{key}",
        title,
        tuple(Label(group.value, href=link(group)) for group in shown),
        one_series("Incidents", [len(group.documents) for group in shown]),
        note=f"{more} more {'are' if more > 1 else 'is'} not drawn." if more else "",
        measure=facet.label,
    )


def completion(site: Site) -> Chart:
    """Action items by category: closed, open, overdue. Drafts are nobody's promise and are not counted."""
    states = ("closed", "open", "overdue")
    found: Counter[tuple[str, str]] = Counter()
    for document in site.documents:
        for item in document.actions:
            if not item.under_notice:
                category = item.category if item.category in CATEGORIES else "no category"
                is_open = views.action_is_open(document, item, site)
                is_overdue = is_open and views.action_is_overdue(document, item, site)
                found[category, "overdue" if is_overdue else "open" if is_open else "closed"] += 1
    shown = [name for name in (*CATEGORIES, "no category") if any(found[name, state] for state in states)]
    return Chart(
        "completion",
        "Action items by category",
        tuple(Label(name) for name in shown),
        tuple(Series(state, state, tuple(found[name, state] for name in shown)) for state in states),
        measure="Category",
    )


def recent(site: Site, days: int) -> int:
    """Incidents that began within the last days."""
    since = site.now - timedelta(days=days)
    starts = (document.front.incident.started for document in site.documents if document.front.incident)
    return sum(start is not None and start.latest is not None and since < start.latest <= _tomorrow(site.now)
               for start in starts)  # fmt: skip


def _tomorrow(now: datetime) -> datetime:
    # A start known to the day ends with the day.
    return now + timedelta(days=1)


def _speed(measure: str, documents: Sequence[PostMortem]) -> Speed:
    known: list[Interval] = []
    for document in documents:
        incident = document.front.incident or Incident()
        length = Interval.between(incident.started, getattr(incident, measure))
        if length is not None and _range_of(length.least) == _range_of(length.greatest):
            known.append(length)
    counts = Counter(_range_of(length.least) for length in known)
    middles = [(length.least + length.greatest).total_seconds() / 2 for length in known]
    verb = _VERBS[measure]
    return Speed(
        verb=verb,
        median=show_duration(timedelta(seconds=median(middles))) if middles else "unknown",
        counted=len(known),
        left_out=len(documents) - len(known),
        chart=Chart(
            f"time-to-{verb}",
            f"Time to {verb}",
            tuple(Label(name) for _, name in _LIMITS),
            one_series("Incidents", [counts[at] for at in range(len(_LIMITS))]),
            measure="Time",
        ),
    )


def _range_of(length: timedelta) -> int:
    return next(at for at, (limit, _) in enumerate(_LIMITS) if length <= limit)


def _quarter(document: PostMortem) -> tuple[int, int]:
    year, month = views.order(document)[0][:7].split("-")
    # An id is shaped like a date, and need not be one.
    return int(year), min(max((int(month) - 1) // 3 + 1, 1), 4)


def _periods(found: Sequence[tuple[int, int]], now: datetime) -> list[tuple[int, int]]:
    """Every quarter from the first to the current one, those without an incident too; where they are many, years."""
    if not found:
        return []
    first, last = min(found), max(*found, (now.year, (now.month - 1) // 3 + 1))
    start, end = (year * 4 + quarter - 1 for year, quarter in (first, last))
    if end - start < _PERIODS_SHOWN:
        return [(at // 4, at % 4 + 1) for at in range(start, end + 1)]
    latest = min(last[0], max(first[0], now.year + 1))
    return [(year, 0) for year in range(max(first[0], latest - _PERIODS_SHOWN + 1), latest + 1)]


def _period_label(year: int, quarter: int, is_first: bool) -> Label:
    if not quarter:
        return Label(str(year))
    return Label(f"Q{quarter}", str(year) if quarter == 1 or is_first else "")
