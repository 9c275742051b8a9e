"""From a row or a document, and the issue that is for it, to the operations that make the issue agree: pure."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.github.issues import Issue
from afterword.tracking import marker
from afterword.tracking.due_dates import DUE_SOON, OVERDUE, due_comment, due_label
from afterword.tracking.issue_state import is_settled_by_file, must_reopen, reason_for
from afterword.tracking.marker import ACTION, REMINDER, Key
from afterword.tracking.matching import New, Ours
from afterword.tracking.operations import Operation
from afterword.tracking.tracker_facts import TrackerFacts
from afterword.tracking.wanted_issues import WantedIssue


def create_issue(wanted: WantedIssue, facts: TrackerFacts, number: int | None = None) -> Iterator[Operation]:
    """Open an issue, then assign it.

    Args:
        wanted: the row or document that it is for.
        number: the number that it had, if the tracker has lost it.
    """
    due = _due_label(wanted, facts)
    yield Operation(
        "create",
        wanted.key,
        "",
        wanted,
        title=wanted.text.title,
        body=marker.with_block("", _block(wanted, facts)),
        number=number,
        add=(*wanted.labels, due) if due else wanted.labels,
    )
    yield from _assign(wanted, None, facts)


def update_row(
    row: WantedIssue, match: Ours | New, facts: TrackerFacts, our_labels: frozenset[str], parent: Key | None
) -> Iterator[Operation]:
    """Make the issue of a row agree with it, or open one.

    Args:
        match: its issue.
        our_labels: labels that Afterword gives, in lower case; one of them that the row does not want is removed.
        parent: what the issue is for that the row's becomes a part of; None to leave that as it is.
    """
    if isinstance(match, New):
        yield from create_issue(row, facts, match.number)
        yield from _link(row, None, parent)
        if match.number is not None and row.is_settled:
            yield _settle(row, None)
        yield from _close_duplicates(row, match.number, match.duplicates)
        return
    issue = match.issue
    if is_settled_by_file(row.status, issue, file_owns_status=facts.file_owns_status):
        yield _settle(row, issue)
        return
    reopen = must_reopen(row.status, issue, file_owns_status=facts.file_owns_status)
    if reopen:
        yield _reopen(row, issue, "its row is back" if marker.is_withdrawn(issue.body) else "open", facts)
    if issue.open or reopen:
        yield from _update_content(row, issue, facts, our_labels, is_rewritten=reopen)
        yield from _update_due_label(row, issue, facts)
        yield from _link(row, issue, parent)
    yield from _close_duplicates(row, issue.number, match.duplicates)


def update_document(wanted: WantedIssue, match: Ours, facts: TrackerFacts, *, may_close: bool) -> Iterator[Operation]:
    """Keep the issue of a whole document open as long as it is needed.

    Args:
        wanted: the document.
        match: its issue.
        may_close: whether it is certain that nothing is left to do if the issue is not needed.
    """
    issue, is_needed = match.issue, wanted.is_needed
    is_withdrawn = marker.is_withdrawn(issue.body)
    if is_needed and is_withdrawn and not issue.open:
        yield _reopen(wanted, issue, "something is left to do", facts)
        yield from _update_content(wanted, issue, facts, is_rewritten=True)
    elif is_needed and issue.open:
        yield from _update_content(wanted, issue, facts)
    elif not is_needed and may_close and issue.open and not is_withdrawn:
        why = "published" if wanted.subject == REMINDER else "all its parts are closed"
        body = marker.withdrawn(issue.body)
        yield Operation("close", wanted.key, why, wanted, issue, reason="completed", body=body)
    yield from _close_duplicates(wanted, issue.number, match.duplicates)


def _settle(row: WantedIssue, issue: Issue | None) -> Operation:
    return Operation("close", row.key, row.status, row, issue, reason=reason_for(row.status))


def _reopen(wanted: WantedIssue, issue: Issue, why: str, facts: TrackerFacts) -> Operation:
    body = marker.with_block(issue.body, _block(wanted, facts))
    return Operation("reopen", wanted.key, why, wanted, issue, body=body)


def _update_content(
    wanted: WantedIssue,
    issue: Issue,
    facts: TrackerFacts,
    our_labels: frozenset[str] = frozenset(),
    *,
    is_rewritten: bool = False,
) -> Iterator[Operation]:
    """Title, text, labels and owner as the document has them."""
    # The former owner is named in the text that an update replaces, so assigning goes first.
    yield from _assign(wanted, issue, facts)
    block = _block(wanted, facts)
    title = wanted.text.title if issue.title != wanted.text.title else None
    body = None if is_rewritten or marker.says(issue.body, block) else marker.with_block(issue.body, block)
    if title is not None or body is not None:
        why = ", ".join(name for name, value in (("title", title), ("text", body)) if value is not None)
        yield Operation("update", wanted.key, why, wanted, issue, title=title, body=body)
    keep = {label.casefold() for label in wanted.labels}
    remove = sorted(name for name in issue.labels if name.casefold() in our_labels - keep)
    yield from _label(wanted, issue, [label for label in wanted.labels if not issue.bears(label)], remove)


def _label(wanted: WantedIssue, issue: Issue, add: list[str], remove: list[str]) -> Iterator[Operation]:
    if add or remove:
        why = ", ".join([*(f"+{name}" for name in add), *(f"-{name}" for name in remove)])
        yield Operation("label", wanted.key, why, wanted, issue, add=tuple(add), remove=tuple(remove))


def _block(wanted: WantedIssue, facts: TrackerFacts) -> str:
    cannot = wanted.owner is not None and not facts.can_assign(wanted.owner)
    return (wanted.text.unassignable if cannot else "") or wanted.text.block


def _due_label(wanted: WantedIssue, facts: TrackerFacts) -> str:
    return due_label(wanted.due, facts.now, facts.due_soon) if wanted.subject == ACTION else ""


def _update_due_label(row: WantedIssue, issue: Issue, facts: TrackerFacts) -> Iterator[Operation]:
    """One comment when an item is due soon and one when it is overdue; the label says that it was written."""
    label = _due_label(row, facts)
    remove = sorted(name for name in issue.labels if name.casefold() in {OVERDUE, DUE_SOON} - {label})
    add = [label] if label and not issue.bears(label) else []
    if add and row.due is not None:
        name, text = due_comment(label, row.due)
        why = name.replace("/", ": ")
        yield Operation("comment", row.key, why, row, issue, comment=name, text=text)
    yield from _label(row, issue, add, remove)


def _assign(wanted: WantedIssue, issue: Issue | None, facts: TrackerFacts) -> Iterator[Operation]:
    """Assign the owner, and remove the one whom the issue's text names, if that is another."""
    owner = wanted.owner
    assigned = {name.casefold() for name in issue.assignees} if issue else set()
    assign = owner if owner and facts.can_assign(owner) and owner.casefold() not in assigned else None
    former = marker.owner_of(issue.body) if issue else ""
    is_former = former.casefold() in assigned and former.casefold() != (owner or "").casefold()
    if assign or is_former:
        why = ", ".join([*([f"@{assign}"] if assign else []), *([f"not @{former}"] if is_former else [])])
        remove = (former,) if is_former else ()
        yield Operation("assign", wanted.key, why, wanted, issue, assign=assign, remove=remove)


def _link(row: WantedIssue, issue: Issue | None, parent: Key | None) -> Iterator[Operation]:
    if parent is not None:
        yield Operation("link", row.key, "part of the post-mortem's issue", row, issue, parent=parent)


def _close_duplicates(wanted: WantedIssue, number: int | None, duplicates: tuple[Issue, ...]) -> Iterator[Operation]:
    for issue in duplicates:
        if issue.open:
            why = f"duplicate of #{number}"
            text = f"Duplicate of #{number}: both track the same item of a post-mortem."
            name = f"duplicate/{number}"
            yield Operation("comment", wanted.key, why, wanted, issue, comment=name, text=text)
            yield Operation("close", wanted.key, why, wanted, issue, reason="duplicate")
