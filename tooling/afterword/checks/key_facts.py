"""What the rules about time, history, and other post-mortems need of a document; small enough to be remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterword.checks.locations import Location, at, cell, locate, names_day, time_of, unshifted_rows
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.deadlines import publication_due, resolved_by
from afterword.postmortem.schema import INCIDENT_TIMES


@dataclass(frozen=True, slots=True)
class IncidentTime:
    """A time of the incident.

    Attributes:
        key: its key in the front matter.
        shown: as people read it.
        earliest: the first instant (UTC) that it can mean.
    """

    key: str
    shown: str
    earliest: datetime
    where: Location


@dataclass(frozen=True, slots=True)
class DueBeforeStart:
    """A due date before the incident.

    Attributes:
        started: the first instant (UTC) at which the incident can have begun.
        names_no_day: whether the action item is open and due in a month or a year.
    """

    started: datetime
    names_no_day: bool
    where: Location


@dataclass(frozen=True, slots=True)
class NamedIssue:
    """An issue that an action item names.

    Attributes:
        action: the item's id, empty if it has none.
        row: the item's line, counted from 1.
        shifted: whether the cells of the row are shifted.
        shown: the issue as written.
        repository: `owner/name` if it is written.
    """

    action: str
    row: int
    shifted: bool
    shown: str
    repository: str | None
    number: int
    where: Location


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The key facts of a post-mortem.

    Attributes:
        path: its file, as findings show it.
        status: its status.
        status_at: where the status is, or should be.
        resolved: the last instant (UTC) at which the incident can have been resolved.
        publication_due: the instant (UTC) until which to publish.
        times: the known times of the incident, in the order of the format.
        due_before_start: due dates before the incident, in the order of the rows.
        issues: the issues of action items, in the order of the rows.
    """

    path: str
    status: str | None
    status_at: Location
    resolved: datetime | None
    publication_due: datetime | None
    times: tuple[IncidentTime, ...]
    due_before_start: tuple[DueBeforeStart, ...]
    issues: tuple[NamedIssue, ...]

    @classmethod
    def of(cls, document: PostMortem) -> KeyFacts:
        """Return the key facts of a document."""
        started = incident_start(document)
        return cls(
            path=document.path,
            status=document.front.status,
            status_at=locate(document, at(document, "status")),
            resolved=resolved_by(document),
            publication_due=publication_due(document),
            times=_times(document),
            due_before_start=tuple(
                DueBeforeStart(
                    started,
                    item.due is not None and item.status == "open" and not names_day(item.due),
                    locate(document, cell(item, "Due")),
                )
                for item in unshifted_rows(document)
                if started and is_due_before(item, started)
            ),
            issues=tuple(
                NamedIssue(
                    item.id,
                    document.line(item.span),
                    item.shifted,
                    str(item.issue),
                    item.issue.repository,
                    item.issue.number,
                    locate(document, cell(item, "Issue")),
                )
                for item in document.actions
                if item.issue is not None and item.issue.number is not None
            ),
        )


def _times(document: PostMortem) -> tuple[IncidentTime, ...]:
    incident = document.front.incident
    times = [(key, time_of(incident, key)) for key in INCIDENT_TIMES] if incident else []
    return tuple(
        IncidentTime(key, time.display(), time.earliest, locate(document, at(document, "incident", key)))
        for key, time in times
        if time and time.earliest
    )


def incident_start(document: PostMortem) -> datetime | None:
    """Return the first instant (UTC) at which the incident can have begun; None if it is not known."""
    incident = document.front.incident
    return incident.started.earliest if incident and incident.started else None


def is_due_before(item: ActionItem, started: datetime | None) -> bool:
    """Whether an action item is certainly due before an instant."""
    return bool(started and item.due and item.due.latest and item.due.latest < started)
