"""From what the documents want and what the tracker holds to what has to be done: pure.

Markdown owns title, text and owner; the issue owns its state. So a plan does not close or reopen an issue because of a
Status cell, unless the tracker has no place of its own where people could do it. It closes one whose row is gone (and
reopens it when the row comes back), and all but one of those that stand for the same row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from afterword.tracking import marker
from afterword.tracking.marker import Key, find_key
from afterword.tracking.tracker import Issue
from afterword.tracking.wanted import Collected, Remark, Wanted


class Kind(Enum):
    """What is done to one issue."""

    CREATE = "create"
    UPDATE = "update"
    REOPEN = "reopen"
    SETTLE = "settle"
    WITHDRAW = "withdraw"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do.

    Attributes:
        key: the action item.
        wanted: its row; None where the row is gone.
        issue: the issue concerned; None for one that is to be created.
        title: the new title, None where it stays.
        body: the new body, None where it stays.
        add_label: whether our label is missing.
        assign: the login to assign, None where nobody is.
        kept: for a duplicate, the number of the issue that stays.
    """

    kind: Kind
    key: Key
    wanted: Wanted | None = None
    issue: Issue | None = None
    title: str | None = None
    body: str | None = None
    add_label: bool = False
    assign: str | None = None
    kept: int | None = None

    @property
    def identity(self) -> tuple[Kind, Key, int | None]:
        """By which two plans agree on an operation; what it writes is taken from the later one."""
        return self.kind, self.key, self.issue.number if self.issue else None

    @property
    def changes(self) -> tuple[str, ...]:
        """What an update changes, for people."""
        named = (("title", self.title), ("text", self.body), ("label", self.add_label), ("owner", self.assign))
        return tuple(name for name, change in named if change)


@dataclass(frozen=True, slots=True)
class Known:
    """What a tracker was asked, beside its list of issues.

    Attributes:
        name: the tracker, for people.
        repository: `owner/name`, None where issues have none.
        label: the label that our issues bear.
        trusted: ids of the authors whose markers are ours.
        others: issues that a row names and that lack the label.
        missing: numbers that a row names and that are no issue.
        settled_in_file: whether the Status cell decides, because people cannot close an issue anywhere else.
        unassignable: logins, in lower case, that cannot be assigned.
    """

    name: str
    repository: str | None
    label: str
    trusted: frozenset[int]
    others: tuple[Issue, ...] = ()
    missing: frozenset[int] = frozenset()
    settled_in_file: bool = False
    unassignable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done.

    Attributes:
        operations: in the order of the rows, then by number.
        tracked: every row with its issue; None for one that is to be created or that another repository holds.
        skipped: rows that are not tracked, and why.
        warnings: what a person should know though the row is tracked.
    """

    operations: tuple[Operation, ...]
    tracked: tuple[tuple[Wanted, Issue | None], ...]
    skipped: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


def own_number(wanted: Wanted, repository: str | None) -> int | None:
    """The number that a row's Issue cell names in this tracker; None for an issue elsewhere."""
    ref = wanted.issue
    if ref is None or ref.number is None:
        return None
    if ref.repository is None or (repository and ref.repository.casefold() == repository.casefold()):
        return ref.number
    return None


def plan(collected: Collected, issues: Iterable[Issue], known: Known) -> Plan:
    """Decide what has to be done.

    Args:
        collected: what the documents want.
        issues: every issue with our label.
        known: what else the tracker was asked.
    """
    return _Planner(collected, issues, known).run()


