"""Who accepted a drafted section: the author of the commit that deleted its draft notice. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from afterword.postmortem import PostMortem


@dataclass(frozen=True, slots=True)
class Version:
    """A document at one commit: who made it, and which sections had a draft notice."""

    author: str
    awaiting: frozenset[str]


def sections_awaiting_review(document: PostMortem) -> frozenset[str]:
    """Return names of the sections that have a draft notice, or whose parent has it."""
    return frozenset(part.name for section, _ in document.notices for part in section.walk())


def declined_sections(document: PostMortem) -> list[str]:
    """Return names of the sections that were drafted or assembled and that were deleted again."""
    return [name for name in document.front.drafted.for_review if document.section(name) is None]


def accepted_sections(document: PostMortem) -> list[str]:
    """Return names of the sections that were drafted or assembled and that have no draft notice any more."""
    waiting = sections_awaiting_review(document)
    return [name for name in document.front.drafted.for_review if document.section(name) and name not in waiting]


def find_accepters(names: Sequence[str], versions: Sequence[Version]) -> dict[str, str]:
    """Return who accepted each section; sections are left out if the history does not show it.

    Args:
        names: of the sections.
        versions: of the document, from the newest to the oldest.
    """
    found: dict[str, str] = {}
    for newer, older in pairwise(versions):
        for name in names:
            if name not in found and name in older.awaiting and name not in newer.awaiting:
                found[name] = newer.author
    return found
