"""A program on a pseudo-terminal: what a person types, and what they see."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|[\r\x07]")
_SECONDS = 240


class Program:
    """A program on a terminal of its own.

    Args:
        words: its command line.
        cwd: the folder to start in; that of this process if None.
        columns: how wide the terminal is.
        env: variables to add.
    """

    def __init__(self, *words: str, cwd: Path | None = None, columns: int = 200, **env: str) -> None:
        self._ours, theirs = pty.openpty()
        self._size(columns)
        self._process = subprocess.Popen(
            words, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, cwd=cwd,
            env={**os.environ, "TERM": "xterm", **env},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(theirs)
        self.raw = ""
        # A character can be written in two halves.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._ours)

    @property
    def screen(self) -> str:
        """All that was written, without control sequences."""
        return _CONTROL.sub("", self.raw)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        os.write(self._ours, text.encode())

    def expect(self, text: str, *, times: int = 1) -> None:
        """Wait until a text was written so many times."""
        deadline = time.monotonic() + _SECONDS
        while self.screen.count(text) < times:
            self._read_more(text, deadline)

    def expect_end(self, pattern: str, *, since: int = 0) -> re.Match[str]:
        """Wait until what is on the screen since an offset ends as a pattern says, as it does before a person types."""
        deadline = time.monotonic() + _SECONDS
        while (found := re.search(rf"(?:{pattern})\Z", self.screen[since:])) is None:
            self._read_more(pattern, deadline)
        return found

    def answer(self, question: str, text: str, *, times: int = 1) -> None:
        """Wait for a question, and type a line."""
        self.expect(question, times=times)
        self.type(text + "\n")

    def interrupt(self, notice: str = "interrupted") -> int:
        """Press Ctrl-C until the command ends: readline notices one that comes as it begins to read at the next key."""
        for _ in range(5):
            self.type("\x03")
            deadline = time.monotonic() + 5
            while notice not in self.screen and self._read(deadline):
                pass
            if notice in self.screen:
                break
        return self.wait()

    def resize(self, columns: int) -> None:
        """Change the width, as a person who drags the window does."""
        self._size(columns)
        os.killpg(self._process.pid, signal.SIGWINCH)

    def wait(self) -> int:
        """Wait for the end, and return the exit code."""
        deadline = time.monotonic() + _SECONDS
        while self._read(deadline):
            pass
        return self._process.wait(timeout=_SECONDS)

    def _size(self, columns: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def _read_more(self, awaited: str, deadline: float) -> None:
        if not self._read(deadline):
            raise AssertionError(f"`{awaited}` was not written in:\n{self.screen}")

    def _read(self, deadline: float) -> bool:
        """Read what was written; False at the end of it."""
        if not select.select([self._ours], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self._ours, 65_536)
        except OSError:  # the other side is closed
            return False
        self.raw += self._decode(data)
        return bool(data)


class Terminal(Program):
    """`afterword` with arguments, on a terminal of its own; `root` is the folder to work in."""

    def __init__(self, root: Path, *arguments: str, columns: int = 200, **env: str) -> None:
        super().__init__(sys.executable, "-m", "afterword", "-C", str(root), *arguments, columns=columns, **env)
