"""The page of metrics: charts of how many incidents there were, how fast and why, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.portfolio import Portfolio, metrics
from afterword.portfolio.actions import Progress
from afterword.portfolio.counts import count_all
from afterword.portfolio.definitions import DEFINITIONS
from afterword.portfolio.done import count_done
from afterword.portfolio.facets import FACETS, group_by
from afterword.portfolio.incidents import without_near_misses
from afterword.portfolio.metrics import AGES, RANGES, Speed
from afterword.postmortem import PostMortem
from afterword.site import charts, labels
from afterword.site.addresses import METRICS, incident_page
from afterword.site.charts import Chart, Label, Series
from afterword.site.groups import group_page
from afterword.site.headings import Heading
from afterword.site.page import Page, render
from afterword.site.points import draw_times
from afterword.site.site import Site
from afterword.text.counting import counted
from afterword.times.durations import show_duration

_MAX_BARS = 12
_OF_DURATIONS = ("Time to ", "Durations")
"""How the names of definitions begin that mean nothing without durations."""
_MILESTONES = {"detected": "detect", "mitigated": "mitigate", "resolved": "resolve"}


def make_metrics_page(site: Site) -> Page:
    """Make the page."""
    incidents = without_near_misses(site.documents)
    shown = _MILESTONES if site.portfolio.config.site.durations else {}
    times = {f"Time to {verb}": metrics.list_times(milestone, incidents) for milestone, verb in shown.items()}
    if site.published and shown:
        times["Time to publish"] = metrics.list_publication_times(site.documents, site.published)
    completion = chart_completion(site)

    def link(document: PostMortem) -> str:
        return site.link(incident_page(document), METRICS)

    drawn = [
        ("how-many", "How many", [charts.draw_columns(chart_volume(site.portfolio))]),
        (
            "how-fast",
            "How fast",
            [
                draw_times(chart_speed(title, metrics.count_ranges(found)), found, link)
                for title, found in times.items()
            ],
        ),
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
            [charts.draw_bars(completion), charts.draw_columns(chart_ages(site.portfolio))]
            if completion.labels
            else [],
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


def chart_volume(portfolio: Portfolio) -> Chart:
    """Draw incidents by severity, quarter after quarter or year after year."""
    found, config = metrics.count_incidents(portfolio), portfolio.config
    names = [
        Label(f"Q{quarter}" if quarter else str(year), str(year) if quarter == 1 or (quarter and not at) else "")
        for at, (year, quarter) in enumerate(found.periods)
    ]
    by_year = any(quarter == 0 for _, quarter in found.periods)
    return Chart(
        "volume",
        "Incidents by severity",
        names,
        [Series(name or "no severity", labels.severity_kind(name, config), counts)
         for name, counts in found.counts.items() if any(counts)],
        note=f"{counted(found.left_out, 'incident')} of other years not drawn." if found.left_out else "",
        measure="Year" if by_year else "Quarter",
    )  # fmt: skip


def chart_speed(title: str, speed: Speed) -> Chart:
    """Draw how many incidents took how long.

    Args:
        title: what was measured, such as `Time to detect`.
        speed: what came out.
    """
    ranges = [*(f"to {show_duration(limit)}" for limit in RANGES), "longer"]
    note = f"{counted(speed.counted, 'incident')}" + (
        f"; {speed.left_out} not known well enough." if speed.left_out else "."
    )  # fmt: skip
    labels_of = list(map(Label, ranges))
    return Chart(title.lower().replace(" ", "-"), title, labels_of, _incidents(speed.counts), note, measure="Time")


def chart_ages(portfolio: Portfolio) -> Chart:
    """Draw action items that are not done by their age."""
    in_time, overdue = metrics.count_ages(portfolio)
    ranges = [*(f"to {limit.days} d" for limit in AGES), "older"]
    series = [Series("open", "open", in_time), Series("overdue", "overdue", overdue)]
    return Chart("ages", "Action items not done, by age", list(map(Label, ranges)), series, measure="Age")


def chart_facet(key: str, title: str, site: Site) -> Chart:
    """Draw incidents by the values of a facet, the most frequent first.

    Args:
        key: the facet's.
        title: what the chart shows.
        site: the site.
    """
    facet = next(facet for facet in FACETS if facet.key == key)
    found = group_by(facet, without_near_misses(site.documents), site.portfolio.config)
    drawn = found[:_MAX_BARS]
    more = len(found) - len(drawn)
    return Chart(
        f"by-{key}",
        title,
        [Label(group.value, href=site.link(group_page(group), METRICS)) for group in drawn],
        _incidents([len(group.documents) for group in drawn]),
        note=f"{more} more {'are' if more > 1 else 'is'} not drawn." if more else "",
        measure=facet.label,
    )


def chart_completion(site: Site) -> Chart:
    """Draw action items by category: closed, open, overdue."""
    found = metrics.count_completion(site.portfolio)
    return Chart(
        "completion",
        "Action items by category",
        [Label(category or "no category") for category in found],
        [Series(one.value, one.value, [counts[one] for counts in found.values()])
         for one in (Progress.CLOSED, Progress.OPEN, Progress.OVERDUE)],
        measure="Category",
    )  # fmt: skip


def _incidents(counts: Sequence[int]) -> list[Series]:
    return [Series("Incidents", "1", counts)]
