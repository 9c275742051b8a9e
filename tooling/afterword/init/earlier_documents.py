"""Post-mortems that a repository had before, in a layout of its own."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem import read_bytes

_FOLDER = re.compile(
    r"(?i)(?:old|previous|former|past|incident)?[-_ ]?"
    r"(?:post[-_ ]?mortems?|incident[-_ ]?(?:reports?|reviews?)|rcas?)"
)
_OUR_KEY = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:.*\n){0,60}?schema[ \t]*:")
_NOT_SEARCHED = frozenset(("node_modules", "vendor", "build", "dist", "site"))
_NOT_INCIDENTS = ("readme", "index.", "template")
_MAX_DEPTH = 3
IMPORTED = "old-postmortems"
"""Where post-mortems of another layout go that are in the folder that Afterword uses."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A folder with post-mortems of another layout: its path in the repository, and how many there are."""

    folder: str
    count: int


def in_the_way(root: Path, folder: str) -> Earlier | None:
    """Return the documents of another layout in the folder of the post-mortems; None if there are none.

    Args:
        root: the top of the repository.
        folder: of the post-mortems, with slashes.
    """
    names = _documents(sorted(path.name for path in (root / folder).iterdir()) if (root / folder).is_dir() else [])
    found = sum(not _OUR_KEY.match(data) for name in names if (data := read_bytes(root / folder / name)) is not None)
    return Earlier(folder, found) if found else None


def move_away(root: Path, folder: str) -> None:
    """Rename the folder of the post-mortems, so that what is in it can be imported.

    Raises:
        AfterwordError: the new name is taken, or the folder cannot be renamed.
    """
    if (root / IMPORTED).exists():
        raise AfterwordError(f"{IMPORTED} exists already", remedy=f"move what is in {folder}/ elsewhere")
    try:
        (root / folder).rename(root / IMPORTED)
    except OSError as error:
        raise AfterwordError(f"the folder cannot be renamed: {error.strerror}", path=folder) from error


def elsewhere(root: Path, folder: str) -> Earlier | None:
    """Return the folder with the most Markdown files whose name says that it has post-mortems; None without one.

    Args:
        root: the top of the repository.
        folder: that of Afterword, which does not count.
    """
    found: list[Earlier] = []
    for path, below, files in os.walk(root):
        place = Path(path).relative_to(root)
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in _NOT_SEARCHED)
        if len(place.parts) >= _MAX_DEPTH or place.as_posix() == folder:
            below.clear()
        if place.as_posix() == folder:
            continue
        if place.parts and _FOLDER.fullmatch(place.name):
            found += [Earlier(place.as_posix(), len(names))] if (names := _documents(files)) else []
    return max(found, key=lambda one: one.count, default=None)


def _documents(names: list[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(".md") and not name.lower().startswith(_NOT_INCIDENTS)]
