"""Doing several slow things at the same time, without having to wait for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
_TICK_SECONDS = 0.2


def run_parallel(jobs: Sequence[Callable[[], T]], workers: int) -> Iterator[tuple[int, T | Exception]]:
    """Run jobs in threads, and give each result with the number of its job as soon as it is there.

    When the caller stops early, or the user interrupts, no further job is begun, and those under way are left behind:
    unlike those of an executor, these threads keep no process alive. A thread begins its next job when the caller has
    looked at the result of the last one, and might have stopped for it.

    Args:
        jobs: what to do; what one raises is its result.
        workers: how many run at the same time.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    done: SimpleQueue[tuple[int, T | Exception, threading.Event]] = SimpleQueue()
    over = threading.Event()
    for number in range(len(jobs)):
        waiting.put(number)

    def work() -> None:
        while True:
            try:
                number = waiting.get_nowait()
            except Empty:
                return
            looked_at = threading.Event()
            try:
                done.put((number, jobs[number](), looked_at))
            except Exception as error:
                done.put((number, error, looked_at))
            while not (over.is_set() or looked_at.wait(_TICK_SECONDS)):
                pass

    for _ in range(min(workers, len(jobs))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in jobs:
            number, result, looked_at = _next(done)
            yield number, result
            looked_at.set()
    finally:
        while not waiting.empty():
            try:
                waiting.get_nowait()
            except Empty:
                break
        over.set()


def _next(done: SimpleQueue[T]) -> T:
    """The next result; waits in short turns, between which an interrupt is noticed on every system."""
    while True:
        try:
            return done.get(timeout=_TICK_SECONDS)
        except Empty:
            continue
