"""What `afterword sync` prints, and appends to the job summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import append_summary

if TYPE_CHECKING:
    from afterword.cli.session import Session
    from afterword.project import Project
    from afterword.tracking.missed_deadlines import MissedDeadlines
    from afterword.tracking.operations import Plan
    from afterword.tracking.remark import Remark
    from afterword.tracking.report import Line, Report

_STYLES = {"+": "green", "~": "yellow", "-": "red", "<": "cyan"}


def print_report(session: Session, report: Report, output: str) -> None:
    """Print what `sync` did, as `text` or `json`."""
    if output == "json":
        from afterword.tracking.plan_file import dump

        click.echo(dump(report.data()), nl=False)
    else:
        _print_lines(report.lines())
        click.echo(report.summary())
        _print_remarks("refused", "red", report.result.refused)
        _print_remarks("skipped", "yellow", report.plan.skipped)
        _print_remarks("warning", "yellow", report.warnings)
        _print_remarks("note", "cyan", report.plan.notes)
    append_summary(session.env, report.markdown())


def print_offline_plan(project: Project, output: str) -> int:
    """Print what the files alone say that `sync` would do, as `text` or `json`, and return the exit code."""
    from afterword.text.invisible import visible_line
    from afterword.tracking.offline_plan import plan_offline
    from afterword.tracking.plan_file import dump

    plan = plan_offline(project)
    if output == "json":
        click.echo(dump(plan.data()), nl=False)
    else:
        for row in plan.opens:
            click.echo(f"  + {row.document}  {row.action}  {visible_line(row.text.title)}")
        _print_remarks("skipped", "yellow", plan.skipped)
        _print_remarks("note", "cyan", plan.notes)
        click.echo(plan.summary())
    return 1 if plan.skipped else 0


def print_missed_deadlines(missed: MissedDeadlines, plan: Plan, now: datetime) -> None:
    """Print what is late, and what cannot be tracked."""
    too_long = (replace(one, reason=f"{one.reason}, for more than a day") for one in missed.untracked)
    _print_remarks("error", "red", too_long)
    _print_remarks("skipped", "yellow", (one for one in plan.skipped if one not in missed.untracked))
    _print_remarks("warning", "yellow", missed.unpublished)
    _print_remarks("warning", "yellow", (one.remark(now) for one in missed.waiting))
    if missed.unknown:
        click.echo(f"skipped: since when action items lack an issue: {missed.unknown}", err=True)


def _print_lines(lines: list[Line]) -> None:
    """Print the table, plain where there is no terminal: a line for each issue or row that something happens to."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    widths = [max((len(value) for value in column), default=0) for column in zip(*map(_cells, lines), strict=True)]
    before = ""
    for line in lines:
        if line.document != before:
            if before:
                console.print()
            console.print(Text(line.document, style="bold"))
            before = line.document
        row = Text.assemble("  ", (line.symbol, _STYLES[line.symbol]))
        for value, width in zip(_cells(line), widths, strict=True):
            row.append("  " + value.ljust(width))
        row.append("  " + line.text)
        row.rstrip()
        console.print(row)
    if lines:
        console.print()


def _cells(line: Line) -> tuple[str, str, str]:
    return line.action, line.what, line.issue


def _print_remarks(kind: str, colour: str, remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        text = "".join(char for char in str(remark) if char.isprintable() or char == "\n")
        click.echo(f"{click.style(kind + ':', fg=colour)} {text}", err=True)
