"""The times of the incident, and what detected it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.derive.events import Entry
from afterword.derive.timeline import find_milestones
from afterword.drafting.derived_values.proposal import Differing, Proposal
from afterword.evidence import Ledger
from afterword.postmortem.document import MILESTONE_KEYS
from afterword.postmortem.schema import FrontMatter
from afterword.times.when import When


def incident_values(front: FrontMatter, ledger: Ledger) -> Iterator[Proposal | Differing]:
    """Read the times of the milestones that items state, and whether an alert detected the incident."""
    entries = [Entry(item.at, item.text, (item.id,)) for item in ledger.items if item.at and item.at.known]
    marked = {entry.kind: entry for entry in find_milestones(entries)}
    alert = marked.get("alert triggered")
    if alert and "detected" not in marked and not _was_discussed_before(alert, front, ledger):
        marked["detected"] = alert
    latest = _earliest(front.incident.started if front.incident else None)
    for kind, key in MILESTONE_KEYS.items():
        stated = _earliest(getattr(front.incident, key, None))
        if stated is None and kind in marked:
            # A time before what came earlier is of something else: an older incident, or a first attempt.
            end = marked[kind].at.latest
            if latest and end and end < latest:
                continue
            yield Proposal(("incident", key), str(marked[kind].at), marked[kind].citations)
            stated = marked[kind].at.earliest
        latest = max(filter(None, (latest, stated)), default=None)
    if alert and "detected" in marked and marked["detected"].at == alert.at:
        yield Proposal(("incident", "detection"), "alert", alert.citations)


def _earliest(when: When | None) -> datetime | None:
    return when.earliest if when else None


def _was_discussed_before(alert: Entry, front: FrontMatter, ledger: Ledger) -> bool:
    """Whether somebody wrote between the start of the incident and the alert, which then may not have detected it."""
    started = front.incident.started if front.incident else None
    for item in ledger.items:
        if not item.actor or item.id in alert.citations or not (item.at and item.at.earliest and item.at.latest):
            continue
        is_in_time = not (started and started.earliest) or started.earliest <= item.at.latest
        is_before = alert.at.latest is not None and item.at.earliest < alert.at.latest
        if is_in_time and is_before and not Entry(item.at, item.text).is_change:
            return True
    return False
