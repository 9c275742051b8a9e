"""Who drafted the sections of a post-mortem, as its record says, and which of them people have accepted."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.postmortem import PostMortem
from afterword.postmortem.document import Section
from afterword.postmortem.drafted import ASSEMBLED, DERIVED, NOT_MODELS
from afterword.site.section_styles import Origin


def list_origins(document: PostMortem) -> Iterator[tuple[Section, Origin]]:
    """List the sections that were drafted, with who drafted them; a notice below a heading says it by itself."""
    drafted = document.front.drafted.sections
    for section in document.walk():
        by = drafted.get(section.name, "")
        if section.own_notice is None and (by or section.shared_notice):
            yield section, Origin(_describe(section, by), section.shared_notice is not None)


def _describe(section: Section, by: str) -> str:
    if by == DERIVED:
        return "Derived from the evidence by code"
    awaits = "not yet reviewed" if section.shared_notice else "accepted by people"
    model = by if by not in NOT_MODELS else section.shared_notice.model if section.shared_notice else ""
    if by == ASSEMBLED:
        return f"Assembled from the evidence by code, {awaits}"
    return f"Drafted by {model}, {awaits}" if model else ""
