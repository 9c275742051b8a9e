"""The texts of checked files, to show or to compare the lines of findings."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from afterword.postmortem import Source, read_bytes

Sources: TypeAlias = Callable[[str], Source | None]
"""Return the text of a file by its path; None if there is no text to show."""


def source_reader(root: Path) -> Sources:
    """Return a reader of a project's files that keeps one of them: findings are in the order of the files."""

    @lru_cache(maxsize=1)
    def source_of(path: str) -> Source | None:
        data = read_bytes(root / path)
        return None if data is None else Source.decode(data, path)

    return source_of
