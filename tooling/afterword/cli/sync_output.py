"""What `afterword sync` prints, and appends to the job summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from afterword.cli.session import Session
    from afterword.tracking.report import Line, Report
    from afterword.tracking.wanted import Remark

_STYLES = {"+": "green", "~": "yellow", "-": "red", "<": "cyan"}
_SUMMARY_BYTES = 1_000_000


def print_report(session: Session, report: Report, output: str) -> None:
    if output == "json":
        from afterword.tracking.planfile import dump

        click.echo(dump(report.data()), nl=False)
    else:
        _print(session.console, report)
        click.echo(report.summary())
        remarks("refused", "red", report.result.refused)
        remarks("skipped", "yellow", report.made.skipped)
        remarks("warning", "yellow", report.warnings)
        remarks("note", "cyan", report.made.notes)
    if path := session.env.get("GITHUB_STEP_SUMMARY"):
        _append_summary(Path(path), report.markdown())


def _print(console: Console, report: Report) -> None:
    """The table: one line per issue or row that something happens to, by post-mortem."""
    from rich.text import Text

    lines = report.lines()
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


def _append_summary(path: Path, text: str) -> None:
    """Append to the job summary; the result of the run does not depend on it."""
    data = text.encode("utf-8", "replace")
    try:
        room = _SUMMARY_BYTES - (path.stat().st_size if path.exists() else 0)
        if len(data) <= room:
            with path.open("ab") as file:
                file.write(data)
    except OSError as error:
        click.echo(f"the job summary cannot be written: {error.strerror}", err=True)


def remarks(kind: str, colour: str, remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        text = "".join(char for char in str(remark) if char.isprintable() or char == "\n")
        click.echo(f"{click.style(kind + ':', fg=colour)} {text}", err=True)
