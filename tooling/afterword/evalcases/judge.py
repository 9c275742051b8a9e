"""Whether the assertions of an eval case let a text pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from afterword.evalcases.assertions import Assertion, Misread, read_assertion
from afterword.postmortem.schema import EvalCase

MAX_STEPS = 500_000
"""For one case and one text: characters times states. A case beyond it is not judged."""


class Side(Enum):
    """The list that an assertion stands in."""

    MUST = "must"
    MUST_NOT = "must_not"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the assertions say about a text.

    Attributes:
        rejected_by: the assertions that the text fails: list, index in it, kind.
        complete: whether every assertion was applied.
    """

    rejected_by: tuple[tuple[Side, int, str], ...]
    complete: bool

    @property
    def accepted(self) -> bool:
        """Whether nothing rejects the text."""
        return not self.rejected_by


def misread(case: EvalCase) -> Iterator[tuple[Side, int, Misread]]:
    """The assertions that cannot be applied, each with its place."""
    for side, index, assertion in _assertions(case):
        if isinstance(assertion, Misread):
            yield side, index, assertion


def judge(case: EvalCase, text: str) -> Judgement:
    """Apply every assertion that can be applied to a text."""
    rejected: list[tuple[Side, int, str]] = []
    left, complete = MAX_STEPS, True
    for side, index, assertion in _assertions(case):
        if isinstance(assertion, Misread) or (cost := assertion.states * (len(text) + 1)) > left:
            complete = False
            continue
        left -= cost
        if assertion.holds(text) is (side is Side.MUST_NOT):
            rejected.append((side, index, assertion.kind))
    return Judgement(tuple(rejected), complete)


def _assertions(case: EvalCase) -> Iterator[tuple[Side, int, Assertion | Misread]]:
    for side, assertions in ((Side.MUST, case.must), (Side.MUST_NOT, case.must_not)):
        for index, raw in enumerate(assertions or ()):
            yield side, index, read_assertion(raw)
