"""Who says whether an issue is closed, and how the state of an issue and the status of an action item correspond.

On GitHub, people close and reopen issues: the issue's state counts, and the Status cell follows it. In the local
tracker they cannot: the Status cell counts (`file_owns_status`), and the issue follows it. Afterword itself closes only
an issue whose row is gone, or that duplicates another; the former it marks as withdrawn, so that it may reopen it.
"""

from __future__ import annotations

from afterword.github.issues import Issue, Reason
from afterword.postmortem.statuses import ActionStatus, is_settled
from afterword.tracking import marker


def status_of(issue: Issue) -> ActionStatus:
    """Return the status of an action item whose issue is in this state."""
    if issue.open:
        return "open"
    return "not planned" if issue.reason in ("not_planned", "duplicate") else "done"


def reason_for(status: str) -> Reason:
    """Return the reason for closing the issue of an action item with this status."""
    return "completed" if status == "done" else "not_planned"


def is_settled_by_file(status: str, issue: Issue, *, file_owns_status: bool) -> bool:
    """Whether an open issue must be closed because the Status cell says so."""
    return file_owns_status and issue.open and is_settled(status)


def must_reopen(status: str, issue: Issue, *, file_owns_status: bool) -> bool:
    """Whether a closed issue must be reopened: Afterword withdrew it and its row is back, or the file says so."""
    return not issue.open and (marker.is_withdrawn(issue.body) or (file_owns_status and status == "open"))


def stays_open(status: str, issue: Issue, *, file_owns_status: bool) -> bool:
    """Whether the issue of an existing row is open once the plan is carried out."""
    if issue.open:
        return not is_settled_by_file(status, issue, file_owns_status=file_owns_status)
    return must_reopen(status, issue, file_owns_status=file_owns_status)


def contradicts_file(status: str, issue: Issue) -> bool:
    """Whether the Status cell calls an item settled whose issue is open and was not reopened since."""
    return issue.open and is_settled(status) and not marker.is_withdrawn(issue.body)
