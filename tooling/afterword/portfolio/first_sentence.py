"""What happened, in the sentences of a reviewed section; in one sentence, the first of the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.postmortem import PostMortem
from afterword.postmortem.markers import OPEN_QUESTION_MARKER, split_citations
from afterword.postmortem.outline import SUMMARY, SectionKind
from afterword.text.shorten import shorten
from afterword.text.visible_text import visible_blocks

_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z0-9\"'(])(?<!\be\.g\. )(?<!\bi\.e\. )(?<!\bvs\. )(?<!\bapprox\. )")
_QUESTION = OPEN_QUESTION_MARKER.strip("*")
_MAX_CHARACTERS = 200
_MAX_READ = 4_000
"""Characters of a section that are looked at."""


def first_sentence(document: PostMortem) -> str:
    """Return the first sentence of the summary as plain text; empty until the summary is reviewed."""
    return shorten(next(reviewed_sentences(document, SUMMARY), ""), _MAX_CHARACTERS)


def reviewed_sentences(document: PostMortem, kind: SectionKind) -> Iterator[str]:
    """Yield the sentences of a section as plain text; none until it is reviewed. Open questions are left out."""
    section = document.section(kind.name)
    if section is None or section.notice:
        return
    for block in visible_blocks(document.text(section.body)[:_MAX_READ], 0, " "):
        text = split_citations("".join(piece for piece, _, _ in block.pieces))[1]
        if block.kind == "inline" and text and not text.startswith(_QUESTION):
            yield from _END.split(text)
