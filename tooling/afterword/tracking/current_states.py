"""What the tracker says of action items now, without changing anything."""

from __future__ import annotations

from afterword.errors import AfterwordError
from afterword.portfolio.snapshot import TrackedStates, read_last_snapshot, tracked_states
from afterword.project import Project
from afterword.tracking.closings import find_closings
from afterword.tracking.snapshot import make_snapshot
from afterword.tracking.sync import prepare_sync
from afterword.tracking.tracker import Tracker


def read_current_states(project: Project, tracker: Tracker) -> TrackedStates:
    """Ask the tracker for the state of every action item; what closed issues is left unknown if it does not say.

    Raises:
        AfterwordError: a document or the tracker cannot be read.
    """
    prepared = prepare_sync(project, tracker, lambda _: None)
    try:
        earlier = read_last_snapshot(project.root)
        closings = find_closings(project, prepared.documents, tracker, prepared.plan.tracked, earlier)
    except AfterwordError:
        closings = {}
    return tracked_states(make_snapshot(tracker, prepared.plan.tracked, closings))
