"""The values of a plan: the operations, each on one issue."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from afterword.github.issues import Issue, Reason, State
from afterword.tracking import marker
from afterword.tracking.marker import Key
from afterword.tracking.remark import Remark
from afterword.tracking.wanted_issues import WantedIssue

OperationKind = Literal["create", "update", "comment", "close", "reopen", "label", "assign", "link"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do.

    Attributes:
        key: what the issue is for.
        why: in a few words, for people.
        wanted: what a document wants; None if the row is gone.
        issue: the issue concerned; None for one that is to be created before.
        title: the new title; None to keep it.
        body: the new body; None to keep it.
        number: the number of an issue that the tracker has lost.
        reason: why it is closed.
        add: labels to add.
        remove: labels, or for `assign` logins, to remove.
        assign: the login to assign, None for none.
        comment: name of a comment, by which it is found again.
        text: what the comment says.
        parent: what the issue is for that it is to be a part of.
    """

    kind: OperationKind
    key: Key
    why: str
    wanted: WantedIssue | None = None
    issue: Issue | None = None
    title: str | None = None
    body: str | None = None
    number: int | None = None
    reason: Reason | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    assign: str | None = None
    comment: str = ""
    text: str = ""
    parent: Key | None = None

    @property
    def state(self) -> State | None:
        """The state in which it leaves the issue; None if it does not change that."""
        return "open" if self.kind == "reopen" else self.reason

    def remark(self, reason: str, remedy: str) -> Remark:
        """Return a remark on the row or document that it is for."""
        if self.wanted is not None:
            return self.wanted.remark(reason, remedy)
        return Remark("", None, f"{self.key.name}: {reason}", remedy)

    @property
    def identity(self) -> str:
        """By which two plans agree on an operation: what is done to which issue, and what is written by us.

        What people wrote into the issue is not part of it: it may grow between plan and apply, and is kept.
        """
        is_by_key = self.kind in ("assign", "label", "link")
        number = self.issue.number if self.issue and not is_by_key else None
        ours = marker.without_line(marker.block_of(self.body) or "") if self.body is not None else None
        parts = (
            *(self.kind, self.key.document, self.key.action, self.key.subject, number, self.title, ours),
            *(self.reason, self.add, self.remove, self.assign, self.comment, self.text, self.parent),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done.

    Attributes:
        operations: in the order in which they are done.
        tracked: every row with its issue; None for one that is to be created or that cannot be read.
        skipped: rows that should be tracked and are not, and why.
        notes: what is not to be tracked yet.
        warnings: what a person should know although the row is tracked.
        unassigned: rows whose owner cannot be assigned.
        issues: the issue of ours for each row or document that has one.
        held: numbers of issues because of which a row is held.
        orphans: numbers of open issues whose row is gone.
    """

    operations: tuple[Operation, ...] = ()
    tracked: tuple[tuple[WantedIssue, Issue | None], ...] = ()
    skipped: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    unassigned: tuple[WantedIssue, ...] = ()
    issues: dict[Key, Issue] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    orphans: frozenset[int] = frozenset()

    @property
    def doubtful(self) -> list[int]:
        """Numbers of issues that their present title does not tie to a row, although one may lack them."""
        is_lacking = self.held or any(one.kind == "create" for one in self.operations)
        return sorted(self.held | self.orphans) if is_lacking else []
