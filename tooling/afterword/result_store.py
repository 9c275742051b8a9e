"""Results kept in the user's cache folder, by what they were made from: data that is safe to delete at any time.

A result that is missing, damaged, or foreign is worked out again. If the folder cannot be used, nothing is kept.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import afterword
from afterword.errors import AfterwordError
from afterword.postmortem.files import read_if_regular, write_atomically

MAX_BYTES = 32_000_000
"""Of the results of one kind for one project; the oldest go first."""
MAX_FOLDER_BYTES = 256_000_000
"""Of the results of one kind for all projects; those of the project that was not used for the longest time go first."""


class ResultStore:
    """The results of one kind for a project.

    They are in one file: a line that names the tool, then a line for each result, with a key, a checksum, and data.

    Args:
        root: the project's folder.
        env: the environment, which says where the user's cache folder is.
        kind: the name of the folder for this kind of results.
    """

    def __init__(self, root: Path, env: Mapping[str, str], kind: str) -> None:
        try:
            self._tool, self._file = _tool_digest(), _file_of(root, env, kind)
        except (OSError, RuntimeError):  # something cannot be read, or links go round in circles
            self._tool, self._file = b"", None
        self._used: list[bytes] = []
        self._new: dict[bytes, bytes] = {}

    @property
    def is_empty(self) -> bool:
        """Whether it has no result from an earlier run."""
        return not self._stored

    def get(self, key: bytes) -> bytes | None:
        """Return the data of a key from an earlier run; None if there is none."""
        checksum, _, data = self._stored.get(key, b"").partition(b" ")
        if not checksum or checksum != digest(key, data):
            return None
        self._used.append(key)
        return data

    def put(self, key: bytes, data: bytes) -> None:
        """Add a result; its data contains no line feed."""
        if self._file:
            self._new[key] = data

    def save(self, *, keeps_unused: bool = True) -> None:
        """Write the results, if there are new ones; what cannot be written is left.

        Args:
            keeps_unused: whether results of earlier runs are kept that this one did not ask for.
        """
        if self._file is None:
            return
        with suppress(OSError, AfterwordError):
            if not self._new:
                os.utime(self._file)
                return
            used = {key: self._stored.pop(key) for key in self._used if key in self._stored}
            new = {key: b"%b %b" % (digest(key, data), data) for key, data in self._new.items()}
            unused = self._stored if keeps_unused else {}
            lines = [b"%b %b\n" % one for one in {**unused, **used, **new}.items()]
            sizes = accumulate(map(len, reversed(lines)))  # from the newest
            kept = lines[len(lines) - sum(size <= MAX_BYTES for size in sizes) :]
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._file.exists() and not self._file.is_file():
                return  # neither is it ours, nor could it be read
            write_atomically(self._file, b"%b\n%b" % (self._tool, b"".join(kept)))
            _evict(self._file)

    @cached_property
    def _stored(self) -> dict[bytes, bytes]:
        """By key, the checksum and the data of each result in the file, as they are there, the oldest first."""
        written = read_if_regular(self._file, 2 * MAX_BYTES) if self._file else None
        tool, *lines = (written or b"").split(b"\n")
        parts = (line.partition(b" ") for line in lines if line and tool == self._tool)
        return {key: result for key, _, result in parts}


def digest(*parts: bytes) -> bytes:
    """Return a digest in hexadecimal; it depends on where each part ends."""
    found = blake2b(digest_size=20)
    for part in parts:
        found.update(b"%d " % len(part))
        found.update(part)
    return found.hexdigest().encode()


def _tool_digest() -> bytes:
    """Return a digest of which files this package has, of the packages beside it, and of Python.

    A file counts by its size and the time of its last change, as for the compiled modules that Python keeps: to read
    a thousand of them takes a tenth of the time of a start.

    Raises:
        OSError: something cannot be looked at.
    """
    package = str(Path(afterword.__file__).parent)
    # The folder counts where a package manager sets all times to the same: it gives each build a folder of its own.
    parts = [sys.version, afterword.__version__, package]
    folders = [package]
    for folder in folders:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir():
                folders += [entry.path] if entry.name != "__pycache__" else []
            else:
                status = entry.stat()
                parts.append(f"{entry.path[len(package) :]} {status.st_size} {status.st_mtime_ns}")
    installed = (entry.name for folder in sys.path if Path(folder).is_dir() for entry in os.scandir(folder or "."))
    parts += sorted(name for name in installed if name.endswith((".dist-info", ".egg-info")))
    return digest(*map(os.fsencode, parts))


def _file_of(root: Path, env: Mapping[str, str], kind: str) -> Path | None:
    """Return the file for a project's results; None if the user has no cache folder, or has it in the repository."""
    base = cache_folder(env)
    folder = base and (base / "afterword" / kind).resolve()
    tops = (one for one in (root, *root.parents) if (one / ".git").exists())
    # A pull request could put results into a folder of the repository.
    if folder is None or folder.is_relative_to(next(tops, root).resolve()):
        return None
    return folder / f"{digest(os.fsencode(root)).decode()}.jsonl"


def cache_folder(env: Mapping[str, str]) -> Path | None:
    """Return the user's cache folder, which need not exist; None if the environment does not say where it is."""
    home = env.get("HOME")
    of_platform = {"win32": env.get("LOCALAPPDATA"), "darwin": home and f"{home}/Library/Caches"}
    name = env.get("XDG_CACHE_HOME") or of_platform.get(sys.platform, home and f"{home}/.cache")
    return Path(name) if name and Path(name).is_absolute() else None


def _evict(newest: Path) -> None:
    """Delete the files of results that were not used for the longest time, if there are too many.

    Raises:
        OSError: another run deletes them too.
    """
    files = [(path.stat(), path) for path in newest.parent.iterdir()]
    excess = sum(status.st_size for status, _ in files) - MAX_FOLDER_BYTES
    for status, path in sorted(files, key=lambda one: one[0].st_mtime):
        if excess > 0 and path != newest:
            path.unlink()
            excess -= status.st_size
