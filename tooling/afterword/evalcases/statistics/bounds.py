"""Bounds on a failure rate that hold after every run at once, however the number of runs was decided.

Robbins' method of mixtures with a Beta(0.1, 1) prior (Robbins, "Statistical methods related to the law of the iterated
logarithm", 1970). The usual Clopper-Pearson bounds hold for a number of runs that was fixed before: looked at after
each of 300 runs, theirs excludes a true rate of 10 % in 19 % of all trials.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log

METHOD = "beta.1-1/1"
"""Name of this method in records."""
_LOG_THRESHOLD = log(20)  # 1 / 5 %
_PRIOR = 0.1
_HALVINGS = 60


def log_mixture(failed: int, runs: int) -> float:
    """Return the logarithm of the probability that the mixture gives to one order of so many failures.

    It is the product of its predictions: a failure with (k + 0.1) / (n + 1.1) after k failures in n runs.
    """
    return (
        lgamma(failed + _PRIOR)
        + lgamma(runs - failed + 1)
        + lgamma(1 + _PRIOR)
        - lgamma(_PRIOR)
        - lgamma(runs + 1 + _PRIOR)
    )


@lru_cache(maxsize=4_096)
def upper_bound(failed: int, runs: int) -> float:
    """Return a rate that the true one does not exceed, at 95 % for every number of runs at once.

    Args:
        failed: failures.
        runs: answered runs.
    """
    if failed == runs:
        return 1.0
    if failed == 0:
        return 1 - exp((log_mixture(0, runs) - _LOG_THRESHOLD) / runs)
    target = log_mixture(failed, runs) - _LOG_THRESHOLD
    low, high = failed / runs, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle < 1 and failed * log(middle) + (runs - failed) * log(1 - middle) > target:
            low = middle
        else:
            high = middle
    return high


def lower_bound(failed: int, runs: int) -> float:
    """Return a rate that the true one reaches, at 95 % for every number of runs at once."""
    return 1 - upper_bound(runs - failed, runs)


def clean_runs_needed(failed: int, runs: int, limit: float) -> int:
    """Return how many more runs without a failure bring the upper bound down to a limit above 0."""
    if runs and upper_bound(failed, runs) <= limit:
        return 0
    low, high = 0, 1
    while upper_bound(failed, runs + high) > limit:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if upper_bound(failed, runs + middle) <= limit else (middle, high)
    return high


def old_rate(failed: int, pairs: int) -> float:
    """Return a cautious estimate of the failure rate of the broken side when a difference was found.

    A proof stops at a failure, so that the observed rate is too high, 12 for 10 %. This is the rate at which so many
    failures or more are seen in one of five trials.

    Args:
        failed: failures of the broken side, at least one.
        pairs: answered pairs.
    """
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _at_least(failed, pairs, middle) > 0.2 else (middle, high)
    return high


def _at_least(failed: int, runs: int, rate: float) -> float:
    """Return the probability of so many failures or more."""
    log_rate, log_rest = log(rate), log(1 - rate)
    terms = (
        lgamma(runs + 1) - lgamma(k + 1) - lgamma(runs - k + 1) + k * log_rate + (runs - k) * log_rest
        for k in range(failed, runs + 1)
    )
    return sum(map(exp, terms))
