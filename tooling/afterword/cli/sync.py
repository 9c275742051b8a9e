"""`afterword sync`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from afterword.cli.session import Session
    from afterword.postmortem import PostMortem
    from afterword.project import Project
    from afterword.tracking.apply import Result
    from afterword.tracking.plan import Operation, Plan
    from afterword.tracking.tracker import Issue, Tracker
    from afterword.tracking.wanted import Remark, Wanted
    from afterword.tracking.writeback import RowChange

_MAX_TITLE = 70
_STYLES = {"+": "green", "~": "yellow", "-": "red", "<": "cyan"}


@click.command("sync")
@click.option("--dry-run", is_flag=True, help="Show what would be done and do nothing.")
@click.option("--no-write-back", is_flag=True, help="Leave issue numbers and states out of the files.")
@click.pass_obj
def command(session: Session, dry_run: bool, no_write_back: bool) -> None:
    """Bring the action items of all post-mortems and their issues in step.

    Opens an issue for each action item that has none, updates those whose row changed, and writes issue numbers and
    states back into the action tables. Running it again changes nothing.
    """
    from afterword.tracking.opening import open_tracker

    project = session.open()
    console = session.console
    with ExitStack() as stack:
        tracker = open_tracker(project)
        stack.callback(tracker.close_connection)
        if not dry_run:
            stack.enter_context(tracker.exclusively())
        _sync(project, tracker, console, dry_run, not no_write_back)


def _sync(project: Project, tracker: Tracker, console: Console, dry_run: bool, write_back: bool) -> None:
    from afterword.tracking.apply import Result, apply, survey
    from afterword.tracking.opening import file_link
    from afterword.tracking.plan import plan
    from afterword.tracking.wanted import collect_wanted
    from afterword.tracking.writeback import changes

    with _progress(console) as tell:
        documents = project.documents
        tell(f"reading {tracker.name}")
        collected = collect_wanted(documents, project.config, file_link(project, tracker.repository))
        issues, known = survey(collected, tracker, project.config.tracking.label)
        made = plan(collected, issues, known)
        if dry_run:
            result = Result(tracked=made.tracked)
        else:
            result = apply(made, collected, known, tracker, progress=tell)
    rows = changes(documents, result.tracked) if write_back else {}
    written, failures = (len(rows), []) if dry_run else _write(project, documents, rows)
    report = _Report(dry_run, written)
    report.operations(list(made.operations) if dry_run else [done.operation for done in result.done], result)
    report.cells(rows)
    report.print(console)
    click.echo(_summary(made, result, report))
    _remarks("skipped", made.skipped)
    _remarks("warning", (*made.warnings, *result.warnings))
    for error in (*failures, result.error):
        if error is not None:
            raise error


def _write(
    project: Project, documents: list[PostMortem], rows: dict[str, list[RowChange]]
) -> tuple[int, list[Exception]]:
    """Write the cells: how many files changed, and why others did not; one never keeps another from being written."""
    from afterword.errors import AfterwordError
    from afterword.tracking.writeback import write

    written = 0
    failures: list[Exception] = []
    for document in documents:
        if document.id in rows:
            try:
                written += write(document, rows[document.id], project.path(document))
            except AfterwordError as error:
                failures.append(error)
    return written, failures


@dataclass
class _Line:
    symbol: str
    action: str
    what: str
    issue: str
    text: str


@dataclass
class _Report:
    """The table: one line per issue or row that something happens to, by post-mortem."""

    dry_run: bool
    files: int
    groups: dict[str, list[_Line]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def operations(self, operations: list[Operation], result: Result) -> None:
        from afterword.tracking.plan import Kind

        now = {wanted.key: issue for wanted, issue in result.tracked}
        symbols = {Kind.CREATE: "+", Kind.WITHDRAW: "-", Kind.DUPLICATE: "-"}
        for operation in operations:
            issue = operation.issue or now.get(operation.key)
            words = _WORDS[operation.kind.value]
            self.counts[words] = self.counts.get(words, 0) + 1
            self.groups.setdefault(
                operation.wanted.document if operation.wanted else operation.key.document, []
            ).append(
                _Line(
                    symbols.get(operation.kind, "~"),
                    _action(operation),
                    words[0] if self.dry_run else words[1],
                    f"#{issue.number}" if issue else "",
                    _detail(operation, issue),
                )
            )

    def cells(self, rows: dict[str, list[RowChange]]) -> None:
        for document, changed in rows.items():
            for row in changed:
                status = row.cells.get("Status")
                if status is None or (not row.before and status == "open"):
                    continue  # that an issue's number is written is told in the summary
                text = f"{row.before or 'nothing'} → {status}"
                self.groups.setdefault(document, []).append(_Line("<", row.action, "status", f"#{row.number}", text))

    def print(self, console: Console) -> None:
        from rich.text import Text

        lines = [line for group in self.groups.values() for line in group]
        widths = [max((len(value) for value in column), default=0) for column in _columns(lines)]
        for document in sorted(self.groups):
            console.print(Text(document, style="bold"))
            for line in self.groups[document]:
                cells = (line.action, line.what, line.issue)
                row = Text.assemble("  ", (line.symbol, _STYLES[line.symbol]))
                for value, width in zip(cells, widths, strict=True):
                    row.append("  " + value.ljust(width))
                row.append("  " + line.text)
                row.rstrip()
                console.print(row)
            console.print()


_WORDS = {
    "create": ("create", "created"),
    "update": ("update", "updated"),
    "reopen": ("reopen", "reopened"),
    "settle": ("close", "closed"),
    "withdraw": ("close", "closed"),
    "duplicate": ("close", "closed"),
}


def _action(operation: Operation) -> str:
    from afterword.tracking.marker import find_marker

    if operation.wanted:
        return operation.wanted.action
    found = find_marker(operation.issue.body) if operation.issue else None
    return found[1] if found else operation.key.action


def _columns(lines: list[_Line]) -> Iterator[list[str]]:
    yield [line.action for line in lines]
    yield [line.what for line in lines]
    yield [line.issue for line in lines]


def _detail(operation: Operation, issue: Issue | None) -> str:
    from afterword.tracking.plan import Kind

    if operation.kind is Kind.WITHDRAW:
        return "its row is gone"
    if operation.kind is Kind.DUPLICATE:
        return f"duplicate of #{operation.kept}"
    if operation.kind is Kind.SETTLE:
        return operation.wanted.status if operation.wanted else ""
    if operation.kind is Kind.UPDATE:
        return ", ".join(operation.changes)
    title = operation.title or (issue.title if issue else "")
    return title if len(title) <= _MAX_TITLE else title[: _MAX_TITLE - 1].rstrip() + "…"


def _summary(made: Plan, result: Result, report: _Report) -> str:
    touched = {operation.key for operation in made.operations}
    rows: list[tuple[Wanted, Issue | None]] = list(result.tracked)
    unchanged = sum(1 for wanted, _ in rows if wanted.key not in touched)
    if not made.operations and not report.files:
        if not rows:
            return "nothing to do: no action items to track"
        issues = {issue.number if issue else str(wanted.issue) for wanted, issue in rows}
        return f"nothing to do: {_count(len(rows), 'action item')}, {_count(len(issues), 'issue')} up to date"
    counts = [(report.counts[words], words) for words in dict.fromkeys(_WORDS.values()) if words in report.counts]
    parts = [f"{amount} to {plan}" if report.dry_run else f"{amount} {done}" for amount, (plan, done) in counts]
    text = ", ".join([*parts, f"{unchanged} unchanged"] if unchanged or not parts else parts)
    if report.dry_run:
        files = f"; cells of {_count(report.files, 'file')} to write" if report.files else ""
        return f"{text}{files} (dry run: nothing was done)"
    if report.files:
        text += f"; numbers and states written into {_count(report.files, 'file')}"
    return text + (f"; {result.left} left for the next run" if result.left else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _remarks(kind: str, remarks: tuple[Remark, ...]) -> None:
    for remark in remarks:
        click.echo(f"{click.style(kind + ':', fg='yellow')} {remark}", err=True)


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[str], None]]:
    """Tells what is going on, on a terminal only."""
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("reading the post-mortems") as status:
        yield lambda text: status.update(text)
