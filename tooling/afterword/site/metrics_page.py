"""The page of metrics: charts of how many incidents there were, how fast and why, and what was done."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from afterword.portfolio import Portfolio, metrics
from afterword.portfolio.actions import Progress
from afterword.portfolio.counts import count_all
from afterword.portfolio.definitions import DEFINITIONS
from afterword.portfolio.done import count_done
from afterword.portfolio.facets import FACETS, group_by
from afterword.portfolio.incidents import without_near_misses
from afterword.portfolio.metrics import Speed
from afterword.postmortem import CATEGORIES, PostMortem
from afterword.site import charts, labels
from afterword.site.action_rows import IN_TIME
from afterword.site.addresses import ACTIONS, HOME, INCIDENTS, METRICS, incident_page
from afterword.site.charts import Chart, Label, Series
from afterword.site.groups import group_page
from afterword.site.headings import Heading
from afterword.site.page import Page, render
from afterword.site.points import draw_times, height_of
from afterword.site.shown_times import ShownTime, list_shown_times
from afterword.site.site import Site
from afterword.text.counting import counted

_MAX_BARS = 12
_OF_DURATIONS = ("Time to ", "Durations")
"""How the names of definitions begin that mean nothing without durations."""
_KEYS = {"cause": "causes", "factor": "factors", "detection": "incident.detection"}
"""The key of the front matter that a facet reads."""

Leads = Callable[[str, Sequence[tuple[str, str]]], str]
"""Return the address of a list, by its source and what it is filtered by."""


def make_metrics_page(site: Site) -> Page:
    """Make the page."""
    incidents = without_near_misses(site.documents)
    shown = list_shown_times(site)
    lead = _leads(site, METRICS)

    def link(document: PostMortem) -> str:
        return site.link(incident_page(document), METRICS)

    measured = [(one, one.measure(incidents, site)) for one in shown]
    height = max((height_of(found) for _, found in measured), default=0)

    def draw(one: ShownTime, found: metrics.Times) -> Markup:
        return draw_times(chart_speed(one, metrics.count_ranges(found), lead), found, link, height)

    drawn = [
        ("how-many", "How many", [charts.draw_columns(chart_volume(site.portfolio, lead))]),
        ("how-fast", "How fast", [draw(*pair) for pair in measured]),
        (
            "why",
            "Why",
            [
                charts.draw_bars(chart_facet("cause", "Kinds of causes", site)),
                charts.draw_bars(chart_facet("factor", "Contributing factors", site)),
                charts.draw_bars(chart_facet("detection", "Detected by", site)),
            ],
        ),
        (
            "what-was-done",
            "What was done",
            [charts.draw_bars(chart_completion(site)), charts.draw_columns(chart_ages(site.portfolio, lead))],
        ),
    ]
    sections = [section for section in drawn if section[2]] if site.documents else []
    html = render(
        "metrics.html",
        definitions=[(name, words.replace("`", "")) for name, words in DEFINITIONS
                     if shown or not name.startswith(_OF_DURATIONS)],
        repeats=metrics.count_repeats(incidents),
        done=count_done(site.documents, site.portfolio),
        proven=metrics.count_proven(incidents, lambda one: any(proof.is_proven for proof in site.proofs(one))),
        sections=sections,
        counts=count_all(site.portfolio),
    )  # fmt: skip
    headings = tuple(Heading(2, anchor, title) for anchor, title, _ in sections)
    return Page(METRICS, "Metrics", html, headings, is_wide=True, is_listed=False)


def _leads(site: Site, seen_from: str) -> Leads:
    return lambda page, query: f"{site.link(page, seen_from)}?{urlencode(query)}"


def draw_volume(site: Site) -> Markup:
    """Draw incidents by severity over time, as seen from the home page."""
    return charts.draw_columns(chart_volume(site.portfolio, _leads(site, HOME)))


def chart_volume(portfolio: Portfolio, lead: Leads | None = None) -> Chart:
    """Draw incidents by severity, quarter after quarter or year after year.

    Args:
        portfolio: the post-mortems.
        lead: what leads to a list; None if the numbers lead nowhere.
    """
    found, config = metrics.count_incidents(portfolio), portfolio.config
    names = [
        Label(f"Q{quarter}" if quarter else str(year), str(year) if quarter == 1 or (quarter and not at) else "")
        for at, (year, quarter) in enumerate(found.periods)
    ]
    by_year = any(quarter == 0 for _, quarter in found.periods)

    def hrefs(name: str) -> list[str]:
        """Return the lists of a severity; the lack of one also has the names that the project does not use."""
        known = {severity.name for severity in config.severities}
        used = {labels.severity_badge(document, config).text for document in portfolio.documents}
        severities = [("severity", one) for one in ([name] if name else sorted(used - known))]
        return [lead(INCIDENTS, [*severities, *_days(*period)]) for period in found.periods] if lead else []

    return Chart(
        "volume",
        "Incidents by severity",
        names,
        [Series(name or "no severity", labels.severity_kind(name, config), counts, hrefs(name))
         for name, counts in found.counts.items() if any(counts)],
        note=f"{counted(found.left_out, 'incident')} of other years not drawn." if found.left_out else "",
        measure="Year" if by_year else "Quarter",
    )  # fmt: skip


def _days(year: int, quarter: int) -> list[tuple[str, str]]:
    """Return the first and the last day of a quarter, or of a year for quarter 0, as filters."""
    first, last = (quarter * 3 - 2, quarter * 3) if quarter else (1, 12)
    return [("from", f"{year:04}-{first:02}-01"), ("to", f"{year:04}-{last:02}-{monthrange(year, last)[1]}")]


def chart_speed(time: ShownTime, speed: Speed, lead: Leads | None = None) -> Chart:
    """Draw how many incidents took how long.

    Args:
        time: what was measured.
        speed: what came out.
        lead: what leads to a list; None if the numbers lead nowhere.
    """
    total = speed.counted + speed.left_out
    note = f"{speed.counted} of {counted(total, 'incident')} in one of the ranges." if speed.counted else ""
    note += " The others are not known well enough to be in one." if note and speed.left_out else ""
    hrefs = [lead(INCIDENTS, [(time.key, name)]) for name in labels.TIME_RANGES] if lead else []
    return Chart(
        time.title.lower().replace(" ", "-"),
        time.title,
        list(map(Label, labels.TIME_RANGES)),
        [Series("Incidents", "1", speed.counts, hrefs)],
        note,
        measure="Time",
        missing=f"No incident says well enough {time.needs}.",
    )


def chart_ages(portfolio: Portfolio, lead: Leads | None = None) -> Chart:
    """Draw action items that are not done by their age.

    Args:
        portfolio: the post-mortems.
        lead: what leads to a list; None if the numbers lead nowhere.
    """

    def hrefs(state: str) -> list[str]:
        return [lead(ACTIONS, [("state", state), ("age", name)]) for name in labels.AGE_RANGES] if lead else []

    in_time, overdue = metrics.count_ages(portfolio)
    series = [
        Series("open", "open", in_time, hrefs(IN_TIME)),
        Series("overdue", "overdue", overdue, hrefs(Progress.OVERDUE.value)),
    ]
    return Chart(
        "ages",
        "Action items not done, by age",
        list(map(Label, labels.AGE_RANGES)),
        series,
        note="The age counts from the beginning of the incident.",
        measure="Age",
        missing="No action item is open.",
    )


def chart_facet(key: str, title: str, site: Site) -> Chart:
    """Draw incidents by the values of a facet, the most frequent first.

    Args:
        key: the facet's.
        title: what the chart shows.
        site: the site.
    """
    facet = next(facet for facet in FACETS if facet.key == key)
    incidents = without_near_misses(site.documents)
    found = group_by(facet, incidents, site.portfolio.config)
    drawn = found[:_MAX_BARS]
    more, silent = len(found) - len(drawn), sum(not facet.values(document) for document in incidents)
    hrefs = [site.link(group_page(group), METRICS) for group in drawn]
    notes = [
        f"{more} more {'are' if more > 1 else 'is'} not drawn." if more else "",
        f"{counted(silent, 'incident')} of {len(incidents)} without." if silent else "",
    ]
    return Chart(
        f"by-{key}",
        title,
        [Label(group.value, href=href) for group, href in zip(drawn, hrefs, strict=True)],
        [Series("Incidents", "1", [len(group.documents) for group in drawn], hrefs)],
        note=" ".join(filter(None, notes)) if found else "",
        measure=facet.label,
        missing=f"No incident has {_KEYS[key]} in its front matter.",
    )


def chart_completion(site: Site) -> Chart:
    """Draw action items by category: closed, open, overdue."""
    found = metrics.count_completion(site.portfolio)
    written = {item.category for document in site.documents for item in document.actions}
    others = sorted({name or labels.NONE for name in written - set(CATEGORIES)})
    lead = _leads(site, METRICS)

    def hrefs(state: str) -> list[str]:
        names = ([category] if category else others for category in found)
        return [lead(ACTIONS, [("state", state), *(("category", name) for name in each)]) for each in names]

    return Chart(
        "completion",
        "Action items by category",
        [Label(category or "no category") for category in found],
        [Series(one.value, one.value, [counts[one] for counts in found.values()],
                hrefs(IN_TIME if one is Progress.OPEN else one.value))
         for one in (Progress.CLOSED, Progress.OPEN, Progress.OVERDUE)],
        measure="Category",
        missing="No post-mortem has an action item that people wrote or accepted.",
    )  # fmt: skip
