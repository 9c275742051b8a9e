"""The two deadlines: an action item has an issue 24 hours after its merge; a post-mortem is published in 72."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.pulls import OpenPullRequest, list_open_pulls
from afterword.postmortem import PostMortem, read
from afterword.postmortem.deadlines import TRACK_WITHIN
from afterword.project import Project
from afterword.text.counting import counted
from afterword.times.durations import show_duration
from afterword.tracking.operations import Plan
from afterword.tracking.remark import Remark
from afterword.tracking.status_pull_request import BRANCH
from afterword.tracking.sync import PreparedSync
from afterword.tracking.tracker import Tracker
from afterword.tracking.why_untrackable import row_name, why_untrackable


@dataclass(frozen=True, slots=True)
class WaitingPull:
    """A pull request with a post-mortem that has been open for more than a day: its action items have no issues."""

    number: int
    path: str
    since: datetime

    def remark(self, now: datetime) -> Remark:
        """Return it as a warning."""
        reason = f"pull request #{self.number} with {self.path} has been open for {show_duration(now - self.since)}"
        return Remark("", None, reason, "its action items get their issues once it is merged")


@dataclass(frozen=True, slots=True)
class MissedDeadlines:
    """What is late.

    Attributes:
        untracked: action items without an issue for more than a day.
        unpublished: post-mortems that should have been published by now.
        waiting: pull requests with post-mortems that have been open for more than a day.
        unknown: why it is not known since when action items lack an issue; empty if it is known.
    """

    untracked: tuple[Remark, ...] = ()
    unpublished: tuple[Remark, ...] = ()
    waiting: tuple[WaitingPull, ...] = ()
    unknown: str = ""

    def __bool__(self) -> bool:
        """Whether anything is late."""
        return bool(self.untracked or self.unpublished or self.waiting)

    def summary(self, plan: Plan) -> str:
        """Return one line on action items without an issue.

        Args:
            plan: what `sync` would do now.
        """
        if self.untracked:
            number = sum(1 if one.rows is None else len(one.rows) for one in self.untracked)
            return f"{number} without an issue for more than a day"
        # A document without a row that lacks an issue is left out as a whole: its rows are done, or name one.
        documents = {one.path for one in plan.skipped if not one.rows}
        # By line too: two rows may have one ID.
        rows = {(wanted.path, wanted.line, wanted.action) for wanted, _ in plan.tracked}
        items = len(rows | {(one.path, one.line, name) for one in plan.skipped for name in one.rows or ()})
        without = without_issue(plan)
        if not without:
            return "all tracked" if items else "no action items to track"
        lacking = sum(len(one.rows or ()) for one in without)
        parts = [f"{counted(items, 'action item')}, {lacking or 'none'} without an issue"] if items else []
        if documents:
            parts.append(f"{counted(len(documents), 'post-mortem')} skipped, as said above")
        return "; ".join(parts)


def find_missed_deadlines(project: Project, tracker: Tracker, prepared: PreparedSync) -> MissedDeadlines:
    """Find what is late.

    Args:
        prepared: what `sync` would do now.

    Raises:
        AfterwordError: GitHub fails.
    """
    commit = prepared.head.commit if prepared.head else None
    untracked, unknown = _untracked(project, without_issue(prepared.plan), commit)
    unpublished = tuple(
        Remark(one.path, None, f"publication due {one.due:%Y-%m-%d %H:%MZ}", "publish what is known")
        for one in prepared.wanted.reminders
        if one.is_needed and one.due is not None
    )
    waiting: list[WaitingPull] = []
    documents = prepared.documents_repository
    if documents is not None and documents.is_named(tracker.name):
        waiting = _waiting(project, list_open_pulls(documents))
    return MissedDeadlines(tuple(untracked), unpublished, tuple(waiting), unknown)


def without_issue(plan: Plan) -> list[Remark]:
    """Return what lacks an issue: rows that the next run opens one for, and what cannot be tracked as it is."""
    created = (one.wanted for one in plan.operations if one.kind == "create")
    opened = [
        Remark(one.path, one.line, f"{one.action}: it has no issue", "run `afterword sync`", (one.action,))
        for one in created
        if one is not None and one.action
    ]
    return [*opened, *plan.skipped]


def _untracked(project: Project, found: Iterable[Remark], commit: str | None) -> tuple[list[Remark], str]:
    """Return those remarks on rows that were on the default branch, ready to be tracked, a day ago; and why that is not
    known, if so."""
    try:
        then = git.commit_at(project.root, project.now - TRACK_WITHIN, commit or "HEAD")
    except AfterwordError as error:
        return [], ": ".join(filter(None, (error.message, error.remedy)))
    if not then:
        return [], ""
    prefix = git.prefix(project.root)
    known: dict[str, PostMortem | None] = {}
    missed = []
    for remark in found:
        path = remark.path
        if path not in known:
            text = git.show(project.root, then, prefix + path) if path else None
            known[path] = None if text is None else read(text.encode(), path)
        document = known[path]
        if document is not None and _applied(document, remark):
            missed.append(remark)
    return missed, ""


def _applied(document: PostMortem, remark: Remark) -> bool:
    """Whether a remark applied to an earlier state too: one of its rows existed, or the rows could not be read."""
    if remark.rows is None:
        return why_untrackable(document) is not None
    ready = {row_name(item).casefold() for item in document.actions if not item.under_notice}
    return any(name.casefold() in ready for name in remark.rows)


def _waiting(project: Project, pulls: Iterable[OpenPullRequest]) -> list[WaitingPull]:
    folder = git.prefix(project.root) + project.config.postmortems.rstrip("/") + "/"
    found = []
    for pull in pulls:
        names = [path for path in pull.paths if path.startswith(folder) and path.endswith(".md")]
        if pull.branch != BRANCH and names and project.now - pull.created > TRACK_WITHIN:
            found.append(WaitingPull(pull.number, names[0], pull.created))
    return found
