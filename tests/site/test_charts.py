"""Charts, and the course of an incident to scale."""

from __future__ import annotations

import re

import pytest

from afterword.postmortem import PostMortem, read
from afterword.site import charts
from afterword.site.charts import Chart, Label, Series
from afterword.site.timescale import draw_timescale


def document(incident: str, body: str = "") -> PostMortem:
    text = f"---\nid: 2026-04-16-x\nincident: {{{incident}}}\n---\n\n{body}"
    return read(text.encode(), "postmortems/2026-04-16-x.md")


def xs(svg: str, name: str) -> list[float]:
    return [float(x) for x in re.findall(rf'class="{name}" (?:x|x1|cx)="([\d.]+)%', svg)]


def places(svg: str) -> list[tuple[str, str]]:
    """Where the events are: how far to the right, and on which line."""
    return re.findall(r'<svg x="([\d.]+)%" y="(\d+)" overflow="visible"><(?:path|circle) class="aw-dot', svg)


class TestTimescale:
    def test_milestones_are_drawn_to_scale(self) -> None:
        made = draw_timescale(
            document(
                "started: 2026-04-16T10:00Z, detected: 2026-04-16T11:00Z, mitigated: 2026-04-16T12:00Z, "
                "resolved: 2026-04-16T14:00Z"
            )
        )
        assert xs(made, "aw-stem") == [2, 26, 50, 98]
        assert xs(made, "aw-phase-undetected") == [2]
        assert xs(made, "aw-phase-detected") == [26]
        assert xs(made, "aw-phase-mitigated") == [50]
        assert "Detected</strong> 2026-04-16 11:00Z" in made and "after 1 h" in made
        assert "10:00" in made and "14:00" in made

    def test_a_time_known_to_the_day_is_drawn_as_a_day(self) -> None:
        made = draw_timescale(document("started: 2026-04-16, resolved: 2026-04-20"))
        assert xs(made, "aw-unsure") == [2, 78.8]
        assert "not known more precisely" in made

    def test_marks_that_would_touch_are_one_above_the_other(self) -> None:
        made = draw_timescale(
            document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:01Z, resolved: 2026-04-20T10:00Z")
        )
        assert re.findall(r'<circle cx="[\d.]+%" cy="(-?\d+)" r="9"', made) == ["13", "-7", "13"]

    def test_without_detection_no_undetected_phase_is_drawn(self) -> None:
        made = draw_timescale(document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T14:00Z"))
        assert "aw-phase" not in made

    @pytest.mark.parametrize(
        "incident", ["", "started: 2026-04-16T10:00Z", "started: unknown, resolved: ongoing",
                     "started: 2026-04-16T10:00Z, detected: 2026-04-16T10:00Z"],
    )  # fmt: skip
    def test_without_two_times_nothing_is_drawn(self, incident: str) -> None:
        assert draw_timescale(document(incident)) == ""

    def test_every_event_with_a_time_is_drawn(self) -> None:
        body = (
            "## Timeline\n\n- 2024-12 — Long <b>before</b>.\n- 2026-04-16 12:00Z — **detected:** Seen <script>.\n"
            "- unknown — Whenever.\n- 2026-09-01 — Told.\n"
        )
        made = draw_timescale(document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T14:00Z", body=body))
        assert xs(made, "aw-stem") == [16, 84], "the margins are for what is not to scale"
        assert places(made) == [("7.0", "72"), ("50.0", "60"), ("93.0", "72")]
        assert made.count("aw-break") == 2 and "beyond the break in the line: 2 events." in made
        assert "Seen &lt;script&gt;." in made

    def test_what_came_shortly_before_is_drawn_as_what_it_is(self) -> None:
        body = "## Timeline\n\n- 2026-04-16 09:00Z — **change:** A prompt.\n- 2026-04-16 11:00Z — Somebody looks.\n"
        made = draw_timescale(document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T13:00Z", body=body))
        assert places(made) == [("2.0", "60"), ("50.0", "72")], "the change is at the beginning"
        assert made.count('"aw-dot aw-dot-change"') == 2 and "aw-break" not in made, "drawn, and in the legend"

    def test_kinds_of_one_moment_do_not_hide_one_another(self) -> None:
        kinds = ("**change:** x", "**detected:** y", "z")
        body = "## Timeline\n\n" + "".join(f"- 2026-04-16 11:00Z — {kind}\n" for kind in kinds)
        made = draw_timescale(document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T12:00Z", body=body))
        assert places(made) == [("50.0", "60"), ("50.0", "72"), ("50.0", "84")]

    @pytest.mark.parametrize(("day", "count"), [("16", 1), ("17", 2)])
    def test_the_beginning_of_a_cause_is_drawn_unless_the_timeline_has_it(self, day: str, count: int) -> None:
        text = (
            "---\nid: 2026-04-16-x\nincident: {started: 2026-04-16, resolved: 2026-04-19}\n"
            "causes: [{id: a, kind: prompt, summary: A <prompt>, started: 2026-04-16}]\n---\n\n"
            f"## Timeline\n\n- 2026-04-{day} 10:00Z — **change:** It went out.\n"
        )
        made = draw_timescale(read(text.encode(), "postmortems/2026-04-16-x.md"))
        assert len(places(made)) == count
        assert ("2026-04-16 change: A &lt;prompt&gt;" in made) is (count == 2)

    def test_a_century_is_drawn_with_few_ticks(self) -> None:
        made = draw_timescale(document("started: 1926-01-01, resolved: 2026-01-01"))
        assert 1 <= made.count("aw-tick-label") <= 7


class TestCharts:
    CHART = Chart(
        "c",
        "A <chart>",
        (Label("a"), Label("<b>", "2026")),
        (Series("one", "1", (3, 1)), Series("two", "open", (0, 2))),
    )

    def test_columns_are_as_high_as_their_numbers(self) -> None:
        made = charts.draw_columns(self.CHART)
        heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', made)]
        assert heights == [130.0, pytest.approx(43.33), pytest.approx(86.67)]
        assert "<b>" not in made and "A &lt;chart&gt;" in made

    def test_bars_are_as_long_as_their_numbers(self) -> None:
        made = charts.draw_bars(self.CHART)
        assert re.findall(r'<rect [^>]*width="([\d.]+)%"', made) == ["88.0", "29.33", "58.67"]

    def test_the_summary_says_what_the_picture_shows(self) -> None:
        assert self.CHART.summary == "a: 3; <b> 2026: 3."
        assert Chart("c", "t", (), ()).summary == "There is nothing to show."
        assert "aw-numbers" in charts.draw_columns(Chart("c", "t", (), ()))
