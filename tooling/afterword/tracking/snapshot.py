"""Writing `actions.json`, the state of every action item; `portfolio/snapshot.py` has the format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from afterword.github.issues import Issue
from afterword.portfolio.snapshot import FILE, ActionState, IssueState, Snapshot
from afterword.postmortem import write_atomically
from afterword.tracking.closings import Closed, Tracked, write_moment
from afterword.tracking.issue_state import status_of
from afterword.tracking.marker import Key
from afterword.tracking.own_folder import own_folder
from afterword.tracking.plan_file import dump
from afterword.tracking.tracker import Tracker
from afterword.tracking.wanted_issues import WantedIssue


def make_snapshot(tracker: Tracker, tracked: Tracked, closings: Mapping[Key, Closed]) -> Snapshot:
    """Make the snapshot of what a tracker says.

    Args:
        tracked: every row with its issue.
        closings: how action items were closed.
    """
    repository = tracker.repository_name
    states = [_state(wanted, issue, repository, closings.get(wanted.key)) for wanted, issue in tracked]
    return Snapshot(tracker=tracker.name, actions=states)


def write_snapshot(root: Path, snapshot: Snapshot) -> None:
    """Write the snapshot into the project's folder that git ignores.

    Raises:
        AfterwordError: the file cannot be written.
    """
    own_folder(root)
    write_atomically(root / FILE, dump(snapshot).encode())


def _state(wanted: WantedIssue, issue: Issue | None, repository: str | None, closed: Closed | None) -> ActionState:
    state = None
    if issue is not None:
        state = IssueState(
            number=issue.number,
            repository=issue.repository or repository,
            url=issue.url,
            state="open" if issue.open else "closed",
            reason=issue.reason,
            assignees=sorted(issue.assignees, key=str.casefold),
            created=write_moment(issue.created),
            closed=write_moment(issue.closed),
            closed_by=closed.by if closed else "",
            evidence=list(closed.evidence) if closed and closed.evidence is not None else None,
        )
    return ActionState(
        document=wanted.document,
        action=wanted.action,
        title=wanted.text.title,
        status=status_of(issue) if issue else (wanted.status or "open"),
        owner=wanted.owner_text,
        due=write_moment(wanted.due),
        issue=state,
    )
