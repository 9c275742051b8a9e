"""Bounds on failure rates: the vectors of their definition, and that they hold after every run at once."""

from __future__ import annotations

from fractions import Fraction
from math import exp

import pytest

from afterword.evalcases.statistics.bounds import (
    clean_runs_needed,
    log_mixture,
    lower_bound,
    old_rate,
    upper_bound,
)


def predicted(order: str) -> Fraction:
    """The product of the predictions of the mixture for an order of failures and passes."""
    total, failed, prior = Fraction(1), 0, Fraction(1, 10)
    for runs, letter in enumerate(order):
        if letter == "F":
            total *= (failed + prior) / (runs + 1 + prior)
            failed += 1
        else:
            total *= (runs - failed + 1) / (runs + 1 + prior)
    return total


def test_mixture_has_its_vectors() -> None:
    assert predicted("FPPP") == predicted("PPFP") == Fraction(2000, 97867)
    assert exp(log_mixture(1, 4)) == pytest.approx(2000 / 97867, rel=1e-12)
    assert exp(log_mixture(0, 33)) == pytest.approx(0.66952967, abs=5e-9)


@pytest.mark.parametrize("order", ["", "P", "F", "PFPPF", "FFFFFFFF", "P" * 30])
def test_mixture_is_the_product_of_its_predictions(order: str) -> None:
    assert exp(log_mixture(order.count("F"), len(order))) == pytest.approx(float(predicted(order)), rel=1e-12)


@pytest.mark.parametrize(("counts", "wanted"), [((0, 33), 0.097816), ((1, 20), 0.327168), ((3, 3), 1)])
def test_upper_bound_has_its_vectors(counts: tuple[int, int], wanted: float) -> None:
    assert upper_bound(*counts) == pytest.approx(wanted, abs=5e-7)


@pytest.mark.parametrize(
    ("counts", "wanted"), [((4, 4), 0.449631), ((5, 16), 0.043898), ((2, 2), 0.208063), ((0, 9), 0)]
)
def test_lower_bound_has_its_vectors(counts: tuple[int, int], wanted: float) -> None:
    assert lower_bound(*counts) == pytest.approx(wanted, abs=5e-7)


@pytest.mark.parametrize(("runs", "percent"), [(5, 47.5), (10, 28.0), (20, 15.4), (29, 11.0), (59, 5.7), (100, 3.4)])
def test_upper_bound_without_a_failure(runs: int, percent: float) -> None:
    assert 100 * upper_bound(0, runs) == pytest.approx(percent, abs=0.051)


@pytest.mark.parametrize(
    ("runs", "percents"), [(20, (32.7, 41.8, 61.4)), (59, (12.5, 16.4, 25.2)), (100, (7.6, 10.0, 15.5))]
)
def test_upper_bound_with_failures(runs: int, percents: tuple[float, ...]) -> None:
    assert [100 * upper_bound(k, runs) for k in (1, 2, 5)] == pytest.approx(percents, abs=0.051)


@pytest.mark.parametrize(
    ("failed", "limit", "runs"),
    [(0, 0.1, 33), (1, 0.1, 75), (2, 0.1, 100), (3, 0.1, 122), (0, 0.05, 68), (1, 0.05, 156)],
)
def test_runs_needed_for_a_limit(failed: int, limit: float, runs: int) -> None:
    assert failed + clean_runs_needed(failed, failed, limit) == runs
    assert upper_bound(failed, runs) <= limit < upper_bound(failed, runs - 1)
    assert clean_runs_needed(failed, runs, limit) == 0


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.3, 0.7])
def test_upper_bound_rarely_excludes_the_true_rate_at_any_time(rate: float) -> None:
    """Exact, by dynamic programming over 120 runs with a look after each."""
    states, excluded = {0: 1.0}, 0.0
    for runs in range(1, 121):
        after: dict[int, float] = {}
        for failed, probability in states.items():
            after[failed] = after.get(failed, 0) + probability * (1 - rate)
            after[failed + 1] = after.get(failed + 1, 0) + probability * rate
        out = {failed for failed in after if upper_bound(failed, runs) < rate}
        excluded += sum(after[failed] for failed in out)
        states = {failed: probability for failed, probability in after.items() if failed not in out}
    assert excluded <= 0.05


@pytest.mark.parametrize(
    ("counts", "wanted"), [((4, 4), 0.668740), ((5, 9), 0.366087), ((5, 16), 0.199414), ((5, 24), 0.131403)]
)
def test_old_rate_has_its_vectors(counts: tuple[int, int], wanted: float) -> None:
    assert old_rate(*counts) == pytest.approx(wanted, abs=5e-7)
