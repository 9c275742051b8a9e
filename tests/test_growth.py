"""What the measure of growth itself sees, by a clock that only the steps advance."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from growth import require_linear

SIZE = 1_600


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[float], float]], Callable[[int], None]]:
    """Make a step of a cost: the seconds it takes by the part of the larger size that it is given."""
    now = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: now[0])

    def make(cost: Callable[[float], float]) -> Callable[[int], None]:
        def run(size: int) -> None:
            now[0] += cost(size / SIZE)

        return run

    return make


@pytest.mark.parametrize("seconds", [0.013, 0.043, 0.06, 2])
def test_a_square_is_seen_however_quick_it_is(step: Callable[..., Callable[[int], None]], seconds: float) -> None:
    linear, square = step(lambda part: 0.02 * part), step(lambda part: seconds * part**2)
    with pytest.raises(pytest.fail.Exception, match="times as much as the size"):
        require_linear(int, linear, square, linear, size=SIZE)


@pytest.mark.parametrize("seconds", [0.0001, 0.013, 0.043, 2])
def test_what_grows_with_the_size_passes(step: Callable[..., Callable[[int], None]], seconds: float) -> None:
    require_linear(int, step(lambda part: seconds * part), step(lambda part: 0.001 + seconds * part), size=SIZE)


def test_what_is_done_once_hides_no_square(step: Callable[..., Callable[[int], None]]) -> None:
    once = iter([0.5])
    with pytest.raises(pytest.fail.Exception, match="times as much as the size"):
        require_linear(int, step(lambda part: 0.043 * part**2 + next(once, 0)), size=SIZE)


def test_what_is_too_quick_to_measure_passes(step: Callable[..., Callable[[int], None]]) -> None:
    require_linear(int, step(lambda part: 0.005 * part**2), size=SIZE)
