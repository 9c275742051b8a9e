"""Checking many files at once, in processes of their own."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from afterword.checks.mentions import Mentions
from afterword.checks.rule import Checked, Context, Finding
from afterword.checks.run import Report, SkippedRule, check, require_known_rules
from afterword.config import Config
from afterword.errors import AfterwordError
from afterword.postmortem import external, is_misnamed, misnamed, read_file
from afterword.postmortem.external.document import SUFFIX
from afterword.project import Project

_CHUNK = 16
"""Files that a process takes at a time: enough to make handing over cheap, few enough to keep all of them busy."""


def check_files(
    project: Project,
    paths: Sequence[Path],
    processes: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Run every rule over every file; findings are in the order of the files.

    A file is forgotten once it is checked, so that memory does not grow with their number.

    Args:
        project: settings, evidence, history and time.
        paths: files of post-mortems and of external editions, also those whose name is none.
        processes: how many to use; as many as the machine gives when None. Few files are checked in this one.
        progress: is told how many files are done.

    Raises:
        AfterwordError: the settings name a rule that does not exist, or a process was ended from outside.
    """
    require_known_rules(project.config)
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    processes = min(processes or _available(), len(chunks) // 2)
    reports: list[Report] = []
    with _reports(project, chunks, processes) as found:
        for report in found:
            reports.append(report)
            progress(sum(one.documents + one.editions for one in reports))
    return _joined(reports)


@contextmanager
def _reports(project: Project, chunks: list[Sequence[Path]], processes: int) -> Iterator[Iterator[Report]]:
    """The report of each chunk, in order."""
    if processes < 2:
        yield map(partial(_check, _context(project)), chunks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Forking is much the faster, and safe in a process that has no threads; elsewhere it is not to be had, or not safe.
    method = get_context("fork" if sys.platform == "linux" else "spawn")
    given = (project.root, project.config, dict(project.env), project.now)
    with ProcessPoolExecutor(processes, method, _begin, given) as executor:
        try:
            yield executor.map(_check_here, chunks)
        except BrokenProcessPool as error:
            raise AfterwordError(
                "a process that checks files was ended from outside, perhaps for its memory",
                remedy="check fewer files at a time",
            ) from error
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


_here: Context
"""What the rules of this process may look at."""


def _begin(root: Path, config: Config, env: dict[str, str], now: datetime) -> None:
    global _here
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for the results tells of the interruption
    _here = _context(Project(root, config, env, now))


def _context(project: Project) -> Context:
    """What is computed once for all files."""
    return Context(project, mentions=Mentions(project))


def _check_here(paths: Sequence[Path]) -> Report:
    return _check(_here, paths)


def _check(context: Context, paths: Sequence[Path]) -> Report:
    with _uncollected():
        return check((_read(path, context.project.display_path(path)) for path in paths), context)


def _read(path: Path, shown_as: str) -> Checked:
    if is_misnamed(path):
        return misnamed(shown_as)
    return (external.read_file if path.name.endswith(SUFFIX) else read_file)(path, shown_as)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which walks the thousands of objects of a document again and again for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _available() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _joined(reports: Sequence[Report]) -> Report:
    findings: list[Finding] = []
    skipped: dict[tuple[str, str], int] = {}
    for report in reports:
        findings += report.findings
        for one in report.skipped:
            skipped[one.rule, one.reason] = skipped.get((one.rule, one.reason), 0) + one.documents
    told = tuple(SkippedRule(rule, reason, documents) for (rule, reason), documents in sorted(skipped.items()))
    documents, editions = sum(one.documents for one in reports), sum(one.editions for one in reports)
    return Report(tuple(findings), documents, told, editions)