class _Planner:
    def __init__(self, collected: Collected, issues: Iterable[Issue], known: Known) -> None:
        self.collected = collected
        self.known = known
        self.issues = {issue.number: issue for issue in (*known.others, *issues)}
        self.keys = {number: find_key(issue.body) for number, issue in self.issues.items()}
        self.ours: dict[Key, list[Issue]] = {}
        self.claimed: dict[Key, list[Issue]] = {}
        for number in sorted(self.issues):
            issue, key = self.issues[number], self.keys[number]
            if key is not None:
                trusted = issue.author_id in known.trusted
                (self.ours if trusted else self.claimed).setdefault(key, []).append(issue)
        self.operations: list[Operation] = []
        self.tracked: list[tuple[Wanted, Issue | None]] = []
        self.skipped = list(collected.skipped)
        self.warnings: list[Remark] = []
        self.unassignable: set[str] = set()

    def run(self) -> Plan:
        for wanted in self.collected.rows:
            self._row(wanted)
        self._lost()
        return Plan(tuple(self.operations), tuple(self.tracked), tuple(self.skipped), tuple(self.warnings))

    def _row(self, wanted: Wanted) -> None:
        key = wanted.key
        number = own_number(wanted, self.known.repository)
        candidates = self.ours.get(key, [])
        if wanted.issue is not None and number is None:
            self._linked(wanted, None)
        elif number is not None:
            named = self.issues.get(number)
            if named is None or number in self.known.missing:
                remedy = f"correct the number; an empty cell opens an issue in {self.known.name}"
                self._skip(wanted, f"there is no issue #{number} in {self.known.name}", remedy)
            elif self.keys[number] == key:
                self._matched(wanted, named, [issue for issue in candidates if issue.number != number])
            elif self.keys[number] is not None and named.author_id in self.known.trusted:
                reason = f"issue #{number} stands for {marker.named(named.body)}"
                self._skip(wanted, reason, "correct the number, or empty the cell to open an issue")
            else:
                self._linked(wanted, named)
        elif candidates:
            kept = min(candidates, key=lambda issue: (issue.reason == "duplicate", issue.number))
            self._matched(wanted, kept, [issue for issue in candidates if issue is not kept])
        elif held := next((issue for issue in self.claimed.get(key, []) if issue.insider), None):
            self._skip(
                wanted,
                f"issue #{held.number} has its marker but is by another account",
                f"write `#{held.number}` into its Issue cell, or add {held.author_id} to `tracking.trusted_authors`",
            )
        elif wanted.status not in ("done", "not planned"):
            self.operations.append(
                Operation(
                    Kind.CREATE,
                    key,
                    wanted,
                    title=wanted.text.title,
                    body=marker.with_block("", wanted.text.block),
                    assign=self._assign(wanted, None),
                )
            )
            self.tracked.append((wanted, None))

    def _linked(self, wanted: Wanted, issue: Issue | None) -> None:
        """The row is tracked by an issue that is not ours: never edited."""
        self.tracked.append((wanted, issue))
        for own in self.ours.get(wanted.key, []):
            if own.open:
                reason = f"the row names {wanted.issue}, but #{own.number} was opened for it"
                self.warnings.append(wanted.remark(reason, f"close #{own.number}, or put it back into the Issue cell"))

    def _matched(self, wanted: Wanted, issue: Issue, duplicates: list[Issue]) -> None:
        self.tracked.append((wanted, issue))
        settled = wanted.status in ("done", "not planned")
        if settled and issue.open and self.known.settled_in_file:
            self.operations.append(Operation(Kind.SETTLE, wanted.key, wanted, issue))
            return
        self._conflict(wanted, issue)
        reopen = not issue.open and (
            marker.is_withdrawn(issue.body) or (self.known.settled_in_file and wanted.status == "open")
        )
        if issue.open or reopen:
            title = wanted.text.title if issue.title != wanted.text.title else None
            same = marker.block_of(issue.body) == wanted.text.block
            operation = Operation(
                Kind.REOPEN if reopen else Kind.UPDATE,
                wanted.key,
                wanted,
                issue,
                title=title,
                body=None if same else marker.with_block(issue.body, wanted.text.block),
                add_label=self.known.label.casefold() not in {label.casefold() for label in issue.labels},
                assign=self._assign(wanted, issue),
            )
            if reopen or operation.changes:
                self.operations.append(operation)
        for duplicate in duplicates:
            if duplicate.open:
                self.operations.append(Operation(Kind.DUPLICATE, wanted.key, wanted, duplicate, kept=issue.number))

    def _conflict(self, wanted: Wanted, issue: Issue) -> None:
        if wanted.status in ("done", "not planned") and issue.open and not marker.is_withdrawn(issue.body):
            self.warnings.append(
                wanted.remark(
                    f"the row says `{wanted.status}`, but issue #{issue.number} is open, and the issue counts",
                    f"close #{issue.number} in {self.known.name}; the cell follows",
                )
            )

    def _assign(self, wanted: Wanted, issue: Issue | None) -> str | None:
        login = wanted.owner
        if login is None or (issue and login.casefold() in {name.casefold() for name in issue.assignees}):
            return None
        if login.casefold() not in self.known.unassignable:
            return login
        if wanted.handle and login.casefold() not in self.unassignable:
            self.unassignable.add(login.casefold())
            reason = f"issues of {self.known.name} cannot be assigned to @{login}"
            self.warnings.append(wanted.remark(reason, "correct the handle, or give the account access"))
        return None

    def _skip(self, wanted: Wanted, reason: str, remedy: str) -> None:
        self.skipped.append(wanted.remark(reason, remedy))

    def _lost(self) -> None:
        """Issues of ours whose row is gone. One that a person reopened afterwards is left alone."""
        for number in sorted(self.issues):
            issue, key = self.issues[number], self.keys[number]
            if key is None or issue.author_id not in self.known.trusted or key in self.collected.present:
                continue
            if not issue.open or marker.is_withdrawn(issue.body):
                continue
            if key.document in self.collected.held or not self.collected.documents:
                reason = f"issue #{number} stands for {marker.named(issue.body)}, which has no such row"
                remedy = "it is left open, because the rows of that document are not certain"
                self.warnings.append(Remark("", None, reason, remedy))
            else:
                body = marker.withdrawn(issue.body)
                self.operations.append(Operation(Kind.WITHDRAW, key, None, issue, body=body))
