"""Lines such as `**Guarded by:** A1`, which name an action item that guards in place of an eval case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from afterword.postmortem import outline
from afterword.postmortem.document import PostMortem
from afterword.postmortem.source import Span

GUARDED = re.compile(
    r"(?:^|(?<=\r))[ \t]*(?:[-*+][ \t]+)?\*\*Guarded by:?\*\*:?(?P<by>[^\n\r]*)", re.IGNORECASE | re.MULTILINE
)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Guard:
    """A line that names the action item which guards in place of an eval case.

    Attributes:
        by: what the line names.
        ids: its words, one of which should be the id of an action item.
        exists: whether one is.
    """

    span: Span
    by: str
    ids: tuple[str, ...]
    exists: bool


def guards(document: PostMortem) -> list[Guard]:
    """Return the guards that the section on the eval gap names."""
    section = document.section(outline.EVAL_GAP.name)
    if section is None:
        return []
    known = {item.id.casefold() for item in document.actions if item.id}
    found = []
    for match in GUARDED.finditer(document.source.readable, section.body.start, section.body.end):
        ids = tuple(_ID.findall(match["by"]))
        exists = any(word.casefold() in known for word in ids)
        found.append(Guard(Span(*match.span()), " ".join(match["by"].split()), ids, exists))
    return found
