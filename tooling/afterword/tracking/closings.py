"""What shows that an action item was done: the commit or pull request that closed its issue, a proof, or a person.

An issue that was closed without any of these is reported, and stays closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from afterword.github.closings import Closing
from afterword.github.issues import Issue
from afterword.portfolio.proofs.recorded_proofs import recorded_proofs
from afterword.portfolio.snapshot import Evidence, IssueState, Snapshot
from afterword.postmortem import ActionItem, PostMortem
from afterword.project import Project
from afterword.text.counting import counted
from afterword.tracking.issue_state import status_of
from afterword.tracking.marker import Key
from afterword.tracking.remark import Remark
from afterword.tracking.tracker import Tracker
from afterword.tracking.wanted_issues import WantedIssue

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Closed:
    """How an action item was closed.

    Attributes:
        by: login of who closed its issue; empty if it is not known.
        evidence: what shows that it was done; None if it is not known.
    """

    by: str
    evidence: tuple[Evidence, ...] | None


Tracked = Iterable[tuple[WantedIssue, Issue | None]]


def find_closings(
    project: Project, documents: Iterable[PostMortem], tracker: Tracker, tracked: Tracked, earlier: Snapshot | None
) -> dict[Key, Closed]:
    """Find out what closed the issues of action items that are done.

    The tracker is asked only about issues that were closed since the earlier snapshot, or of which that says nothing.

    Args:
        project: the project, for its proofs.
        tracked: every row with its issue.
        earlier: what was known before; None for nothing.

    Raises:
        AfterwordError: the tracker fails.
    """
    done = [(wanted, issue) for wanted, issue in tracked if issue is not None and status_of(issue) == "done"]
    known = _known_before(done, earlier)
    asked = {issue.number: issue for wanted, issue in done if wanted.key not in known and issue.repository is None}
    closings = tracker.closings(sorted(asked, key=lambda number: (_closed_at(asked[number]), number), reverse=True))
    proofs = _find_proofs(project, documents, {wanted.key for wanted, _ in done})
    found = {}
    for wanted, issue in done:
        before = known.get(wanted.key)
        closed = before or _closed(closings.get(issue.number) if issue.repository is None else None)
        if proof := proofs.get(wanted.key):
            closed = Closed(closed.by, (*(one for one in closed.evidence or () if one.kind != "proof"), proof))
        found[wanted.key] = closed
    return found


def warn_without_evidence(tracked: Tracked, closings: Mapping[Key, Closed]) -> list[Remark]:
    """Return one remark on action items whose issue was closed without anything that shows that they were done, and one
    on those of which it is not known."""
    pairs = [(wanted, issue, closings[wanted.key]) for wanted, issue in tracked if issue and wanted.key in closings]
    bare = [(wanted, issue, closed) for wanted, issue, closed in pairs if closed.evidence == ()]
    bare.sort(key=lambda one: (_closed_at(one[1]), one[0].key), reverse=True)
    remarks = []
    if bare:
        names = ", ".join(
            f"{wanted.key.name}{f' by {closed.by}' if closed.by else ''}" for wanted, _, closed in bare[:_SHOWN]
        )
        more = f" and {len(bare) - _SHOWN} more" if len(bare) > _SHOWN else ""
        reason = f"{counted(len(bare), 'action item')} closed without evidence: {names}{more}"
        remarks.append(Remark("", None, reason, "close with a pull request or a commit, or comment what was done"))
    unknown = sum(closed.evidence is None for _, _, closed in pairs)
    if unknown:
        reason = f"what closed {counted(unknown, 'action item')} is not known: the tracker does not say"
        remarks.append(Remark("", None, reason))
    return remarks


def _known_before(done: Tracked, earlier: Snapshot | None) -> dict[Key, Closed]:
    before = {Key.of(one.document, one.action): one.issue for one in (earlier.actions if earlier else ()) if one.issue}
    found = {}
    for wanted, issue in done:
        state = before.get(wanted.key)
        if state and issue and state.evidence and _is_same(state, issue):
            found[wanted.key] = Closed(state.closed_by, tuple(state.evidence))
    return found


def _is_same(state: IssueState, issue: Issue) -> bool:
    return state.number == issue.number and bool(state.closed) and state.closed == write_moment(issue.closed)


def write_moment(moment: datetime | None) -> str | None:
    """Return a time as the snapshot has it; None for none."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _closed(closing: Closing | None) -> Closed:
    if closing is None:
        return Closed("", None)
    if closing.kind:
        return Closed(closing.by, (Evidence(kind=closing.kind, name=closing.name, url=closing.url),))
    if closing.comment:
        return Closed(closing.by, (Evidence(kind="vouched", name=closing.by, url=closing.comment),))
    return Closed(closing.by, () if closing.is_known else None)


def _closed_at(issue: Issue) -> str:
    return write_moment(issue.closed) or ""


def _find_proofs(project: Project, documents: Iterable[PostMortem], done: set[Key]) -> dict[Key, Evidence]:
    """Find the proven eval case of each item that is done and of the category `eval case`."""
    found: dict[Key, Evidence] = {}
    for document in documents:
        items = [item for item in document.actions if item.category == "eval case" and item.id]
        if not any(Key.of(document.id, item.id) in done for item in items):
            continue
        proven = [proof.case.id for proof in recorded_proofs(project, document) if proof.is_proven]
        for item in items:
            if (key := Key.of(document.id, item.id)) in done and (case := _case_of(item, items, proven)):
                found[key] = Evidence(kind="proof", name=case)
    return found


def _case_of(item: ActionItem, items: list[ActionItem], proven: list[str]) -> str:
    """Return the proven case that an item names; for the only item and the only case, that one; else nothing."""
    text = f"{item.action} {item.text('Done when')} {item.details}".replace("`", " ")
    named = [case for case in proven if case in text.split()]
    if named:
        return named[0]
    return proven[0] if len(items) == len(proven) == 1 else ""
