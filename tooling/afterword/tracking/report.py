"""What a run of `sync` did or would do, for people and programs: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from afterword.errors import AfterwordError
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown
from afterword.tracking.apply_plan import PlanResult
from afterword.tracking.marker import ACTION, DOCUMENT, REMINDER, Key
from afterword.tracking.operations import Operation, OperationKind, Plan
from afterword.tracking.plan_file import describe_operation
from afterword.tracking.remark import Remark
from afterword.tracking.report_data import RemarkData, SyncData, WrittenCells
from afterword.tracking.wanted_issues import WantedIssue
from afterword.tracking.write_back import RowChange

_MAX_TITLE = 70
_MAX_OWNERS = 10
_MAX_ROWS = 200
"""Rows of a table in a job summary, which may have a mebibyte."""

_PAST: dict[OperationKind, str] = {
    "create": "created",
    "update": "updated",
    "reopen": "reopened",
    "close": "closed",
    "label": "labelled",
    "assign": "assigned",
    "comment": "commented",
    "link": "linked",
}
_TITLES = {"refused": "Refused", "skipped": "Not tracked", "warnings": "To know", "notes": "Not tracked yet"}
_OF_OPENING = ("assign", "label", "link")
"""What can belong to opening an issue, and then is not reported beside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: `symbol` is `+`, `-`, `~` for issues and `<` for a cell of a file."""

    document: str
    symbol: str
    action: str
    what: str
    issue: str
    text: str


@dataclass(frozen=True)
class Report:
    """All that happened, or would.

    Attributes:
        plan: what was to be done.
        result: what was done.
        is_dry: whether nothing was to be done.
        cap: identities of the operations that were allowed; all when None.
        cells: cells that were written, or would be, by document.
        files: how many files changed, or would.
        files_text: what became of the numbers and statuses, as a part of the sentence.
        failures: why files or the status pull request could not be written.
        closings: what to know about action items that are done.
    """

    plan: Plan
    result: PlanResult
    is_dry: bool
    cap: frozenset[str] | None = None
    cells: dict[str, list[RowChange]] = field(default_factory=dict)
    files: int = 0
    files_text: str = ""
    failures: tuple[AfterwordError, ...] = ()
    closings: tuple[Remark, ...] = ()

    @property
    def error(self) -> AfterwordError | None:
        """The first failure; None if there was none."""
        return next(iter(self.failures), self.result.error)

    @property
    def operations(self) -> list[Operation]:
        """What was done, or would be."""
        if not self.is_dry:
            return [done.operation for done in self.result.done]
        unopened = _opened(self._denied)  # what belongs to opening an issue falls with it
        return [one for one in self.plan.operations if self._is_allowed(one) and one.key not in unopened]

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What a person should know."""
        found = (*self.plan.warnings, *self.result.warnings, *map(_warn_forbidden, self.forbidden), *self.closings)
        return (*found, *([warn_unassigned(self.plan.unassigned)] if self.plan.unassigned else []))

    @property
    def forbidden(self) -> list[Operation]:
        """Operations that are not allowed, without those that belong to opening an issue."""
        return _without_parts(self._denied)

    @property
    def _denied(self) -> list[Operation]:
        return [one for one in self.plan.operations if not self._is_allowed(one)]

    def _is_allowed(self, operation: Operation) -> bool:
        return self.cap is None or operation.identity in self.cap

    def lines(self) -> list[Line]:
        """Return the table, by document."""
        issues = {wanted.key: issue for wanted, issue in self.result.tracked}
        created = (done for done in self.result.done if done.operation.kind == "create")
        issues |= {done.operation.key: done.issue for done in created}
        lines = []
        for operation in _without_parts(self.operations):
            issue = operation.issue or issues.get(operation.key)
            lines.append(
                Line(
                    operation.key.written[0],
                    _symbol(operation),
                    _action(operation),
                    operation.kind if self.is_dry else _PAST[operation.kind],
                    f"#{issue.number}" if issue else "",
                    _detail(operation),
                )
            )
        for document, changed in self.cells.items():
            for row in changed:
                status = row.cells.get("Status")
                if status is None or (not row.before and status == "open"):
                    continue  # the summary says that an issue's number is written
                text = f"{row.before or 'nothing'} → {status}"
                lines.append(Line(document, "<", row.action, "status", f"#{row.number}", text))
        return sorted(lines, key=lambda line: line.document)

    def summary(self) -> str:
        """Return one line that says what happened."""
        rows = self.result.tracked
        if not (self.plan.operations or self.files or self.files_text):
            if not rows:
                skipped = len(self.plan.skipped)
                return f"nothing done: {skipped} skipped" if skipped else "nothing to do: no action items to track"
            issues = {issue.url if issue else str(wanted.issue) for wanted, issue in rows}
            return f"nothing to do: {counted(len(rows), 'action item')}, {counted(len(issues), 'issue')} up to date"
        counts = Counter(operation.kind for operation in _without_parts(self.operations))
        parts = [
            f"{counts[kind]} to {kind}" if self.is_dry else f"{counts[kind]} {past}"
            for kind, past in _PAST.items()
            if counts[kind]
        ]
        if counts["create"]:
            parts[0] += self._created_for()
        touched = {operation.key for operation in self.plan.operations}
        unchanged = sum(wanted.key not in touched for wanted, _ in rows)
        if self.forbidden:
            parts.append(f"{len(self.forbidden)} not in the plan")
        if self.result.refused:
            parts.append(f"{len(self.result.refused)} refused")
        text = ", ".join([*parts, f"{unchanged} unchanged"] if unchanged or not parts else parts)
        text += f"; {self.files_text}" if self.files_text else ""
        if self.is_dry:
            return f"{text} (dry run: nothing was done)"
        return text + (f"; {self._progress()}" if self.result.left else "")

    def _created_for(self) -> str:
        """Say what new issues are for, if not all are for action items, so that the numbers of two runs add up."""
        made = Counter(operation.key.subject for operation in self.operations if operation.kind == "create")
        others = (
            counted(made[subject], name) for subject, name in ((DOCUMENT, "parent issue"), (REMINDER, "reminder"))
            if made[subject]
        )  # fmt: skip
        text = ", ".join(others)
        return f" ({counted(made[ACTION], 'action item')}, {text})" if text and made[ACTION] else ""

    def _progress(self) -> str:
        rows = self.result.tracked
        have = sum(issue is not None or wanted.issue is not None for wanted, issue in rows)
        return (
            f"{self.result.left} operations left, {have} of {counted(len(rows), 'action item')} have an issue: "
            "run it again in an hour, it continues where it stopped"
        )

    def data(self) -> SyncData:
        """Return the same for programs."""
        remarks = {name: [RemarkData.of(one) for one in found] for name, found in self._remarks.items()}
        return SyncData(
            dry_run=self.is_dry,
            summary=self.summary(),
            operations=[describe_operation(operation) for operation in self.operations],
            cells=[
                WrittenCells(document=row.document, action=row.action, issue=row.number, cells=row.cells)
                for rows in self.cells.values()
                for row in rows
            ],
            left=self.result.left,
            error=self.result.error.message if self.result.error else None,
            **remarks,
        )

    @property
    def _remarks(self) -> dict[str, tuple[Remark, ...]]:
        skipped, notes = self.plan.skipped, self.plan.notes
        return {"refused": self.result.refused, "skipped": skipped, "warnings": self.warnings, "notes": notes}

    def markdown(self) -> str:
        """Return the same for a job summary."""
        parts = ["## Action items", "", escape_markdown(self.summary()) + ".", ""]
        if self.result.error is not None:
            said = f"{self.result.error.message}. {self.result.error.remedy}"
            parts += [f"**Stopped:** {escape_markdown(said)}", ""]
        lines = self.lines()
        if lines:
            parts += ["| Post-mortem | Action item | What | Issue | |", "|---|---|---|---|---|"]
            for line in lines[:_MAX_ROWS]:
                document, action, what, text = map(escape_markdown, (line.document, line.action, line.what, line.text))
                parts.append(f"| {document} | {action} | {what} | {line.issue} | {text} |")
            if len(lines) > _MAX_ROWS:
                parts.append(f"| … and {len(lines) - _MAX_ROWS} more | | | | |")
            parts.append("")
        for name, remarks in self._remarks.items():
            if remarks:
                parts += [f"### {_TITLES[name]}", "", *(f"- {_markdown(one)}" for one in remarks[:_MAX_ROWS]), ""]
        return "\n".join(parts)


