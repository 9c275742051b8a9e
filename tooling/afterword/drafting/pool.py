"""Doing several slow things at the same time, without having to wait for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
_TICK_SECONDS = 0.2


def in_parallel(jobs: Sequence[Callable[[], T]], workers: int) -> Iterator[tuple[int, T | Exception]]:
    """Run jobs in threads, and give each result with the number of its job as soon as it is there.

    When the caller stops early, or the user interrupts, no further job is begun, and those under way are left behind:
    unlike those of an executor, these threads keep no process alive.

    Args:
        jobs: what to do; what one raises is its result.
        workers: how many run at the same time.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    done: SimpleQueue[tuple[int, T | Exception]] = SimpleQueue()
    for number in range(len(jobs)):
        waiting.put(number)

    def work() -> None:
        while True:
            try:
                number = waiting.get_nowait()
            except Empty:
                return
            try:
                done.put((number, jobs[number]()))
            except Exception as error:
                done.put((number, error))

    for _ in range(min(workers, len(jobs))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in jobs:
            yield _next(done)
    finally:
        while not waiting.empty():
            try:
                waiting.get_nowait()
            except Empty:
                break


def _next(done: SimpleQueue[tuple[int, T | Exception]]) -> tuple[int, T | Exception]:
    """The next result; waits in short turns, between which an interrupt is noticed on every system."""
    while True:
        try:
            return done.get(timeout=_TICK_SECONDS)
        except Empty:
            continue
