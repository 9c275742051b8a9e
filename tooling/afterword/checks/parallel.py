"""Examining many files, in several processes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from afterword.checks.result_keys import ResultKeys
from afterword.checks.run import Examined, examine
from afterword.config import Config
from afterword.errors import AfterwordError
from afterword.postmortem import external, is_misnamed, misnamed, read_file
from afterword.postmortem.external.document import SUFFIX
from afterword.project import Project

_CHUNK = 16
"""Files that a process takes at a time: enough to make the transfer cheap, few enough to keep all processes busy."""


_Result = tuple[Examined, bytes | None]


def examine_files(project: Project, paths: Sequence[Path], processes: int | None = None) -> Iterator[_Result]:
    """Examine files in their order, each with its key for the cache. A file is forgotten once it is examined.

    A file has no key if it, or its evidence, changed while it was examined.

    Args:
        project: the project that the files belong to.
        paths: files of post-mortems and of external editions, also those with a wrong name.
        processes: how many to use; by default as many as the machine allows. Few files need no second one.

    Raises:
        AfterwordError: a process was ended from outside.
    """
    processes = min(processes or _available(), len(paths) // (2 * _CHUNK))
    if processes < 2:
        yield from map(_Examiner(project).examine, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Forking is much faster, and safe in a process without threads; other systems do not have it, or not safely.
    method = get_context("fork" if sys.platform == "linux" else "spawn")
    given = (project.root, project.config, dict(project.env), project.now)
    with ProcessPoolExecutor(processes, method, _begin, given) as executor:
        try:
            yield from executor.map(_examine_here, paths, chunksize=_CHUNK)
        except BrokenProcessPool as error:
            raise AfterwordError(
                "a process that checks files was ended from outside, perhaps for its memory",
                remedy="check fewer files at a time",
            ) from error
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


_examiner: _Examiner
"""Of a process that examines."""


def _begin(root: Path, config: Config, env: dict[str, str], now: datetime) -> None:
    global _examiner
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for the results reports the interruption
    gc.set_threshold(50_000)  # a document has thousands of objects: seldom is often enough
    _examiner = _Examiner(Project(root, config, env, now))


def _examine_here(path: Path) -> _Result:
    return _examiner.examine(path)


class _Examiner:
    def __init__(self, project: Project) -> None:
        self._project = project
        self._keys = ResultKeys(project)

    def examine(self, path: Path) -> _Result:
        key = self._keys.of(path)
        examined = self._examine(path)
        return examined, key if key == self._keys.of(path) else None

    def _examine(self, path: Path) -> Examined:
        display_path = self._project.display_path(path)
        if is_misnamed(path):
            return examine(misnamed(display_path), self._project)
        read = external.read_file if path.name.endswith(SUFFIX) else read_file
        return examine(read(path, display_path), self._project)


def _available() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
