"""Writing no faster than GitHub allows: 80 requests a minute that create content, and 500 an hour."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from afterword.github.issues import Issue
from afterword.times.clock import Clock

BETWEEN_WRITES = 1.0
"""Seconds, as GitHub's own advice has it; that makes 60 a minute at most."""

PER_HOUR = 480
"""Writes within an hour after which a run stops; GitHub allows 500, of which some are left to people."""

_HOUR = timedelta(hours=1)


class Pacer:
    """Keeps the distance between writes, and counts them. Every write counts, also those that GitHub may not count."""

    def __init__(self, clock: Clock, between_writes: float = BETWEEN_WRITES) -> None:
        self._clock = clock
        self._between = timedelta(seconds=between_writes)
        self._writes: deque[datetime] = deque()
        self._has_written = False
        self._counted: set[int] = set()

    def has_seen(self, issues: Iterable[Issue]) -> None:
        """Count what earlier runs wrote, as far as the issues that they opened show it."""
        if self._has_written:
            return
        new = [issue for issue in issues if issue.number not in self._counted]
        self._counted |= {issue.number for issue in new}
        moments = [issue.created for issue in new if issue.created is not None for _ in range(_cost(issue))]
        self._writes = deque(sorted([*self._writes, *moments]))

    def has_budget(self) -> bool:
        """Whether more may be written within the hour."""
        self._forget()
        return len(self._writes) < PER_HOUR

    def before_write(self) -> None:
        """Wait until the next write is due, and count it."""
        self._has_written = True
        now = self._clock.now()
        if self._writes and (wait := self._writes[-1] + self._between - now) > timedelta(0):
            self._clock.sleep(wait.total_seconds())
        self._writes.append(self._clock.now())

    def _forget(self) -> None:
        now = self._clock.now()
        while self._writes and self._writes[0] <= now - _HOUR:
            self._writes.popleft()


def _cost(issue: Issue) -> int:
    """Requests that opening it took."""
    return 1 + bool(issue.assignees) + (issue.parent is not None)
