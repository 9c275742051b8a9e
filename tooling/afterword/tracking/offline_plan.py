"""What `sync` would do as far as the documents alone say: without a token, a network or a tracker."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.project import Project
from afterword.text.counting import counted
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.plan_file import PlannedOperation
from afterword.tracking.remark import Remark
from afterword.tracking.report_data import RemarkData, SyncData
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

    def summary(self) -> str:
        """Return one line that says what would happen, and what is not known."""
        return (
            f"{counted(len(self.opens), 'issue')} to open at most, {counted(self.numbered, 'action item')} with an "
            "issue. There is no GITHUB_TOKEN, so GitHub was not asked: states of issues, and issues without a number "
            "here, are not known."
        )

    def data(self) -> SyncData:
        """Return the same for programs."""
        return SyncData(
            dry_run=True,
            offline=True,
            summary=self.summary(),
            operations=[
                PlannedOperation(
                    operation="create",
                    document=row.document,
                    action=row.action,
                    subject=row.subject,
                    issue=None,
                    what=row.text.title,
                    identity=None,
                )
                for row in self.opens
            ],
            skipped=[RemarkData.of(one) for one in self.skipped],
            notes=[RemarkData.of(one) for one in self.notes],
        )


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
