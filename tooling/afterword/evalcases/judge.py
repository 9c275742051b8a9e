"""Decide whether the assertions of an eval case accept a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from afterword.evalcases.assertions import Assertion, Misread, read_assertion
from afterword.postmortem.schema import EvalCase


class Side(Enum):
    """The list that an assertion is in."""

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
    """List the assertions that cannot be applied, each with its place."""
    for side, index, assertion in _assertions(case):
        if isinstance(assertion, Misread):
            yield side, index, assertion


def judge(case: EvalCase, text: str) -> Judgement:
    """Apply the assertions that can be applied to a text, up to a pattern that takes too long."""
    rejected: list[tuple[Side, int, str]] = []
    complete = True
    for side, index, assertion in _assertions(case):
        if isinstance(assertion, Misread):
            complete = False
            continue
        try:
            if assertion.holds(text) is (side is Side.MUST_NOT):
                rejected.append((side, index, assertion.kind))
        except TimeoutError:
            return Judgement(tuple(rejected), complete=False)
    return Judgement(tuple(rejected), complete)


def _assertions(case: EvalCase) -> Iterator[tuple[Side, int, Assertion | Misread]]:
    for side, assertions in ((Side.MUST, case.must), (Side.MUST_NOT, case.must_not)):
        for index, raw in enumerate(assertions or ()):
            yield side, index, read_assertion(raw)
