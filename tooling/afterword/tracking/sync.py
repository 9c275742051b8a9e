"""The use case `sync`: plan what to do with issues, do it or show it, and write numbers and statuses back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.issues import Issue
from afterword.github.repository import Head, Repository
from afterword.portfolio.snapshot import read_last_snapshot
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from afterword.text.counting import counted
from afterword.tracking.apply_plan import PlanResult, apply_plan
from afterword.tracking.closings import Closed, find_closings, warn_without_evidence
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.default_branch import compare_with_default_branch
from afterword.tracking.marker import ACTION, Key
from afterword.tracking.operations import Operation, Plan
from afterword.tracking.plan import plan
from afterword.tracking.project_tracker import document_links, find_documents_repository
from afterword.tracking.read_tracker import AskRepository, read_tracker
from afterword.tracking.remark import Remark
from afterword.tracking.report import Report
from afterword.tracking.same_id import is_still_at
from afterword.tracking.snapshot import make_snapshot, write_snapshot
from afterword.tracking.status_pull_request import (
    NUMBERS_TITLE,
    TITLE,
    Update,
    is_batch_due,
    next_batch,
    read_pending_numbers,
    update_status_pull_request,
)
from afterword.tracking.tracker import Tracker
from afterword.tracking.tracker_facts import TrackerFacts
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues
from afterword.tracking.write_back import COLUMNS, RowChange, find_changes, with_cells, write

WriteBack = Literal["none", "files", "pull request"]
"""Where issue numbers and statuses are written: nowhere, into the files here, or through the status pull request."""

_UPDATES = {
    "opened": "numbers and statuses proposed in pull request #{0}",
    "updated": "numbers and statuses proposed in pull request #{0}",
    "unchanged": "pull request #{0} with numbers and statuses is waiting",
    "closed": "pull request #{0} closed, since nothing is left to write",
    "edited": "pull request #{0} is left alone, since somebody else committed to its branch: merge it or close it",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class PreparedSync:
    """What was read, and the plan.

    Attributes:
        documents: the post-mortems.
        documents_repository: which contains them; None for the local tracker.
        head: of its default branch; None if it has no commit, or for the local tracker.
        wanted: what the documents want.
        facts: what the tracker was asked.
        plan: what to do.
        columns: those of the action tables that are written.
    """

    documents: list[PostMortem]
    documents_repository: Repository | None
    head: Head | None
    wanted: WantedIssues
    facts: TrackerFacts
    plan: Plan
    columns: frozenset[str] = COLUMNS["all"]

    def find_changes(self, tracked: Iterable[tuple[WantedIssue, Issue | None]]) -> dict[str, list[RowChange]]:
        """Return what has to be written into the action tables, by document id."""
        return find_changes(self.documents, tracked, self.columns)


def prepare_sync(project: Project, tracker: Tracker, progress: Callable[[str], None]) -> PreparedSync:
    """Read the documents and the tracker, and plan; nothing is changed.

    Args:
        progress: called with what is being done.

    Raises:
        AfterwordError: a document, GitHub or the tracker cannot be read.
    """
    documents = project.documents
    progress(f"reading {tracker.name}")
    repository = find_documents_repository(project, tracker)
    head = repository.head() if repository else None
    branch = compare_with_default_branch(project, head) if repository else None
    links = document_links(project, repository.name if repository else None, head.commit if head else None)
    wanted = collect_wanted_issues(documents, project.config, project.now, links, branch)
    ask = AskRepository()
    if repository is not None:
        ask = AskRepository(
            lambda rows: read_pending_numbers(project, repository, head, rows) if head else {},
            partial(is_still_at, project, repository, head),
        )
    issues, facts = read_tracker(wanted, tracker, project.config.tracking, project.now, repository=ask)
    columns = COLUMNS[project.config.tracking.write_back]
    return PreparedSync(documents, repository, head, wanted, facts, plan(wanted, issues, facts), columns)


def without_operations(prepared: PreparedSync) -> PreparedSync:
    """Return the same with nothing to do to issues, so that only numbers and statuses are written back."""
    return replace(prepared, plan=Plan(tracked=prepared.plan.tracked, skipped=prepared.plan.skipped))


def preview_sync(
    project: Project, prepared: PreparedSync, *, write_back: WriteBack, cap: frozenset[str] | None = None
) -> Report:
    """Return what `sync` would do; nothing is changed.

    Args:
        prepared: what was read.
        write_back: where numbers and statuses would be written.
        cap: identities of the operations that are allowed; all when None.
    """
    report = Report(prepared.plan, PlanResult(tracked=prepared.plan.tracked), is_dry=True, cap=cap)
    operations = _allowed(prepared.plan, cap)
    rows, waits = _find_rows(project, prepared, _as_left(prepared.plan.tracked, operations), write_back)
    files = set(rows)
    if write_back != "none" and "Issue" in prepared.columns:  # the number is only known when the issue is open
        files |= {one.key.document for one in operations if one.kind == "create" and one.key.subject == ACTION}
    text = f"cells of {counted(len(files), 'file')} to write" if files else ""
    return replace(report, cells=rows, files=len(files), files_text=_joined(text, waits))


def _allowed(agreed: Plan, cap: frozenset[str] | None) -> tuple[Operation, ...]:
    return tuple(one for one in agreed.operations if cap is None or one.identity in cap)


def _as_left(
    tracked: Iterable[tuple[WantedIssue, Issue | None]], operations: Iterable[Operation]
) -> Iterator[tuple[WantedIssue, Issue | None]]:
    """Yield every row with its issue in the state in which the operations leave it."""
    states = {(one.key, one.issue.number): one.state for one in operations if one.issue is not None and one.state}
    for row, issue in tracked:
        state = states.get((row.key, issue.number)) if issue is not None else None
        yield row, issue.edited(None, None, state) if issue is not None and state else issue


def _find_rows(
    project: Project, prepared: PreparedSync, tracked: Iterable[tuple[WantedIssue, Issue | None]], write_back: WriteBack
) -> tuple[dict[str, list[RowChange]], str]:
    """Return the rows to write by document, and what to say of the statuses that wait for the batch of the week.

    Only the status pull request asks for reviews: what a person lets `sync` write into their own files never waits.
    """
    if write_back == "none":
        return {}, ""
    tracked = tuple(tracked)
    rows = prepared.find_changes(tracked)
    repository, head = prepared.documents_repository, prepared.head
    statuses = sum("Status" in row.cells for changes in rows.values() for row in changes)
    if not statuses or write_back != "pull request" or repository is None or head is None:
        return rows, ""
    if is_batch_due(repository, head, project.now):
        return rows, ""
    numbers = replace(prepared, columns=prepared.columns - {"Status"})
    waits = f"{counted(statuses, 'status', 'statuses')} to be proposed on {next_batch(project.now)}"
    return numbers.find_changes(tracked), waits


def _joined(*texts: str) -> str:
    return "; ".join(filter(None, texts))


def sync(
    project: Project,
    tracker: Tracker,
    prepared: PreparedSync,
    progress: Callable[[str], None],
    *,
    write_back: WriteBack,
    cap: frozenset[str] | None = None,
) -> Report:
    """Carry out a plan, write numbers and statuses back, and keep the snapshot for the site.

    Args:
        prepared: what was read, with the plan.
        progress: called with what is being done.
        write_back: where to write numbers and statuses.
        cap: identities of the operations that are allowed; all when None.

    Returns:
        What happened. A failure on the way is in it; what was done before is kept.

    Raises:
        AfterwordError: the plan cannot be begun.
    """
    agreed = replace(prepared.plan, operations=_allowed(prepared.plan, cap))
    result = apply_plan(agreed, prepared.wanted, prepared.facts, tracker, progress=progress)
    failures: list[AfterwordError] = []
    try:
        rows, waits = _find_rows(project, prepared, result.tracked, write_back)
    except AfterwordError as error:  # what was done to issues is reported all the same
        rows, waits = {}, ""
        failures.append(error)
    report = Report(prepared.plan, result, is_dry=False, cap=cap, cells=rows)
    if failures:
        files, text = 0, ""
    elif write_back == "pull request":
        files, text = _propose(project, prepared, rows, failures)
    else:
        files = _write(project, prepared.documents, rows, failures)
        text = f"numbers and statuses written into {counted(files, 'file')}" if files else ""
    progress("asking what closed issues")
    remarks = _keep_snapshot(project, tracker, prepared, result, failures)
    return replace(report, files=files, files_text=_joined(text, waits), failures=tuple(failures), closings=remarks)


def _keep_snapshot(
    project: Project, tracker: Tracker, prepared: PreparedSync, result: PlanResult, failures: list[AfterwordError]
) -> tuple[Remark, ...]:
    """Write the snapshot, and return what to know about action items that are done."""
    closings: dict[Key, Closed] = {}
    remarks: list[Remark] = []
    try:
        earlier = read_last_snapshot(project.root)
        closings = find_closings(project, prepared.documents, tracker, result.tracked, earlier)
        remarks = warn_without_evidence(result.tracked, closings)
    except AfterwordError as error:  # the states of the issues are known all the same
        remarks.append(Remark("", None, f"what closed issues is not known: {error.message}", error.remedy or ""))
    try:
        write_snapshot(project.root, make_snapshot(tracker, result.tracked, closings))
    except AfterwordError as error:
        failures.append(error)
    return tuple(remarks)


def _write(
    project: Project, documents: list[PostMortem], rows: dict[str, list[RowChange]], failures: list[AfterwordError]
) -> int:
    """Write the cells and return how many files changed; if one cannot be written, the others still are."""
    written = 0
    for document in documents:
        if document.id in rows:
            try:
                written += write(document, rows[document.id], project.path(document))
            except AfterwordError as error:
                failures.append(error)
    return written


def _propose(
    project: Project, prepared: PreparedSync, rows: dict[str, list[RowChange]], failures: list[AfterwordError]
) -> tuple[int, str]:
    """Write the cells through the status pull request; return how many files it changes, and what became of it."""
    head, repository = prepared.head, prepared.documents_repository
    if head is None or repository is None or prepared.wanted.differing is None:
        return 0, ""  # an empty repository, or a checkout that says nothing about the default branch
    prefix = git.prefix(project.root)
    files: dict[str, str] = {}
    for document in prepared.documents:
        if document.id in rows and prepared.wanted.may_change(document.id.casefold()):
            path = prefix + document.path
            # As the default branch has it, byte for byte: the checkout may have other line endings.
            text = git.show(project.root, head.commit, path)
            if text is None:
                remedy = "run it in a clone of the repository"
                failures.append(AfterwordError(f"git does not know {path} on {head.branch}", remedy=remedy))
                return 0, ""
            try:
                files[path] = with_cells(read(text.encode(), document.path), rows[document.id])
            except AfterwordError as error:
                failures.append(error)
    try:
        has_statuses = any("Status" in row.cells for changes in rows.values() for row in changes)
        title = TITLE if has_statuses else NUMBERS_TITLE
        update: Update = update_status_pull_request(repository, head, files, title)
    except AfterwordError as error:
        failures.append(error)
        return 0, ""
    return 0 if update.what == "none" else len(files) or 1, _UPDATES[update.what].format(update.number)
