"""What the evals covered: the runs, the cases, and the case that is nearest to each output that failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from afterword.derive.eval_runs import EvalRun
from afterword.derive.samples import Sample
from afterword.derive.similarity import MEANING, Corpus
from afterword.derive.tables import write_table
from afterword.evalcases.suite_case import SuiteCase
from afterword.text.escaping import escape_markdown

_MAX_RUNS = 20
_MAX_CASES = 40
_RESULTS = {True: "passed", False: "failed", None: "no verdict"}


@dataclass
class _Case:
    """A case over all runs of one model and one prompt."""

    suite: str
    name: str
    model: str
    prompt: str
    input: str = ""
    runs: int = 0
    last: str = ""
    last_passed: str = "never in these runs"
    failed_last: bool = False

    @property
    def tested(self) -> str:
        """What was tested."""
        return EvalRun(self.suite, None, self.model, (), self.prompt).tested


def write_runs(runs: Sequence[EvalRun]) -> str:
    """Write a table of the last runs, oldest first; empty if there are none."""
    shown = runs[-_MAX_RUNS:]
    has_prompts = any(run.prompt for run in shown)
    table = write_table(
        f"Ran | Suite | Model |{' Prompt |' if has_prompts else ''} Passed | Failed | No verdict",
        (
            (
                run.at.display() if run.at else "unknown",
                run.suite,
                run.model or "unknown",
                *([run.prompt] if has_prompts else []),
                f"{run.passed} of {len(run.results)}",
                str(len(run.failed)),
                str(run.undecided),
            )
            for run in shown
        ),
    )
    more = len(runs) - _MAX_RUNS
    return f"{table}\n\n{more} earlier runs are in the evidence." if more > 0 else table


def write_cases(runs: Sequence[EvalRun]) -> str:
    """Write a table of the cases, those that failed last first; empty without runs.

    A case has a row for each model and each prompt that it was run with: one can pass where the other fails.
    """
    cases = sorted(_cases(runs), key=lambda case: not case.failed_last)
    several = len({(case.model, case.prompt) for case in cases}) > 1
    table = write_table(
        f"Case | Suite |{' Tested |' if several else ''} Runs | Last result | Last passed",
        (
            (
                case.name,
                case.suite,
                *([case.tested or "unknown"] if several else []),
                str(case.runs),
                case.last,
                case.last_passed,
            )
            for case in cases[:_MAX_CASES]
        ),
    )
    if len(cases) <= _MAX_CASES:
        return table
    failed = sum(case.failed_last for case in cases[_MAX_CASES:]) or "none"
    return f"{table}\n\n{len(cases) - _MAX_CASES} more cases are in the evidence; {failed} of them failed last."


def write_nearest_cases(runs: Sequence[EvalRun], samples: Sequence[Sample], suites: Sequence[SuiteCase] = ()) -> str:
    """Write a table of the existing case that is most similar to each failing output; empty if either is missing.

    Args:
        runs: runs of evals, oldest first.
        samples: the outputs that failed.
        suites: cases of suites of which no run is known.
    """
    cases = _over_all_tested(_cases(runs))
    if not (cases or suites) or not samples:
        return ""
    asked = [sample.asked for sample in samples]
    known = [*(f"{case.name}\n{case.input}" for case in cases), *(f"{case.name}\n{case.input}" for case in suites)]
    corpus = Corpus(known, asked)
    rows = []
    for sample, text in zip(samples, asked, strict=True):
        found = corpus.nearest(text)
        if found is None:
            rows.append((sample.name, "none has a word in common", "0", ""))
            continue
        score = f"{min(found[1], 1):.2f}"
        if found[0] < len(cases):
            case = cases[found[0]]
            rows.append((sample.name, f"{case.name} ({case.suite})", score, case.last))
        else:
            silent = suites[found[0] - len(cases)]
            why = silent.explain_silence(sample.fields.get("output", sample.text))
            rows.append((sample.name, f"{silent.name} ({silent.suite})", score, why))
    last = "Its last result, or why it did not fire" if suites else "Its last result"
    return f"{write_table(f'Failing output | Nearest case | Similarity | {last}', rows)}\n\n{escape_markdown(MEANING)}"


def find_failing_samples(runs: Iterable[EvalRun]) -> list[Sample]:
    """Find the outputs that failed in the last run of each case, as samples."""
    latest: dict[tuple[str, str, str, str], Sample | None] = {}
    for run in runs:
        of_run: dict[tuple[str, str, str, str], Sample | None] = {}
        for result in run.results:
            key = (run.suite, run.model, run.prompt, result.case)
            failed = result.passed is False and result.output.strip()
            sample = Sample.of(f"{result.case} of {run.suite}", result.input, result.output, result.expected)
            of_run[key] = of_run.get(key) or (sample if failed else None)  # of several repeats, the first that failed
        latest |= of_run
    return [sample for sample in latest.values() if sample is not None]


def _cases(runs: Iterable[EvalRun]) -> list[_Case]:
    """Collect every case of the runs, which are given oldest first, in the order in which the cases first ran."""
    found: dict[tuple[str, str, str, str], _Case] = {}
    for run in runs:
        at = run.at.display() if run.at else "at an unknown time"
        verdicts: dict[str, list[bool | None]] = {}
        for result in run.results:
            key = (run.suite, result.case, run.model, run.prompt)
            case = found.setdefault(key, _Case(run.suite, result.case, run.model, run.prompt))
            case.input = result.input or case.input
            case.runs += 1
            verdicts.setdefault(result.case, []).append(result.passed)
        for name, of_case in verdicts.items():
            case = found[run.suite, name, run.model, run.prompt]
            case.failed_last = False in of_case
            case.last = f"{_verdict(of_case)}, {at}"
            if all(of_case):
                case.last_passed = at
    return list(found.values())


def _verdict(of_case: Sequence[bool | None]) -> str:
    """Say how a case ended in one run, in which it may have been repeated."""
    if len(set(of_case)) == 1:
        return _RESULTS[of_case[0]] + (f" {len(of_case)} times" if len(of_case) > 1 else "")
    counts = (f"{_RESULTS[one]} {of_case.count(one)}" for one in (False, True, None) if one in of_case)
    return f"{', '.join(counts)} of {len(of_case)} times"


def _over_all_tested(cases: Iterable[_Case]) -> list[_Case]:
    """Return each case once, with its last result for each model and prompt."""
    found: dict[tuple[str, str], list[_Case]] = {}
    for case in cases:
        found.setdefault((case.suite, case.name), []).append(case)
    return [
        replace(group[0], last="; ".join(f"{case.last} ({case.tested or 'unknown'})" for case in group))
        if len(group) > 1
        else group[0]
        for group in found.values()
    ]
