"""What `evals run` found: as text, JSON, JUnit's XML, and Markdown for the summary of a job."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TypedDict
from xml.sax.saxutils import escape, quoteattr

from afterword.evals.run import CaseOutcome, RunResult, Standing
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown
from afterword.text.invisible import visible_line

_ORDER = (
    Standing.BLOCKS,
    Standing.WITHOUT_VERDICT,
    Standing.REPORTED,
    Standing.NO_PROMPT,
    Standing.NOT_ASKED,
    Standing.PASSED,
)
_FAILING = (Standing.BLOCKS, Standing.WITHOUT_VERDICT)
_SUMMARY_ROWS = 100


class RunCaseData(TypedDict):
    """An eval case of a run.

    Attributes:
        incident: id of the post-mortem.
        case: id of the case.
        severity: of the incident; None if it is not known.
        path: the post-mortem's file.
        line: where the case begins, counted from 1.
        standing: what the run says of it.
        runs: how often it was tried.
        failed: how often it failed.
        is_back: whether a proven failure is back.
        words: the same in a sentence.
    """

    incident: str
    case: str
    severity: str | None
    path: str
    line: int
    standing: Standing
    runs: int
    failed: int
    is_back: bool
    words: str


class RunData(TypedDict):
    """A run of eval cases.

    Attributes:
        blocks: whether a case blocks the change.
        fails: whether the command exits with 1.
        calls: requests to the model, or runs of the program.
        tokens: of all answers and prompts.
        untouched: cases that the change does not touch.
        budget_spent: whether the budget ended the run.
        cases: those that were looked at.
    """

    blocks: bool
    fails: bool
    calls: int
    tokens: int
    untouched: int
    budget_spent: bool
    cases: list[RunCaseData]


def as_text(result: RunResult) -> str:
    """Write the cases by incident, and a line with the counts."""
    lines: list[str] = []
    for incident, group in groupby(result.outcomes, key=lambda one: one.case.incident):
        outcomes = list(group)
        width = max(len(one.case.id) for one in outcomes)
        lines.append(incident)
        lines += [f"  {one.case.id:<{width}}  {visible_line(one.words)}" for one in outcomes]
    return "\n".join([*lines, *([""] if lines else []), describe(result), ""])


def describe(result: RunResult) -> str:
    """Write the counts of a run in a line."""
    found = Counter(one.standing for one in result.outcomes)
    names = {
        Standing.BLOCKS: "blocking",
        Standing.WITHOUT_VERDICT: "without a verdict",
        Standing.PASSED: "passed",
        Standing.REPORTED: "only reported",
        Standing.NO_PROMPT: "without a current prompt",
        Standing.NOT_ASKED: "not asked",
    }
    parts = [f"{found[standing]} {names[standing]}" for standing in _ORDER if found[standing]]
    text = f"{counted(len(result.outcomes), 'eval case')}{': ' if parts else ''}{', '.join(parts)}"
    if result.untouched:
        text += f"; the change does not touch {counted(result.untouched, 'other case')}"
    if result.calls:
        text += f"; {counted(result.calls, 'call')}, {result.tokens:,} tokens"
    return f"{text}; the budget is used up, raise --max-cost" if result.spent else text


def as_json(result: RunResult) -> str:
    """Write everything for a program."""
    data: RunData = {
        "blocks": result.blocks,
        "fails": result.fails,
        "calls": result.calls,
        "tokens": result.tokens,
        "untouched": result.untouched,
        "budget_spent": result.spent,
        "cases": [
            {
                "incident": one.case.incident,
                "case": one.case.id,
                "severity": one.case.severity or None,
                "path": one.case.path,
                "line": one.case.line,
                "standing": one.standing,
                "runs": one.runs,
                "failed": one.failed,
                "is_back": one.is_back,
                "words": one.words,
            }
            for one in result.outcomes
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def as_junit(result: RunResult) -> str:
    """Write one test a case: a failure if it blocks, an error if it could and has no verdict, skipped if not asked."""
    failures = sum(one.standing is Standing.BLOCKS for one in result.outcomes)
    errors = sum(one.standing is Standing.WITHOUT_VERDICT for one in result.outcomes)
    skipped = sum(one.standing in (Standing.NO_PROMPT, Standing.NOT_ASKED) for one in result.outcomes)
    counts = f'tests="{len(result.outcomes)}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    tests = "".join(map(_test, result.outcomes))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n'
        f'<testsuite name="afterword evals" {counts}>\n{tests}</testsuite>\n</testsuites>\n'
    )


def _test(one: CaseOutcome) -> str:
    words = visible_line(one.words)
    case = one.case
    head = f"<testcase classname={quoteattr(case.incident)} name={quoteattr(case.id)} file={quoteattr(case.path)}"
    if one.standing is Standing.BLOCKS:
        inner = f"<failure message={quoteattr(words)}/>"
    elif one.standing is Standing.WITHOUT_VERDICT:
        inner = f"<error message={quoteattr(words)}/>"
    elif one.standing in (Standing.NO_PROMPT, Standing.NOT_ASKED):
        inner = f"<skipped message={quoteattr(words)}/>"
    else:
        inner = f"<system-out>{escape(words)}</system-out>"
    return f"{head}>{inner}</testcase>\n"


def as_markdown(result: RunResult) -> str:
    """Write the summary of a job: a table, blocking cases first, and the counts."""
    ordered = sorted(result.outcomes, key=lambda one: _ORDER.index(one.standing))
    rows = [
        f"| {f'**{one.standing}**' if one.standing in _FAILING else one.standing.value} | `{one.case.id}` "
        f"| `{one.case.incident}` | {escape_markdown(visible_line(one.words))} |"
        for one in ordered[:_SUMMARY_ROWS]
    ]
    left = len(ordered) - len(rows)
    all_passed = all(one.standing is Standing.PASSED for one in ordered[_SUMMARY_ROWS:])
    more = [f"\n{left} more, {'all passed' if all_passed else 'not shown here'}."] if left else []
    table = ["| | Eval case | Incident | |", "|---|---|---|---|", *rows] if rows else []
    return "\n".join(["## Eval cases", "", escape_markdown(describe(result)), "", *table, *more, ""])
