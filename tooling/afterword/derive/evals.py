"""What the evals said: the runs, the cases, and which case comes nearest to each output that failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterword.derive.cells import cell
from afterword.derive.evalruns import EvalRun
from afterword.derive.likeness import MEANING, Corpus
from afterword.derive.samples import Sample
from afterword.text.escaping import escape_markdown

_MAX_RUNS = 20
_MAX_CASES = 40
_NEVER = "never in these runs"


@dataclass
class _Case:
    """A case over all runs."""

    suite: str
    name: str
    input: str = ""
    runs: int = 0
    last: str = ""
    last_ran: str = ""
    last_passed: str = ""
    failed_last: bool = False


def run_table(runs: Sequence[EvalRun]) -> str:
    """The runs, oldest first; empty where there are none."""
    if not runs:
        return ""
    lines = ["| Ran | Suite | Model | Passed | Failed | No verdict |", "|---|---|---|---|---|---|"]
    for run in runs[-_MAX_RUNS:]:
        at = run.at.display() if run.at else "unknown"
        cells = (at, run.suite, run.model or "unknown")
        counts = (f"{run.passed} of {len(run.results)}", str(len(run.failed)), str(run.undecided))
        lines.append("| " + " | ".join((*map(cell, cells), *counts)) + " |")
    if len(runs) > _MAX_RUNS:
        lines += ["", f"{len(runs) - _MAX_RUNS} earlier runs are in the evidence."]
    return "\n".join(lines)


def case_table(runs: Sequence[EvalRun]) -> str:
    """Each case with its last result and when it last passed, those that failed last first; empty without runs."""
    cases = _cases(runs)
    if not cases:
        return ""
    ordered = sorted(cases, key=lambda case: not case.failed_last)
    lines = ["| Case | Suite | Runs | Last result | Last passed |", "|---|---|---|---|---|"]
    for case in ordered[:_MAX_CASES]:
        last = f"{case.last}, {case.last_ran}"
        cells = (case.name, case.suite, str(case.runs), last, case.last_passed or _NEVER)
        lines.append("| " + " | ".join(map(cell, cells)) + " |")
    if len(ordered) > _MAX_CASES:
        failed = sum(case.failed_last for case in ordered[_MAX_CASES:])
        rest = f"{failed} of them failed last" if failed else "none of them failed last"
        lines += ["", f"{len(ordered) - _MAX_CASES} more cases are in the evidence; {rest}."]
    return "\n".join(lines)


def nearest_table(runs: Sequence[EvalRun], samples: Sequence[Sample]) -> str:
    """For each failing output the existing case that is most like it; empty where either is missing."""
    cases = _cases(runs)
    if not cases or not samples:
        return ""
    asked = [sample.asked for sample in samples]
    corpus = Corpus([f"{case.name}\n{case.input}" for case in cases], asked)
    lines = ["| Failing output | Nearest case | Similarity | Its last result |", "|---|---|---|---|"]
    for sample, text in zip(samples, asked, strict=True):
        found = corpus.nearest(text)
        if found is None:
            cells = (sample.name, "none has a word in common", "0", "")
        else:
            case, score = cases[found[0]], found[1]
            cells = (
                sample.name,
                f"{case.name} ({case.suite})",
                f"{min(score, 1):.2f}",
                f"{case.last}, {case.last_ran}",
            )
        lines.append("| " + " | ".join(map(cell, cells)) + " |")
    return "\n".join([*lines, "", escape_markdown(MEANING)])


def failing_samples(runs: Iterable[EvalRun]) -> list[Sample]:
    """Outputs that failed in the last run of each case, as samples."""
    latest: dict[tuple[str, str, str], Sample | None] = {}
    for run in runs:
        for result in run.results:
            key = (run.suite, run.model, result.case)
            failed = result.passed is False and result.output.strip()
            name = f"{result.case} of {run.suite}"
            latest[key] = Sample.of(name, result.input, result.output, result.expected) if failed else None
    return [sample for sample in latest.values() if sample is not None]


def _cases(runs: Iterable[EvalRun]) -> list[_Case]:
    """Every case of the runs, which are given oldest first, in the order in which they first ran."""
    found: dict[tuple[str, str], _Case] = {}
    for run in runs:
        at = run.at.display() if run.at else "at an unknown time"
        for result in run.results:
            case = found.setdefault((run.suite, result.case), _Case(run.suite, result.case))
            case.input = result.input or case.input
            case.runs += 1
            case.failed_last = result.passed is False
            case.last = {True: "passed", False: "failed", None: "no verdict"}[result.passed]
            case.last_ran = at
            if result.passed:
                case.last_passed = at
    return list(found.values())
