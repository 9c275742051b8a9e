"""The report for people: findings by file with their lines, what was skipped, and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from afterword.checks.baseline import FILE as BASELINE
from afterword.checks.files import FixedFile
from afterword.checks.formats import quality
from afterword.checks.formats.next_step import next_step
from afterword.checks.rule import Finding, Level
from afterword.checks.run import Report
from afterword.checks.sources import Sources
from afterword.postmortem import PostMortem, Source
from afterword.text.counting import counted

Style = Callable[[str, str], str]
"""Give a text the look of a role: `path`, `dim`, or the value of a level."""

_SHOWN_CHARACTERS = 96
_SHOWN_PATHS = 3


def plain(text: str, _: str) -> str:
    """Return the text without a style, for logs and files."""
    return text


def render(report: Report, source_of: Sources, style: Style = plain, summarised: PostMortem | None = None) -> str:
    """Return the report as lines of text, the verdict and the next step last.

    Args:
        report: what was found.
        source_of: returns the text of a checked file, to show the lines of findings.
        style: gives the parts their colours.
        summarised: a document, for whose author the report says what is strong and what would improve it.
    """
    blocks: list[list[str]] = []
    path = None
    for finding in report.listed:
        if finding.path != path:
            path = finding.path
            blocks.append([style(clean(path), "path")])
        blocks[-1] += _finding(finding, source_of(path), style)
    if unlisted := unlisted_lines(report):
        blocks.append(unlisted)
    if summarised is not None:
        blocks.append(quality.lines(summarised, report.findings))
    step = next_step(report)
    blocks.append([verdict(report), *([f"Next: {clean(step)}"] if step else [])])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _finding(finding: Finding, source: Source | None, style: Style) -> list[str]:
    level = style(f"{finding.level.value:<7}", finding.level.value)
    lines = [f"  {finding.line}:{finding.column}  {level}  {finding.rule}  {clean(finding.message)}"]
    if source and not finding.veiled and not finding.also and (shown := _line(source, finding.line)):
        lines.append(style(f"      | {shown}", "dim"))
    return [*lines, f"      → {clean(finding.remedy)}"]


def _line(source: Source, number: int) -> str:
    text = clean(source.lines[number - 1] if number <= len(source.lines) else "").strip()
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def clean(text: str) -> str:
    """Return a text on one line, without characters that a terminal obeys or that change the reading direction."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text)


def unlisted_lines(report: Report) -> list[str]:
    """Return what the findings do not show: rules that had to skip, a line for each reason, and the baseline."""
    rules: dict[tuple[str, int], list[str]] = {}
    for skipped in report.skipped:
        rules.setdefault((skipped.reason, skipped.documents), []).append(skipped.rule)
    lines = [
        f"skipped: {', '.join(names)} for {counted(documents, 'post-mortem')}: {clean(reason)}"
        for (reason, documents), names in rules.items()
    ]
    if report.accepted:
        found = counted(len(report.accepted), "finding")
        lines.append(f"accepted: {found} in {BASELINE} (`afterword check --no-baseline` lists them)")
    if report.obsolete:
        entries = counted(report.obsolete, "entry", "entries")
        lines.append(f"fixed: {entries} of {BASELINE}: `afterword check --baseline` removes what matches no finding")
    return lines


def unread_lines(paths: Sequence[str]) -> list[str]:
    """Return a line about files in the folder that are not post-mortems by their names, if there are any."""
    if not paths:
        return []
    shown = ", ".join(clean(path) for path in paths[:_SHOWN_PATHS])
    more = f" and {len(paths) - _SHOWN_PATHS:,} more" if len(paths) > _SHOWN_PATHS else ""
    return [
        f"not read: {counted(len(paths), 'file')} whose names are not ids: {shown}{more}; `afterword "
        "import` brings post-mortems in; begin the names of other files with `_`"
    ]


def fix_lines(files: Iterable[FixedFile]) -> list[str]:
    """Return a line for each fix, with the place where it was, and for each file that was not fixed."""
    return [
        line
        for file in files
        for line in (
            *(f"fixed: {clean(one.path)}:{one.line}  {one.rule}  {clean(one.message)}" for one in file.findings),
            *([f"not fixed: {clean(str(file.refusal))}"] if file.refusal else []),
        )
    ]


def verdict(report: Report) -> str:
    """Return the result on one line."""
    files = counted(report.documents, "post-mortem")
    if report.editions:
        files += f" and {counted(report.editions, 'external edition')}"
    if not report.findings:
        return f"{files}: no {'new ' if report.accepted else ''}findings"
    counts = [counted(number, level.value) for level in Level if (number := report.count(level))]
    fixable = sum(bool(finding.fix) for finding in report.findings)
    hint = f"; `afterword check --fix` fixes {fixable}" if fixable else ""
    return f"{files}: {', '.join(counts)}{hint}"
