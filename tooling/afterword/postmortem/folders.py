"""What a folder and the folders below it contain, without following links."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROOFS = "proofs"
"""The folder of an evidence folder that has the records of proofs."""
RETROSPECTIVES = "retrospectives"
"""The folder of a project that has its retrospectives."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Anything in a folder: a regular file, a link, a pipe, a folder, and once more a folder that cannot be listed."""

    path: Path
    is_link: bool
    is_regular: bool
    is_folder: bool = False


def list_entries(folder: Path, leaves_out: Callable[[str], object] = lambda _: False) -> tuple[Entry, ...]:
    """List what is in a folder by name, what is in it before what is in the folders in it; none if there is no folder.

    Links are listed and not followed; of folders, only one that is a link or cannot be listed is an entry.

    Args:
        folder: the folder.
        leaves_out: whether a name in it is left out, with all that is below it.
    """
    return tuple(entry for entry in list_entries_and_folders(folder, leaves_out) if not entry.is_folder)


def list_entries_and_folders(folder: Path, leaves_out: Callable[[str], object] = lambda _: False) -> tuple[Entry, ...]:
    """List what `list_entries` does, and the folders, empty ones too."""
    if folder.is_symlink():
        return (Entry(folder, is_link=True, is_regular=False),)
    return tuple(_below(str(folder), leaves_out))


def _below(folder: str, leaves_out: Callable[[str], object]) -> Iterator[Entry]:
    waiting = [folder]  # a list, not recursion: folders can be nested deeper than Python's stack
    while waiting:
        path, folders = waiting.pop(0), []
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError:
            yield Entry(Path(path), is_link=False, is_regular=False)
            continue
        for entry in entries:
            if path == folder and leaves_out(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                yield Entry(Path(entry.path), is_link=False, is_regular=False, is_folder=True)
            else:
                yield Entry(Path(entry.path), entry.is_symlink(), entry.is_file(follow_symlinks=False))
        waiting[:0] = folders
