"""`actions.json`: the state of every action item as its issue has it. `sync` writes it; the site and others read it.

The action tables follow by pull request, which people merge when it suits them; readers of this file need not wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    model_config = ConfigDict(extra="forbid", frozen=True)


class IssueState(_Model):
    """The issue of an action item."""

    number: int = Field(description="its number")
    repository: str | None = Field(None, description="`owner/name`; null in the local tracker")
    url: str = Field(description="its address; not one of the web in the local tracker")
    state: Literal["open", "closed"] = Field(description="as GitHub has it")
    reason: str | None = Field(None, description="why it was closed: `completed`, `not_planned` or `duplicate`")
    assignees: list[str] = Field(default_factory=list, description="logins")


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

    version: Literal[1] = 1
    tracker: str = Field(description="`owner/name`, or `the local tracker`")
    actions: list[ActionState] = Field(default_factory=list, description="every action item that is tracked")


@dataclass(frozen=True, slots=True)
class TrackedState:
    """What the tracker says of one action item.

    Attributes:
        status: None if the tracker gives none of the action statuses.
        url: page of the issue; empty if it is not on the web.
    """

    status: ActionStatus | None
    url: str = ""


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


def read_tracked_states(root: Path) -> TrackedStates:
    """Read what a project's snapshot says; empty if there is none, it is a symbolic link, or it cannot be read.

    The file may be old or written by someone else. Without it, the Status cells of the documents count.
    """
    path = root / FILE
    if path.is_symlink() or path.parent.is_symlink():
        return {}
    try:
        found = read_snapshot(path)
    except AfterwordError:
        return {}
    return {
        (one.document, one.action): TrackedState(
            one.status if is_action_status(one.status) else None, _web_address(one.issue.url) if one.issue else ""
        )
        for one in (found.actions if found else ())
    }


def _web_address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and len(url) < _MAX_URL else ""
