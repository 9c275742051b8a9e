"""Run several slow jobs at the same time, without having to wait for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
_TICK_SECONDS = 0.2


def run_parallel(jobs: Sequence[Callable[[], T]], workers: int) -> Iterator[tuple[int, T | Exception]]:
    """Run jobs in threads, and give each result with the number of its job as soon as it is there.

    The next job begins when the caller has looked at a result, and could have stopped for it. If the caller stops
    early, or the user interrupts, no further job begins and the running ones are left behind: unlike the threads of an
    executor, these keep no process alive.

    Args:
        jobs: what to do; what one raises is its result.
        workers: how many run at the same time.
    """
    done: SimpleQueue[tuple[int, T | Exception]] = SimpleQueue()

    def run(number: int) -> None:
        try:
            done.put((number, jobs[number]()))
        except Exception as error:
            done.put((number, error))

    waiting = iter(range(len(jobs)))
    for _ in jobs[:workers]:
        threading.Thread(target=run, args=(next(waiting),), daemon=True).start()
    for _ in jobs:
        yield _next(done)
        if (number := next(waiting, None)) is not None:
            threading.Thread(target=run, args=(number,), daemon=True).start()


def _next(done: SimpleQueue[T]) -> T:
    """Wait for a result, in short turns between which an interrupt is noticed on every system."""
    while True:
        try:
            return done.get(timeout=_TICK_SECONDS)
        except Empty:
            continue
