"""The page of metrics and its charts."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from afterword.portfolio.metrics import count_ranges, list_times
from afterword.postmortem import PostMortem, read
from afterword.site.metrics_page import chart_completion, chart_speed, chart_volume, make_metrics_page
from afterword.site.site import Site

MakeSite = Callable[..., Site]


def document(incident: str, number: int = 1, front: str = "") -> PostMortem:
    name = f"2026-04-16-x-{number}"
    return read(f"---\nid: {name}\nincident: {{{incident}}}\n{front}---\n".encode(), f"postmortems/{name}.md")


def test_the_chart_of_quarters_names_each_and_stacks_severities(make_site: MakeSite) -> None:
    first = document("started: 2025-05-01", 1, "severity: SEV1\n")
    chart = chart_volume(make_site(first, document("started: 2026-02-01", 2, "severity: SEV2\n")).portfolio)
    assert [(label.text, label.below) for label in chart.labels] == [
        ("Q2", "2025"), ("Q3", ""), ("Q4", ""), ("Q1", "2026"), ("Q2", "")
    ]  # fmt: skip
    assert [(one.name, one.kind, one.values) for one in chart.series] == [
        ("SEV1", "sev-1", (1, 0, 0, 0, 0)),
        ("SEV2", "sev-2", (0, 0, 0, 1, 0)),
    ]
    assert (chart.measure, chart.note) == ("Quarter", "")


def test_the_chart_of_years_names_each_year(make_site: MakeSite) -> None:
    chart = chart_volume(make_site(document("started: 2019-05-01", 1), document("started: 2026-02-01", 2)).portfolio)
    assert [(label.text, label.below) for label in chart.labels] == [(str(year), "") for year in range(2019, 2027)]
    assert (chart.series[0].name, chart.series[0].kind, chart.measure) == ("no severity", "sev-unknown", "Year")


@pytest.mark.parametrize(("years", "note"), [(["0202"], "1 incident of"), (["9999", "9998"], "2 incidents of")])
def test_incidents_of_years_that_are_not_drawn_are_counted(make_site: MakeSite, years: list[str], note: str) -> None:
    found = [f"{year}-04-16-x" for year in (*years, "2026")]
    chart = chart_volume(make_site(*(read(b"---\n---\n", f"postmortems/{name}.md") for name in found)).portfolio)
    assert chart.note == f"{note} other years not drawn."


def test_the_ranges_of_times_are_named() -> None:
    chart = chart_speed(
        "Time to detect",
        count_ranges(list_times("detected", [document("started: 2026-04-16T10:00Z, detected: 2026-05-16")])),
    )
    assert [label.text for label in chart.labels] == ["to 15 min", "to 1 h", "to 4 h", "to 1 d", "to 7 d", "longer"]
    assert chart.totals == [0, 0, 0, 0, 0, 1]


def test_action_items_are_drawn_by_category(make_site: MakeSite, bot: PostMortem) -> None:
    chart = chart_completion(make_site(bot))
    found = {one.name: dict(zip([label.text for label in chart.labels], one.values, strict=True))
             for one in chart.series}  # fmt: skip
    assert found["overdue"]["eval case"] == 1
    assert found["closed"]["monitoring improvement"] == 1
    assert found["open"]["systemic fix"] == 1


def test_the_page_has_every_chart_with_its_numbers(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    html = make_metrics_page(make_site(old, bot)).html
    assert html.count('role="img"') == html.count('class="aw-numbers"') == 9
    assert '<a href="../browse/cause/prompt/">prompt</a>' in html
    assert '33% <span class="aw-note">1 of 3</span>' in html
    assert "1 incident; 1 not known well enough." in html and "edian" not in html.partition("<details class=")[0]
    assert "<dt>Time to detect</dt>" in html and "<dt>Repeats</dt>" in html


def test_a_setting_takes_durations_off_the_page(make_site: MakeSite, bot: PostMortem) -> None:
    site = make_site(bot)
    config = site.portfolio.config
    quiet = config.model_copy(update={"site": config.site.model_copy(update={"durations": False})})
    page = make_metrics_page(make_site(bot, config=quiet))
    assert "how-fast" not in page.html and "how-fast" in make_metrics_page(site).html
    assert [heading.id for heading in page.headings] == ["how-many", "why", "what-was-done"]


def test_without_incidents_it_says_so(make_site: MakeSite) -> None:
    page = make_metrics_page(make_site())
    assert "No post-mortems yet" in page.html and page.headings == ()


@pytest.mark.parametrize(
    ("number", "proven", "shown"),
    [(0, 0, "none yet"), (3, 1, "1 of 3 <"), (19, 19, "19 of 19 <"), (20, 5, "5 of 20 (25%) <")],
)
def test_a_share_of_few_proven_incidents_is_counts_alone(
    make_site: MakeSite, number: int, proven: int, shown: str
) -> None:
    front = "causes: [{id: c, kind: prompt}]\n"
    documents = [document("started: 2026-04-16", at, front) for at in range(number)]
    done = SimpleNamespace(is_proven=True)
    site = make_site(
        *documents, document("started: 2026-04-16", 99),
        proofs=lambda one: (done,) if one.id in {document.id for document in documents[:proven]} else (),
    )  # fmt: skip
    html = make_metrics_page(site).html
    assert f"<dt>Incidents with a proven eval case</dt><dd>{shown}" in html
