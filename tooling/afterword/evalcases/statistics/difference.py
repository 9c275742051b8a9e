"""Whether the broken side fails more often than the fixed one, as an e-value that may be looked at after every pair.

A pair is one call of each side. The e-value is a fixed mixture of six likelihood ratios for two Bernoulli streams
(Turner, Ly and Grünwald, "Generic E-Variables for Exact Sequential k-Sample Tests", arXiv 2106.02693). If the broken
side does not fail more often, its expectation never exceeds 1, so that it ever reaches 20 with a probability of 5 % at
most, however often one looks and whenever one stops (Ville's inequality). The rates may change during the proof, if
they change for both sides of a pair.
"""

from __future__ import annotations

from math import exp, inf, log

METHOD = "mix6/1"
"""Name of this method in records; another mixture is another method."""
ALPHA = 0.05
"""Probability of a false proof."""
THRESHOLD = 1 / ALPHA

_MOST_PAIRS = 4_000
"""More pairs than this are not worth announcing."""
# Weight, failure rate of the broken side, failure rate of the fixed side. All are one-sided: the second is larger.
_MIXTURE = (
    (3 / 16, 0.8, 0.008),
    (3 / 16, 0.2, 0.002),
    (6 / 16, 0.03, 0.0003),
    (1 / 16, 0.8, 0.16),
    (1 / 16, 0.2, 0.04),
    (2 / 16, 0.03, 0.006),
)


def _factors(weight: float, broken: float, fixed: float) -> tuple[float, float, float, float, float]:
    middle = (broken + fixed) / 2
    return (
        log(weight),
        log(broken / middle),
        log((1 - broken) / (1 - middle)),
        log(fixed / middle),
        log((1 - fixed) / (1 - middle)),
    )


_LOGS = tuple(_factors(*term) for term in _MIXTURE)


def e_value(pairs: int, broken_failed: float, fixed_failed: float) -> float:
    """Return the evidence that the broken side fails more often; 20 is enough.

    Args:
        pairs: of which both calls were answered.
        broken_failed: failures of the broken side; a fraction where the counts are expected ones.
        fixed_failed: failures of the fixed side.
    """
    return _sum(_terms(pairs, broken_failed, fixed_failed))


def pairs_still_needed(pairs: int, broken_failed: int, fixed_failed: int) -> int | None:
    """Return about how many more pairs show a difference if both sides go on as they did; None if above 4,000.

    Most proofs take between a quarter of it and four times as many.
    """
    broken, fixed = (broken_failed + 0.5) / (pairs + 1), fixed_failed / pairs if pairs else 0.0
    now, step = _terms(pairs, broken_failed, fixed_failed), _terms(1, broken, fixed)
    weights = [logs[0] for logs in _LOGS]

    def enough(more: int) -> bool:
        return _sum([a + more * (b - w) for a, b, w in zip(now, step, weights, strict=True)]) >= THRESHOLD

    if enough(0) or not enough(_MOST_PAIRS):
        return 0 if enough(0) else None
    # A sum of exponentials of the number is convex, and it is below 20 now: it crosses 20 once.
    low, high = 0, _MOST_PAIRS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def least_pairs_needed(pairs: int, broken_failed: int, fixed_failed: int) -> int:
    """Return how many more pairs show a difference if from now on the broken side always fails and the fixed never."""
    more = 0
    while e_value(pairs + more, broken_failed + more, fixed_failed) < THRESHOLD:
        more += 1
    return more


def _terms(pairs: float, broken_failed: float, fixed_failed: float) -> list[float]:
    """Return the logarithms of the six terms."""
    broken_passed, fixed_passed = pairs - broken_failed, pairs - fixed_failed
    return [
        weight + broken_failed * bf + broken_passed * bp + fixed_failed * ff + fixed_passed * fp
        for weight, bf, bp, ff, fp in _LOGS
    ]


def _sum(logs: list[float]) -> float:
    largest = max(logs)
    return inf if largest > 700 else exp(largest) * sum(exp(one - largest) for one in logs)
