"""Carrying a plan out.

A plan is a cap: under a lease the tracker is listed again, and only what both plans agree on is done. Each operation
can be done twice without harm, and creations are looked for before they are done, so that a run may die anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from afterword.config import Tracking
from afterword.errors import AfterwordError
from afterword.github.errors import AmbiguousCreate, Refused
from afterword.github.issues import Issue
from afterword.times.clock import Clock, SystemClock
from afterword.tracking.marker import ACTION, Key, comment_marker, find_key
from afterword.tracking.operations import Kind, Known, Operation, Plan
from afterword.tracking.plan import plan
from afterword.tracking.survey import list_ours
from afterword.tracking.tracker import Lease, Tracker
from afterword.tracking.wanted import Collected, Remark, Wanted

MAX_CLOSES = 50
"""Issues closed in one run because their row is gone; more than that is rather a mistake. The next run carries on."""

MAX_REFUSALS = 10
"""Issues that may refuse what is asked before a run stops: then it is rather GitHub than the issues."""

MAX_REFUSED_LINKS = 3
"""Issues that may refuse to become part of another before a run lets that be."""

_SETTLE_SECONDS = 2.0
_STALE_SECONDS = 5.0
_STALE_ROUNDS = 12


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
        left: operations that limits left for the next run.
        refused: what could not be done to one issue, and why; the others were gone on with.
        warnings: what a person should know.
        error: why the rest was not carried out; what was done is kept.
    """

    done: tuple[Done, ...] = ()
    tracked: tuple[tuple[Wanted, Issue | None], ...] = ()
    left: int = 0
    refused: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    error: AfterwordError | None = None


