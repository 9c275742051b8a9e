"""Whether two properties of incidents occur together more often than their own frequencies explain.

Exact and without estimates, so that it also holds for ten incidents: the one-sided test of R. A. Fisher (hypergeometric
distribution), with whole numbers up to the last division, so that every machine finds the same. Many tests find
something by chance; P. B. Gilbert's procedure for counts limits the share of that ("A modified false discovery rate
multiple-comparisons procedure for discrete data", Applied Statistics 54, 2005): a test whose numbers are too small to
ever be significant is not counted (R. E. Tarone, Biometrics 46, 1990), and the others are judged together (Y. Benjamini
and Y. Hochberg, 1995).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import comb
from typing import TypeVar

T = TypeVar("T")


@cache
def chance_of(both: int, one: int, other: int, total: int) -> float:
    """Return the probability that at least as many have both properties, if these have nothing to do with each other;
    1 if there are not more than that makes expect.

    Args:
        both: how many have both.
        one: how many have the one.
        other: how many have the other.
        total: how many there are.
    """
    if both * total <= one * other:
        return 1.0  # not more than expected: the exact number is never asked for
    most = min(one, other)
    ways = sum(comb(one, at) * comb(total - one, other - at) for at in range(both, most + 1))
    return ways / comb(total, other)


@dataclass(frozen=True, slots=True)
class Test:
    """The outcome of a test: its probability by chance, and the smallest that its numbers allow."""

    chance: float
    least: float

    @classmethod
    def of(cls, both: int, one: int, other: int, total: int) -> Test:
        """Test numbers as `chance_of` takes them."""
        return cls(chance_of(both, one, other, total), least_chance_of(one, other, total))


@cache
def least_chance_of(one: int, other: int, total: int) -> float:
    """Return the smallest probability that is possible with these numbers: all of the rarer have the other one too."""
    few, many = sorted((one, other))
    return comb(many, few) / comb(total, few)


def find_unlikely(tests: Mapping[T, Test], limit: float) -> list[T]:
    """Return the tests whose outcome chance does not explain, the least probable first; equal ones as they were given.

    Args:
        tests: all that were looked at.
        limit: the expected share of wrong ones among those that are returned.
    """
    ordered = sorted(test.least for test in tests.values())
    able = 1
    while bisect_right(ordered, limit / able) > able:
        able += 1
    counted = sorted(((test.chance, name) for name, test in tests.items() if test.least <= limit / able), key=_first)
    found = [at for at, (chance, _) in enumerate(counted, 1) if chance <= limit * at / len(counted)]
    return [name for _, name in counted[: max(found, default=0)]]


def _first(pair: tuple[float, object]) -> float:
    return pair[0]
