"""Threads that work through jobs in the order in which they were sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")
_TICK_SECONDS = 0.2


class Workers(Generic[J, R]):
    """A few threads, and a queue of jobs for them. They keep no process alive that the user interrupts.

    Args:
        number: how many jobs run at the same time.
        work: does one; what it raises is its result.
    """

    def __init__(self, number: int, work: Callable[[J], R]) -> None:
        self._work = work
        self._jobs: SimpleQueue[J | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[J, R | Exception]] = SimpleQueue()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(number)]
        for thread in self._threads:
            thread.start()

    def send(self, job: J) -> None:
        """Add a job; it begins when a thread is free."""
        self._jobs.put(job)

    def next(self) -> tuple[J, R | Exception]:
        """Wait for a job that is done, in short turns between which an interrupt is noticed on every system."""
        while True:
            try:
                return self._done.get(timeout=_TICK_SECONDS)
            except Empty:
                continue

    def close(self) -> None:
        """Let the threads end after what they are doing; jobs that did not begin are dropped."""
        while True:
            try:
                self._jobs.get_nowait()
            except Empty:
                break
        for _ in self._threads:
            self._jobs.put(None)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._done.put((job, self._work(job)))
            except Exception as error:
                self._done.put((job, error))
