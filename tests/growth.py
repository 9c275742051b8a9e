"""Whether what something costs grows with its size, however slow the machine is and whatever else it does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import pytest

T = TypeVar("T")

_TIMES = 16
"""Four doublings of the size."""
_MOST = 1.3
"""How many times as much as the size the time may grow: its square would take 16 times as much."""
_SHORTEST = 0.003
"""Seconds; what takes less cannot be measured well."""
_ATTEMPTS = 6
"""Another process can disturb a measurement, but not make it better: the least of several counts."""


def seconds(step: Callable[[], object]) -> float:
    """Return the processor time of a step; what other tests left behind is not walked.

    It is not collected before either: after thousands of tests that takes half a second, far longer than most steps.
    """
    gc.disable()
    try:
        began = time.process_time()
        step()
        return time.process_time() - began
    finally:
        gc.enable()


def require_linear(make: Callable[[int], T], *steps: Callable[[T], object], size: int) -> None:
    """Fail if the time of a step grows more than 1.3 times as much as the size over four doublings.

    Args:
        make: makes what is run, of a size; its own time does not count.
        steps: what is done with it, in this order.
        size: the larger size; the smaller one is a sixteenth of it, or more if a step is too quick to be measured so.
    """
    _measure(make(size // _TIMES // 2), steps)  # what is done only once must not make the smaller one slower
    growth = []
    for _ in range(_ATTEMPTS):
        growth.append(_growth(make, steps, size))
        if max(growth[-1]) <= _MOST:
            return
    pytest.fail(f"the time grows {growth} times as much as the size, and {_MOST} is the most")


def _growth(make: Callable[[int], T], steps: Sequence[Callable[[T], object]], size: int) -> list[float]:
    """Return how many times as much as the size the time of each step grows; 1.3 at most if half is too quick."""
    # What is kept from the smaller one must not make it quicker than the larger one: each is run once an attempt.
    small = _measure(make(size // _TIMES), steps)
    large = _measure(make(size), steps)
    found = [most / least / _TIMES for most, least in zip(large, small, strict=True)]
    for times in (_TIMES // 2, _TIMES // 4, _TIMES // 8):
        unsure = [at for at, least in enumerate(small) if least < _SHORTEST and found[at] > _MOST]
        if not unsure:
            break
        again = _measure(make(size // times), steps)
        for at in unsure:
            small[at] = again[at]
            found[at] = large[at] / small[at] / times
    return [growth if least >= _SHORTEST else min(growth, _MOST) for growth, least in zip(found, small, strict=True)]


def _measure(made: T, steps: Sequence[Callable[[T], object]]) -> list[float]:
    """Return the seconds of each step, more than 0."""
    return [max(seconds(partial(step, made)), 1e-9) for step in steps]
