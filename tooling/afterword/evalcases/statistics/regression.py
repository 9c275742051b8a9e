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
    PASS = "pass"  # noqa: S105 it is not a password
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

    def least_left(self, letters: str) -> int:
        """Return the fewest further runs that can decide: all clean, all failed, or the last before it is undecided."""
        score, runs = self._score(letters)
        clean = ceil((score - _PASS) / log((1 - self.fixed) / (1 - self.old)))
        failing = ceil((_BLOCK - score) / log(self.old / self.fixed))
        return max(1, min(clean, failing, self.most_runs - runs))

    def decide(self, letters: str) -> tuple[Outcome | None, int]:
        """Judge runs in the order of their numbers, of which only the last can decide.

        Args:
            letters: a letter for each run; runs without an answer are skipped.

        Returns:
            The outcome, None if more runs are needed; and how many answered runs it rests on.
        """
        score, runs = self._score(letters)
        if score >= _BLOCK:
            return Outcome.BLOCK, runs
        if score <= _PASS:
            return Outcome.PASS, runs
        return (Outcome.UNDECIDED if runs >= self.most_runs else None), runs

    def _score(self, letters: str) -> tuple[float, int]:
        failed, passed = letters.count(FAILED), letters.count(PASSED)
        for_failure, for_pass = log(self.old / self.fixed), log((1 - self.old) / (1 - self.fixed))
        return failed * for_failure + passed * for_pass, failed + passed
