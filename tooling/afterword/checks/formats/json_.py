"""The report for programs: an array of findings."""

from __future__ import annotations

import json

from afterword.checks.rule import Finding
from afterword.checks.run import Report
from afterword.checks.sources import Sources


def render(report: Report, source_of: Sources) -> str:
    """Return a JSON array; `fix` is null or a list of edits.

    `start` and `end` of an edit count characters of the file as decoded from UTF-8, including a BOM and all newlines.
    All characters outside ASCII are escaped, so that the output is safe on a terminal and in every encoding.

    Args:
        report: what was found.
        source_of: returns the text of a checked file; edits get its newlines.
    """
    return json.dumps([_plain(finding, source_of) for finding in report.findings], indent=2) + "\n"


def _plain(finding: Finding, source_of: Sources) -> dict[str, object]:
    source = source_of(finding.path) if finding.fix else None
    newline = source.newline if source else "\n"
    edits = [
        {"start": splice.span.start, "end": splice.span.end, "text": splice.text.replace("\n", newline)}
        for splice in finding.fix
    ]
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "rule": finding.rule,
        "severity": finding.level.value,
        "message": finding.message,
        "fix": edits or None,
        "remedy": finding.remedy,
    }
