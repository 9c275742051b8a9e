"""A plan as a file, between a job that may only read and one that may write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from afterword.errors import AfterwordError
from afterword.postmortem import write_atomically
from afterword.postmortem.files import read_regular
from afterword.tracking.operations import Operation, Plan

_MAX_BYTES = 20_000_000


class PlannedOperation(BaseModel):
    """One operation, as `--format json` shows it too."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    operation: str = Field(description="`create`, `update`, `comment`, `close`, `reopen`, `label`, `assign`, `link`")
    document: str = Field(description="the post-mortem's id")
    action: str = Field(description="the row's id; empty for an issue of the whole post-mortem")
    subject: str = Field(description="`action`, `document` (the parent issue) or `reminder`")
    issue: int | None = Field(description="its number; null for one that is to be created")
    what: str = Field(description="in a few words")
    identity: str | None = Field(
        pattern="^[0-9a-f]{16}$", description="digest of all that is done, by which `--apply` goes; null if offline"
    )


class PlanFile(BaseModel):
    """What `--plan` writes and `--apply` reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = Field(1, description="of this form")
    tracker: str = Field(description="`owner/name`, or `the local tracker`")
    operations: list[PlannedOperation] = Field(description="what `--apply` may do")


def describe_operation(operation: Operation) -> PlannedOperation:
    """Return an operation as data."""
    return PlannedOperation(
        operation=operation.kind,
        document=operation.key.written[0],
        action=operation.key.written[1],
        subject=operation.key.subject,
        issue=operation.issue.number if operation.issue else None,
        what=operation.why or (operation.title or ""),
        identity=operation.identity,
    )


def write_plan(path: Path, made: Plan, tracker: str) -> None:
    """Write a plan.

    Raises:
        AfterwordError: the file cannot be written.
    """
    file = PlanFile(tracker=tracker, operations=[describe_operation(operation) for operation in made.operations])
    write_atomically(path, dump(file).encode())


def dump(data: BaseModel) -> str:
    """Return data as JSON for people and programs."""
    return json.dumps(data.model_dump(), ensure_ascii=False, indent=1) + "\n"


def is_plan(data: bytes) -> bool:
    """Whether the bytes of a file are a plan, for any tracker."""
    try:
        PlanFile.model_validate_json(data)
    except ValidationError:
        return False
    return True


def read_cap(path: Path, tracker: str) -> frozenset[str]:
    """Return identities of the operations that a plan allows. Nothing else of the file is trusted.

    Raises:
        AfterwordError: the file cannot be read, is not a plan, or is one for another tracker.
    """
    try:
        file = PlanFile.model_validate_json(read_regular(path, _MAX_BYTES))
    except FileNotFoundError as error:
        remedy = "make one with `afterword sync --plan FILE`"
        raise AfterwordError(f"the plan cannot be read: {error.strerror}", remedy=remedy, path=str(path)) from error
    except ValidationError as error:
        detail = error.errors()[0]
        where = ".".join(str(part) for part in detail["loc"])
        raise AfterwordError(
            f"this is not a plan: {where + ': ' if where else ''}{detail['msg']}",
            remedy="make one with `afterword sync --plan FILE`",
            path=str(path),
        ) from None
    if file.tracker.casefold() != tracker.casefold():
        raise AfterwordError(f"the plan is for {file.tracker}, not for {tracker}", path=str(path))
    return frozenset(operation.identity for operation in file.operations if operation.identity)
