"""Try eval cases offline: each rejects what failed, accepts what is acceptable, and sometimes fires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from afterword.evalcases import EvalCase, Output, apply, judge
from afterword.evalcases.read_case import CaseProblem, ReadCase, Trouble, read_cases
from afterword.evalcases.templates import find_unfilled
from afterword.evals.mutants import REFUSAL, Mutant, mutants_of
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem, yamltree
from afterword.postmortem.yamltree import Path

JUDGED_WRONG = ("observed-accepted", "expected-rejected", "never-fires", "always-fires")
"""The rules that find a case which judges its own outputs wrongly."""


class Weight(Enum):
    """How much a finding matters; errors fail the check."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """What is wrong with a case.

    Attributes:
        rule: what kind of finding, such as `observed-accepted`.
        line: the line of the document, counted from 1.
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
    """

    rule: str
    weight: Weight
    line: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TriedCase:
    """A case and what became of it.

    Attributes:
        path: the file of the post-mortem.
        line: the line of the case, counted from 1.
        id: the id of the case; empty if it has none.
        case: None if it cannot be asked and judged.
        findings: what is wrong with it.
        rejected: how many outputs that failed it rejects.
        accepted: how many acceptable outputs it accepts.
        mutants: how many changed copies of the acceptable outputs were tried.
        passing: those among them that it accepts, too.
        proof: what its recorded proof comes to; None before that was looked at.
    """

    path: str
    line: int
    id: str
    case: EvalCase | None
    findings: tuple[CaseFinding, ...]
    rejected: int = 0
    accepted: int = 0
    mutants: int = 0
    passing: tuple[Mutant, ...] = ()
    proof: RecordedProof | None = None

    @property
    def fails(self) -> bool:
        """Whether it must be mended."""
        return any(finding.weight is Weight.ERROR for finding in self.findings)


def try_cases(documents: Iterable[PostMortem]) -> tuple[TriedCase, ...]:
    """Try every case of some post-mortems, in their order."""
    return tuple(_tried(document, read) for document in documents for read in read_cases(document))


def _tried(document: PostMortem, read: ReadCase) -> TriedCase:
    line = document.line(read.block.span)
    findings = [_of_problem(document, problem) for problem in read.problems]
    case = read.case
    if case is None:
        return TriedCase(document.path, line, read.block.case.id or "", None, tuple(findings))
    rejected = sum(bool(judge(case, output).failures) for output in case.observed)
    accepted = sum(judge(case, output).passed for output in case.expected)
    mutants = [mutant for output in case.expected for mutant in mutants_of(output)]
    passing = tuple(mutant for mutant in mutants if judge(case, mutant.output).passed)
    findings += _of_outputs(document, read, case, mutants)
    if unfilled := find_unfilled(case.system, case.variables):
        what = f"the system prompt has a template field that nothing fills: `{unfilled}`"
        findings.append(
            CaseFinding("unfilled-field", Weight.WARNING, case.line, what, "give its value under `variables`")
        )
    return TriedCase(document.path, line, case.id, case, tuple(findings), rejected, accepted, len(mutants), passing)


def _of_problem(document: PostMortem, problem: CaseProblem) -> CaseFinding:
    weight = Weight.ERROR
    if problem.kind is Trouble.LEFT_OUT:
        weight = Weight.NOTE
    elif problem.kind is Trouble.UNKNOWN or (
        problem.kind is Trouble.MISSING and document.front.status not in ("in-review", "published")
    ):
        weight = Weight.WARNING  # a draft may have gaps
    return CaseFinding("unreadable-case", weight, problem.line, problem.message, problem.remedy)


def _of_outputs(
    document: PostMortem, read: ReadCase, case: EvalCase, mutants: Sequence[Mutant]
) -> Iterator[CaseFinding]:
    if not case.by_code:
        kinds = ", ".join(f"`{assertion.kind}`" for assertion in case.assertions)
        what = f"no assertion can be tried offline ({kinds})"
        remedy = "add one that code can judge, such as `icontains`: without it the case proves nothing"
        yield CaseFinding("nothing-to-try", Weight.ERROR, case.line, what, remedy)
        return
    if vacuous := _vacuous(case, mutants):
        yield vacuous
        return
    for index, output in enumerate(case.observed):
        yield from _of_observed(case, output, _line(document, read, "observed", index))
    for index, output in enumerate(case.expected):
        line = _line(document, read, "expected", index)
        judgement = judge(case, output)
        for failure in judgement.failures:
            what = f"rejects an acceptable output: {failure.reason}"
            remedy = "correct the assertion, or the output that you would accept"
            yield CaseFinding("expected-rejected", Weight.ERROR, line, what, remedy)
        if not judgement.failures and not judgement.complete:
            yield _not_tried(line, "an acceptable output", judgement.not_judged[0][1])
    for name, outputs in (("observed", case.observed), ("expected", case.expected)):
        if not outputs and name in read.block.tree:
            what = f"no `{name}` output is known, so it is not known what the case does with one"
            remedy = "add one, with `reconstructed: true` if it is not verbatim"
            yield CaseFinding("not-tried", Weight.WARNING, case.line, what, remedy)


def _of_observed(case: EvalCase, output: Output, line: int) -> Iterator[CaseFinding]:
    judgement = judge(case, output)
    if judgement.failures:
        return
    if not judgement.complete:
        reason = next(reason for assertion, reason in judgement.not_judged if not assertion.by_model)
        yield _not_tried(line, "an output that failed", reason)
        return
    remedy = "add an assertion that it fails: the case would not have caught the incident"
    yield CaseFinding("observed-accepted", Weight.ERROR, line, "accepts an output that failed", remedy)


def _not_tried(line: int, what: str, reason: str) -> CaseFinding:
    message = f"cannot be tried on {what}: {reason}"
    return CaseFinding("not-tried", Weight.WARNING, line, message, "simplify the pattern")


def _vacuous(case: EvalCase, mutants: Sequence[Mutant]) -> CaseFinding | None:
    """Find a case that accepts or rejects everything that it is tried on."""
    tried = [*case.observed, *case.expected, *(mutant.output for mutant in mutants), Output(), Output(REFUSAL)]
    judgements = [apply(case.assertions, output) for output in tried]
    if all(judgement.passed and judgement.complete for judgement in judgements):
        what = f"never fires: it accepts all {len(tried)} outputs that it was tried on, also an empty one"
        return CaseFinding("never-fires", Weight.ERROR, case.line, what, "assert what made the failed output wrong")
    if case.expected and all(judgement.failures for judgement in judgements):
        what = f"always fires: it rejects all {len(tried)} outputs that it was tried on, also the acceptable one"
        return CaseFinding("always-fires", Weight.ERROR, case.line, what, "correct the assertion that rejects it")
    return None


def _line(document: PostMortem, read: ReadCase, key: str, index: int) -> int:
    path: Path = (key, index) if isinstance(read.block.tree.values.get(key), yamltree.Sequence) else (key,)
    node = yamltree.find(read.block.tree, path)
    return document.line(node.span if node else read.block.span)
