"""The report for programs: an array of findings."""

from __future__ import annotations

import json
from collections.abc import Mapping

from afterword.checks.rule import Checked, Finding
from afterword.checks.run import Report


def render(report: Report, documents: Mapping[str, Checked]) -> str:
    """A JSON array; `fix` is null or a list of edits.

    `start` and `end` of an edit count characters of the file as decoded from UTF-8, a BOM and every newline included.
    Everything outside ASCII is escaped, so that the output is safe on a terminal and in every encoding.

    Args:
        report: what was found.
        documents: the checked documents by path; edits are given the newlines of their files.
    """
    return json.dumps([_plain(finding, documents) for finding in report.findings], indent=2) + "\n"


def _plain(finding: Finding, documents: Mapping[str, Checked]) -> dict[str, object]:
    newline = documents[finding.path].source.newline if finding.path in documents else "\n"
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
        "severity": finding.severity.value,
        "message": finding.message,
        "fix": edits or None,
        "remedy": finding.remedy,
    }
