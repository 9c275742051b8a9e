"""Remembering what the rules found, in the user's cache folder: data that is safe to delete at any time.

A result belongs to the content of the document, of its evidence, of the settings, and of the tool itself. A result that
is missing, damaged, or foreign is worked out again. If the folder cannot be used, nothing is remembered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

import afterword
from afterword.checks.result_keys import ResultKeys, digest
from afterword.checks.run import Examined
from afterword.errors import AfterwordError
from afterword.postmortem.files import read_if_regular, write_atomically
from afterword.project import Project

MAX_BYTES = 32_000_000
"""Of the results of one project, about 2,000 bytes each; the oldest go first."""
MAX_FOLDER_BYTES = 256_000_000
"""Of the results of all projects; those of the project that was not checked for the longest time go first."""


class ResultCache:
    """The results of a project's post-mortems.

    They are in one file: a line that names the tool, then a line for each result, with a key, a checksum, and JSON.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        try:
            self._tool, self._file = _tool_digest(), _file_of(project)
        except (OSError, RuntimeError):  # something cannot be read, or links go round in circles
            self._tool, self._file = b"", None
        self._recalled: list[bytes] = []
        self._new: dict[bytes, bytes] = {}

    def recall(self, path: Path) -> Examined | None:
        """Return the result for a file as it is now; None if there is none."""
        key = self._keys.of(path) if self._stored else None
        if key is None or key not in self._stored:
            return None
        self._recalled.append(key)
        try:
            return self._type.validate_json(self._stored[key])
        except ValidationError:
            return None

    def remember(self, key: bytes | None, examined: Examined) -> None:
        """Add a result, if the file has a key."""
        if key and self._file:
            with suppress(PydanticSerializationError):  # the name of a file is not text
                self._new[key] = self._type.dump_json(examined)

    def save(self) -> None:
        """Write the results, if there are new ones; what cannot be written is left."""
        if self._file is None:
            return
        with suppress(OSError, AfterwordError):
            if not self._new:
                os.utime(self._file)
                return
            recalled = {key: self._stored.pop(key) for key in self._recalled if key in self._stored}
            results = {**self._stored, **recalled, **self._new}
            lines = [b"%b %b %b\n" % (key, digest(key, data), data) for key, data in results.items()]
            sizes = accumulate(map(len, reversed(lines)))  # from the newest
            kept = lines[len(lines) - sum(size <= MAX_BYTES for size in sizes) :]
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._file.exists() and not self._file.is_file():
                return  # neither is it ours, nor could it be read
            write_atomically(self._file, b"%b\n%b" % (self._tool, b"".join(kept)))
            _evict(self._file)

    @cached_property
    def _keys(self) -> ResultKeys:
        return ResultKeys(self._project)

    @cached_property
    def _type(self) -> TypeAdapter[Examined]:
        return TypeAdapter(Examined)

    @cached_property
    def _stored(self) -> dict[bytes, bytes]:
        """The intact results in the file by their keys, the oldest first."""
        written = read_if_regular(self._file, 2 * MAX_BYTES) if self._file else None
        tool, *lines = (written or b"").split(b"\n")
        parts = (line.split(b" ", 2) for line in lines if tool == self._tool)
        return {one[0]: one[2] for one in parts if len(one) == 3 and one[1] == digest(one[0], one[2])}


def _tool_digest() -> bytes:
    """Return the digest of this package's files, of the packages beside it, and of Python.

    Raises:
        OSError: something cannot be read.
    """
    package = Path(afterword.__file__).parent
    parts = [sys.version.encode(), afterword.__version__.encode()]
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for path in (Path(folder, name) for name in sorted(names)):
            parts += [os.fsencode(path.relative_to(package)), path.read_bytes()]
    installed = (path.name for folder in sys.path if Path(folder).is_dir() for path in Path(folder).iterdir())
    versions = sorted(name for name in installed if name.endswith((".dist-info", ".egg-info")))
    return digest(*parts, *map(os.fsencode, versions))


def _file_of(project: Project) -> Path | None:
    """Return the file for a project's results; None if the user has no cache folder, or has it in the repository."""
    base = cache_folder(project.env)
    folder = base and (base / "afterword" / "check").resolve()
    tops = (one for one in (project.root, *project.root.parents) if (one / ".git").exists())
    # A pull request could put results into a folder of the repository.
    if folder is None or folder.is_relative_to(next(tops, project.root).resolve()):
        return None
    return folder / f"{digest(os.fsencode(project.root)).decode()}.jsonl"


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
