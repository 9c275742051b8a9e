"""What to do next, in one line: from the findings and the status of each post-mortem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from afterword.checks.rule import Finding, Level
from afterword.checks.run import Report
from afterword.text.counting import counted

# Rules whose findings one step settles, in the order of the steps.
_STEPS = {
    "AW201": "draft the missing sections of {}: `afterword draft {}`",
    "AW907": "accept, change or decline the values of {} that are only proposed",
    "AW120": "write what the front matter of {} lacks",
    "AW902": "answer the open questions of {}",
    "AW901": "review the drafted sections of {} and accept them: `afterword accept {}`",
}
_OF_STATUS = {
    "draft": "set `status: in-review` in {} and open a pull request",
    "in-review": "set `status: published` in {} once it is reviewed",
}


def next_step(report: Report) -> str:
    """Return what to do first, and in how many files it comes first; empty if nothing is left to do."""
    if fixable := sum(bool(finding.fix) for finding in report.findings):
        return f"run `afterword check --fix`, which fixes {counted(fixable, 'finding')}"
    found: dict[str, list[Finding]] = {path: [] for path in report.statuses}
    for finding in report.listed:
        found.setdefault(finding.path, []).append(finding)
    steps = [_step(path, report.statuses.get(path, "published"), several) for path, several in found.items()]
    first, step = min(steps, default=(0, ""), key=lambda one: one[0])
    files = sum(rank == first for rank, _ in steps)
    return step + (f" (first of {files:,} files)" if step and files > 1 else "")


def _step(path: str, status: str | None, findings: Sequence[Finding]) -> tuple[int, str]:
    """Return the first step in a file, and its rank among all steps; an empty one is the last."""
    name = PurePath(path).stem if path.endswith(".md") else path
    others = [finding.level for finding in findings if finding.rule not in _STEPS]
    rules = {finding.rule for finding in findings}
    steps = [
        _fix_errors(findings, name),
        *(step.format(name, name) if rule in rules else "" for rule, step in _STEPS.items()),
        f"look at {counted(others.count(Level.WARNING), 'warning')} in {name}" if Level.WARNING in others else "",
        _OF_STATUS.get(status or "draft", "").format(name),
    ]
    return next(((rank, step) for rank, step in enumerate(steps) if step), (len(steps), ""))


def _fix_errors(findings: Sequence[Finding], name: str) -> str:
    """Return the step for errors that no other step settles, which are the first to fix; empty if there are none."""
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    own = [finding.rule for finding in errors if finding.rule not in _STEPS]
    if not own:
        return ""
    if len(own) == len(errors):
        return f"fix {counted(len(own), 'error')} in {name}"
    return f"first fix {len(own):,} of {counted(len(errors), 'error')} in {name}: {', '.join(dict.fromkeys(own))}"