def warn_unassigned(rows: Iterable[WantedIssue]) -> Remark:
    """Return one remark on all owners that cannot be assigned: a team or a role may well be meant."""
    rows = list(rows)
    owners: dict[str, list[str]] = {}
    for row in rows:
        owners.setdefault(row.owner_text, []).append(f"{row.action} of {row.document}")
    shown = ", ".join(
        f"{owner} ({items[0]}{f' and {len(items) - 1} more' if len(items) > 1 else ''})"
        for owner, items in sorted(owners.items())[:_MAX_OWNERS]
    )
    more = f" and {len(owners) - _MAX_OWNERS} more" if len(owners) > _MAX_OWNERS else ""
    is_one = len(rows) == 1
    return Remark(
        rows[0].path if is_one else "",
        rows[0].line if is_one else None,
        f"the issue has no assignee where the owner is {shown}{more}",
        "GitHub assigns people only: name one, correct the handle, or give the account access",
    )


def _without_parts(operations: list[Operation]) -> list[Operation]:
    """Leave out what belongs to opening an issue, such as assigning it."""
    opened = _opened(operations)
    return [one for one in operations if one.kind not in _OF_OPENING or one.key not in opened]


def _opened(operations: list[Operation]) -> set[Key]:
    return {one.key for one in operations if one.kind == "create"}


def _warn_forbidden(operation: Operation) -> Remark:
    reason = f"not in the plan, so skipped: {operation.kind} {_detail(operation)}".rstrip()
    return operation.remark(reason, "make the plan again with `afterword sync --plan FILE`")


def _symbol(operation: Operation) -> str:
    if operation.kind == "create":
        return "+"
    is_removed = operation.wanted is None or operation.reason == "duplicate"
    return "-" if operation.kind == "close" and is_removed else "~"


def _action(operation: Operation) -> str:
    return {DOCUMENT: "parent", REMINDER: "reminder"}.get(operation.key.subject, operation.key.written[1])


def _detail(operation: Operation) -> str:
    text = operation.why or operation.title or (operation.issue.title if operation.issue else "")
    return text if len(text) <= _MAX_TITLE else text[: _MAX_TITLE - 1].rstrip() + "…"


def _markdown(remark: Remark) -> str:
    where = f"{remark.path}:{remark.line}" if remark.path and remark.line else remark.path
    place = f"`{where}`: " if where and "`" not in where else ""
    remedy = remark.remedy[:1].upper() + remark.remedy[1:]
    return place + ". ".join(escape_markdown(part) for part in (remark.reason, remedy) if part)
