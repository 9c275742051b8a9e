"""`actions.json`: the state of every action item as its issue has it, for the site and for whoever else reads it.

The action tables follow by pull request, which people merge when it suits them; the site need not wait for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from afterword.errors import AfterwordError
from afterword.github.issues import Issue
from afterword.postmortem import write_atomically
from afterword.tracking.folder import own_folder
from afterword.tracking.planfile import dump
from afterword.tracking.wanted import Wanted
from afterword.tracking.writeback import status_of

FILE = ".afterword/actions.json"
"""Where `sync` writes it and the site looks for it, below the project's folder; git does not see it."""

_MAX_BYTES = 50_000_000


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


def snapshot(tracker: str, repository: str | None, tracked: Iterable[tuple[Wanted, Issue | None]]) -> Snapshot:
    """The state of every tracked row.

    Args:
        tracker: its name.
        repository: `owner/name` of its issues, None where they have none.
        tracked: every row with its issue.
    """
    return Snapshot(tracker=tracker, actions=[_state(wanted, issue, repository) for wanted, issue in tracked])


def _state(wanted: Wanted, issue: Issue | None, repository: str | None) -> ActionState:
    state = None
    if issue is not None:
        state = IssueState(
            number=issue.number,
            repository=issue.repository or repository,
            url=issue.url,
            state="open" if issue.open else "closed",
            reason=issue.reason,
            assignees=sorted(issue.assignees, key=str.casefold),
        )
    return ActionState(
        document=wanted.document,
        action=wanted.action,
        title=wanted.text.title,
        status=status_of(issue) if issue else (wanted.status or "open"),
        owner=wanted.owner_text,
        due=wanted.due.isoformat().replace("+00:00", "Z") if wanted.due else None,
        issue=state,
    )


def write_snapshot(path: Path, found: Snapshot) -> bool:
    """Write a snapshot; whether the file changed.

    Raises:
        AfterwordError: it cannot be written.
    """
    return write_atomically(path, dump(found.model_dump()).encode())


def read_snapshot(path: Path) -> Snapshot | None:
    """Read a snapshot; None where there is none.

    Raises:
        AfterwordError: the file is not one of this version.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise AfterwordError("the file is too large for a snapshot", path=str(path))
        return Snapshot.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        remedy = "run `afterword sync` to write it anew, or delete it"
        raise AfterwordError("this is no snapshot of action items", remedy=remedy, path=str(path)) from None


def keep(root: Path, tracker: str, repository: str | None, tracked: Iterable[tuple[Wanted, Issue | None]]) -> None:
    """Write the snapshot of a project into the folder that git does not see.

    Raises:
        AfterwordError: it cannot be written.
    """
    own_folder(root)
    write_snapshot(root / FILE, snapshot(tracker, repository, tracked))
