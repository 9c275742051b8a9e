"""What a run of `sync` did or would do, for people and programs: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown
from afterword.tracking import marker
from afterword.tracking.apply import Result
from afterword.tracking.marker import DOCUMENT, REMINDER
from afterword.tracking.operations import Kind, Operation, Plan
from afterword.tracking.planfile import planned
from afterword.tracking.wanted import Remark, Wanted
from afterword.tracking.writeback import RowChange

_MAX_TITLE = 70
_MAX_ROWS = 200
"""Rows of a table in a job summary, which holds a mebibyte."""

_WORDS = {
    Kind.CREATE: ("create", "created"),
    Kind.UPDATE: ("update", "updated"),
    Kind.REOPEN: ("reopen", "reopened"),
    Kind.CLOSE: ("close", "closed"),
    Kind.LABEL: ("label", "labelled"),
    Kind.ASSIGN: ("assign", "assigned"),
    Kind.COMMENT: ("comment", "commented"),
    Kind.LINK: ("link", "linked"),
}


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
    """Everything that there is to tell.

    Attributes:
        made: the plan.
        result: what came of it.
        is_dry: whether nothing was to be done.
        cells: cells that were written, or would be, by document.
        files: how many files changed, or would.
        files_text: what became of the numbers and states, as a part of the sentence.
        outside: operations that the plan does not hold to which the run is limited.
    """

    made: Plan
    result: Result
    is_dry: bool
    cells: dict[str, list[RowChange]] = field(default_factory=dict)
    files: int = 0
    files_text: str = ""
    outside: tuple[Operation, ...] = ()

    @property
    def operations(self) -> list[Operation]:
        """What was done, or would be."""
        if self.is_dry:
            outside = {operation.identity for operation in self.outside}
            unopened = {operation.key for operation in self.outside if operation.kind is Kind.CREATE}
            # What belongs to opening an issue falls with it.
            return [one for one in self.made.operations if one.identity not in outside and one.key not in unopened]
        return [done.operation for done in self.result.done]

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What a person should know."""
        found = (*self.made.warnings, *self.result.warnings, *map(_outside, self.left_out))
        return (*found, *([unassigned(self.made.unassigned)] if self.made.unassigned else []))

    @property
    def left_out(self) -> list[Operation]:
        """What the plan does not hold, without what belongs to opening an issue."""
        opened = {operation.key for operation in self.outside if operation.kind is Kind.CREATE}
        return [one for one in self.outside if one.kind is Kind.CREATE or one.key not in opened]

    def lines(self) -> list[Line]:
        """The table, by document."""
        now = {wanted.key: issue for wanted, issue in self.result.tracked}
        now |= {done.operation.key: done.issue for done in self.result.done if done.operation.kind is Kind.CREATE}
        created = {operation.key for operation in self.operations if operation.kind is Kind.CREATE}
        lines = []
        for operation in self.operations:
            # What belongs to opening an issue is not told beside it.
            if operation.kind in (Kind.ASSIGN, Kind.LABEL, Kind.LINK) and operation.key in created:
                continue
            issue = operation.issue or now.get(operation.key)
            words = _WORDS[operation.kind]
            lines.append(
                Line(
                    operation.wanted.document if operation.wanted else operation.key.document,
                    _symbol(operation),
                    _action(operation),
                    words[0] if self.is_dry else words[1],
                    f"#{issue.number}" if issue else "",
                    _detail(operation),
                )
            )
        for document, changed in self.cells.items():
            for row in changed:
                status = row.cells.get("Status")
                if status is None or (not row.before and status == "open"):
                    continue  # that an issue's number is written is told in the summary
                text = f"{row.before or 'nothing'} → {status}"
                lines.append(Line(document, "<", row.action, "status", f"#{row.number}", text))
        return sorted(lines, key=lambda line: line.document)

    def summary(self) -> str:
        """One line that says what happened."""
        rows = self.result.tracked
        if not self.made.operations and not self.files:
            if not rows:
                return "nothing to do: no action items to track"
            issues = {issue.url if issue else str(wanted.issue) for wanted, issue in rows}
            return f"nothing to do: {counted(len(rows), 'action item')}, {counted(len(issues), 'issue')} up to date"
        counts: dict[Kind, int] = {}
        for operation in self.operations:
            counts[operation.kind] = counts.get(operation.kind, 0) + 1
        # One issue can be assigned and linked as part of being opened.
        opened = {operation.key for operation in self.operations if operation.kind is Kind.CREATE}
        for kind in (Kind.ASSIGN, Kind.LABEL, Kind.LINK):
            counts[kind] = sum(o.kind is kind and o.key not in opened for o in self.operations)
        parts = [
            f"{counts[kind]} to {plan}" if self.is_dry else f"{counts[kind]} {done}"
            for kind, (plan, done) in _WORDS.items()
            if counts.get(kind)
        ]
        touched = {operation.key for operation in self.made.operations}
        unchanged = sum(wanted.key not in touched for wanted, _ in rows)
        if self.outside:
            parts.append(f"{len(self.left_out)} not in the plan")
        if self.result.refused:
            parts.append(f"{len(self.result.refused)} refused")
        text = ", ".join([*parts, f"{unchanged} unchanged"] if unchanged or not parts else parts)
        text += f"; {self.files_text}" if self.files_text else ""
        if self.is_dry:
            return f"{text} (dry run: nothing was done)"
        return text + (f"; {self._progress()}" if self.result.left else "")

    def _progress(self) -> str:
        rows = self.result.tracked
        have = sum(issue is not None or wanted.issue is not None for wanted, issue in rows)
        return (
            f"{self.result.left} operations left, {have} of {counted(len(rows), 'action item')} have an issue: "
            "run it again in an hour, it goes on where it stopped"
        )

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "version": 1,
            "dry_run": self.is_dry,
            "summary": self.summary(),
            "operations": [planned(operation).model_dump() for operation in self.operations],
            "cells": [
                {"document": row.document, "action": row.action, "issue": row.number, "cells": row.cells}
                for rows in self.cells.values()
                for row in rows
            ],
            "left": self.result.left,
            "skipped": [_remark(remark) for remark in self.made.skipped],
            "refused": [_remark(remark) for remark in self.result.refused],
            "notes": [_remark(remark) for remark in self.made.notes],
            "warnings": [_remark(remark) for remark in self.warnings],
            "error": self.result.error.message if self.result.error else None,
        }

    def markdown(self) -> str:
        """The same for a job summary."""
        parts = ["## Action items", "", escape_markdown(self.summary()) + ".", ""]
        if self.result.error is not None:
            said = f"{self.result.error.message}. {self.result.error.remedy}"
            parts += [f"**Stopped:** {escape_markdown(said)}", ""]
        lines = self.lines()
        if lines:
            parts += ["| Post-mortem | Item | What | Issue | |", "|---|---|---|---|---|"]
            for line in lines[:_MAX_ROWS]:
                document, action, what, text = map(escape_markdown, (line.document, line.action, line.what, line.text))
                parts.append(f"| {document} | {action} | {what} | {line.issue} | {text} |")
            if len(lines) > _MAX_ROWS:
                parts.append(f"| … and {len(lines) - _MAX_ROWS} more | | | | |")
            parts.append("")
        for title, remarks in (
            ("Refused", self.result.refused),
            ("Not tracked", self.made.skipped),
            ("To know", self.warnings),
            ("Not tracked yet", self.made.notes),
        ):
            if remarks:
                parts += [f"### {title}", ""]
                parts += [f"- {_remark_line(remark)}" for remark in remarks[:_MAX_ROWS]]
                parts.append("")
        return "\n".join(parts)


