"""A program that reads a text and answers on its standard output, within limits of time and size."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from typing import IO

_PIECE = 65_536
_MOST_COMPLAINT = 65_536
_GRACE_SECONDS = 1.0


def converse(
    process: subprocess.Popen[bytes], text: bytes, timeout_seconds: float, most: int
) -> tuple[bytes, bytes, bool]:
    """Send a text to a program, and read what it writes.

    Args:
        process: the program, begun in a session of its own, with pipes for its three streams.
        text: what it reads.
        timeout_seconds: until it must have ended and everything that it started must have closed its output.
        most: bytes of standard output; a program that writes more is ended.

    Returns:
        Standard output, at most one piece longer than `most`; the end of standard error; and whether it ended in time.
    """
    assert process.stdin and process.stdout and process.stderr
    data, complaint = bytearray(), bytearray()
    threads = [
        threading.Thread(target=_write, args=(process.stdin, text), daemon=True),
        threading.Thread(target=_read, args=(process, data, most), daemon=True),
        threading.Thread(target=_read_end, args=(process.stderr, complaint), daemon=True),
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + timeout_seconds
    in_time = _join(process, threads, deadline)
    if not in_time:
        end(process)
        # What left the group can hold the pipes for ever: its threads are given up, and end with this process.
        _join(process, threads, time.monotonic() + _GRACE_SECONDS)
    return bytes(data), bytes(complaint), in_time


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, also if only that still runs."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):  # there are no groups on Windows
        process.kill()


def _join(process: subprocess.Popen[bytes], threads: list[threading.Thread], deadline: float) -> bool:
    try:
        process.wait(max(0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


def _write(stream: IO[bytes], text: bytes) -> None:
    with suppress(OSError):  # it need not read its input
        stream.write(text)
    with suppress(OSError):
        stream.close()


def _read(process: subprocess.Popen[bytes], data: bytearray, most: int) -> None:
    assert process.stdout
    with process.stdout as stream:
        while len(data) <= most and (piece := os.read(stream.fileno(), _PIECE)):
            data += piece
    if len(data) > most:
        end(process)


def _read_end(stream: IO[bytes], complaint: bytearray) -> None:
    with stream:
        while piece := os.read(stream.fileno(), _PIECE):
            complaint += piece
            del complaint[:-_MOST_COMPLAINT]
