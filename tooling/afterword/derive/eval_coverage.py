"""What the evals covered: the runs, the cases, and the case that is nearest to each output that failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterword.derive.eval_runs import EvalRun
from afterword.derive.samples import Sample
from afterword.derive.similarity import MEANING, Corpus
from afterword.derive.tables import write_table
from afterword.text.escaping import escape_markdown

_MAX_RUNS = 20
_MAX_CASES = 40
_RESULTS = {True: "passed", False: "failed", None: "no verdict"}


@dataclass
class _Case:
    """A case over all runs."""

    suite: str
    name: str
    input: str = ""
    runs: int = 0
    last: str = ""
    last_passed: str = "never in these runs"
    failed_last: bool = False


def write_runs(runs: Sequence[EvalRun]) -> str:
    """Write a table of the last runs, oldest first; empty if there are none."""
    table = write_table(
        "Ran | Suite | Model | Passed | Failed | No verdict",
        (
            (
                run.at.display() if run.at else "unknown",
                run.suite,
                run.model or "unknown",
                f"{run.passed} of {len(run.results)}",
                str(len(run.failed)),
                str(run.undecided),
            )
            for run in runs[-_MAX_RUNS:]
        ),
    )
    more = len(runs) - _MAX_RUNS
    return f"{table}\n\n{more} earlier runs are in the evidence." if more > 0 else table


def write_cases(runs: Sequence[EvalRun]) -> str:
    """Write a table of the cases, those that failed last first; empty without runs."""
    cases = sorted(_cases(runs), key=lambda case: not case.failed_last)
    table = write_table(
        "Case | Suite | Runs | Last result | Last passed",
        ((case.name, case.suite, str(case.runs), case.last, case.last_passed) for case in cases[:_MAX_CASES]),
    )
    if len(cases) <= _MAX_CASES:
        return table
    failed = sum(case.failed_last for case in cases[_MAX_CASES:]) or "none"
    return f"{table}\n\n{len(cases) - _MAX_CASES} more cases are in the evidence; {failed} of them failed last."


def write_nearest_cases(runs: Sequence[EvalRun], samples: Sequence[Sample]) -> str:
    """Write a table of the existing case that is most similar to each failing output; empty if either is missing."""
    cases = _cases(runs)
    if not cases or not samples:
        return ""
    asked = [sample.asked for sample in samples]
    corpus = Corpus([f"{case.name}\n{case.input}" for case in cases], asked)
    rows = []
    for sample, text in zip(samples, asked, strict=True):
        if found := corpus.nearest(text):
            case, score = cases[found[0]], min(found[1], 1)
            rows.append((sample.name, f"{case.name} ({case.suite})", f"{score:.2f}", case.last))
        else:
            rows.append((sample.name, "none has a word in common", "0", ""))
    table = write_table("Failing output | Nearest case | Similarity | Its last result", rows)
    return f"{table}\n\n{escape_markdown(MEANING)}"


def find_failing_samples(runs: Iterable[EvalRun]) -> list[Sample]:
    """Find the outputs that failed in the last run of each case, as samples."""
    latest: dict[tuple[str, str, str], Sample | None] = {}
    for run in runs:
        for result in run.results:
            failed = result.passed is False and result.output.strip()
            sample = Sample.of(f"{result.case} of {run.suite}", result.input, result.output, result.expected)
            latest[run.suite, run.model, result.case] = sample if failed else None
    return [sample for sample in latest.values() if sample is not None]


def _cases(runs: Iterable[EvalRun]) -> list[_Case]:
    """Collect every case of the runs, which are given oldest first, in the order in which the cases first ran."""
    found: dict[tuple[str, str], _Case] = {}
    for run in runs:
        at = run.at.display() if run.at else "at an unknown time"
        for result in run.results:
            case = found.setdefault((run.suite, result.case), _Case(run.suite, result.case))
            case.input = result.input or case.input
            case.runs += 1
            case.failed_last = result.passed is False
            case.last = f"{_RESULTS[result.passed]}, {at}"
            if result.passed:
                case.last_passed = at
    return list(found.values())
