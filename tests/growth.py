"""Whether what something costs grows with its size, however slow the machine is and whatever else it does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest

T = TypeVar("T")

_TIMES = 16
"""Four doublings of the size."""
_MOST = 1.3
"""How many times the ratio of the sizes the time may grow: its square would take 16 times that ratio."""
_SHORTEST = 0.003
"""Seconds; what takes less cannot be measured."""
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
        size: the larger size; the smaller one is a sixteenth of it.
    """
    growth = [[0.0]]
    for _ in range(_ATTEMPTS):
        small, large = make(size // _TIMES), make(size)
        # What is kept from the smaller one must not make it quicker than the larger one: each is run once an attempt.
        least = [max(seconds(partial(step, small)), _SHORTEST) for step in steps]
        growth.append([seconds(partial(step, large)) / one for step, one in zip(steps, least, strict=True)])
        if max(growth[-1]) <= _MOST * _TIMES:
            return
    pytest.fail(f"{_TIMES} times the size takes {growth[1:]} times as long, and {_MOST * _TIMES} is the most")
