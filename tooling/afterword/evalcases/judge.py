"""Decide whether an eval case accepts an output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.evalcases.assertions import Assertion, Side
from afterword.evalcases.case import EvalCase
from afterword.evalcases.engine import Output, explain_failure


@dataclass(frozen=True, slots=True)
class Failure:
    """An assertion that rejects an output, and why in words: `must 1 (contains): the output does not contain "x"`."""

    assertion: Assertion
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the assertions of a case say about an output.

    Attributes:
        failures: the assertions that reject it.
        not_judged: the assertions that code could not apply, each with the reason; those that only a model can judge
            are among them.
    """

    failures: tuple[Failure, ...]
    not_judged: tuple[tuple[Assertion, str], ...]
    judged: int

    @property
    def passed(self) -> bool:
        """Whether at least one assertion was applied, and none of those applied rejects the output."""
        return self.judged > 0 and not self.failures

    @property
    def complete(self) -> bool:
        """Whether every assertion was applied, but for those that only a model can judge."""
        return all(assertion.by_model for assertion, _ in self.not_judged)


def judge(case: EvalCase, output: Output) -> Judgement:
    """Apply every assertion of a case to an output."""
    return apply(case.assertions, output)


def apply(assertions: Sequence[Assertion], output: Output) -> Judgement:
    """Apply assertions to an output; after a pattern that takes too long, no further one is tried."""
    failures: list[Failure] = []
    not_judged: list[tuple[Assertion, str]] = []
    judged, stopped = 0, ""
    for assertion in assertions:
        reason = assertion.not_applied or stopped
        if assertion.test is None or reason:
            not_judged.append((assertion, reason))
            continue
        try:
            holds, words = assertion.test(output)
        except TimeoutError:
            stopped = "a pattern takes too long on this output"
            not_judged.append((assertion, stopped))
            continue
        judged += 1
        if holds is (assertion.side is Side.MUST_NOT):
            reason = explain_failure(assertion.side.value, assertion.number, assertion.kind, words)
            failures.append(Failure(assertion, reason))
    return Judgement(tuple(failures), tuple(not_judged), judged)
