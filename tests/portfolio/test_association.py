"""Whether two properties belong together, by exact numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.portfolio.association import Test as Outcome
from afterword.portfolio.association import chance_of, find_unlikely, least_chance_of


@given(st.integers(1, 7), st.data())
def test_the_chance_is_that_of_counting_every_way(total: int, data: st.DataObject) -> None:
    one, other = (data.draw(st.integers(0, total)) for _ in range(2))
    both = data.draw(st.integers(0, min(one, other)))
    marked = set(range(one))
    ways = [len(marked.intersection(drawn)) for drawn in combinations(range(total), other)]
    expected = Fraction(sum(found >= both for found in ways), len(ways))
    assert chance_of(both, one, other, total) == (1 if both * total <= one * other else float(expected))
    assert least_chance_of(one, other, total) == sum(found == min(one, other) for found in ways) / len(ways)


def test_three_of_three_among_ten_is_one_of_a_hundred_and_twenty() -> None:
    assert chance_of(3, 3, 3, 10) == 1 / 120


def test_what_is_frequent_by_itself_is_not_unlikely() -> None:
    tests = {"both frequent": Outcome.of(41, 100, 100, 240), "together": Outcome.of(8, 12, 14, 240)}
    assert find_unlikely(tests, 0.05) == ["together"]


def test_tests_that_could_never_be_significant_do_not_count() -> None:
    able = {"able": Outcome.of(4, 4, 4, 30)}
    small = {f"small {at}": Outcome.of(1, 1, 1, 30) for at in range(5_000)}
    assert find_unlikely(able | small, 0.05) == ["able"]


def test_one_of_many_tests_is_found_by_chance_and_left_out() -> None:
    same = Outcome(0.02, 1e-9)
    tests = {"first": same} | {f"other {at}": Outcome(1.0, 1e-9) for at in range(99)}
    assert find_unlikely({"first": same}, 0.05) == ["first"]
    assert find_unlikely(tests, 0.05) == []


@pytest.mark.parametrize("number", [0, 1])
def test_nothing_comes_of_no_tests(number: int) -> None:
    assert find_unlikely({at: Outcome(1.0, 1.0) for at in range(number)}, 0.05) == []
