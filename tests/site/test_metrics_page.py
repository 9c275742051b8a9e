"""The page of metrics and its charts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest

from afterword.portfolio.metrics import count_ranges, list_times
from afterword.postmortem import PostMortem, read
from afterword.site.action_rows import write_actions
from afterword.site.addresses import ACTIONS, INCIDENTS
from afterword.site.data import write_incidents
from afterword.site.list_pages import list_actions, list_incidents
from afterword.site.metrics_page import chart_completion, chart_speed, chart_volume, make_metrics_page
from afterword.site.shown_times import list_shown_times
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


def test_the_ranges_of_times_are_named(make_site: MakeSite) -> None:
    chart = chart_speed(
        list_shown_times(make_site())[0],
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
    assert html.count('<figure class="aw-figure-chart"') == html.count('class="aw-numbers"') == 10
    assert '<a href="../browse/cause/prompt/">prompt</a>' in html
    assert '33% <span class="aw-note">1 of 3</span>' in html
    assert "1 of 2 incidents in one of the ranges." in html and "edian" not in html.partition("<details class=")[0]
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
    [(0, 0, "none yet  with"), (3, 1, "1 of 3 with"), (19, 19, "19 of 19 with"), (20, 5, "5 of 20 (25%) with")],
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
    html = html.replace('<span class="aw-note">', "")
    assert f"<dt>Incidents with a proven eval case</dt><dd>{shown}" in html


def test_every_number_of_a_chart_leads_to_what_it_counts(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    near = document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:01Z, near_miss: true", 7)
    odd = document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:20Z, resolved: 2026-04-17", 8, "severity: P0\n")
    site = make_site(old, bot, near, odd)
    html = make_metrics_page(site).html
    found = re.findall(r'<td><a href="([^"]*)">(\d+)</a></td>', html)
    assert len(found) > 10 and not re.findall(r"<td>[1-9]\d*</td>", html), "no number leads nowhere"
    lists = {"../incidents/": write_incidents(site), "../action-items/": write_actions(site)}
    for href, number in (one for one in found if "/browse/" not in one[0]):
        path, _, query = unescape(href).partition("?")
        rows = next(rows for rows in json.loads(lists[path]).values() if isinstance(rows, list))
        assert sum(matches(row, parse_qs(query)) for row in rows if not row.get("near_miss")) == int(number), href


def matches(row: dict[str, Any], query: dict[str, list[str]]) -> bool:
    """Filter as the script of the lists does."""
    for key, values in query.items():
        if key in ("from", "to"):
            day = row["start"][:10]
            if (day < values[0]) if key == "from" else (day > values[0]):
                return False
        else:
            has = row.get(key) or row.get(f"{key}s") or "none"
            if not set(values) & set(has if isinstance(has, list) else [has]):
                return False
    return True


def test_a_chart_without_numbers_says_what_is_missing(make_site: MakeSite) -> None:
    html = make_metrics_page(make_site(document("started: 2026-04-16"))).html
    for words in (
        "No incident says well enough when it began and when it was detected.",
        "No incident says well enough when it was resolved and when its post-mortem was published.",
        "No incident has factors in its front matter.",
        "No action item is open.",
    ):
        assert f">{words}</p>" in html
    assert html.count("<svg") == 1, "no empty axes"


def test_a_filter_knows_every_value_to_which_a_chart_leads(
    make_site: MakeSite, bot: PostMortem, old: PostMortem
) -> None:
    known = document("started: 2026-04-16T10:00Z, resolved: 2026-04-16T11:00Z")
    site = make_site(bot, old, known)
    shown = list_incidents(site)[INCIDENTS]().html + list_actions(site)[ACTIONS]().html
    wanted = {"detect": "to 4 h", "resolve": "not known well enough", "state": "not overdue", "age": "to 30 d"}
    for name, value in wanted.items():
        assert f'name="{name}" value="{value}"' in shown
