"""The values of a plan: what a tracker was asked, what has to be done, and to which issue."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from afterword.github.issues import Issue, Reason
from afterword.postmortem.values import Ref
from afterword.tracking import marker
from afterword.tracking.marker import Key
from afterword.tracking.tracker import Absence
from afterword.tracking.wanted import Collected, Remark, Wanted

BRANCH = "afterword/status"
"""The branch on which numbers and states of issues wait to be merged into the tables."""

OVERDUE, DUE_SOON = "overdue", "due-soon"
"""Labels of actions whose date has passed, or is near."""


class Kind(Enum):
    """What is done to one issue."""

    CREATE = "create"
    UPDATE = "update"
    COMMENT = "comment"
    CLOSE = "close"
    REOPEN = "reopen"
    LABEL = "label"
    ASSIGN = "assign"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do.

    Attributes:
        key: what the issue stands for.
        why: in a few words, for people.
        wanted: what a document wants; None where the row is gone.
        issue: the issue concerned; None for one that is to be created before.
        title: the new title, None where it stays.
        body: the new body, None where it stays.
        number: the number that an issue had which the tracker has lost.
        reason: why it is closed.
        add: labels to add.
        remove: labels, or for `assign` logins, to take away.
        assign: the login to assign, None where nobody is.
        comment: name of a comment, by which it is found again.
        text: what the comment says.
        parent: what the issue that it is to be a part of stands for.
    """

    kind: Kind
    key: Key
    why: str
    wanted: Wanted | None = None
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
    def identity(self) -> str:
        """By which two plans agree on an operation: what is done to which issue, and what is written by us.

        What people wrote into the issue is left out: it may grow between plan and apply, and is kept as it is then.
        """
        named = self.issue.number if self.issue and self.kind not in (Kind.ASSIGN, Kind.LABEL, Kind.LINK) else None
        ours = marker.lasting(marker.block_of(self.body) or "") if self.body is not None else None
        parts = (
            *(self.kind.value, self.key.document, self.key.action, self.key.subject, named, self.title, ours),
            *(self.reason, self.add, self.remove, self.assign, self.comment, self.text, self.parent),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Known:
    """What a tracker was asked, beside its lists of issues.

    Attributes:
        name: the tracker, for people.
        repository: `owner/name`, None where issues have none.
        label: the label that issues of action items bear.
        trusted: ids of the authors whose markers are ours.
        now: the current time, UTC.
        soon: how long before its date an action is due soon.
        parents: whether post-mortems get an issue that their actions are parts of.
        others: issues that a row names and that lack the label.
        moved: by their former number, issues that were moved to another repository.
        elsewhere: issues of other repositories, by repository in lower case and number.
        missing: numbers that a row names and that are no issue, and why.
        settled_in_file: whether the Status cell decides, because people cannot close an issue anywhere else.
        unassignable: logins, in lower case, that cannot be assigned.
        namesakes: numbers of issues that stand for a post-mortem of another place that has the id of one of ours.
        proposed: issues that a pull request is about to write into rows that name none, and that no list holds.
    """

    name: str
    repository: str | None
    label: str
    trusted: frozenset[int]
    now: datetime
    soon: timedelta = timedelta(0)
    parents: bool = False
    others: tuple[Issue, ...] = ()
    moved: dict[int, Issue] = field(default_factory=dict)
    elsewhere: dict[tuple[str, int], Issue] = field(default_factory=dict)
    missing: dict[int, Absence] = field(default_factory=dict)
    settled_in_file: bool = False
    unassignable: frozenset[str] = frozenset()
    namesakes: frozenset[int] = frozenset()
    proposed: dict[Key, Ref] = field(default_factory=dict)

    def named(self, collected: Collected) -> Collected:
        """What the documents want, with the issues that are about to be written into them."""
        rows = (replace(row, issue=self.proposed.get(row.key, row.issue)) for row in collected.rows)
        return replace(collected, rows=tuple(rows)) if self.proposed else collected


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done.

    Attributes:
        operations: in the order in which they are done.
        tracked: every row with its issue; None for one that is to be created or that cannot be read.
        skipped: rows that ought to be tracked and are not, and why.
        notes: what is not to be tracked yet.
        warnings: what a person should know though the row is tracked.
        unassigned: rows whose owner cannot be assigned.
        standing: the issue that stands for each row or document that has one of ours.
    """

    operations: tuple[Operation, ...] = ()
    tracked: tuple[tuple[Wanted, Issue | None], ...] = ()
    skipped: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    unassigned: tuple[Wanted, ...] = ()
    standing: dict[Key, Issue] = field(default_factory=dict)


def own_number(wanted: Wanted, repository: str | None) -> int | None:
    """The number that a row's Issue cell names in this tracker; None for an issue elsewhere."""
    ref = wanted.issue
    if ref is None or ref.number is None:
        return None
    if ref.repository is None or (repository and ref.repository.casefold() == repository.casefold()):
        return ref.number
    return None


def foreign_number(wanted: Wanted, repository: str | None) -> tuple[str, int] | None:
    """The repository and number that a row's Issue cell names elsewhere; None for anything else."""
    ref = wanted.issue
    if ref is None or ref.number is None or ref.repository is None or own_number(wanted, repository) is not None:
        return None
    return ref.repository, ref.number
