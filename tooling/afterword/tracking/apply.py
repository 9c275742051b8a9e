"""Asking a tracker what it holds, and carrying a plan out.

A plan is a cap: before anything is written the tracker is listed again, and only what both plans agree on is done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from afterword.errors import AfterwordError
from afterword.tracking.marker import Key, find_key, named
from afterword.tracking.plan import Kind, Known, Operation, Plan, own_number, plan
from afterword.tracking.tracker import AmbiguousCreate, Issue, Reason, Tracker
from afterword.tracking.wanted import Collected, Remark, Wanted

MAX_CREATES = 50
"""Issues opened in one run, and at most as many closed because their row is gone; the next run carries on."""

_SETTLE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Done:
    """An operation that was carried out, and the issue as it is now."""

    operation: Operation
    issue: Issue


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a plan.

    Attributes:
        done: what was carried out, in order.
        tracked: every row with its issue as it is now; None where another repository holds it or none was opened yet.
        left: operations that the cap left for the next run.
        warnings: what a person should know.
        error: why the rest was not carried out; what was done is kept.
    """

    done: tuple[Done, ...] = ()
    tracked: tuple[tuple[Wanted, Issue | None], ...] = ()
    left: int = 0
    warnings: tuple[Remark, ...] = ()
    error: AfterwordError | None = None


def survey(collected: Collected, tracker: Tracker, label: str) -> tuple[list[Issue], Known]:
    """Ask a tracker all that a plan needs.

    Raises:
        AfterwordError: the tracker cannot be asked.
    """
    issues = tracker.list_issues(label)
    numbers = {number for row in collected.rows if (number := own_number(row, tracker.repository)) is not None}
    found = {number: tracker.get(number) for number in sorted(numbers - {issue.number for issue in issues})}
    known = Known(
        name=tracker.name,
        repository=tracker.repository,
        label=label,
        trusted=tracker.trusted_authors(),
        settled_in_file=tracker.settled_in_file,
        others=tuple(issue for issue in found.values() if issue),
        missing=frozenset(number for number, issue in found.items() if issue is None),
    )
    logins = sorted({operation.assign for operation in plan(collected, issues, known).operations if operation.assign})
    unassignable = frozenset(login.casefold() for login in logins if not tracker.can_assign(login))
    return issues, replace(known, unassignable=unassignable)


def apply(
    agreed: Plan,
    collected: Collected,
    known: Known,
    tracker: Tracker,
    *,
    limit: int = MAX_CREATES,
    progress: Callable[[str], None] = lambda _: None,
    settle_seconds: float = _SETTLE_SECONDS,
) -> Result:
    """Carry a plan out.

    Args:
        agreed: the plan that was made, and perhaps shown; nothing beyond it is done.
        collected: what it was made from.
        known: what the tracker had been asked.
        tracker: where to do it.
        limit: how many issues are opened at most, and how many closed because their row is gone.
        progress: told before each operation.
        settle_seconds: how long to wait after an unclear answer before looking.

    Returns:
        What was done; a failure on the way is its `error`, and nothing after it was tried.

    Raises:
        AfterwordError: the tracker cannot be listed again.
    """
    if not agreed.operations:
        return Result(tracked=agreed.tracked)
    progress(f"reading {known.name}")
    current = plan(collected, tracker.list_issues(known.label), known)
    identities = {operation.identity for operation in agreed.operations}
    operations = [operation for operation in current.operations if operation.identity in identities]
    run = _Run(tracker, known, settle_seconds)
    left, counts = 0, {Kind.CREATE: 0, Kind.WITHDRAW: 0}
    error = None
    for index, operation in enumerate(operations, 1):
        if operation.kind in counts:
            counts[operation.kind] += 1
            if counts[operation.kind] > limit:
                left += 1
                continue
        progress(f"{index} of {len(operations)}")
        try:
            run.carry_out(operation)
        except AfterwordError as failure:
            error = failure
            break
    tracked = tuple((wanted, run.now.get(wanted.key, issue)) for wanted, issue in current.tracked)
    return Result(tuple(run.done), tracked, left, tuple(run.warnings), error)


