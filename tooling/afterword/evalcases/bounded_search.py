"""Search with a pattern in bounded time, with the standard library alone: exports contain this file as it is.

Python's matcher can take exponential time on a short pattern such as `(a+)+b`, and the process that runs it cannot
interrupt it. So another Python process matches, which ends itself when a search takes too long.
"""

from __future__ import annotations

import atexit
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable

MAX_SECONDS = 5
"""For one pattern and one text. Generous, as the processors of a suite's machine may be busy."""

# The timer of `faulthandler` is a thread that needs no lock of the interpreter, so that it also ends a running search.
_PROGRAM = """
import faulthandler, json, os, re, sys
ready, nothing = "ready", open(os.devnull, "w")
print(ready, flush=True)
for line in sys.stdin:
    pattern, text = json.loads(line)
    faulthandler.dump_traceback_later(%d, exit=True, file=nothing)
    found = re.search(pattern, text) is not None
    faulthandler.cancel_dump_traceback_later()
    print("1" if found else "0", flush=True)
"""


class _Matcher:
    """A Python process that searches, begun with the first search and again after one that took too long."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def search(self, pattern: str, text: str) -> bool:
        """Return whether a pattern matches anywhere in a text.

        Raises:
            TimeoutError: that takes longer than `MAX_SECONDS`.
        """
        with self._lock:
            answer = self._ask(json.dumps([pattern, text]))
        if not answer:
            raise TimeoutError(f"a pattern takes longer than {MAX_SECONDS} s on this output")
        return answer == "1\n"

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._end(self._process)

    def _ask(self, question: str) -> str:
        process = self._process or self._begin()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BaseException:
            process.kill()  # what it still answers is to another question
            self._end(process)
            raise
        if not answer:
            self._end(process)
        return answer

    def _begin(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-I", "-c", _PROGRAM % MAX_SECONDS]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
        assert process.stdout
        if process.stdout.readline() != "ready\n":
            self._end(process)
            raise OSError(f"{sys.executable} cannot be started to match patterns")
        self._process = process
        return process

    def _end(self, process: subprocess.Popen[str]) -> None:
        process.communicate()
        self._process = None


_matcher = _Matcher()
atexit.register(_matcher.close)


def search_in_bounded_time(pattern: str) -> Callable[[str], bool]:
    """Compile a pattern to a search, which raises TimeoutError after `MAX_SECONDS`.

    Raises:
        ValueError: it is not a pattern.
    """
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"the pattern cannot be read: {error}") from None
    return lambda text: _matcher.search(pattern, text)
