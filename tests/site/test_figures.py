"""Numbers, charts and the course of an incident to scale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from afterword.postmortem import PostMortem, read
from afterword.site import charts, metrics, pages
from afterword.site.charts import Chart, Label, Series
from afterword.site.timescale import timescale
from afterword.site.views import Site

MakeSite = Callable[..., Site]


def document(incident: str, number: int = 1, front: str = "", body: str = "") -> PostMortem:
    name = f"2026-04-16-x-{number}"
    text = f"---\nid: {name}\nincident: {{{incident}}}\n{front}---\n\n{body}"
    return read(text.encode(), f"postmortems/{name}.md")


def xs(svg: str, name: str) -> list[float]:
    return [float(x) for x in re.findall(rf'class="{name}" (?:x|x1|cx)="([\d.]+)%', svg)]


class TestTimescale:
    def test_milestones_stand_to_scale(self) -> None:
        made = timescale(
            document(
                "started: 2026-04-16T10:00Z, detected: 2026-04-16T11:00Z, mitigated: 2026-04-16T12:00Z, "
                "resolved: 2026-04-16T14:00Z"
            )
        )
        assert xs(made, "aw-stem") == [2, 26, 50, 98]
        assert xs(made, "aw-phase-unnoticed") == [2]
        assert xs(made, "aw-phase-noticed") == [26]
        assert xs(made, "aw-phase-mitigated") == [50]
        assert "Detected</strong> 2026-04-16 11:00Z" in made and "after 1 h" in made
        assert "10:00" in made and "14:00" in made

    def test_what_is_known_to_the_day_is_drawn_as_a_day(self) -> None:
        made = timescale(document("started: 2026-04-16, resolved: 2026-04-20"))
        assert xs(made, "aw-unsure") == [2, 78.8]
        assert "not known more precisely" in made

    def test_marks_that_would_touch_stand_one_above_the_other(self) -> None:
        made = timescale(
            document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:01Z, resolved: 2026-04-20T10:00Z")
        )
        assert re.findall(r'<circle cx="[\d.]+%" cy="(-?\d+)" r="9"', made) == ["13", "-7", "13"]

    def test_without_detection_nobody_knows_how_long_it_went_unnoticed(self) -> None:
        made = timescale(document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T14:00Z"))
        assert "aw-phase" not in made

    @pytest.mark.parametrize(
        "incident", ["", "started: 2026-04-16T10:00Z", "started: unknown, resolved: ongoing",
                     "started: 2026-04-16T10:00Z, detected: 2026-04-16T10:00Z"],
    )  # fmt: skip
    def test_without_two_times_nothing_is_drawn(self, incident: str) -> None:
        assert timescale(document(incident)) == ""

    def test_events_are_drawn_where_they_fit_and_the_others_are_counted(self) -> None:
        body = (
            "## Timeline\n\n- 2024-12 — Long <b>before</b>.\n- 2026-04-16 12:00Z — **detected:** Seen <script>.\n"
            "- unknown — Whenever.\n"
        )
        made = timescale(document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T14:00Z", body=body))
        assert xs(made, "aw-dot") == [50]
        assert "1 event of the timeline lies before or after" in made
        assert "Seen &lt;script&gt;." in made

    def test_a_century_is_drawn_with_few_ticks(self) -> None:
        made = timescale(document("started: 1926-01-01, resolved: 2026-01-01"))
        assert 1 <= made.count("aw-tick-label") <= 7


class TestMetrics:
    def test_a_time_counts_where_its_precision_makes_no_difference(self, make_site: MakeSite) -> None:
        documents = [
            document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:10Z", 1),
            document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:30Z", 2),
            document("started: 2026-04-16T10:00Z, detected: 2026-04-16", 3),
            document("started: 2026-03-01, detected: 2026-04-16", 4),
        ]
        detect = metrics.speeds(make_site(*documents))[0]
        assert (detect.counted, detect.left_out) == (3, 1)
        assert detect.median == "30 min"
        assert detect.chart.series[0].values == (1, 1, 0, 0, 0, 1)

    def test_quarters_without_an_incident_are_shown_too(self, make_site: MakeSite) -> None:
        first = document("started: 2025-05-01", 1, "severity: SEV1\n")
        chart = metrics.volume(make_site(first, document("started: 2026-02-01", 2, "severity: SEV2\n")))
        assert [label.text for label in chart.labels] == ["Q2", "Q3", "Q4", "Q1", "Q2"]
        assert [(one.name, one.values) for one in chart.series] == [
            ("SEV1", (1, 0, 0, 0, 0)),
            ("SEV2", (0, 0, 0, 1, 0)),
        ]

    def test_many_years_are_shown_by_year(self, make_site: MakeSite) -> None:
        chart = metrics.volume(make_site(document("started: 2019-05-01", 1), document("started: 2026-02-01", 2)))
        assert [label.text for label in chart.labels] == [str(year) for year in range(2019, 2027)]
        assert chart.series[0].values == (1, 0, 0, 0, 0, 0, 0, 1)

    @pytest.mark.parametrize("year", ["0202", "9999"])
    def test_a_mistyped_year_draws_no_thousand_columns(self, make_site: MakeSite, year: str) -> None:
        found = [f"{year}-04-16-x", "2026-04-16-x", "2026-05-16-x"]
        chart = metrics.volume(make_site(*(read(b"---\n---\n", f"postmortems/{name}.md") for name in found)))
        assert len(chart.labels) <= 16 and sum(chart.totals) == 2
        assert chart.note == "1 incident of other years not drawn."

    @pytest.mark.parametrize(("month", "quarter"), [("00", "Q1"), ("13", "Q4")])
    def test_a_month_that_there_is_not_is_the_nearest(self, make_site: MakeSite, month: str, quarter: str) -> None:
        chart = metrics.volume(make_site(read(b"---\n---\n", f"postmortems/2026-{month}-45-x.md")))
        drawn = [label.text for label, total in zip(chart.labels, chart.totals, strict=True) if total]
        assert (drawn, chart.measure) == ([quarter], "Quarter")

    def test_action_items_by_category(self, make_site: MakeSite, bot: PostMortem) -> None:
        chart = metrics.completion(make_site(bot))
        found = {one.name: dict(zip([label.text for label in chart.labels], one.values, strict=True))
                 for one in chart.series}  # fmt: skip
        assert found["overdue"]["eval case"] == 1
        assert found["closed"]["monitoring improvement"] == 1
        assert found["open"]["systemic fix"] == 1

    def test_recent_means_begun_within_the_days(self, make_site: MakeSite) -> None:
        site = make_site(document("started: 2026-04-30", 1), document("started: 2025-04-30", 2), document("", 3),
                         now=datetime(2026, 5, 1, tzinfo=UTC))  # fmt: skip
        assert metrics.recent(site, 90) == 1

    def test_the_page_has_every_chart_with_its_numbers(
        self, make_site: MakeSite, bot: PostMortem, old: PostMortem
    ) -> None:
        html = pages.measures(make_site(old, bot)).html
        assert html.count('role="img"') == html.count('class="aw-numbers"') == 8
        assert '<a href="../browse/cause/prompt/">prompt</a>' in html

    def test_without_incidents_it_says_so(self, make_site: MakeSite) -> None:
        assert "There is no post-mortem yet" in pages.measures(make_site()).html


class TestCharts:
    CHART = Chart(
        "c",
        "A <chart>",
        (Label("a"), Label("<b>", "2026")),
        (Series("one", "1", (3, 1)), Series("two", "open", (0, 2))),
    )

    def test_columns_are_as_high_as_their_numbers(self) -> None:
        made = charts.columns(self.CHART)
        heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', made)]
        assert heights == [130.0, pytest.approx(43.33), pytest.approx(86.67)]
        assert "<b>" not in made and "A &lt;chart&gt;" in made

    def test_bars_are_as_long_as_their_numbers(self) -> None:
        made = charts.bars(self.CHART)
        assert re.findall(r'<rect [^>]*width="([\d.]+)%"', made) == ["88.0", "29.33", "58.67"]

    def test_the_summary_says_what_the_picture_shows(self) -> None:
        assert self.CHART.summary == "a: 3; <b> 2026: 3."
        assert Chart("c", "t", (), ()).summary == "There is nothing to show."
        assert "aw-numbers" in charts.columns(Chart("c", "t", (), ()))
