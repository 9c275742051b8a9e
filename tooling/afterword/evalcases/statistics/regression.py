"""Whether a proven case fails again: Wald's sequential probability ratio test.

It compares the failure rate that the proof left open, p0, with the rate before the fix, p1. At most 1 % of the cases
whose rate is p0 or less are blocked (Wald, "Sequential Tests of Statistical Hypotheses", 1945).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, log

from afterword.evalcases.statistics.procedure import FAILED, PASSED

_MOST_RATE = 0.5
_LEAST_RATIO = 2
_BLOCK = log(100)
_PASS = -log(10)
_LEAST_RUNS = 30
_RUNS_FACTOR = 6


class Outcome(StrEnum):
    """What a regression test comes to."""

    BLOCK = "block"
    PASS = "pass"  # noqa: S105 it is no password
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class RegressionTest:
    """The test of one proven case.

    Attributes:
        fixed: failure rate that the proof left open: the upper bound of the fixed side.
        old: failure rate to detect.
    """

    fixed: float
    old: float

    @classmethod
    def of_proof(cls, fixed: float, old: float) -> RegressionTest | None:
        """Make the test of a proof; None if its rates are too close to be distinguished in CI.

        Args:
            fixed: upper bound of the fixed side when it was proven.
            old: cautious failure rate of the broken side.
        """
        test = cls(fixed, min(_MOST_RATE, old))
        return test if test.old >= _LEAST_RATIO * fixed else None

    @property
    def clean_runs(self) -> int:
        """How many runs without a failure pass."""
        return ceil(-_PASS / log((1 - self.fixed) / (1 - self.old)))

    @property
    def most_runs(self) -> int:
        """After how many runs the test stays undecided."""
        return max(_LEAST_RUNS, _RUNS_FACTOR * self.clean_runs)

    def decide(self, letters: str) -> tuple[Outcome | None, int]:
        """Judge runs in the order of their numbers.

        Args:
            letters: a letter for each run; runs without an answer are skipped.

        Returns:
            The outcome, None if more runs are needed; and how many answered runs it rests on.
        """
        score, runs = 0.0, 0
        for letter in letters:
            if letter not in (FAILED, PASSED):
                continue
            runs += 1
            rates = (self.old, self.fixed) if letter == FAILED else (1 - self.old, 1 - self.fixed)
            score += log(rates[0] / rates[1])
            if score >= _BLOCK:
                return Outcome.BLOCK, runs
            if score <= _PASS:
                return Outcome.PASS, runs
            if runs >= self.most_runs:
                return Outcome.UNDECIDED, runs
        return None, runs
