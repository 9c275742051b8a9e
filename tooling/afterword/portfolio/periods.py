"""Quarters and weeks, in UTC, and the one in which an incident began.

An incident belongs to the period of the earliest moment at which it can have begun, as in the charts of the site. If
the latest moment is in another period, its place is not certain, and readers are shown which incidents these are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from afterword.errors import AfterwordError
from afterword.portfolio.incidents import start_key
from afterword.postmortem import PostMortem

_QUARTER = re.compile(r"(?P<year>\d{4})-[Qq](?P<number>[1-4])")
_YEARS = range(1971, 2100)


@dataclass(frozen=True, slots=True)
class Period:
    """A time between two moments.

    Attributes:
        name: as people write it: `2026-Q3`, `2026-W31`, or a number of days.
        start: its first moment, UTC.
        end: the first moment after it, UTC.
    """

    name: str
    start: datetime
    end: datetime

    def includes(self, moment: datetime) -> bool:
        """Whether a moment is in it."""
        return self.start <= moment < self.end


def quarter_of(moment: datetime) -> Period:
    """Return the quarter of a moment, by UTC."""
    return _quarter(moment.year, (moment.month - 1) // 3 + 1)


def week_of(moment: datetime) -> Period:
    """Return the week of a moment, from Monday to Sunday, by ISO 8601 and UTC."""
    year, week, _ = moment.isocalendar()
    start = datetime.combine(datetime.fromisocalendar(year, week, 1), datetime.min.time(), UTC)
    return Period(f"{year:04}-W{week:02}", start, start + timedelta(days=7))


def read_quarter(text: str) -> Period:
    """Read a quarter such as `2026-Q3`.

    Raises:
        AfterwordError: it is not one.
    """
    match = _QUARTER.fullmatch(text.strip())
    if match is None or int(match["year"]) not in _YEARS:
        raise AfterwordError(f"`{text}` is not a quarter", remedy="write a year and a quarter, such as 2026-Q3")
    return _quarter(int(match["year"]), int(match["number"]))


def previous_quarters(quarter: Period, number: int) -> list[Period]:
    """Return some quarters before one, the oldest first."""
    found = [quarter]
    for _ in range(number):
        found.insert(0, quarter_of(found[0].start - timedelta(days=1)))
    return found[:-1]


def days_before(end: datetime, days: int) -> Period:
    """Return the last days before a moment."""
    return Period(f"{days} days", end - timedelta(days=days), end)


def began_at(document: PostMortem) -> datetime:
    """Return the earliest moment at which an incident can have begun, UTC; without a start, the day of its id."""
    text = start_key(document)[0]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:  # an id has the shape of a date, but its day may not exist
        year, month = int(text[:4]), min(max(int(text[5:7]), 1), 12)
        moment = datetime(max(year, 1), month, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def select(documents: Iterable[PostMortem], period: Period) -> list[PostMortem]:
    """Return the incidents that began in a period, in the given order."""
    return [document for document in documents if period.includes(began_at(document))]


def is_uncertain(document: PostMortem, period: Period) -> bool:
    """Whether an incident can have begun outside the period of its earliest moment: its start is not known well enough.

    The end of a day or a month is the first moment of the next one and still belongs to it.
    """
    start = document.front.incident.started if document.front.incident else None
    if start is None or start.latest is None or start.earliest is None or start.latest == start.earliest:
        return False
    return start.latest > period.end


def _quarter(year: int, number: int) -> Period:
    start = datetime(year, number * 3 - 2, 1, tzinfo=UTC)
    end = datetime(year + number // 4, number * 3 % 12 + 1, 1, tzinfo=UTC)
    return Period(f"{year:04}-Q{number}", start, end)
