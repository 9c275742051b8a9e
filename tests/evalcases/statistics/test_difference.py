"""The e-value for a difference: the vectors of its definition, and that it is rarely wrong."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evalcases.statistics.difference import (
    THRESHOLD,
    e_value,
    least_pairs_needed,
    pairs_still_needed,
)

VECTORS = [
    ((1, 1, 0), 2.276711),
    ((1, 0, 0), 0.890662),
    ((3, 3, 0), 13.945897),
    ((4, 4, 0), 37.605098),
    ((6, 4, 0), 20.245619),
    ((7, 4, 0), 16.659519),
    ((7, 5, 0), 50.783292),
    ((53, 5, 0), 20.059568),
    ((54, 5, 0), 19.984672),
    ((7, 7, 1), 27.303205),
    ((17, 9, 1), 19.076930),
    ((30, 20, 5), 120.986610),
]
TERMS = [
    (Fraction(w, 16), Fraction(b), Fraction(a))
    for w, b, a in (
        (3, "0.8", "0.008"),
        (3, "0.2", "0.002"),
        (6, "0.03", "0.0003"),
        (1, "0.8", "0.16"),
        (1, "0.2", "0.04"),
        (2, "0.03", "0.006"),
    )
]


def exact(pairs: int, broken: int, fixed: int) -> Fraction:
    """The definition, in fractions."""
    total = Fraction(0)
    for w, b, a in TERMS:
        m = (a + b) / 2
        total += (
            w
            * (b / m) ** broken
            * ((1 - b) / (1 - m)) ** (pairs - broken)
            * (a / m) ** fixed
            * ((1 - a) / (1 - m)) ** (pairs - fixed)
        )
    return total


@pytest.mark.parametrize(("counts", "wanted"), VECTORS)
def test_e_value_has_its_vectors(counts: tuple[int, int, int], wanted: float) -> None:
    assert e_value(*counts) == pytest.approx(wanted, abs=5e-7)


def test_e_value_of_one_pair_that_fails_twice_is_exact() -> None:
    assert exact(1, 1, 1) == Fraction(61805, 367236)
    assert e_value(1, 1, 1) == pytest.approx(61805 / 367236, rel=1e-14)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n))))
def test_e_value_is_that_of_its_definition(counts: tuple[int, int, int]) -> None:
    assert e_value(*counts) == pytest.approx(float(exact(*counts)), rel=1e-9)


def test_e_value_of_very_many_failures_does_not_overflow() -> None:
    assert e_value(100_000, 100_000, 0) > THRESHOLD
    assert e_value(100_000, 0, 100_000) == 0


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_a_pair_is_expected_to_multiply_no_term_above_one_without_a_difference(one: Fraction, other: Fraction) -> None:
    p, q = sorted((one, other))  # the broken side fails as often or less often
    for _, b, a in TERMS:
        m = (a + b) / 2
        red = p * b / m + (1 - p) * (1 - b) / (1 - m)
        green = q * a / m + (1 - q) * (1 - a) / (1 - m)
        assert red * green <= 1


@cache
def _is_enough(pairs: int, broken: int, fixed: int) -> bool:
    return e_value(pairs, broken, fixed) >= THRESHOLD


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.3, 0.5, 0.9])
def test_false_proofs_are_rare_with_a_look_after_each_pair(rate: float) -> None:
    """Exact, by dynamic programming over the counts of 40 pairs with the same rate on both sides."""
    states, proven = {(0, 0): 1.0}, 0.0
    for pairs in range(1, 41):
        after: dict[tuple[int, int], float] = {}
        for (x, y), probability in states.items():
            for red, green in ((0, 0), (0, 1), (1, 0), (1, 1)):
                key = (x + red, y + green)
                step = (rate if red else 1 - rate) * (rate if green else 1 - rate)
                after[key] = after.get(key, 0.0) + probability * step
        proven += sum(probability for key, probability in after.items() if _is_enough(pairs, *key))
        states = {key: probability for key, probability in after.items() if not _is_enough(pairs, *key)}
    assert proven <= 0.03


@pytest.mark.parametrize(("counts", "wanted"), [((20, 1, 0), 58), ((20, 2, 0), 25), ((30, 2, 2), None), ((4, 4, 0), 0)])
def test_pairs_still_needed(counts: tuple[int, int, int], wanted: int | None) -> None:
    assert pairs_still_needed(*counts) == wanted


def test_pairs_still_needed_is_known_before_the_first_pair() -> None:
    assert pairs_still_needed(0, 0, 0) == 9


@pytest.mark.parametrize(("counts", "wanted"), [((0, 0, 0), 4), ((2, 2, 0), 2), ((3, 3, 0), 1), ((4, 4, 0), 0)])
def test_least_pairs_needed(counts: tuple[int, int, int], wanted: int) -> None:
    assert least_pairs_needed(*counts) == wanted


@pytest.mark.parametrize(("failures", "within"), [(4, 6), (5, 53), (6, 1480)])
def test_so_many_failures_of_the_broken_side_show_a_difference_within_so_many_pairs(failures: int, within: int) -> None:
    assert e_value(within, failures, 0) >= THRESHOLD > e_value(within + 1, failures, 0)
