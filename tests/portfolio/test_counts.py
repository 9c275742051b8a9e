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


NEAR_MISS = b"---\nid: 2026-04-20-near\nincident: {near_miss: true, started: 2026-04-20T10:00Z}\n---\n"
PROPOSED = b"""\
---
id: 2026-04-21-x
incident:
  started: 2026-04-21T10:00Z # proposed, E1
services: [bot] # proposed, E2 E3
---
"""


def test_near_misses_and_proposed_values_are_counted_apart(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    near = read(NEAR_MISS, "postmortems/2026-04-20-near.md")
    proposed = read(PROPOSED, "postmortems/2026-04-21-x.md")
    counts = count_all(make_portfolio(bot, near, proposed))
    assert (counts.incidents, counts.near_misses, counts.proposed) == (2, 1, 2)
    assert counts.recent == 1, "neither the near miss nor a start that is only proposed"
