"""From what the documents want and what the tracker contains to what has to be done. Pure.

A pipeline: sort the issues by what they are for (`issue_index`), find the issue of each row and document (`matching`),
and make each agree with it (`issue_operations`); then close those whose row is gone.

Markdown owns title, text, owner and due date. `issue_state` says who owns the state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from afterword.github.issues import Issue
from afterword.postmortem.values import Person, PersonKind
from afterword.text.counting import counted
from afterword.text.likeness import REWORDED
from afterword.tracking import marker
from afterword.tracking.issue_index import IssueIndex, index_issues
from afterword.tracking.issue_operations import create_issue, update_document, update_row
from afterword.tracking.issue_state import contradicts_file, stays_open
from afterword.tracking.marker import ACTION, DOCUMENT, Key
from afterword.tracking.matching import Linked, Match, New, Ours, Skipped, match_document, match_row
from afterword.tracking.operations import Operation, Plan
from afterword.tracking.remark import Remark
from afterword.tracking.tracker_facts import TrackerFacts
from afterword.tracking.unclaimed_issues import Matched, account_for_unclaimed
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues

MAX_PARTS = 100
"""Sub-issues that GitHub allows one issue to have, closed ones included."""


def plan(wanted: WantedIssues, listed: Iterable[Issue], facts: TrackerFacts) -> Plan:
    """Decide what has to be done.

    Args:
        wanted: what the documents want.
        listed: every issue with one of our labels.
        facts: what else the tracker was asked.
    """
    wanted = facts.with_pending(wanted)
    index = index_issues(wanted, listed, facts)
    rows = account_for_unclaimed([(row, match_row(row, index, facts)) for row in wanted.rows], index, facts)
    tracked = tuple(_track(rows))
    # The issue that a document's actions are parts of is open as long as one of them is.
    busy = {row.document for row, issue in tracked if (issue.open if issue else not row.is_settled)}
    needed = [replace(one, is_needed=one.document in busy) for one in wanted.parents if facts.parents]
    parents = account_for_unclaimed([(one, match_document(one, index)) for one in needed], index, facts)
    reminders = account_for_unclaimed([(one, match_document(one, index)) for one in wanted.reminders], index, facts)
    matched = (*rows, *parents, *reminders)
    skipped = (*wanted.skipped, *_name_skipped(matched))
    held = {match.held_by for _, match in matched if isinstance(match, Skipped) and match.held_by}
    unmatched = list(_list_unmatched(matched, held, index))
    removed = close_removed_rows(_without_held(wanted, matched, held, index), unmatched)
    operations = (
        # Parents first: what is linked to them must find them.
        *_update_documents(parents, facts, unsure={remark.path for remark in skipped}),
        *_update_rows(rows, _choose_parents(rows, parents, index, facts), facts, wanted.labels),
        *_update_documents(reminders, facts),
        *removed.operations,
    )
    return Plan(
        operations=tuple(one for one in operations if wanted.may_change(one.key.document)),
        tracked=tracked,
        skipped=skipped,
        notes=(*wanted.notes, *removed.notes),
        warnings=(*_warn_of_rows(rows, index, facts), *_warn_of_claims(parents + reminders), *removed.warnings),
        unassigned=tuple(row for row, it in rows if _is_open(row, it, facts) and _lacks_assignee(row, facts)),
        issues={one.key: it.issue for one, it in matched if isinstance(it, Ours)},
        held=frozenset(held),
        orphans=frozenset(one.number for one, _ in unmatched if one.open and one.number in index.orphans),
    )


def _track(rows: Matched) -> Iterator[tuple[WantedIssue, Issue | None]]:
    for row, match in rows:
        if isinstance(match, Ours | Linked):
            yield row, match.issue
        elif isinstance(match, New) or (isinstance(match, Skipped) and match.is_tracked):
            yield row, None


def _name_skipped(matched: Iterable[tuple[WantedIssue, Match]]) -> Iterator[Remark]:
    """Name what is skipped or held; of documents whose issue is by another account, a warning says so."""
    for wanted, match in matched:
        if isinstance(match, Skipped) and (wanted.action or match.held_by):
            yield wanted.remark(match.reason, match.remedy)


def _is_open(row: WantedIssue, match: Match, facts: TrackerFacts) -> bool:
    """Whether an issue of ours is open for the row once the plan is carried out."""
    if isinstance(match, Ours):
        return stays_open(row.status, match.issue, file_owns_status=facts.file_owns_status)
    return isinstance(match, New)


def _lacks_assignee(row: WantedIssue, facts: TrackerFacts) -> bool:
    # GitHub assigns no team to an issue: a team that is named is meant. The local tracker has no accounts at all.
    if facts.repository is None:
        return False
    is_team = bool(row.owner_text) and Person.parse(row.owner_text).kind is PersonKind.TEAM
    return bool(row.owner_text) and not is_team and not facts.can_assign(row.owner)


def _update_rows(
    rows: Matched, parents: dict[Key, Key], facts: TrackerFacts, our_labels: frozenset[str]
) -> list[Operation]:
    operations = [
        operation
        for row, match in rows
        if isinstance(match, Ours | New)
        for operation in update_row(row, match, facts, our_labels, parents.get(row.key))
    ]
    # Numbers that rows have are taken before any is given out.
    return sorted(operations, key=lambda one: one.kind != "create" or one.number is None)


def _update_documents(
    documents: Matched, facts: TrackerFacts, unsure: frozenset[str] | set[str] = frozenset()
) -> Iterator[Operation]:
    for wanted, match in documents:
        if isinstance(match, Ours):
            yield from update_document(wanted, match, facts, may_close=wanted.path not in unsure)
        elif isinstance(match, New) and wanted.is_needed:
            yield from create_issue(wanted, facts)


def _choose_parents(rows: Matched, parents: Matched, index: IssueIndex, facts: TrackerFacts) -> dict[Key, Key]:
    """Return which rows' issues become parts of which document's issue, by their keys."""
    known = {one.key: match.issue.number for one, match in parents if isinstance(match, Ours)}
    chosen: dict[Key, Key] = {}
    added: Counter[Key] = Counter()
    for row, match in rows if facts.parents else ():
        key = Key.of(row.document, "", DOCUMENT)
        issue = match.issue if isinstance(match, Ours) else None
        if not _is_open(row, match, facts):
            continue
        parent = issue.parent if issue is not None else None
        if parent == known.get(key, -1) or (parent is not None and not _is_former_parent(parent, key, index, facts)):
            continue  # it is a part already, or a person made it a part of something else
        if (key in index.claims or key in index.same_id) and key not in index.ours:
            continue
        if added[key] + sum(index.parts[one.number] for one in index.ours.get(key, [])) < MAX_PARTS:
            added[key] += 1
            chosen[row.key] = key
    return chosen


def _is_former_parent(number: int, key: Key, index: IssueIndex, facts: TrackerFacts) -> bool:
    """Whether an issue is the parent, opened by us, of another document than that of a key: the row moved."""
    found, issue = index.keys.get(number), index.issues.get(number)
    is_ours = issue is not None and issue.author_id in facts.trusted
    return is_ours and found is not None and found.subject == DOCUMENT and found != key


def _without_held(
    wanted: WantedIssues, matched: Iterable[tuple[WantedIssue, Match]], held: set[int], index: IssueIndex
) -> WantedIssues:
    """Return the same, where the rows of a document are not certain as long as one of them, or one of its issues, is
    in doubt."""
    if not held:
        return wanted
    rows = [one for one, match in matched if isinstance(match, Skipped) and match.held_by]
    known = {key.document for key in wanted.existing}
    doubtful = {
        key.document
        for issue, key in index.our_issues()
        # A post-mortem that is gone may be one of those under another name, and a row may have moved to another one.
        if key.document not in known or any(index.likeness(row, issue.number) >= REWORDED for row in rows)
    }
    return replace(wanted, uncertain=wanted.uncertain | doubtful | {row.key.document for row in rows})


def _list_unmatched(
    matched: Iterable[tuple[WantedIssue, Match]], held: set[int], index: IssueIndex
) -> Iterator[tuple[Issue, Key]]:
    """Yield issues of ours that belong to no row or document, and that hold none."""
    taken = {match.issue.number for _, match in matched if isinstance(match, Ours)}
    yield from ((issue, key) for issue, key in index.our_issues() if issue.number not in taken | held)


def _warn_of_rows(rows: Matched, index: IssueIndex, facts: TrackerFacts) -> Iterator[Remark]:
    for row, match in rows:
        if isinstance(match, Linked):
            for own in index.ours.get(row.key, []):
                if own.open:
                    reason = f"the row names {row.issue}, but #{own.number} was opened for it"
                    yield row.remark(reason, f"close #{own.number}, or put it back into the Issue cell")
        elif isinstance(match, Ours) and not facts.file_owns_status and contradicts_file(row.status, match.issue):
            number = match.issue.number
            yield row.remark(
                f"the row says `{row.status}`, but issue #{number} is open, and the issue counts",
                f"the cell becomes `open`; only if the item is done, close #{number} in {facts.name}",
            )


def _warn_of_claims(documents: Matched) -> Iterator[Remark]:
    for wanted, match in documents:
        if isinstance(match, Skipped) and wanted.is_needed and not match.held_by:
            yield wanted.remark(match.reason, match.remedy)


def close_removed_rows(wanted: WantedIssues, issues: Iterable[tuple[Issue, Key]]) -> Plan:
    """Close issues whose row is gone. One that a person reopened afterwards is left alone.

    Args:
        wanted: what the documents want.
        issues: those of ours, by number, with what they are for.
    """
    if wanted.differing is None:
        return Plan()
    operations: list[Operation] = []
    warnings: list[Remark] = []
    elsewhere: list[Issue] = []
    for issue, key in issues:
        is_known = key in wanted.existing or key.document in wanted.unread
        if is_known or not issue.open or marker.is_withdrawn(issue.body):
            continue
        if not wanted.is_home(marker.document_place(issue.body)):
            elsewhere.append(issue)
        elif not wanted.is_certain(key.document) or not wanted.documents:
            reason = f"issue #{issue.number} tracks {key.name}, which has no such row"
            remedy = "it is left open, because the rows of that document are not certain"
            warnings.append(Remark("", None, reason, remedy))
        else:
            operations += _close(issue, key)
    notes = (_note_elsewhere(elsewhere),) if elsewhere else ()
    return Plan(operations=tuple(operations), warnings=tuple(warnings), notes=notes)


def _close(issue: Issue, key: Key) -> Iterator[Operation]:
    is_row = key.subject == ACTION
    subject = f"row {key.name}" if is_row else f"post-mortem {key.document}"
    text = f"There is no {subject} any more, so this issue is closed as not planned. If it comes back, "
    text += "the issue is reopened."
    why = "its row is gone" if is_row else "its post-mortem is gone"
    yield Operation("comment", key, why, None, issue, comment="row-gone", text=text)
    # Marked in the same step: an issue that is closed unmarked would not be reopened when the row comes back, and one
    # that is marked and open looks like one that a person reopened.
    body = marker.withdrawn(issue.body)
    yield Operation("close", key, why, None, issue, reason="not_planned", body=body)


def _note_elsewhere(issues: list[Issue]) -> Remark:
    """Several projects may keep their issues in one place."""
    first = issues[0]
    reason = f"{counted(len(issues), 'open issue')} of post-mortems that are kept elsewhere, such as #{first.number}"
    remedy = f"they are left alone; if {marker.document_place(first.body)} was one of these, close #{first.number}"
    return Remark("", None, reason, f"{remedy} by hand")
