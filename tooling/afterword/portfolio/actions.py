"""The progress of action items: open, overdue, closed, or drafted and not yet accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from afterword.portfolio import Portfolio
from afterword.portfolio.incidents import start_key
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.statuses import is_settled


class Progress(Enum):
    """The progress of an action item, in the order in which lists show it."""

    OVERDUE = "overdue"
    OPEN = "open"
    DRAFTED = "drafted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of action items; the overdue ones are open too, the drafted ones are not."""

    open: int = 0
    overdue: int = 0
    closed: int = 0
    drafted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.open + other.open,
            self.overdue + other.overdue,
            self.closed + other.closed,
            self.drafted + other.drafted,
        )

    @property
    def accepted(self) -> int:
        """Items that people wrote or accepted."""
        return self.open + self.closed

    @property
    def total(self) -> int:
        """All items."""
        return self.accepted + self.drafted


def find_status(document: PostMortem, item: ActionItem, portfolio: Portfolio) -> str:
    """Return the tracker's status of an item, else the written one; the tracker does not know drafted items."""
    if item.under_notice:
        return item.status
    return tracked_status(document.id, item.id, portfolio) or item.status


def tracked_status(document_id: str, action_id: str, portfolio: Portfolio) -> str:
    """Return the tracker's status of an item; empty if it does not know it."""
    tracked = portfolio.tracked.get((document_id, action_id))
    return tracked.status or "" if tracked else ""


def find_progress(document: PostMortem, item: ActionItem, portfolio: Portfolio) -> Progress:
    """Return the progress of an item; one is overdue once the last instant of its due date has passed."""
    if item.under_notice:
        return Progress.DRAFTED
    return judge_progress(find_status(document, item, portfolio), item.due.latest if item.due else None, portfolio.now)


def judge_progress(status: str, due: datetime | None, now: datetime) -> Progress:
    """Return the progress of an accepted item by its status and the last instant of its due date, if that is known."""
    if is_settled(status):
        return Progress.CLOSED
    return Progress.OVERDUE if due is not None and due <= now else Progress.OPEN


def count_actions(documents: Iterable[PostMortem], portfolio: Portfolio) -> Tally:
    """Count the action items of some documents."""
    found = Counter(find_progress(document, item, portfolio) for document in documents for item in document.actions)
    overdue = found[Progress.OVERDUE]
    return Tally(found[Progress.OPEN] + overdue, overdue, found[Progress.CLOSED], found[Progress.DRAFTED])


def group_by_progress(portfolio: Portfolio) -> dict[Progress, list[tuple[PostMortem, ActionItem]]]:
    """Group all action items: each group by due date, the closed ones from the latest."""
    found: dict[Progress, list[tuple[PostMortem, ActionItem]]] = {one: [] for one in Progress}
    pairs = [(document, item) for document in portfolio.documents for item in document.actions]
    for document, item in sorted(pairs, key=lambda pair: (_due_key(pair[1]), start_key(pair[0]))):
        found[find_progress(document, item, portfolio)].append((document, item))
    found[Progress.CLOSED].reverse()
    return found


def _due_key(item: ActionItem) -> tuple[bool, str]:
    due = item.due.latest if item.due else None
    return (due is None, due.isoformat() if due else "")
