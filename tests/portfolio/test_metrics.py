"""Numbers of all incidents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress
from afterword.portfolio.metrics import (
    count_ages,
    count_completion,
    count_incidents,
    count_proven,
    count_ranges,
    count_repeats,
    list_publication_times,
    list_times,
)
from afterword.postmortem import PostMortem, read

MakePortfolio = Callable[..., Portfolio]


def document(incident: str, number: int = 1, front: str = "") -> PostMortem:
    name = f"2026-04-16-x-{number}"
    return read(f"---\nid: {name}\nincident: {{{incident}}}\n{front}---\n".encode(), f"postmortems/{name}.md")


def test_a_time_counts_where_its_precision_makes_no_difference() -> None:
    documents = [
        document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:10Z", 1),
        document("started: 2026-04-16T10:00Z, detected: 2026-04-16T10:30Z", 2),
        document("started: 2026-04-16T10:00Z, detected: 2026-04-16", 3),
        document("started: 2026-03-01, detected: 2026-04-16", 4),
    ]
    found = count_ranges(list_times("detected", documents))
    assert (found.counted, found.left_out, found.counts) == (3, 1, (1, 1, 0, 0, 0, 1))


@pytest.mark.parametrize(("detected", "index"), [("10:15", 0), ("10:16", 1), ("11:00", 1), ("11:01", 2)])
def test_the_upper_end_of_a_range_belongs_to_it(detected: str, index: int) -> None:
    found = count_ranges(
        list_times("detected", [document(f"started: 2026-04-16T10:00Z, detected: 2026-04-16T{detected}Z")])
    )
    assert found.counts.index(1) == index


def test_without_a_known_time_nothing_is_counted() -> None:
    found = count_ranges(list_times("resolved", [document("started: 2026-04-16T10:00Z")]))
    assert (found.counted, found.left_out, sum(found.counts)) == (0, 1, 0)


@pytest.mark.parametrize(
    ("fronts", "repeats"),
    [
        ([], 0),
        (["factors: [no-canary]"], 0),
        (["factors: [no-canary]", "factors: [no-canary]", "factors: [missing-alert]"], 1),
        (["causes: [{id: a, kind: prompt}]", "causes: [{id: b, kind: prompt}]"], 1),
        (["factors: unknown", "factors: unknown"], 0),
    ],
)
def test_incidents_that_repeat_a_cause_or_a_factor_are_counted(fronts: list[str], repeats: int) -> None:
    documents = [document(f"started: 2026-0{at + 1}-03", at, f"{front}\n") for at, front in enumerate(fronts)]
    assert count_repeats(documents) == count_repeats(documents[::-1]) == repeats


def test_what_was_half_a_year_before_is_not_repeated() -> None:
    front = "factors: [no-canary]\n"
    assert count_repeats([document("started: 2026-01-01", 1, front), document("started: 2026-06-30", 2, front)]) == 1
    assert count_repeats([document("started: 2026-01-01", 1, front), document("started: 2026-07-02", 2, front)]) == 0


def test_quarters_without_an_incident_are_counted_too(make_portfolio: MakePortfolio) -> None:
    first, second = document("started: 2025-05-01", 1, "severity: SEV1\n"), document("started: 2026-02-01", 2)
    found = count_incidents(make_portfolio(first, second))
    assert found.periods == ((2025, 2), (2025, 3), (2025, 4), (2026, 1), (2026, 2))
    assert {name: counts for name, counts in found.counts.items() if any(counts)} == {
        "SEV1": (1, 0, 0, 0, 0),
        "": (0, 0, 0, 1, 0),
    }


def test_many_years_are_counted_by_year(make_portfolio: MakePortfolio) -> None:
    found = count_incidents(make_portfolio(document("started: 2019-05-01", 1), document("started: 2026-02-01", 2)))
    assert found.periods == tuple((year, 0) for year in range(2019, 2027))
    assert found.counts[""] == (1, 0, 0, 0, 0, 0, 0, 1)


def test_an_incident_of_next_year_is_counted_and_one_of_a_later_year_is_left_out(make_portfolio: MakePortfolio) -> None:
    names = ("2019-05-01-a", "2027-05-01-b", "2028-05-01-c")
    found = count_incidents(make_portfolio(*(read(b"---\n---\n", f"postmortems/{name}.md") for name in names)))
    assert found.periods[-1] == (2027, 0) and found.counts[""][-1] == 1
    assert found.left_out == 1


@pytest.mark.parametrize("year", ["0202", "9999"])
def test_a_mistyped_year_does_not_make_a_thousand_periods(make_portfolio: MakePortfolio, year: str) -> None:
    names = [f"{year}-04-16-x", "2026-04-16-x", "2026-05-16-x"]
    found = count_incidents(make_portfolio(*(read(b"---\n---\n", f"postmortems/{name}.md") for name in names)))
    assert len(found.periods) <= 16 and sum(map(sum, found.counts.values())) == 2
    assert found.left_out == 1


@pytest.mark.parametrize(("month", "quarter"), [("00", 1), ("13", 4)])
def test_a_month_that_does_not_exist_is_the_nearest(make_portfolio: MakePortfolio, month: str, quarter: int) -> None:
    found = count_incidents(make_portfolio(read(b"---\n---\n", f"postmortems/2026-{month}-45-x.md")))
    assert [period for period, count in zip(found.periods, found.counts[""], strict=True) if count] == [(2026, quarter)]


def test_no_documents_have_no_periods(make_portfolio: MakePortfolio) -> None:
    found = count_incidents(make_portfolio())
    assert (found.periods, found.left_out) == ((), 0)


def test_accepted_action_items_are_counted_by_category(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    assert count_completion(make_portfolio(bot)) == {
        "eval case": {Progress.OVERDUE: 1},
        "monitoring improvement": {Progress.CLOSED: 1},
        "systemic fix": {Progress.OPEN: 1},
    }
    notice = "## Action items\n\n> [!NOTE]\n> Drafted from evidence by m, not yet reviewed."
    drafted = read(bot.source.text.replace("## Action items", notice).encode(), bot.path)
    assert count_completion(make_portfolio(drafted)) == {}


def test_an_unknown_category_is_counted_apart(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    odd = read(bot.source.text.replace("| eval case |", "| magic |").encode(), bot.path)
    assert count_completion(make_portfolio(odd))[""] == {Progress.OVERDUE: 1}


def test_near_misses_are_in_no_count_of_incidents(make_portfolio: MakePortfolio) -> None:
    near = document("started: 2026-04-16T10:00Z, near_miss: true", 1, "severity: SEV1\n")
    found = count_incidents(make_portfolio(near, document("started: 2026-04-16T10:00Z", 2, "severity: SEV1\n")))
    assert sum(found.counts["SEV1"]) == 1


def test_incidents_that_a_case_can_guard_are_those_that_are_counted() -> None:
    kinds = ("prompt", "model", "config", "tool", "unknown")
    documents = [document("", at, f"causes: [{{id: c, kind: {kind}}}]\n") for at, kind in enumerate(kinds)]
    assert count_proven([*documents, document("", 9)], lambda one: one.id.endswith(("-0", "-3"))) == (1, 3)
    assert count_proven([], lambda _: True) == (0, 0)


def test_the_time_to_publish_is_from_the_end_to_the_commit() -> None:
    documents = [
        document("resolved: 2026-04-16T10:00Z", 1, "status: published\n"),
        document("resolved: 2026-04-16", 2, "status: published\n"),
        document("resolved: unknown", 3, "status: published\n"),
        document("resolved: 2026-04-16T10:00Z", 4, "status: draft\n"),
        document("resolved: 2026-04-16T10:00Z", 5, "status: published\nimported: {from: x.md, date: 2026-05-01}\n"),
    ]
    published = dict.fromkeys((one.path for one in documents), datetime(2026, 4, 18, 10, tzinfo=UTC))
    found = list_publication_times(documents, published)
    assert [(one.id[-1], str(length)) for one, length in found] == [
        ("1", "2 d"),
        ("2", "1 d 10 h to 2 d 10 h"),
        ("3", "None"),
    ]
    assert [length for _, length in list_publication_times(documents[:1], {})] == [None]


def test_open_action_items_are_counted_by_age(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    old = read(bot.source.text.replace("2026-04-16", "2025-01-16").encode(), "postmortems/2025-01-16-old.md")
    in_time, overdue = count_ages(make_portfolio(bot, old))
    assert (sum(in_time), sum(overdue)) == (2, 2)
    assert in_time[-1] + overdue[-1] == 2
    assert count_ages(make_portfolio()) == ((0,) * 5, (0,) * 5)
