"""Whether what something costs grows with its size, however slow the machine is and whatever else it does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

T = TypeVar("T")

_SHORTEST = 0.002
"""Seconds; what takes less cannot be measured."""
_ATTEMPTS = 5
"""Another process can disturb a measurement, but not make it better."""


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


def require_linear(make: Callable[[int], T], run: Callable[[T], object], size: int, times: int = 4) -> None:
    """Fail if a multiple of a size takes more than twice that multiple of its time: its square would take much more.

    Args:
        make: makes what is run, of a size; its own time does not count.
        run: the step.
        size: the smaller size.
        times: the multiple.
    """
    small, large = make(size), make(size * times)
    ratios = []
    for _ in range(_ATTEMPTS):
        ratios.append(seconds(lambda: run(large)) / max(seconds(lambda: run(small)), _SHORTEST))
        if ratios[-1] < 2 * times:
            return
    pytest.fail(f"{times} times the size takes {ratios} times as long")
