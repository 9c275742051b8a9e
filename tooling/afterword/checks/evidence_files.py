"""What lies in the evidence folder of a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, link or anything else below an evidence folder that is no folder itself; a link may lead to one."""

    path: Path
    is_link: bool
    is_file: bool


def entries(folder: Path) -> tuple[Entry, ...]:
    """Everything below a folder, by name, a folder's own entries before those of the folders in it.

    Links are listed and not followed, that of the folder itself included; what cannot be listed is left out.
    """
    return () if folder.is_symlink() else tuple(_below(str(folder)))


def _below(folder: str) -> Iterator[Entry]:
    waiting = [folder]
    while waiting:
        folders = []
        for entry in _listed(waiting.pop(0)):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield Entry(Path(entry.path), entry.is_symlink(), entry.is_file(follow_symlinks=False))
        waiting[:0] = folders


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []
