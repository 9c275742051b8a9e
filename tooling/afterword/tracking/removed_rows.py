"""Issues of ours whose row, or whose post-mortem, is gone: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.github.issues import Issue
from afterword.text.counting import counted
from afterword.tracking import marker
from afterword.tracking.marker import ACTION, Key
from afterword.tracking.operations import Operation, Plan
from afterword.tracking.remark import Remark
from afterword.tracking.wanted_issues import WantedIssues


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