def apply(
    agreed: Plan,
    collected: Collected,
    known: Known,
    tracker: Tracker,
    settings: Tracking,
    *,
    cap: frozenset[str] | None = None,
    clock: Clock | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Result:
    """Carry a plan out.

    Args:
        agreed: the plan that was made, and perhaps shown; nothing beyond it is done.
        collected: what it was made from.
        known: what the tracker had been asked.
        tracker: where to do it.
        settings: of tracking.
        cap: identities of the operations that are allowed; those of `agreed` when None.
        clock: the machine's when None.
        progress: told before each operation.

    Returns:
        What was done; a failure on the way is its `error`, and nothing after it was tried.

    Raises:
        AfterwordError: the lease cannot be had, or the tracker cannot be listed again.
    """
    identities = frozenset(operation.identity for operation in agreed.operations)
    identities = identities if cap is None else identities & cap
    if not identities:
        return Result(tracked=agreed.tracked)
    if not tracker.has_budget():
        return Result(tracked=agreed.tracked, left=len(identities))
    clock = clock or SystemClock()
    progress("waiting for other runs")
    with tracker.lease() as lease:
        progress(f"reading {known.name}")
        issues = _list_fresh(tracker, settings, lease, clock)
        current = plan(collected, issues, known)
        operations = [operation for operation in current.operations if operation.identity in identities]
        run = _Run(tracker, known, settings, lease, clock, current.standing)
        result = run.all(operations, progress)
    tracked = tuple((wanted, run.now.get(wanted.key, issue)) for wanted, issue in current.tracked)
    return replace(result, tracked=tracked)


def _list_fresh(tracker: Tracker, settings: Tracking, lease: Lease, clock: Clock) -> list[Issue]:
    """The lists, once they show what the former run opened last.

    Raises:
        AfterwordError: they do not for a minute.
    """
    for _ in range(_STALE_ROUNDS):
        issues = list_ours(tracker, settings)
        # Asking for the issue itself would not do: an answer that it is gone may be wrong, and the list stale as well.
        if lease.last == 0 or any(issue.number >= lease.last for issue in issues):
            return issues
        clock.sleep(_STALE_SECONDS)
    raise AfterwordError(
        f"the list of {tracker.name} lacks issue #{lease.last}, which was opened before; nothing was done",
        remedy="GitHub is behind, or the issue went away just now: run `afterword sync` again in ten minutes",
    )


class _Run:
    def __init__(
        self,
        tracker: Tracker,
        known: Known,
        settings: Tracking,
        lease: Lease,
        clock: Clock,
        standing: dict[Key, Issue],
    ) -> None:
        self.tracker = tracker
        self.known = known
        self.settings = settings
        self.lease = lease
        self.clock = clock
        self.standing = standing
        self.now: dict[Key, Issue] = {}
        self.done: list[Done] = []
        self.warnings: list[Remark] = []
        self.refused: dict[Key, Remark] = {}
        self.refused_links = 0
        self._ways: dict[Kind, Callable[[Operation, Issue], Issue]] = {
            Kind.UPDATE: self._update,
            Kind.COMMENT: self._comment,
            Kind.CLOSE: self._close,
            Kind.REOPEN: self._reopen,
            Kind.LABEL: self._label,
            Kind.ASSIGN: self._assign,
            Kind.LINK: self._link,
        }

    def all(self, operations: list[Operation], progress: Callable[[str], None]) -> Result:
        """Carry out as much as limits and failures allow."""
        left = 0
        error = None
        lost = dict.fromkeys(o.issue.number for o in operations if o.wanted is None and o.issue is not None)
        spared = set(list(lost)[MAX_CLOSES:])
        if spared:
            reason = f"the rows of {len(lost)} issues are gone, and one run closes {MAX_CLOSES} of them"
            remedy = "the next run goes on; if that is a mistake, bring the rows back, and their issues are reopened"
            self.warnings.append(Remark("", None, reason, remedy))
        has_budget = True
        try:
            self.tracker.ensure_labels(_in_order(operations))
            for index, operation in enumerate(operations, 1):
                is_spared = (
                    operation.wanted is None and operation.issue is not None and operation.issue.number in spared
                )
                has_budget = has_budget and self.tracker.has_budget()
                if not has_budget or is_spared:
                    left += 1
                    continue
                if not self._can(operation):
                    continue
                progress(f"{index} of {len(operations)}")
                self.lease.keep()
                self._try(operation)
        except AfterwordError as failure:
            error = failure
        return Result(tuple(self.done), (), left, tuple(self.refused.values()), tuple(self.warnings), error)

    def _try(self, operation: Operation) -> None:
        """Carry out an operation. What one issue refuses keeps no other from its turn."""
        try:
            self.done.append(Done(operation, self._carry_out(operation)))
        except Refused as refusal:
            if operation.kind is Kind.LINK:  # nothing rests on it, and not every GitHub has it
                self.refused_links += 1
                self.warnings.append(_remark(operation, refusal))
                return
            if not self.lease.is_clean or len(self.refused) == MAX_REFUSALS:
                raise
            self.refused[operation.key] = _remark(operation, refusal)

    def _issue(self, key: Key) -> Issue | None:
        return self.now.get(key) or self.standing.get(key)

    def _can(self, operation: Operation) -> bool:
        """Whether what it needs is there: an issue that limits left out can be neither assigned nor linked.

        What an issue refused may be what the rest of its operations rest on, such as a comment before it is closed.
        """
        if operation.key in self.refused:
            return False
        if operation.kind is Kind.LINK:
            assert operation.parent is not None
            if self.refused_links == MAX_REFUSED_LINKS or self._issue(operation.parent) is None:
                return False
        return operation.kind is Kind.CREATE or operation.issue is not None or self._issue(operation.key) is not None

    def _carry_out(self, operation: Operation) -> Issue:
        if operation.kind is Kind.CREATE:
            return self._create(operation)
        standing = self._issue(operation.key)
        is_other = operation.issue is not None and (standing is None or standing.number != operation.issue.number)
        issue = operation.issue if is_other else standing  # another one: a duplicate, or one that lost its row
        assert issue is not None
        changed = self._ways[operation.kind](operation, issue)
        if not is_other:
            self.now[operation.key] = changed
        return changed

    def _update(self, operation: Operation, issue: Issue) -> Issue:
        self.tracker.edit(issue.number, title=operation.title, body=operation.body)
        return replace(issue, title=operation.title or issue.title, body=operation.body or issue.body)

    def _comment(self, operation: Operation, issue: Issue) -> Issue:
        mark = comment_marker(operation.comment)
        if not any(mark in text for text in self.tracker.comments(issue.number)):
            self.tracker.comment(issue.number, f"{mark}\n{operation.text}")
        return issue

    def _close(self, operation: Operation, issue: Issue) -> Issue:
        assert operation.reason is not None
        self.tracker.close(issue.number, operation.reason, body=operation.body)
        return replace(issue, open=False, reason=operation.reason, body=operation.body or issue.body)

    def _reopen(self, operation: Operation, issue: Issue) -> Issue:
        self.tracker.reopen(issue.number, body=operation.body)
        return replace(issue, open=True, reason=None, body=operation.body or issue.body)

    def _label(self, operation: Operation, issue: Issue) -> Issue:
        self.tracker.label(issue.number, operation.add, operation.remove)
        return replace(issue, labels=(issue.labels - set(operation.remove)) | set(operation.add))

    def _assign(self, operation: Operation, issue: Issue) -> Issue:
        for login in operation.remove:
            self.tracker.unassign(issue.number, login)
        if operation.assign is not None and not self.tracker.assign(issue.number, operation.assign):
            assert operation.wanted is not None
            self.warnings.append(
                operation.wanted.remark(
                    f"issue #{issue.number} could not be assigned to @{operation.assign}",
                    "correct the handle, or give the account access",
                )
            )
        return issue

    def _link(self, operation: Operation, issue: Issue) -> Issue:
        assert operation.parent is not None
        parent = self._issue(operation.parent)
        assert parent is not None
        self.tracker.link(parent.number, issue)
        return replace(issue, parent=parent.number)

    def _create(self, operation: Operation) -> Issue:
        assert operation.title is not None and operation.body is not None
        # Until it is known what came of it, this run must not look as if it had ended well.
        self.lease.is_clean = False
        try:
            issue = self.tracker.create(operation.title, operation.body, operation.add, number=operation.number)
        except AmbiguousCreate as unclear:
            found = self._look(operation.key)
            if found is None:
                raise AfterwordError(
                    f"{unclear.message}, and {self.known.name} does not list it",
                    remedy="run `afterword sync` again later; it looks before it opens anything",
                ) from unclear
            issue = found
        except AfterwordError:
            self.lease.is_clean = True  # refused: certainly not opened
            raise
        self.now[operation.key] = issue
        if lacking := [label for label in operation.add if not issue.bears(label)]:
            # Without its label the next run would not find the issue, and would open another one.
            self.tracker.label(issue.number, lacking, [])
            issue = self.now[operation.key] = replace(issue, labels=issue.labels.union(lacking))
        self.lease.is_clean = True
        self.lease.keep(issue.number)
        return issue

    def _look(self, key: Key) -> Issue | None:
        """The issue that an unclear answer may have left behind."""
        self.clock.sleep(_SETTLE_SECONDS)
        label = self.settings.label if key.subject == ACTION else self.settings.document_label
        for issue in self.tracker.list_issues(label):
            if issue.author_id in self.known.trusted and find_key(issue.body) == key:
                return issue
        return None


def _remark(operation: Operation, refusal: Refused) -> Remark:
    if operation.wanted is not None:
        return operation.wanted.remark(refusal.message, refusal.remedy)
    return Remark("", None, refusal.message, refusal.remedy)


def _in_order(operations: Iterable[Operation]) -> list[str]:
    """The labels that operations give, each once."""
    return list(dict.fromkeys(label for operation in operations for label in operation.add))