class _Run:
    def __init__(self, tracker: Tracker, known: Known, settle_seconds: float) -> None:
        self.tracker = tracker
        self.known = known
        self.settle_seconds = settle_seconds
        self.now: dict[Key, Issue] = {}
        self.done: list[Done] = []
        self.warnings: list[Remark] = []

    def carry_out(self, operation: Operation) -> None:
        if operation.kind is Kind.CREATE:
            self._create(operation)
            return
        issue = operation.issue
        assert issue is not None
        number = issue.number
        if operation.kind is Kind.WITHDRAW:
            # Marked in the same step: an issue that is closed unmarked would not be reopened when the row comes back,
            # and one that is marked and open looks like one that a person reopened.
            self.tracker.close(number, "not_planned", body=operation.body)
            self.tracker.comment(
                number,
                f"There is no row {named(issue.body)} any more, so this issue is closed as not planned. "
                "When the row comes back, the issue is reopened.",
            )
            issue = replace(issue, open=False, reason="not_planned")
        elif operation.kind is Kind.DUPLICATE:
            self.tracker.close(number, "duplicate")
            self.tracker.comment(
                number, f"Duplicate of #{operation.kept}: both stand for the same action item of a post-mortem."
            )
            issue = replace(issue, open=False, reason="duplicate")
        elif operation.kind is Kind.SETTLE:
            assert operation.wanted is not None
            reason: Reason = "completed" if operation.wanted.status == "done" else "not_planned"
            self.tracker.close(number, reason)
            self.now[operation.key] = issue = replace(issue, open=False, reason=reason)
        else:
            issue = self._update(operation, issue)
            self.now[operation.key] = issue
        self.done.append(Done(operation, issue))

    def _update(self, operation: Operation, issue: Issue) -> Issue:
        if operation.kind is Kind.REOPEN:
            self.tracker.reopen(issue.number)
            issue = replace(issue, open=True, reason=None)
        if operation.title is not None or operation.body is not None or operation.add_label:
            labels = [self.known.label] if operation.add_label else []
            self.tracker.edit(issue.number, title=operation.title, body=operation.body, add_labels=labels)
        self._assign(operation, issue)
        return issue

    def _create(self, operation: Operation) -> None:
        assert operation.title is not None and operation.body is not None
        try:
            issue = self.tracker.create(operation.title, operation.body, [self.known.label])
        except AmbiguousCreate as unclear:
            found = self._look(operation.key)
            if found is None:
                raise AfterwordError(
                    f"{unclear.message}, and {self.known.name} does not list it",
                    remedy="run `afterword sync` again in a minute; it looks before it opens anything",
                ) from unclear
            issue = found
        self.now[operation.key] = issue
        self.done.append(Done(operation, issue))
        if self.known.label.casefold() not in {label.casefold() for label in issue.labels}:
            # Without its label the next run would not find the issue, and would open another one.
            self.tracker.edit(issue.number, add_labels=[self.known.label])
        self._assign(operation, issue)

    def _look(self, key: Key) -> Issue | None:
        """The issue that an unclear answer may have left behind."""
        time.sleep(self.settle_seconds)
        for issue in self.tracker.list_issues(self.known.label):
            if issue.author_id in self.known.trusted and find_key(issue.body) == key:
                return issue
        return None

    def _assign(self, operation: Operation, issue: Issue) -> None:
        if operation.assign is None or self.tracker.assign(issue.number, operation.assign):
            return
        assert operation.wanted is not None
        self.warnings.append(
            operation.wanted.remark(
                f"issue #{issue.number} could not be assigned to @{operation.assign}",
                "correct the handle, or give the account access",
            )
        )
