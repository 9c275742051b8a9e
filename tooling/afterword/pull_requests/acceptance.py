"""Who accepted a drafted section: whoever's commit deleted its note. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from afterword.postmortem import PostMortem

NOT_MODELS = frozenset({"derived", "questions"})
"""What `drafted` names where no model wrote the section."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document as one commit left it: by whom, and which sections bore the note."""

    who: str
    noted: frozenset[str]


def noted(document: PostMortem) -> frozenset[str]:
    """Names of the sections that await review."""
    return frozenset(section.name for section, _ in document.notices)


def drafted_by_model(document: PostMortem) -> list[str]:
    """Names of the sections that a model drafted, in the order of the front matter."""
    listed = document.front.drafted if isinstance(document.front.drafted, list) else []
    return [one.section for one in listed if one.section and one.by not in NOT_MODELS]


def declined(document: PostMortem) -> list[str]:
    """Names of the sections that were drafted by a model and taken out again."""
    return [name for name in drafted_by_model(document) if document.section(name) is None]


def accepted(document: PostMortem) -> list[str]:
    """Names of the sections that a model drafted and that bear no note any more."""
    waiting = noted(document)
    return [name for name in drafted_by_model(document) if document.section(name) and name not in waiting]


def accepters(names: Sequence[str], versions: Sequence[Version]) -> dict[str, str]:
    """Who accepted each section; those of which the history does not tell are left out.

    Args:
        names: of the sections.
        versions: of the document, from the newest to the oldest.
    """
    found: dict[str, str] = {}
    for newer, older in pairwise(versions):
        for name in names:
            if name not in found and name in older.noted and name not in newer.noted:
                found[name] = newer.who
    return found