def unassigned(rows: Iterable[Wanted]) -> Remark:
    """One remark on all owners that cannot be assigned: a team or a role may well be meant."""
    rows = list(rows)
    owners: dict[str, list[str]] = {}
    for row in rows:
        owners.setdefault(row.owner_text, []).append(f"{row.action} of {row.document}")
    shown = ", ".join(
        f"{owner} ({items[0]}{f' and {len(items) - 1} more' if len(items) > 1 else ''})"
        for owner, items in sorted(owners.items())[:10]
    )
    more = f" and {len(owners) - 10} more" if len(owners) > 10 else ""
    first = rows[0] if len(rows) == 1 else None
    return Remark(
        first.path if first else "",
        first.line if first else None,
        f"nobody is assigned where the owner is {shown}{more}",
        "GitHub assigns people only: name one, correct the handle, or give the account access",
    )


def _outside(operation: Operation) -> Remark:
    """That something was left undone because the plan does not hold it."""
    what = f"{_WORDS[operation.kind][0]} {_detail(operation)}".rstrip()
    reason = f"the plan does not hold it, so it is left undone: {what}"
    remedy = "make the plan again with `afterword sync --plan FILE`"
    if operation.wanted is not None:
        return operation.wanted.remark(reason, remedy)
    return Remark("", None, f"{_action(operation)} of {operation.key.document}: {reason}", remedy)


def _symbol(operation: Operation) -> str:
    if operation.kind is Kind.CREATE:
        return "+"
    is_lost = operation.wanted is None or operation.reason == "duplicate"
    return "-" if operation.kind is Kind.CLOSE and is_lost else "~"


def _action(operation: Operation) -> str:
    if operation.key.subject in (DOCUMENT, REMINDER):
        return "parent" if operation.key.subject == DOCUMENT else "reminder"
    if operation.wanted:
        return operation.wanted.action
    return (marker.find_action(operation.issue.body) if operation.issue else "") or operation.key.action


def _detail(operation: Operation) -> str:
    text = operation.why or operation.title or (operation.issue.title if operation.issue else "")
    return text if len(text) <= _MAX_TITLE else text[: _MAX_TITLE - 1].rstrip() + "…"


def count_files(number: int) -> str:
    """`1 file`, `2 files`."""
    return counted(number, "file")


def _remark(remark: Remark) -> dict[str, Any]:
    return {"path": remark.path, "line": remark.line, "reason": remark.reason, "remedy": remark.remedy}


def _remark_line(remark: Remark) -> str:
    where = f"{remark.path}:{remark.line}" if remark.path and remark.line else remark.path
    place = f"`{where}`: " if where and "`" not in where else ""
    remedy = remark.remedy[:1].upper() + remark.remedy[1:]
    return place + ". ".join(escape_markdown(part) for part in (remark.reason, remedy) if part)
