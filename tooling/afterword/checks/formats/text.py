"""The report for people: grouped by file, with the line shown, what could not be looked at, and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from afterword.checks.formats import quality
from afterword.checks.rule import Finding, Severity
from afterword.checks.run import Report
from afterword.postmortem import PostMortem, Source
from afterword.text.counting import counted

Style = Callable[[str, str], str]
"""Gives a text the look of a role: `path`, `dim`, or a severity's value."""
Sources = Callable[[str], Source | None]
"""The text of a file by its path; None where it has none that could be shown."""

_SHOWN_CHARACTERS = 96


def plain(text: str, _: str) -> str:
    """The style of a log and of a file: none."""
    return text


def render(report: Report, source_of: Sources, style: Style = plain, summarised: PostMortem | None = None) -> str:
    """The report as lines of text, the verdict last.

    Args:
        report: what was found.
        source_of: the text of a checked file; the lines that findings are about are shown.
        style: gives parts their colours.
        summarised: a document whose author is told what is strong and what would raise it.
    """
    blocks: list[list[str]] = []
    path = None
    for finding in report.findings:
        if finding.path != path:
            path = finding.path
            blocks.append([style(clean(path), "path")])
        blocks[-1] += _finding(finding, source_of(path), style)
    if skipped := skipped_lines(report):
        blocks.append(skipped)
    if summarised is not None:
        blocks.append(quality.lines(summarised, report.findings))
    blocks.append([verdict(report)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _finding(finding: Finding, source: Source | None, style: Style) -> list[str]:
    severity = style(f"{finding.severity.value:<7}", finding.severity.value)
    lines = [f"  {finding.line}:{finding.column}  {severity}  {finding.rule}  {clean(finding.message)}"]
    if source and not finding.veiled and (shown := _line(source, finding.line)):
        lines.append(style(f"      | {shown}", "dim"))
    return [*lines, f"      → {clean(finding.remedy)}"]


def _line(source: Source, number: int) -> str:
    text = clean(source.line_span(number - 1).of(source.readable)).strip()
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def clean(text: str) -> str:
    """A text on one line, without the characters that a terminal would obey or that turn the reading direction."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text)


def skipped_lines(report: Report) -> list[str]:
    """What could not be looked at, a line for each reason."""
    rules: dict[tuple[str, int], list[str]] = {}
    for skipped in report.skipped:
        rules.setdefault((skipped.reason, skipped.documents), []).append(skipped.rule)
    return [
        f"skipped: {', '.join(names)} for {counted(documents, 'post-mortem')}: {clean(reason)}"
        for (reason, documents), names in rules.items()
    ]


def fixed_lines(findings: Iterable[Finding]) -> list[str]:
    """What was put right, with the place where it stood."""
    return [
        f"fixed: {clean(finding.path)}:{finding.line}  {finding.rule}  {clean(finding.message)}" for finding in findings
    ]


def verdict(report: Report) -> str:
    """How it ended, on one line."""
    files = counted(report.documents, "post-mortem")
    if report.editions:
        files += f" and {counted(report.editions, 'external edition')}"
    if not report.findings:
        return f"{files}: no findings"
    counts = [counted(number, severity.value) for severity in Severity if (number := report.count(severity))]
    fixable = sum(bool(finding.fix) for finding in report.findings)
    hint = f"; `afterword check --fix` puts {fixable} right" if fixable else ""
    return f"{files}: {', '.join(counts)}{hint}"
