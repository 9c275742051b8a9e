"""Asking git, read-only and without running anything of the repository."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class FileHistory:
    """When a file was first and last committed, UTC."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class GitFacts:
    """What the history says about a project.

    Attributes:
        shallow: whether history was cut off, so that first dates cannot be trusted.
        files: history by path relative to the project's root.
    """

    shallow: bool
    files: dict[str, FileHistory]


def run(root: Path, *arguments: str) -> str | None:
    """Output of a git command, None where git, the repository or the object is missing."""
    options = ["--literal-pathspecs", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-C", str(root)]
    command = ["git", *options, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def facts(root: Path, folder: str) -> GitFacts | None:
    """History of the files below a folder, from one pass over the log; None outside a repository.

    Asking file by file costs hundreds of times as much.
    """
    shallow = run(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return None
    log = run(root, "log", "--format=%x00%ct", "--name-only", "--relative", "--no-renames", "--", folder)
    files: dict[str, FileHistory] = {}
    for entry in (log or "").split("\0")[1:]:
        lines = entry.split("\n")
        moment = datetime.fromtimestamp(int(lines[0]), UTC)
        for name in filter(None, lines[1:]):
            known = files.get(name)
            files[name] = FileHistory(moment, known.last if known else moment)
    return GitFacts(shallow.strip() == "true", files)
