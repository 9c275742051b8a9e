"""The report for programs: an array of findings."""

from __future__ import annotations

import json
from typing import TypedDict

from afterword.checks.rule import Finding
from afterword.checks.run import Report
from afterword.checks.sources import Sources


class EditData(TypedDict):
    """A replacement in the file, in characters of the text as decoded from UTF-8, with a BOM and all newlines.

    Attributes:
        start: where it begins.
        end: behind what is replaced.
        text: what replaces it.
    """

    start: int
    end: int
    text: str


class FindingData(TypedDict):
    """One finding.

    Attributes:
        path: the file.
        line: counted from 1.
        column: counted from 1, in characters.
        end_line: last line that it is about.
        rule: the rule's id.
        severity: the level: `error`, `warning` or `note`.
        message: what is wrong.
        fix: the edits that `--fix` makes; None if it has none.
        remedy: what to do about it; may be empty.
    """

    path: str
    line: int
    column: int
    end_line: int
    rule: str
    severity: str
    message: str
    fix: list[EditData] | None
    remedy: str


def render(report: Report, source_of: Sources) -> str:
    """Return a JSON array of `FindingData`.

    All characters outside ASCII are escaped, so that the output is safe on a terminal and in every encoding.

    Args:
        report: what was found.
        source_of: returns the text of a checked file; edits get its newlines.
    """
    return json.dumps([_plain(finding, source_of) for finding in report.findings], indent=2) + "\n"


def _plain(finding: Finding, source_of: Sources) -> FindingData:
    source = source_of(finding.path) if finding.fix else None
    newline = source.newline if source else "\n"
    edits: list[EditData] = [
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
