"""What is derived from one incident: its order among the others, its times, its models and causes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from afterword.config import Config
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Incident
from afterword.times.durations import Interval
from afterword.times.when import Precision

_RUNS_FOR = timedelta(days=7)
"""After this, an incident without a stated end is taken for over."""

MILESTONES = ("detected", "mitigated", "resolved")


def start_key(document: PostMortem) -> tuple[str, str]:
    """Return a key that sorts documents by when the incident began: an ISO time, else the id's date; and the id."""
    start = document.front.incident.started if document.front.incident else None
    return (start.earliest.isoformat() if start and start.earliest else document.id[:10], document.id)


def sort_newest_first(documents: Iterable[PostMortem]) -> list[PostMortem]:
    """Sort documents by when the incident began, the latest first."""
    return sorted(documents, key=start_key, reverse=True)


def start_year(document: PostMortem) -> str:
    """Return the year in which the incident began."""
    return start_key(document)[0][:4]


def start_date(document: PostMortem) -> str:
    """Return when the incident began, to the day or as coarsely as it is known; else the id's date."""
    start = document.front.incident.started if document.front.incident else None
    if start is None or start.earliest is None:
        return document.id[:10]
    return start.display()[:10] if start.exact else start.display()


def measure_time_to(milestone: str, document: PostMortem) -> Interval | None:
    """Return the time from the first effect on users to a milestone; None if it is not known."""
    incident = document.front.incident or Incident()
    return Interval.between(incident.started, getattr(incident, milestone))


def severity_rank(severity: str | None, config: Config) -> int:
    """Return the place of a severity: 0 for the most severe, and the highest for one that is not known."""
    names = [one.name for one in config.severities]
    return names.index(severity) if severity in names else len(names)


def is_near_miss(document: PostMortem) -> bool:
    """Return whether the front matter says that no user was affected but some could have been."""
    return bool(document.front.incident and document.front.incident.near_miss)


def without_near_misses(documents: Iterable[PostMortem]) -> list[PostMortem]:
    """Return the incidents that affected users, in the same order: near misses are shown and not counted."""
    return [document for document in documents if not is_near_miss(document)]


def is_ongoing(document: PostMortem) -> bool:
    """Return whether users may still be affected: `resolved` is `ongoing`, and no end is known."""
    incident = document.front.incident
    if incident is None or incident.resolved is None or incident.resolved.precision is not Precision.ONGOING:
        return False
    return not (incident.mitigated and incident.mitigated.known)


def is_running(document: PostMortem, now: datetime) -> bool:
    """Return whether an incident may still be going on: it is ongoing, or began lately and no end of it is stated."""
    incident = document.front.incident
    if is_ongoing(document) or incident is None or incident.started is None or is_near_miss(document):
        return is_ongoing(document)
    ends = (incident.mitigated, incident.resolved)
    start = incident.started.earliest
    has_end = any(end is not None and end.known for end in ends) or incident.duration is not None
    return not has_end and start is not None and now - _RUNS_FOR <= start <= now
