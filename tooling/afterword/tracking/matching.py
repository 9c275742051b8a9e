"""Which issue is whose: from a row, or a whole document, to the issue that is for it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.github.issues import Issue
from afterword.tracking import marker
from afterword.tracking.issue_index import IssueIndex
from afterword.tracking.status_pull_request import BRANCH
from afterword.tracking.tracker import Absence
from afterword.tracking.tracker_facts import TrackerFacts, foreign_number, own_number
from afterword.tracking.wanted_issues import WantedIssue


@dataclass(frozen=True, slots=True)
class Ours:
    """An issue of ours, and others for the same row or document."""

    issue: Issue
    duplicates: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """An issue that is not ours and is never edited; None if it cannot be read."""

    issue: Issue | None


@dataclass(frozen=True, slots=True)
class New:
    """No issue yet; or the tracker has lost the one with this number, and has others for the row."""

    number: int | None = None
    duplicates: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing is done, because it is not certain which issue it is. Creating one might make a duplicate.

    Attributes:
        reason: as in a remark.
        remedy: as in a remark.
        is_tracked: whether the issue that is named stays the row's.
    """

    reason: str
    remedy: str
    is_tracked: bool = False


Match = Ours | Linked | New | Skipped | None
"""None if there is no issue and none is needed."""


def match_row(row: WantedIssue, index: IssueIndex, facts: TrackerFacts) -> Match:
    """Find the issue of a row."""
    number = own_number(row, facts.repository)
    if number is not None:
        return _match_number(row, number, index, facts)
    if row.issue is not None:
        place = foreign_number(row, facts.repository)
        return Linked(facts.elsewhere.get(place) if place else None)
    match = match_document(row, index)
    if not isinstance(match, New):
        return match
    if row.is_settled:
        return None
    unmarked = index.unmarked.get(row.text.title)
    if unmarked is None:
        return match
    return Skipped(
        f"issue #{unmarked} has its title and our label, but somebody deleted the marker from its text",
        f"write `#{unmarked}` into its Issue cell, or give that issue another title",
    )


def match_document(wanted: WantedIssue, index: IssueIndex) -> Match:
    """Find the issue of a whole document, or of a row that names none, by the marker."""
    if candidates := index.ours.get(wanted.key):
        kept = min(candidates, key=lambda issue: (issue.reason == "duplicate", issue.number))
        return Ours(kept, tuple(issue for issue in candidates if issue is not kept))
    if same_id := index.same_id.get(wanted.key):
        return _skip_same_id(same_id) if wanted.action else None
    if claim := index.claim(wanted.key):
        trust = f"add {claim.author_id} to `tracking.trusted_authors`"
        return Skipped(
            f"issue #{claim.number} has its marker but is by another account",
            f"write `#{claim.number}` into its Issue cell, or {trust}" if wanted.action else trust,
        )
    return New()


def _match_number(row: WantedIssue, number: int, index: IssueIndex, facts: TrackerFacts) -> Match:
    """Find the issue of a row whose Issue cell names one of this tracker."""
    if number in facts.moved:
        return Linked(facts.moved[number])
    issue, key = index.issues.get(number), index.keys.get(number)
    if issue is None:
        return _match_missing(row, number, index, facts)
    if key == row.key:
        if number in facts.same_id:
            return _skip_same_id(issue)
        return Ours(issue, tuple(one for one in index.ours.get(row.key, []) if one.number != number))
    if key is not None and issue.author_id in facts.trusted:
        return _skip_other(number, key.name)
    return Linked(issue)


def _match_missing(row: WantedIssue, number: int, index: IssueIndex, facts: TrackerFacts) -> Match:
    """Decide what a number means that is not an issue of this tracker."""
    if first := index.restored.get(number):
        # The file of the local tracker is not in git: on another machine, or once deleted, its issues are made again.
        if first is not row:
            return _skip_other(number, f"{first.action} of {first.document}")
        return New(number, tuple(index.ours.get(row.key, [])))
    if row.is_settled:
        return None
    reason = facts.missing.get(number, Absence.MISSING).value.format(f"#{number}")
    if row.key not in facts.pending:
        return Skipped(reason, f"correct the number, or empty the cell to open an issue in {facts.name}")
    # It stays the row's until a person decides: an issue that is opened instead might be a second one.
    remedy = "write into the Issue cell where it is now, or `not planned` as the status; "
    remedy += "deleting that branch opens a new one"
    return Skipped(f"{reason}, which the branch {BRANCH} names for it", remedy, is_tracked=True)


def _skip_other(number: int, tracked: str) -> Skipped:
    return Skipped(
        f"issue #{number} already tracks {tracked}", "correct the number, or empty the cell to open an issue"
    )


def _skip_same_id(issue: Issue) -> Skipped:
    """Another project, or the repository that this one is a fork of, has opened the issue for its own post-mortem."""
    return Skipped(
        f"issue #{issue.number} already tracks the item of that name in {marker.document_place(issue.body)}",
        "give this post-mortem another id; if it was moved from there, delete it there; a fork leaves it alone",
    )
