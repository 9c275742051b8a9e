"""The counts on the home page: incidents, recent and unpublished ones, open and overdue action items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Tally, count_actions
from afterword.portfolio.incidents import without_near_misses

RECENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts.

    Attributes:
        incidents: all of them but near misses.
        recent: those that began within the last `RECENT_DAYS` days.
        unpublished: post-mortems that are not published.
        actions: action items by their progress.
        near_misses: post-mortems of incidents that affected no user.
        proposed: values that a tool proposed and that are not accepted yet; no count, list or chart contains them.
    """

    incidents: int
    recent: int
    unpublished: int
    actions: Tally
    near_misses: int = 0
    proposed: int = 0


def count_all(portfolio: Portfolio) -> Counts:
    """Count what the home page shows first."""
    documents = portfolio.documents
    # A start known to the day ends with the day.
    first, last = portfolio.now - timedelta(days=RECENT_DAYS), portfolio.now + timedelta(days=1)
    counted = without_near_misses(documents)
    starts = [document.front.incident.started for document in counted if document.front.incident]
    return Counts(
        incidents=len(counted),
        recent=sum(bool(start and start.latest and first < start.latest <= last) for start in starts),
        unpublished=sum(document.front.status != "published" for document in documents),
        actions=count_actions(documents, portfolio),
        near_misses=len(documents) - len(counted),
        proposed=sum(len(document.proposed) for document in documents),
    )
