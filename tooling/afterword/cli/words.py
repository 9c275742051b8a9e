"""Read a person's words on a terminal, and lose none: what was typed when Ctrl-C came is kept for the next run."""

from __future__ import annotations

import hashlib
import importlib.util
import signal
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Self

from afterword.postmortem.files import read_if_regular, write_atomically

_MAX_BYTES = 1_000_000


class KeptWords:
    """Words that were typed and not saved yet, in the cache folder of the person.

    Args:
        env: XDG_CACHE_HOME, or HOME, says where that is.
        place: what the words belong to: the project and the post-mortem.
    """

    def __init__(self, env: Mapping[str, str], place: str) -> None:
        cache = env.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        self._folder = Path(cache) / "afterword" / "unsaved"
        self._place = place

    def _path(self, key: str) -> Path:
        name = hashlib.sha256("\0".join((self._place, key)).encode("utf-8", "replace")).hexdigest()[:24]
        return self._folder / f"{name}.txt"

    def get(self, key: str) -> str:
        """Return what was typed before; "" if it was saved, or nothing was."""
        return (read_if_regular(self._path(key), _MAX_BYTES) or b"").decode("utf-8", "replace")

    def put(self, key: str, words: str) -> None:
        """Keep words until they are saved.

        Raises:
            AfterwordError: they cannot be written.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # not redacted, and of this person alone
        write_atomically(self._path(key), words.encode("utf-8", "replace"))

    def forget(self, key: str) -> None:
        """Forget words that are saved now."""
        self._path(key).unlink(missing_ok=True)


def read_words(prompt: str, kept: KeptWords, key: str, begin: str = "") -> str:
    """Read a line that a person types; a line that ends with a backslash goes on in the next.

    Args:
        prompt: what to show before it.
        kept: where what is typed is kept if Ctrl-C comes. A line that was typed to its end is kept, too, until the
            caller has saved it.
        key: what the words are about.
        begin: what the line begins with, to be changed; words that were kept come first.

    Raises:
        KeyboardInterrupt: by Ctrl-C, and by Ctrl-D at the beginning of a line.
    """
    words = ""
    begin = kept.get(key) or begin
    with _Line() as line:
        while True:
            try:
                typed = line.read(prompt if not words else "> ", begin)
            except (KeyboardInterrupt, EOFError):
                if words + line.typed:
                    kept.put(key, words + line.typed)
                raise KeyboardInterrupt from None
            words, begin = words + typed, ""
            if not words.endswith("\\"):
                break
            words = f"{words[:-1]}\n"
        if words.strip():
            kept.put(key, words)
    return words.strip()


class _Line:
    """Reads lines. A Ctrl-C while nothing is read, such as while words are being kept, takes effect at the end.

    Attributes:
        typed: what was typed when Ctrl-C or Ctrl-D came.
    """

    def __init__(self) -> None:
        # There is none on Windows.
        self._readline = importlib.import_module("readline") if importlib.util.find_spec("readline") else None
        self._is_reading = self._has_line = self._is_interrupted = False
        self.typed = ""

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)
        if self._is_interrupted:
            raise KeyboardInterrupt

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        if not self._is_reading:
            self._is_interrupted = True
            return
        # Before readline has begun this line, its buffer has the one before.
        self.typed = self._readline.get_line_buffer() if self._readline and self._has_line else ""
        self._is_reading = False
        raise KeyboardInterrupt

    def read(self, prompt: str, begin: str) -> str:
        """Read a line that begins with a text.

        Raises:
            KeyboardInterrupt: by Ctrl-C; `typed` is what was typed before it.
            EOFError: by Ctrl-D at the beginning of the line.
        """

        readline, self._has_line = self._readline, False
        if readline:

            def start() -> None:
                readline.insert_text(begin)
                self._has_line = True

            readline.set_startup_hook(start)
        self._is_reading = True
        try:
            return input(prompt)
        finally:
            self._is_reading = False
            if readline:
                readline.set_startup_hook(None)
