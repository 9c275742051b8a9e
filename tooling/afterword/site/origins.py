"""Who drafted the sections of a post-mortem, as its record says, and which of them people have accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterword.postmortem import PostMortem
from afterword.postmortem.document import Section
from afterword.postmortem.drafted import ASSEMBLED, DERIVED, NOT_MODELS
from afterword.site.section_styles import Origin


def list_origins(document: PostMortem, accepter: Callable[[PostMortem, str], str]) -> Iterator[tuple[Section, Origin]]:
    """List the sections that were drafted, with who drafted them; a notice below a heading says it by itself.

    Args:
        document: the post-mortem.
        accepter: who accepted a section of it, by its name; empty if that is not known.
    """
    drafted = document.front.drafted.sections
    for section in document.walk():
        by = drafted.get(section.name, "")
        if section.own_notice is None and (by or section.shared_notice):
            accepted = "" if section.shared_notice else accepter(document, section.name)
            yield section, Origin(_describe(section, by, accepted), section.shared_notice is not None)


def _describe(section: Section, by: str, accepted: str) -> str:
    if by == DERIVED:
        return "Derived from the evidence by code"
    awaits = "not yet reviewed" if section.shared_notice else f"accepted by {accepted or 'people'}"
    model = by if by not in NOT_MODELS else section.shared_notice.model if section.shared_notice else ""
    if by == ASSEMBLED:
        return f"Assembled from the evidence by code, {awaits}"
    return f"Drafted by {model}, {awaits}" if model else ""
