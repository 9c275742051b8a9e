"""What is derived from one incident: its order among the others, its times, its models and causes."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Incident
from afterword.times.durations import Interval
from afterword.times.when import Precision

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
