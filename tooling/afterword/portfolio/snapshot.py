"""`actions.json`: the state of every action item as its issue has it. `sync` writes it; the site and others read it.

The action tables follow by pull request, which people merge when it suits them; readers of this file need not wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.postmortem.statuses import ActionStatus, is_action_status

FILE = ".afterword/actions.json"
"""The snapshot's path in the project's folder; git ignores it."""

_MAX_BYTES = 50_000_000
_MAX_URL = 1_000


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


EvidenceKind = Literal["commit", "pull request", "proof", "vouched"]


class Evidence(_Model):
    """What shows that an action item was done."""

    kind: EvidenceKind = Field(
        description="`proof` for a proven eval case; `vouched` for a comment by the person who closed the issue"
    )
    name: str = Field(description="the commit, the pull request, the id of the eval case, or the person")
    url: str = Field("", description="its address, if it has one")


class IssueState(_Model):
    """The issue of an action item."""

    number: int = Field(description="its number")
    repository: str | None = Field(None, description="`owner/name`; null in the local tracker")
    url: str = Field(description="its address; not one of the web in the local tracker")
    state: Literal["open", "closed"] = Field(description="as GitHub has it")
    reason: str | None = Field(None, description="why it was closed: `completed`, `not_planned` or `duplicate`")
    assignees: list[str] = Field(default_factory=list, description="logins")
    created: str | None = Field(None, description="when it was opened, UTC")
    closed: str | None = Field(None, description="when it was closed, UTC")
    closed_by: str = Field("", description="login of who closed it; empty where it is not known")
    evidence: list[Evidence] | None = Field(
        None,
        description="what shows that it was done, if it was closed as completed: empty for nothing, null where it is "
        "not known",
    )


class ActionState(_Model):
    """One action item."""

    document: str = Field(description="the post-mortem's id")
    action: str = Field(description="the row's id")
    title: str = Field(description="what is to be done, on one line")
    status: str = Field(description="`open`, `done` or `not planned`: the issue's, else the row's")
    owner: str = Field("", description="the owner as written")
    due: str | None = Field(None, description="the first moment at which it is overdue, UTC")
    issue: IssueState | None = Field(None, description="null where there is none yet, or it cannot be read")


class Snapshot(_Model):
    """All action items, by post-mortem and in the order of their rows."""

    version: Literal[1] = Field(1, description="of this form")
    tracker: str = Field(description="`owner/name`, or `the local tracker`")
    actions: list[ActionState] = Field(default_factory=list, description="every action item that is tracked")


@dataclass(frozen=True, slots=True)
class TrackedState:
    """What the tracker says of one action item.

    Attributes:
        status: None if the tracker gives none of the action statuses.
        url: page of the issue; empty if it is not on the web.
        opened: when the issue was opened, UTC; None if it is not known.
        closed: when it was closed, UTC; None if it is open, or it is not known.
        closed_by: login of who closed it; empty if it is not known.
        evidence: what shows that the action item was done; None if it is not known, or there is nothing to show.
    """

    status: ActionStatus | None
    url: str = ""
    opened: datetime | None = None
    closed: datetime | None = None
    closed_by: str = ""
    evidence: tuple[Evidence, ...] | None = None


TrackedStates = Mapping[tuple[str, str], TrackedState]
"""By the post-mortem's id and the action item's id."""


def read_snapshot(path: Path) -> Snapshot | None:
    """Read a snapshot; None if there is no file.

    Raises:
        AfterwordError: the file is not a snapshot of this version.
    """
    try:
        return Snapshot.model_validate_json(read_regular(path, _MAX_BYTES, shown_as=str(path)))
    except FileNotFoundError:
        return None
    except ValidationError:
        remedy = "run `afterword sync` to write it again, or delete it"
        raise AfterwordError("this is not a snapshot of action items", remedy=remedy, path=str(path)) from None


def read_last_snapshot(root: Path) -> Snapshot | None:
    """Read a project's snapshot; None if there is none, it is a symbolic link, or it cannot be read.

    The file may be old or written by someone else.
    """
    path = root / FILE
    if path.is_symlink() or path.parent.is_symlink():
        return None
    try:
        return read_snapshot(path)
    except AfterwordError:
        return None


def read_tracked_states(root: Path) -> TrackedStates:
    """Read what a project's snapshot says; empty if there is none. Then the Status cells of the documents count."""
    found = read_last_snapshot(root)
    return tracked_states(found) if found else {}


def tracked_states(snapshot: Snapshot) -> TrackedStates:
    """Return what a snapshot says of each action item."""
    return {(one.document, one.action): _tracked(one) for one in snapshot.actions}


def _tracked(one: ActionState) -> TrackedState:
    status = one.status if is_action_status(one.status) else None
    issue = one.issue
    if issue is None:
        return TrackedState(status)
    evidence = None if issue.evidence is None else tuple(_checked(each) for each in issue.evidence)
    return TrackedState(
        status, _web_address(issue.url), _moment(issue.created), _moment(issue.closed), issue.closed_by, evidence
    )


def _checked(evidence: Evidence) -> Evidence:
    return evidence.model_copy(update={"url": _web_address(evidence.url)})


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _web_address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and len(url) < _MAX_URL else ""
