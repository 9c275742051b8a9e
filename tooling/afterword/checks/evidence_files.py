"""The files in an evidence folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 20_000_000
"""Larger evidence files are not read; the ledger has the same limit."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """Anything in an evidence folder but a folder: a regular file, a link, a socket, a folder that cannot be listed."""

    path: Path
    is_link: bool
    is_regular: bool


def list_evidence_files(folder: Path) -> tuple[EvidenceFile, ...]:
    """List the files in an evidence folder by name, those of a folder before those of the folders in it.

    Links are listed and not followed; a folder that is a link or cannot be listed counts as a file.
    """
    if folder.is_symlink():
        return (EvidenceFile(folder, is_link=True, is_regular=False),)
    return tuple(_below(str(folder)))


def _below(folder: str) -> Iterator[EvidenceFile]:
    waiting = [folder]  # a list, not recursion: folders can be nested deeper than Python's stack
    while waiting:
        path, folders = waiting.pop(0), []
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError:
            yield EvidenceFile(Path(path), is_link=False, is_regular=False)
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield EvidenceFile(Path(entry.path), entry.is_symlink(), entry.is_file(follow_symlinks=False))
        waiting[:0] = folders
