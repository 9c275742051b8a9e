"""Carrying a plan out.

A plan is a cap: under a lease the tracker is listed again, and only what both plans agree on is done. Each operation
can be done twice without harm, and an issue is looked for before it is created, so that a run may die anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from afterword.errors import AfterwordError
from afterword.github.errors import AmbiguousCreate, Refused
from afterword.github.issues import Issue
from afterword.times.clock import Clock, SystemClock
from afterword.tracking.marker import ACTION, Key, comment_marker, find_key
from afterword.tracking.operations import Operation, Plan
from afterword.tracking.plan import plan
from afterword.tracking.read_tracker import list_our_issues
from afterword.tracking.remark import Remark
from afterword.tracking.tracker import Lease, Tracker
from afterword.tracking.tracker_facts import TrackerFacts
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues

MAX_CLOSES = 50
"""Issues closed in one run because their row is gone; more than that is probably a mistake. The next run continues."""

MAX_REFUSALS = 10
"""Issues that may refuse a change before a run stops: then the cause is probably GitHub, not the issues."""

MAX_REFUSED_LINKS = 3
"""Issues that may refuse to become part of another before a run stops linking."""

_SETTLE_SECONDS = 2.0
_STALE_SECONDS = 5.0
_STALE_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Done:
    """An operation that was carried out, and the issue as it is now."""

    operation: Operation
    issue: Issue


@dataclass(frozen=True, slots=True)
class PlanResult:
    """What was done of a plan.

    Attributes:
        done: what was carried out, in order.
        tracked: every row with its issue as it is now; None if another repository has it or none was opened yet.
        left: how many operations the limits left for the next run.
        refused: what could not be done to one issue, and why; the run continued with the others.
        warnings: what a person should know.
        error: why the rest was not carried out; what was done is kept.
    """

    done: tuple[Done, ...] = ()
    tracked: tuple[tuple[WantedIssue, Issue | None], ...] = ()
    left: int = 0
    refused: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    error: AfterwordError | None = None


def apply_plan(
    agreed: Plan,
    wanted: WantedIssues,
    facts: TrackerFacts,
    tracker: Tracker,
    *,
    clock: Clock | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> PlanResult:
    """Carry a plan out.

    Args:
        agreed: the plan that was made, and perhaps shown; nothing beyond it is done.
        wanted: what it was made from.
        facts: what the tracker had been asked.
        tracker: where to do it.
        clock: the machine's when None.
        progress: called before each operation.

    Returns:
        What was done; a failure on the way is its `error`, and nothing after it was tried.

    Raises:
        AfterwordError: the lease cannot be had, or the tracker cannot be listed again.
    """
    identities = frozenset(operation.identity for operation in agreed.operations)
    if not identities:
        return PlanResult(tracked=agreed.tracked)
    if not tracker.has_budget():
        return PlanResult(tracked=agreed.tracked, left=len(identities))
    clock = clock or SystemClock()
    progress("waiting for other runs")
    with tracker.lease() as lease:
        progress(f"reading {facts.name}")
        current = plan(wanted, _list_fresh(tracker, facts, lease, clock), facts)
        operations = [operation for operation in current.operations if operation.identity in identities]
        run = _Run(tracker, facts, lease, clock, dict(current.issues))
        result = run.all(operations, progress)
    return replace(result, tracked=tuple((row, run.issues.get(row.key, issue)) for row, issue in current.tracked))


def _list_fresh(tracker: Tracker, facts: TrackerFacts, lease: Lease, clock: Clock) -> list[Issue]:
    """List the issues until the lists show what the former run opened last.

    Raises:
        AfterwordError: they do not for a minute.
    """
    for _ in range(_STALE_ROUNDS):
        issues = list_our_issues(tracker, facts.label, facts.document_label)
        # Asking for the issue itself would not do: an answer that it is gone may be wrong, and the list stale as well.
        if lease.last == 0 or any(issue.number >= lease.last for issue in issues):
            return issues
        clock.sleep(_STALE_SECONDS)
    raise AfterwordError(
        f"the list of {tracker.name} lacks issue #{lease.last}, which was opened before; nothing was done",
        remedy="GitHub is behind, or the issue was deleted just now: run `afterword sync` again in ten minutes",
    )


@dataclass
class _Run:
    """One run; `issues` has the issue of each row or document as it is now."""

    tracker: Tracker
    facts: TrackerFacts
    lease: Lease
    clock: Clock
    issues: dict[Key, Issue]
    done: list[Done] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    refused: dict[Key, Remark] = field(default_factory=dict)
    refused_links: int = 0

    def all(self, operations: list[Operation], progress: Callable[[str], None]) -> PlanResult:
        """Carry out as much as limits and failures allow."""
        left = 0
        error = None
        spared = self._spare(operations)
        has_budget = True
        try:
            self.tracker.ensure_labels(dict.fromkeys(label for operation in operations for label in operation.add))
            for index, operation in enumerate(operations, 1):
                has_budget = has_budget and self.tracker.has_budget()
                if not has_budget or (_removed(operation) or 0) in spared:
                    left += 1
                elif self._can(operation):
                    progress(f"{index} of {len(operations)}")
                    self.lease.keep()
                    self._try(operation)
        except AfterwordError as failure:
            error = failure
        return PlanResult(tuple(self.done), (), left, tuple(self.refused.values()), tuple(self.warnings), error)

    def _spare(self, operations: list[Operation]) -> set[int]:
        """Return numbers of issues whose row is gone and that are too many to close in one run."""
        removed = dict.fromkeys(number for operation in operations if (number := _removed(operation)) is not None)
        spared = set(list(removed)[MAX_CLOSES:])
        if spared:
            reason = f"the rows of {len(removed)} issues are gone, and one run closes {MAX_CLOSES} of them"
            remedy = "the next run continues; if that is a mistake, bring the rows back, and their issues are reopened"
            self.warnings.append(Remark("", None, reason, remedy))
        return spared

    def _try(self, operation: Operation) -> None:
        """Carry out an operation. If one issue refuses it, the run continues with the others."""
        try:
            self.done.append(Done(operation, self._carry_out(operation)))
        except Refused as refusal:
            if operation.kind == "link":  # nothing depends on it, and not every GitHub has it
                self.refused_links += 1
                self.warnings.append(operation.remark(refusal.message, refusal.remedy))
                return
            if not self.lease.is_clean or len(self.refused) == MAX_REFUSALS:
                raise
            self.refused[operation.key] = operation.remark(refusal.message, refusal.remedy)

    def _can(self, operation: Operation) -> bool:
        """Whether what it needs exists: an issue that limits left out can be neither assigned nor linked.

        What an issue refused may be what the rest of its operations depend on, such as a comment before it is closed.
        """
        if operation.key in self.refused:
            return False
        if operation.kind == "link":
            assert operation.parent is not None
            if self.refused_links == MAX_REFUSED_LINKS or operation.parent not in self.issues:
                return False
        is_new = operation.kind == "create"
        return is_new or operation.issue is not None or operation.key in self.issues

    def _carry_out(self, operation: Operation) -> Issue:
        if operation.kind == "create":
            return self._create(operation)
        own = self.issues.get(operation.key)
        given = operation.issue
        if given is not None and (own is None or own.number != given.number):
            return self._change(operation, given)  # a duplicate, or one whose row is gone
        assert own is not None
        self.issues[operation.key] = changed = self._change(operation, own)
        return changed

    def _change(self, operation: Operation, issue: Issue) -> Issue:
        """Carry out an operation on an issue, and return the issue as it is then."""
        number, body = issue.number, operation.body
        match operation.kind:
            case "update" | "close" | "reopen":
                self.tracker.edit(number, title=operation.title, body=body, state=operation.state)
                return issue.edited(operation.title, body, operation.state)
            case "label":
                self.tracker.label(number, operation.add, operation.remove)
                return issue.relabelled(operation.add, operation.remove)
            case "link":
                assert operation.parent is not None
                parent = self.issues[operation.parent].number
                self.tracker.link(parent, issue)
                return replace(issue, parent=parent)
            case "comment":
                self._comment(operation, number)
            case _:
                self._assign(operation, number)
        return issue

    def _comment(self, operation: Operation, number: int) -> None:
        mark = comment_marker(operation.comment)
        if not any(mark in text for text in self.tracker.comments(number)):
            self.tracker.comment(number, f"{mark}\n{operation.text}")

    def _assign(self, operation: Operation, number: int) -> None:
        for login in operation.remove:
            self.tracker.unassign(number, login)
        if operation.assign is not None and not self.tracker.assign(number, operation.assign):
            reason = f"issue #{number} could not be assigned to @{operation.assign}"
            self.warnings.append(operation.remark(reason, "correct the handle, or give the account access"))

    def _create(self, operation: Operation) -> Issue:
        assert operation.title is not None and operation.body is not None
        # Until it is known what happened, this run must not look as if it had ended well.
        self.lease.is_clean = False
        try:
            issue = self.tracker.create(operation.title, operation.body, operation.add, number=operation.number)
        except AmbiguousCreate as unclear:
            found = self._find_created(operation.key)
            if found is None:
                raise AfterwordError(
                    f"{unclear.message}, and {self.facts.name} does not list it",
                    remedy="run `afterword sync` again later; it looks before it opens anything",
                ) from unclear
            issue = found
        except AfterwordError:
            self.lease.is_clean = True  # refused: certainly not opened
            raise
        self.issues[operation.key] = issue
        if lacking := [label for label in operation.add if not issue.bears(label)]:
            # Without its label the next run would not find the issue, and would open another one.
            self.tracker.label(issue.number, lacking, [])
            issue = self.issues[operation.key] = issue.relabelled(lacking, [])
        self.lease.is_clean = True
        self.lease.keep(issue.number)
        return issue

    def _find_created(self, key: Key) -> Issue | None:
        """Return the issue that an ambiguous create may have left; a stranger's marker does not count."""
        self.clock.sleep(_SETTLE_SECONDS)
        label = self.facts.label if key.subject == ACTION else self.facts.document_label
        ours = (issue for issue in self.tracker.list_issues(label) if issue.author_id in self.facts.trusted)
        return next((issue for issue in ours if find_key(issue.body) == key), None)


def _removed(operation: Operation) -> int | None:
    """The number of the issue if its row is gone."""
    return operation.issue.number if operation.wanted is None and operation.issue is not None else None
