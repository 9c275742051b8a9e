"""Issues of ours whose row is gone: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from afterword.github.issues import Issue
from afterword.text.counting import counted
from afterword.tracking import marker
from afterword.tracking.marker import ACTION, Key
from afterword.tracking.operations import Kind, Operation
from afterword.tracking.wanted import Collected, Remark


@dataclass
class Orphans:
    """What becomes of them, and what is told."""

    operations: list[Operation] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


def orphans(collected: Collected, issues: Iterable[tuple[Issue, Key]]) -> Orphans:
    """Close issues whose row is gone. One that a person reopened afterwards is left alone.

    Args:
        collected: what the documents want.
        issues: those of ours, by number, with what they stand for.
    """
    found = Orphans()
    if collected.frozen is None:
        return found
    elsewhere: list[Issue] = []
    for issue, key in issues:
        if key in collected.present or not issue.open or marker.is_withdrawn(issue.body):
            continue
        if not collected.is_home(marker.document_place(issue.body)):
            elsewhere.append(issue)
        elif collected.is_held(key.document) or not collected.documents:
            reason = f"issue #{issue.number} stands for {marker.named(issue.body)}, which has no such row"
            remedy = "it is left open, because the rows of that document are not certain"
            found.warnings.append(Remark("", None, reason, remedy))
        else:
            found.operations += _closing(issue, key)
    if elsewhere:
        found.notes.append(_elsewhere(elsewhere))
    return found


def _closing(issue: Issue, key: Key) -> list[Operation]:
    subject = f"row {marker.named(issue.body)}" if key.subject == ACTION else f"post-mortem {key.document}"
    said = (
        f"There is no {subject} any more, so this issue is closed as not planned. When it comes back, "
        "the issue is reopened."
    )
    why = "its row is gone" if key.subject == ACTION else "its post-mortem is gone"
    return [
        Operation(Kind.COMMENT, key, why, None, issue, comment="row-gone", text=said),
        # Marked in the same step: an issue that is closed unmarked would not be reopened when the row comes
        # back, and one that is marked and open looks like one that a person reopened.
        Operation(Kind.CLOSE, key, why, None, issue, reason="not_planned", body=marker.withdrawn(issue.body)),
    ]


def _elsewhere(issues: list[Issue]) -> Remark:
    """Several projects may keep their issues in one place."""
    place = marker.document_place(issues[0].body)
    reason = f"{counted(len(issues), 'open issue')} of post-mortems that are kept elsewhere"
    remedy = f"they are left alone; if {place} was one of these, close #{issues[0].number} by hand"
    return Remark("", None, f"{reason}, such as #{issues[0].number}", remedy)
