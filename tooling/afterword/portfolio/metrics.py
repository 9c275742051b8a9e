"""Numbers of all incidents: how many, how fast, and how many action items were completed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterword.evalcases.case import GUARDED_KINDS
from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, find_progress
from afterword.portfolio.facets import FACETS
from afterword.portfolio.incidents import measure_time_to, start_key, without_near_misses
from afterword.portfolio.periods import began_at
from afterword.postmortem import CATEGORIES, PostMortem
from afterword.times.durations import Interval
from afterword.times.when import When

RANGES = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=7))
"""Upper ends of the ranges of durations; one more range is above the last."""

AGES = (timedelta(days=30), timedelta(days=90), timedelta(days=180), timedelta(days=365))
"""Upper ends of the ranges of ages of action items; one more range is above the last."""

_MAX_PERIODS = 16
_REPEATED = ("cause", "factor")
_REPEATS_WITHIN = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast incidents reached a milestone, from the first effect on users.

    Attributes:
        counted: incidents whose time is known well enough.
        left_out: incidents whose time is unknown, or too coarse to be in one of the ranges.
        counts: incidents by range; see `RANGES`.
    """

    counted: int
    left_out: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """Incidents over time.

    Attributes:
        periods: year and quarter, from the first to the current one; quarter 0 is a whole year.
        counts: incidents of each period by severity; the severity is empty for none of the project's.
        left_out: incidents of years that are not among the periods.
    """

    periods: tuple[tuple[int, int], ...]
    counts: Mapping[str, tuple[int, ...]]
    left_out: int


def count_incidents(portfolio: Portfolio) -> Volume:
    """Count incidents by severity and quarter, or by year if the quarters would be too many; near misses do not count.

    A mistyped year must not make a thousand periods, so incidents of distant years are left out.
    """
    names = [severity.name for severity in portfolio.config.severities]
    documents = without_near_misses(portfolio.documents)
    starts = [_quarter(document) for document in documents]
    periods = _periods(starts, portfolio.now)
    by_year = any(quarter == 0 for _, quarter in periods)
    found = Counter(
        (document.front.severity if document.front.severity in names else "", year, 0 if by_year else quarter)
        for document, (year, quarter) in zip(documents, starts, strict=True)
    )
    counts = {name: tuple(found[name, *period] for period in periods) for name in (*names, "")}
    return Volume(tuple(periods), counts, found.total() - sum(map(sum, counts.values())))


Times = Sequence[tuple[PostMortem, Interval | None]]
"""How long it took by incident, as precisely as it is known; None if it is not."""


def list_times(milestone: str, documents: Iterable[PostMortem]) -> Times:
    """List the times from the first effect on users to a milestone."""
    return [(document, measure_time_to(milestone, document)) for document in documents]


def list_publication_times(documents: Iterable[PostMortem], published: Mapping[str, datetime]) -> Times:
    """List the times from the end of an incident to the publication of its post-mortem.

    Args:
        documents: the incidents; those that are not published yet and those that were imported are left out.
        published: when a file became published, by its path.
    """
    found: list[tuple[PostMortem, Interval | None]] = []
    for document in documents:
        if document.front.status != "published" or document.front.imported is not None:
            continue
        end, moment = document.front.incident and document.front.incident.resolved, published.get(document.path)
        found.append((document, Interval.between(end, When.at(moment)) if end and moment else None))
    return found


def range_of_time(length: Interval | None) -> int | None:
    """Return the range of a time, see `RANGES`; None if it is not known well enough to be in one."""
    if length is None:
        return None
    least, greatest = (_range_in(RANGES, one) for one in (length.least, length.greatest))
    return least if least == greatest else None


def count_ranges(times: Times) -> Speed:
    """Count times by range; one counts if its precision makes no difference to its range."""
    ranges = [range_of_time(length) for _, length in times]
    found = Counter(ranges)
    return Speed(
        counted=len(ranges) - found[None],
        left_out=found[None],
        counts=tuple(found[at] for at in range(len(RANGES) + 1)),
    )


def find_age(document: PostMortem, now: datetime) -> timedelta:
    """Return the age of an incident's action items: since the earliest moment at which the incident can have begun."""
    return now - began_at(document)


def range_of_age(document: PostMortem, now: datetime) -> int:
    """Return the range of the age of an incident's action items; see `AGES`."""
    return _range_in(AGES, find_age(document, now))


def count_ages(portfolio: Portfolio) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Count action items that are not done by their age, see `AGES`: those in time, and the overdue ones."""
    found: dict[Progress, list[int]] = {one: [0] * (len(AGES) + 1) for one in Progress}
    for document in portfolio.documents:
        at = range_of_age(document, portfolio.now)
        for item in document.actions:
            found[find_progress(document, item, portfolio)][at] += 1
    return tuple(found[Progress.OPEN]), tuple(found[Progress.OVERDUE])


def count_completion(portfolio: Portfolio) -> dict[str, Counter[Progress]]:
    """Count accepted action items by category and progress; the category is empty for none of the format's."""
    found: dict[str, Counter[Progress]] = {category: Counter() for category in (*CATEGORIES, "")}
    for document in portfolio.documents:
        for item in document.actions:
            if not item.under_notice:
                category = item.category if item.category in CATEGORIES else ""
                found[category][find_progress(document, item, portfolio)] += 1
    return {category: counts for category, counts in found.items() if counts}


def count_proven(documents: Sequence[PostMortem], has_proof: Callable[[PostMortem], bool]) -> tuple[int, int]:
    """Count the incidents with a cause that an eval case can guard, and those among them with a proven case.

    Args:
        documents: the incidents.
        has_proof: whether a post-mortem has a proven eval case.

    Returns:
        Those with a proven case, and all with such a cause.
    """
    guarded = [one for one in documents if any(str(cause.kind) in GUARDED_KINDS for cause in one.front.stated_causes)]
    return sum(map(has_proof, guarded)), len(guarded)


def count_repeats(documents: Sequence[PostMortem]) -> int:
    """Count the incidents for which another one, of the 180 days before, has a kind of cause or a factor in common."""
    last: dict[tuple[str, str], datetime] = {}
    found = 0
    for document in sorted(documents, key=start_key):
        began = began_at(document)
        facts = [(facet.key, value) for facet in FACETS if facet.key in _REPEATED for value in facet.values(document)]
        found += any(fact in last and began - last[fact] <= _REPEATS_WITHIN for fact in facts)
        last |= dict.fromkeys(facts, began)
    return found


def _range_in(limits: Sequence[timedelta], length: timedelta) -> int:
    return next((at for at, limit in enumerate(limits) if length <= limit), len(limits))


def _quarter(document: PostMortem) -> tuple[int, int]:
    year, month = start_key(document)[0][:7].split("-")
    # An id has the shape of a date, but its month may not exist.
    return int(year), min(max((int(month) - 1) // 3 + 1, 1), 4)


def _periods(found: Sequence[tuple[int, int]], now: datetime) -> list[tuple[int, int]]:
    """List every quarter from the first to the current one; if they are too many, years."""
    if not found:
        return []
    first, last = min(found), max(*found, (now.year, (now.month - 1) // 3 + 1))
    start, end = (year * 4 + quarter - 1 for year, quarter in (first, last))
    if end - start < _MAX_PERIODS:
        return [(at // 4, at % 4 + 1) for at in range(start, end + 1)]
    latest = min(last[0], max(first[0], now.year + 1))
    return [(year, 0) for year in range(max(first[0], latest - _MAX_PERIODS + 1), latest + 1)]
