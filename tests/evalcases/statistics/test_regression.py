"""The test that blocks a change under which a proven case fails again."""

from __future__ import annotations

from math import log

import pytest

from afterword.evalcases.statistics.bounds import old_rate, upper_bound
from afterword.evalcases.statistics.regression import Outcome, RegressionTest


@pytest.mark.parametrize(
    ("letters", "wanted"),
    [
        ("FFF", (Outcome.BLOCK, 3)),
        ("PPPP", (Outcome.PASS, 4)),
        ("FPPPPPPP", (Outcome.PASS, 8)),
        ("FPFFF", (Outcome.BLOCK, 5)),
        ("FF", (None, 2)),
        ("P-PP-P", (Outcome.PASS, 4)),
        ("", (None, 0)),
    ],
)
def test_decides(letters: str, wanted: tuple[Outcome | None, int]) -> None:
    assert RegressionTest(0.1, 0.5).decide(letters) == wanted


@pytest.mark.parametrize(("failed", "pairs", "clean"), [(4, 4, 4), (5, 9, 7), (5, 16, 15), (5, 24, 24)])
def test_clean_runs_that_pass(failed: int, pairs: int, clean: int) -> None:
    old = old_rate(failed, pairs)
    limit = min(0.1, old / 3)
    test = RegressionTest.of_proof(limit, old)
    assert test is not None
    assert test.clean_runs == clean
    assert test.decide("P" * clean) == (Outcome.PASS, clean)
    assert test.most_runs == max(30, 6 * clean)


def test_rates_that_are_close_are_not_tested() -> None:
    assert RegressionTest.of_proof(0.2, 0.39) is None
    assert RegressionTest.of_proof(0.2, 0.41) is not None
    assert RegressionTest.of_proof(0.3, 0.9) is None, "at most half is detected, however high the old rate was"


def test_undecided_after_the_most_runs() -> None:
    test = RegressionTest(0.1, 0.5)
    letters = ("F" + "PPPF" * 8)[:30]  # each round adds almost nothing
    assert test.decide(letters[:-1]) == (None, 29)
    assert test.decide(letters) == (Outcome.UNDECIDED, 30)


@pytest.mark.parametrize(("letters", "left"), [("", 3), ("P", 3), ("PPP", 1), ("F", 2), ("FF", 1), ("F-P", 3)])
def test_the_fewest_further_runs_that_decide(letters: str, left: int) -> None:
    test = RegressionTest(0.1, 0.5)
    assert test.least_left(letters) == left
    assert any(test.decide(letters + letter * left)[0] for letter in "FP")
    assert not any(test.decide(letters + letter * (left - 1))[0] for letter in "FP")


def test_the_rate_that_the_proof_left_open_is_hardly_ever_blocked() -> None:
    """Exact, by dynamic programming: 0.6 % at the bound of 0 of 33, as the procedure predicts."""
    test = RegressionTest.of_proof(upper_bound(0, 33), old_rate(4, 4))
    assert test is not None

    def blocked(rate: float) -> float:
        states, total = {(0, 0): 1.0}, 0.0
        for _ in range(test.most_runs):
            after: dict[tuple[int, int], float] = {}
            for (failed, passed), probability in states.items():
                for more, step in (((1, 0), rate), ((0, 1), 1 - rate)):
                    key = (failed + more[0], passed + more[1])
                    after[key] = after.get(key, 0) + probability * step
            scores = {
                (f, p): f * log(test.old / test.fixed) + p * log((1 - test.old) / (1 - test.fixed)) for f, p in after
            }
            total += sum(after[key] for key, score in scores.items() if score >= log(100))
            states = {key: after[key] for key, score in scores.items() if -log(10) < score < log(100)}
        return total

    assert blocked(test.fixed) == pytest.approx(0.006, abs=0.002)
    assert blocked(0.02) <= 0.00002
    assert blocked(0.9) > 0.99
