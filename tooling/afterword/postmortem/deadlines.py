"""The two deadlines after an incident: publish the post-mortem in 72 hours, track action items in 24."""

from __future__ import annotations

from datetime import datetime, timedelta

from afterword.postmortem.document import ActionItem, PostMortem

PUBLISH_HOURS = 72
"""From an incident's end to the publication of its post-mortem."""

TRACK_HOURS = 24
"""From the commit that brings an action item to the default branch to the item's issue."""

TRACK_WITHIN = timedelta(hours=TRACK_HOURS)


def resolved_by(document: PostMortem) -> datetime | None:
    """Return the last instant (UTC) at which the incident can have been resolved; None if it is not known."""
    incident = document.front.incident
    return incident.resolved.latest if incident and incident.resolved else None


def publication_due(document: PostMortem) -> datetime | None:
    """Return the instant (UTC) until which to publish a post-mortem; None if the incident's end is not known."""
    resolved = resolved_by(document)
    return resolved + timedelta(hours=PUBLISH_HOURS) if resolved else None


def is_publication_overdue(document: PostMortem, now: datetime) -> bool:
    """Whether a post-mortem should have been published by now and is not."""
    due = publication_due(document)
    return due is not None and now > due and document.front.status != "published"


def is_unplanned(document: PostMortem, item: ActionItem) -> bool:
    """Whether an action item was imported as open, and has no issue and no owner or no known due date.

    It has no deadline for an issue: most were done or given up long ago. An owner and a due date are what a person adds
    who plans it again.
    """
    if document.front.imported is None or item.is_settled or item.text("Issue"):
        return False
    return not item.has_owner or item.due is None or not item.due.known
