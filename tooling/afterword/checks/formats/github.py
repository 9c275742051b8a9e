"""The report for GitHub Actions: annotations in the log, and a table for the job summary.

A runner obeys lines that begin with `::`. Annotations contain text of documents, so it is escaped; all other output
comes after a command that stops that.
"""

from __future__ import annotations

import hashlib

from afterword.checks.formats.text import clean, unlisted_lines, verdict
from afterword.checks.registry import BY_ID
from afterword.checks.rule import Finding, Level
from afterword.checks.run import Report
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown

LIMIT = 10
"""Annotations of one level that GitHub keeps for a step; it drops the rest silently."""
SUMMARY_BYTES = 1024 * 1024
"""The size of a job summary above which GitHub refuses it."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_LONGEST = 1_000


def render(report: Report, log: str, prefix: str = "") -> str:
    """Return annotations, errors first and at most `LIMIT` a level, then a log in which no line is a command.

    Args:
        report: what was found.
        log: what people read in the log; it may contain text of documents.
        prefix: the folder of the project in its repository, empty or with a slash at its end.
    """
    lines: list[str] = []
    for level in Level:
        found = [finding for finding in report.listed if finding.level is level]
        lines += [_annotation(finding, prefix) for finding in found[:LIMIT]]
        if len(found) > LIMIT:
            log = f"{LIMIT} of {counted(len(found), level.value)} are annotated, all are listed here\n{log}"
    # No document can contain the digest of a text that it is part of.
    token = hashlib.sha256(log.encode("utf-8", "replace")).hexdigest()
    return "\n".join((*lines, f"::stop-commands::{token}", log.rstrip("\n"), f"::{token}::", ""))


def _annotation(finding: Finding, prefix: str) -> str:
    title = f"{finding.rule} {BY_ID[finding.rule].title}" if finding.rule in BY_ID else finding.rule
    properties = {
        "file": prefix + finding.path,
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "title": title,
    }
    written = ",".join(f"{key}={_escaped_property(str(value))}" for key, value in properties.items())
    text = f"{clean(finding.message)[:_LONGEST]}\n{clean(finding.remedy)[:_LONGEST]}"
    return f"::{_COMMANDS[finding.level]} {written}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(clean(text)).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report, limit: int = SUMMARY_BYTES) -> str:
    """Return every finding as a row of a Markdown table in which text of documents has no effect.

    Args:
        report: what was found.
        limit: bytes that the result may have; further rows are only counted.
    """
    head = f"### {verdict(report)}\n\n"
    if report.findings:
        head += "| Level | Place | Rule | Finding | What to do |\n|---|---|---|---|---|\n"
    tail = "".join(f"\n- {escape_markdown(line)}" for line in unlisted_lines(report)) + "\n"
    ordered = sorted(report.listed, key=lambda finding: list(Level).index(finding.level))
    room = limit - len((head + tail).encode()) - 100
    if room < 0:
        return ""
    rows: list[str] = []
    for number, finding in enumerate(ordered):
        row = _row(finding)
        room -= len(row.encode())
        if room < 0:
            tail = f"\n{counted(len(ordered) - number, 'finding')} more: the log lists them.\n{tail}"
            break
        rows.append(row)
    return head + "".join(rows) + tail


def _row(finding: Finding) -> str:
    texts = (f"`{clean(finding.path)}:{finding.line}`", finding.rule, finding.message, finding.remedy)
    return f"| {' | '.join((finding.level.value, *map(escape_markdown, texts)))} |\n"
