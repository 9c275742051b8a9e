"""The counts on the home page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Tally
from afterword.portfolio.counts import Counts, count_all
from afterword.postmortem import PostMortem, read

MakePortfolio = Callable[..., Portfolio]


def test_counts_cover_all_documents(make_portfolio: MakePortfolio, bot: PostMortem, old: PostMortem) -> None:
    assert count_all(make_portfolio(old, bot)) == Counts(2, 2, 1, Tally(open=2, overdue=1, closed=1))
    assert count_all(make_portfolio()) == Counts(0, 0, 0, Tally())


@pytest.mark.parametrize(
    ("started", "recent"),
    [("2026-04-30", 1), ("2026-05-01", 1), ("2026-05-03", 0), ("2026-01-31T00:00Z", 0), ("2026-01-31T00:01Z", 1),
     ("2026-01-30", 0), ("2025-04-30", 0), ("unknown", 0)],
)  # fmt: skip
def test_recent_means_begun_within_the_days(make_portfolio: MakePortfolio, started: str, recent: int) -> None:
    document = read(f"---\nincident: {{started: {started}}}\n---\n".encode(), "postmortems/2026-04-16-x.md")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    assert count_all(make_portfolio(document, now=now)).recent == recent


def test_a_document_without_an_incident_is_not_recent(make_portfolio: MakePortfolio) -> None:
    assert count_all(make_portfolio(read(b"---\n---\n", "postmortems/2026-04-16-x.md"))).recent == 0
