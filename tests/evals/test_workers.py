"""Jobs are done in the order in which they were sent, a few at a time."""

from __future__ import annotations

import threading
import time

from afterword.evals.workers import Workers


def test_so_many_at_a_time_and_what_one_raises_is_its_result() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def work(job: int) -> int:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        time.sleep(0.01)
        with lock:
            running -= 1
        return 10 // job

    workers: Workers[int, int] = Workers(3, work)
    for job in range(9):
        workers.send(job)
    done = dict(workers.next() for _ in range(9))
    workers.close()
    assert isinstance(done.pop(0), ZeroDivisionError)
    assert done == {job: 10 // job for job in range(1, 9)}
    assert most == 3


def test_jobs_that_did_not_begin_are_dropped() -> None:
    begun: list[int] = []
    gate = threading.Event()

    def work(job: int) -> None:
        begun.append(job)
        gate.wait(10)

    workers: Workers[int, None] = Workers(1, work)
    for job in range(5):
        workers.send(job)
    while not begun:
        time.sleep(0.001)
    workers.close()
    gate.set()
    workers.next()
    assert begun == [0]
