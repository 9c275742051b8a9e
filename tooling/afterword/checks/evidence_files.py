"""The files in an evidence folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """Anything below an evidence folder that is not a folder: a regular file, a link (also to a folder), a socket."""

    path: Path
    is_link: bool
    is_regular: bool


def list_evidence_files(folder: Path) -> tuple[EvidenceFile, ...]:
    """List the files in an evidence folder by name, those of a folder before those of the folders in it.

    Links are listed and not followed, that of the folder itself included; what cannot be listed is left out.
    """
    return () if folder.is_symlink() else tuple(_below(str(folder)))


def _below(folder: str) -> Iterator[EvidenceFile]:
    waiting = [folder]  # a list, not recursion: folders can be nested deeper than Python's stack
    while waiting:
        folders = []
        for entry in _entries(waiting.pop(0)):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield EvidenceFile(Path(entry.path), entry.is_symlink(), entry.is_file(follow_symlinks=False))
        waiting[:0] = folders


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []
