"""Times as points and lines on one scale."""

from __future__ import annotations

import re

from afterword.portfolio.metrics import count_ranges, list_times
from afterword.postmortem import PostMortem, read
from afterword.site.metrics_page import chart_speed
from afterword.site.points import draw_times, height_of
from afterword.site.shown_times import RESOLVE


def document(incident: str, number: int = 1, title: str = "A <b>title</b>") -> PostMortem:
    name = f"2026-04-16-x-{number}"
    text = f"---\nid: {name}\ntitle: {title}\nincident: {{{incident}}}\n---\n"
    return read(text.encode(), f"postmortems/{name}.md")


def draw(*documents: PostMortem) -> str:
    times = list_times("resolved", documents)
    return draw_times(chart_speed(RESOLVE, count_ranges(times)), times, lambda one: f"../{one.id}/")


def test_an_exact_time_is_a_point_and_another_one_a_line() -> None:
    made = draw(
        document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T11:00Z", 1),
        document("started: 2026-04-16, resolved: 2026-04-20", 2),
        document("started: 2026-04-16T10:00Z", 3),
    )
    assert (made.count("<circle"), made.count('class="aw-point-line"')) == (1, 1)
    assert "n = 2 with a time. Each dot is an incident; each line" in made
    assert "A &lt;b&gt;title&lt;/b&gt;: 1 h</title>" in made and "3 d to 5 d" in made
    assert '<a xlink:href="../2026-04-16-x-1/"' in made
    assert "2 of 3 incidents in one of the ranges. The others are not known well enough" in made


def test_equal_times_are_drawn_above_each_other_and_never_left_out_silently() -> None:
    same = [document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T11:00Z", number) for number in range(45)]
    made = draw(*same)
    heights = re.findall(r'cy="(\d+)"', made)
    assert len(heights) == len(set(heights)) == 40
    assert "5 more are not drawn" in made and "n = 45" in made


def test_the_newest_of_many_are_drawn_and_all_are_counted() -> None:
    made = draw(
        *(document(f"started: 2026-04-16T10:{n // 60:02}Z, resolved: 2026-04-{17 + n % 9}", n) for n in range(130))
    )
    assert made.count('class="aw-point-line"') + made.count("<circle") == 100
    assert "n = 130 with a time, of which the newest 100 are drawn." in made
    assert "of 130 incidents in one of the ranges" in made


def test_times_beyond_the_scale_are_at_its_ends() -> None:
    made = draw(
        document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T10:00Z", 1),
        document("started: 2016-04-16T10:00Z, resolved: 2026-04-16T10:00Z", 2),
    )
    assert 'cx="2.0%"' in made and 'cx="98.0%"' in made


def test_without_a_known_time_there_are_no_points() -> None:
    assert "<circle" not in draw(document("started: unknown")) and "n =" not in draw(document("started: unknown"))


def test_plots_beside_each_other_have_one_height() -> None:
    same = [document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T11:00Z", number) for number in range(3)]
    heights = []
    for documents in (same, same[:1]):
        times = list_times("resolved", documents)
        made = draw_times(
            chart_speed(RESOLVE, count_ranges(times)),
            times,
            lambda one: one.id,
            height_of(list_times("resolved", same)),
        )
        heights += re.findall(r'aw-points" aria-hidden="true" width="100%" height="(\d+)"', made)
    assert heights == ["50", "50"]
