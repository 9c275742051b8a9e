"""What `sync` would do as far as the documents alone say: without a token, a network or a tracker."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.project import Project
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.remark import Remark
from afterword.tracking.wanted_issues import WantedIssue


@dataclass(frozen=True, slots=True)
class OfflinePlan:
    """What the documents say.

    Attributes:
        opens: action items that name no issue and are not settled.
        numbered: how many name an issue, whose state is not known.
        skipped: rows and documents that should be tracked and are not, and why.
        notes: rows and documents that are not to be tracked yet.
    """

    opens: tuple[WantedIssue, ...]
    numbered: int
    skipped: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def plan_offline(project: Project) -> OfflinePlan:
    """Plan from the documents alone.

    An issue of an earlier run whose number was not written back is not seen here; with the tracker, it is found.

    Raises:
        AfterwordError: a document cannot be read.
    """
    wanted = collect_wanted_issues(project.documents, project.config, project.now)
    opens = tuple(row for row in wanted.rows if row.issue is None and not row.is_settled)
    numbered = sum(row.issue is not None for row in wanted.rows)
    return OfflinePlan(opens, numbered, tuple(wanted.skipped), tuple(wanted.notes))
