"""Issues that say how something stands: opened, changed and closed as that changes, and never twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterword.github.issues import Issue, State
from afterword.tracking.marker import block_of, says, with_block
from afterword.tracking.tracker import Tracker


@dataclass(frozen=True, slots=True)
class KeptIssue:
    """What an issue should say.

    Attributes:
        marker: the comment that our part of its text begins with; unique among the issues with its label.
        title: of a new issue.
        text: our part of its text, which begins with the marker.
        is_needed: whether it should be open.
        owners: logins; the first that can be assigned gets the issue, unless somebody else has it.
    """

    marker: str
    title: str
    text: str
    is_needed: bool
    owners: tuple[str, ...] = ()


def keep_issues(tracker: Tracker, label: str, wanted: Sequence[KeptIssue], *, is_dry: bool = False) -> list[str]:
    """Open, change, reopen or close issues. One that a person closed stays closed until its text changes.

    Args:
        tracker: where they are.
        label: that they have, and by which they are found.
        wanted: what they should say.
        is_dry: whether to say only what would be done.

    Returns:
        For each what was done with it, such as `opened issue #3`, or would be done; empty for nothing. An issue that
        should be open and has no assignee is assigned: one that a run opened before it was killed, too.

    Raises:
        AfterwordError: the tracker fails; an issue that was opened although no answer came is found by the next run.
    """
    issues = _find(tracker, label)
    unassignable = tracker.unassignable({login.casefold() for one in wanted for login in one.owners})
    wanted = [replace(one, owners=_assignable(one, unassignable)) for one in wanted]
    changes = [_change(issues.get(one.marker), one) for one in wanted]
    if is_dry or not any(changes):
        numbers = [f" #{issue.number}" if (issue := issues.get(one.marker)) else "" for one in wanted]
        return [change and f"{change} issue{number}" for change, number in zip(changes, numbers, strict=True)]
    with tracker.lease() as lease:
        issues = _find(tracker, label)  # again, now that no other run writes
        done = []
        for one in wanted:
            change, issue = _change(issues.get(one.marker), one), issues.get(one.marker)
            if change:
                lease.keep()
                issue = _apply(tracker, label, issue, one, change)
                assigned = _assign(tracker, issue, one)
                change = f"{_DONE[change]} issue #{issue.number}{assigned}"
            done.append(change)
    return done


def _assignable(wanted: KeptIssue, unassignable: frozenset[str]) -> tuple[str, ...]:
    return tuple(login for login in wanted.owners if login.casefold() not in unassignable)


_DONE = {"open": "opened", "change": "changed", "reopen": "reopened", "close": "closed", "assign": "kept"}
_STATES: dict[str, State | None] = {"change": None, "reopen": "open", "close": "completed"}


def _find(tracker: Tracker, label: str) -> dict[str, Issue]:
    """Return our issues by the first line of our part: anyone can write it, so only trusted authors count."""
    trusted = tracker.about().trusted
    found: dict[str, Issue] = {}
    for issue in tracker.list_issues(label):
        if issue.author_id in trusted:
            found.setdefault((block_of(issue.body) or "").partition("\n")[0], issue)
    return found


def _change(issue: Issue | None, wanted: KeptIssue) -> str:
    """Say what has to be done: `open`, `change`, `reopen`, `close` or `assign`; empty for nothing."""
    if issue is None:
        return "open" if wanted.is_needed else ""
    if issue.open and not wanted.is_needed:
        return "close"
    if says(issue.body, wanted.text):
        return "assign" if issue.open and wanted.owners and not issue.assignees else ""
    return "reopen" if wanted.is_needed and not issue.open else "change"


def _apply(tracker: Tracker, label: str, issue: Issue | None, wanted: KeptIssue, change: str) -> Issue:
    if issue is None:
        tracker.ensure_labels([label])
        return tracker.create(wanted.title, with_block("", wanted.text), [label])
    if change in _STATES:
        tracker.edit(issue.number, body=with_block(issue.body, wanted.text), state=_STATES[change])
    return issue


def _assign(tracker: Tracker, issue: Issue, wanted: KeptIssue) -> str:
    """Assign an issue without an assignee, and say to whom."""
    if not wanted.is_needed or issue.assignees:
        return ""
    login = next((login for login in wanted.owners if tracker.assign(issue.number, login)), None)
    return f", assigned to @{login}" if login else ""
