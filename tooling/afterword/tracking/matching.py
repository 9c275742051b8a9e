"""Which issue is whose: from a row, or a whole document, to the issue that is for it. Pure.

An id alone does not tell: people renumber, reuse and swap rows. So the text has to agree as well, and a row whose text
does not is held: its issue is neither changed nor closed, its status is not taken over, and no other one is opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from afterword.github.issues import Issue
from afterword.text.likeness import REWORDED
from afterword.tracking import marker
from afterword.tracking.issue_index import IssueIndex
from afterword.tracking.marker import ACTION
from afterword.tracking.status_pull_request import BRANCH
from afterword.tracking.tracker import Absence
from afterword.tracking.tracker_facts import TrackerFacts, own_number, place_of
from afterword.tracking.wanted_issues import WantedIssue

_MAX_TITLE = 70


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
        held_by: number of the issue that may be the row's, or that its id leads to; 0 if there is none.
    """

    reason: str
    remedy: str
    is_tracked: bool = False
    held_by: int = 0


Match = Ours | Linked | New | Skipped | None
"""None if there is no issue and none is needed."""


def match_row(row: WantedIssue, index: IssueIndex, facts: TrackerFacts) -> Match:
    """Find the issue of a row."""
    number = own_number(row, facts.repository)
    if number is not None:
        match = _match_number(row, number, index, facts)
    elif row.issue is not None:
        place = place_of(row, facts.repository)
        found = facts.named.get(place) if place else None
        return Linked(found if isinstance(found, Issue) else None)
    else:
        match = match_document(row, index)
    if isinstance(match, Ours):
        return _hold_other_text(row, match.issue, index) or match
    return None if match == New() and row.is_settled else match


def match_document(wanted: WantedIssue, index: IssueIndex) -> Match:
    """Find the issue of a whole document, or of a row that names none, by the marker."""
    if candidates := index.ours.get(wanted.key):
        likest = max(index.likeness(wanted, issue.number) for issue in candidates)
        kept = min(
            candidates,
            key=lambda issue: (
                bool(wanted.action) and index.likeness(wanted, issue.number) < likest,
                issue.reason == "duplicate",
                issue.number,
            ),
        )
        return Ours(kept, _find_duplicates(wanted, kept.number, index))
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
    moved = facts.named.get(("", number))
    if isinstance(moved, Issue) and moved.repository is not None:
        return Linked(moved)
    issue, key = index.issues.get(number), index.keys.get(number)
    if issue is None:
        return _match_missing(row, number, index, facts)
    if key == row.key:
        return _skip_same_id(issue) if number in facts.same_id else Ours(issue, _find_duplicates(row, number, index))
    if key is None or issue.author_id not in facts.trusted:
        return Linked(issue)
    is_first = index.named.get(number, [])[:1] == [row]
    if key.subject == ACTION and number in index.orphans and row.key not in index.ours and is_first:
        return Ours(issue)  # the row has got another id
    match = _skip_other(number, key.name)
    if index.likeness(row, number) < 1:
        return match
    return replace(match, remedy=f"its text is that of the issue: give the row the id {key.written[1]} again")


def _find_duplicates(wanted: WantedIssue, number: int, index: IssueIndex) -> tuple[Issue, ...]:
    """Return other issues of ours for the same thing: those that say the same."""
    others = (issue for issue in index.ours.get(wanted.key, []) if issue.number != number)
    return tuple(one for one in others if one.number not in index.named and is_same_text(wanted, one, index))


def is_same_text(wanted: WantedIssue, issue: Issue, index: IssueIndex) -> bool:
    """Whether an issue has, or had, the title that is wanted; of a whole document, whose id is fixed, any will do."""
    return not wanted.action or index.likeness(wanted, issue.number) == 1


def _hold_other_text(row: WantedIssue, issue: Issue, index: IssueIndex) -> Skipped | None:
    """Hold a row whose id leads to an issue that may be another row's; None if the issue is certainly its own."""
    number, namers = issue.number, index.named.get(issue.number, [])
    is_named = any(one.key == row.key for one in namers)
    if namers and not is_named:
        reason = f"issue #{number} has its id, but {namers[0].key.name} names it"
        return Skipped(reason, _give_back(row, index), held_by=number)
    like = index.likeness(row, number)
    if like == 1 or (_is_reworded(like, issue, is_named=is_named) and not _is_more_like_another(row, like, index)):
        return None
    return Skipped(
        f"its id leads to issue #{number}, which has another text: “{issue.title[:_MAX_TITLE]}”",
        f"{_give_back(row, index)}; if it is the same action, give issue #{number} its text as the title",
        held_by=number,
    )


def _is_reworded(like: float, issue: Issue, *, is_named: bool) -> bool:
    """Whether a text may be the issue's reworded. Where the row does not name a closed issue, its id may be used again,
    and the new action must not be called done."""
    return like > 0 if is_named else like >= REWORDED and issue.open


def _is_more_like_another(row: WantedIssue, like: float, index: IssueIndex) -> bool:
    """Whether the text is nearer to another issue of its document that is not just as its own row says."""
    others = (
        issue
        for issue, key in index.our_issues()
        if key.document == row.key.document and key.subject == ACTION and issue.number not in index.agreeing
    )
    return any(index.likeness(row, issue.number) > like for issue in others)


def _give_back(row: WantedIssue, index: IssueIndex) -> str:
    return f"give the row the id that it had, or one that was never used, such as {index.free_id(row.key.document)}"


def _match_missing(row: WantedIssue, number: int, index: IssueIndex, facts: TrackerFacts) -> Match:
    """Decide what a number means that is not an issue of this tracker."""
    if first := index.restored.get(number):
        # The file of the local tracker is not in git: on another machine, or once deleted, its issues are made again.
        if first is not row:
            return _skip_other(number, f"{first.action} of {first.document}")
        return New(number, tuple(index.ours.get(row.key, [])))
    if row.is_settled:
        return None
    found = facts.named.get(("", number))
    reason = (found if isinstance(found, Absence) else Absence.MISSING).value.format(f"#{number}")
    if row.key not in facts.pending:
        return Skipped(reason, f"correct the number, or empty the cell to open an issue in {facts.name}")
    # It stays the row's until a person decides: an issue that is opened instead might be a second one.
    remedy = "write into the Issue cell where it is now, or `not planned` as the status; "
    remedy += "deleting that branch opens a new one"
    return Skipped(f"{reason}, which the branch {BRANCH} names for it", remedy, is_tracked=True)


def _skip_other(number: int, tracked: str) -> Skipped:
    remedy = "correct the number, or empty the cell to open an issue"
    return Skipped(f"issue #{number} already tracks {tracked}", remedy, held_by=number)


def _skip_same_id(issue: Issue) -> Skipped:
    """Another project, or the repository that this one is a fork of, has opened the issue for its own post-mortem."""
    return Skipped(
        f"issue #{issue.number} already tracks the item of that name in {marker.document_place(issue.body)}",
        "give this post-mortem another id; if it was moved from there, delete it there; a fork leaves it alone",
    )
