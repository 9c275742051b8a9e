"""What the documents want tracked: one value for each row of an action table, and for whole documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from afterword.postmortem.statuses import is_settled
from afterword.postmortem.values import Ref
from afterword.tracking.issue_text import Text
from afterword.tracking.marker import ACTION, DOCUMENT, REMINDER, Key
from afterword.tracking.remark import Remark


@dataclass(frozen=True, slots=True)
class WantedIssue:
    """An issue as a document wants it: for one of its rows, or for the whole.

    Attributes:
        document: the post-mortem's id.
        action: the row's id; empty for an issue of the whole document.
        path: the file, as a user would write it.
        line: the line that it is about, counted from 1.
        text: title and body block of its issue.
        owner: login to assign, None for a team, a role or no person.
        owner_text: the owner as written, empty if it names no person yet.
        status: the Status cell in lower case, without comments; empty if nothing is written.
        issue: what the Issue cell names; None if it names nothing yet.
        subject: what the issue is for: `ACTION`, `DOCUMENT` or `REMINDER`.
        labels: that it has, in their order.
        due: the first instant at which it is overdue, UTC.
        is_needed: for a whole document, whether something is left to do.
    """

    document: str
    action: str
    path: str
    line: int
    text: Text
    owner: str | None = None
    owner_text: str = ""
    status: str = ""
    issue: Ref | None = None
    subject: str = ACTION
    labels: tuple[str, ...] = ()
    due: datetime | None = None
    is_needed: bool = True

    @property
    def key(self) -> Key:
        """What the marker of its issue says."""
        return Key.of(self.document, self.action, self.subject)

    @property
    def is_settled(self) -> bool:
        """Whether the row says that nothing is left to do."""
        return is_settled(self.status)

    def remark(self, reason: str, remedy: str = "") -> Remark:
        """Return a remark on the row."""
        name = self.action or {DOCUMENT: "parent issue", REMINDER: "reminder"}[self.subject]
        return Remark(self.path, self.line, f"{name}: {reason}", remedy, (self.action,) if self.action else ())


@dataclass(slots=True)
class WantedIssues:
    """What all documents want.

    Attributes:
        rows: the rows to track, in the order of the documents.
        parents: the issue of each document whose rows are tracked, which they are parts of.
        reminders: one for each document whose incident has ended, to publish it.
        skipped: rows and documents that should be tracked and are not, and why.
        notes: rows and documents that are not to be tracked yet.
        existing: every row that has an id, tracked or not; the issue of any other row has lost its row.
        uncertain: documents, by id in lower case, whose rows are not certain; none of their issues is closed.
        differing: documents, by id in lower case, that differ from the default branch; their issues are not changed.
            None if that is not known of any.
        documents: how many documents there are.
        unread: documents, by id in lower case, that exist and were not read.
        labels: labels that we give, in lower case; one of them that a row does not want is removed.
        home: the address of the folder of the documents; empty if it has none.
    """

    rows: list[WantedIssue] = field(default_factory=list)
    parents: list[WantedIssue] = field(default_factory=list)
    reminders: list[WantedIssue] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    existing: set[Key] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    differing: frozenset[str] | None = frozenset()
    documents: int = 0
    unread: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    home: str = ""

    def may_change(self, document: str) -> bool:
        """Whether issues of a document, by its id in lower case, may be changed: the default branch has it as it is."""
        return self.differing is not None and document not in self.differing

    def is_certain(self, document: str) -> bool:
        """Whether the rows of a document, by its id in lower case, are certain and merged."""
        return self.may_change(document) and document not in self.uncertain

    def is_home(self, place: str) -> bool:
        """Whether an issue that names this place for its post-mortem is about one of ours, as far as that tells."""
        return not place or place.casefold().startswith(self.home.casefold())
