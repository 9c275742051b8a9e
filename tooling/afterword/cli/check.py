"""`afterword check`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.checks import Finding, Report
    from afterword.postmortem import PostMortem

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


@click.command("check")
@click.argument("names", nargs=-1, metavar="[ID|PATH]...")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def command(session: Session, names: tuple[str, ...], output: str) -> int:
    """Check post-mortems: all of them, or those that are named.

    Exits with 1 when there are errors. Gaps of a draft are warnings; they become errors when its status says that it
    is ready.
    """
    from afterword.checks import Context, Severity, check

    project = session.open()
    documents = [project.document(name) for name in names] if names else project.documents
    report = check(documents, Context(project))
    if output == "json":
        click.echo(json.dumps([_plain(finding) for finding in report.findings], indent=2, ensure_ascii=False))
    else:
        _print(report, {document.path: document for document in documents})
    return 1 if report.count(Severity.ERROR) else 0


def _plain(finding: Finding) -> dict[str, object]:
    return {**asdict(finding), "severity": finding.severity.value}


def _print(report: Report, documents: dict[str, PostMortem]) -> None:
    path = ""
    for finding in report.findings:
        if finding.path != path:
            click.echo(("\n" if path else "") + click.style(finding.path, bold=True))
            path = finding.path
        severity = click.style(f"{finding.severity.value:<7}", fg=_COLOURS[finding.severity.value])
        click.echo(f"  {finding.line}:{finding.column}  {severity}  {finding.rule}  {_clean(finding.message)}")
        if shown := _line(documents[path], finding.line):
            click.echo(click.style(f"      | {shown}", dim=True))
        click.echo(f"      → {_clean(finding.remedy)}")
    click.echo(("\n" if path else "") + _verdict(report))


def _line(document: PostMortem, number: int, width: int = 96) -> str:
    source = document.source
    text = _clean(source.line_span(number - 1).of(source.readable)).strip()
    return text if len(text) <= width else text[: width - 1] + "…"


def _clean(text: str) -> str:
    """Text of a document without control characters, which a terminal would obey."""
    return "".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in text)


def _verdict(report: Report) -> str:
    from afterword.checks import Severity

    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    files = f"{report.documents} post-mortem{'' if report.documents == 1 else 's'}"
    if not report.documents:
        return "No post-mortems found. Begin one with `afterword new`."
    if not errors and not warnings:
        return f"{files}: no findings"
    counts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return f"{files}: {', '.join(counts)}"
