"""Paths of files as people, Git and Windows write them, in one form that can be compared. Pure."""

from __future__ import annotations

import unicodedata

_GENERIC = frozenset((
    "readme", "index", "main", "config", "settings", "prompt", "prompts", "system", "user", "template", "model",
    "__init__",
))  # fmt: skip
"""Names that say nothing without their folder."""


def normalise_path(text: str) -> str:
    """Return a path with slashes, without `./` at its beginning, and with letters in one form (NFC)."""
    path = unicodedata.normalize("NFC", text.strip()).replace("\\", "/")
    while path.startswith(("./", "../")):
        path = path.partition("/")[2]
    return path


def is_moved_path(one: str, other: str) -> bool:
    """Whether two normalised paths can be one file in two places.

    They have the last folder and the name in common, or the name, if it says something without its folder.
    """
    first, second = (path.casefold().split("/")[-2:] for path in (one, other))
    if first[-1] != second[-1]:
        return False
    stem = first[-1].rpartition(".")[0] or first[-1]
    return stem not in _GENERIC or (len(first) > 1 and bool(first[0]) and first == second)
