"""Who accepted drafted sections, by the history: the authors of the commits that took their names off draft notices."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.postmortem import draft_notice

Change = tuple[str, str, list[str], list[str]]
"""Who changed the block quotes of a file, its path, the lines removed, and the lines added."""


def find_accepters(changes: Iterable[Change]) -> dict[tuple[str, str], str]:
    """Return who took sections off draft notices, by path and name of the section.

    Where a name was added after it was taken off, and not taken off again as far as can be read, it is "".

    Args:
        changes: of the block quotes, the newest first.
    """
    found: dict[tuple[str, str], str] = {}
    for author, path, removed, added in changes:
        before, after = _names(removed), _names(added)
        for name in before ^ after:
            found.setdefault((path, name), author if name in before else "")
    return found


def _names(lines: list[str]) -> set[str]:
    return {name for listed in draft_notice.find_listed("\n".join(lines)) for name in listed.names}
