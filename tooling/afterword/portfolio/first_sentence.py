"""What happened, in one sentence: the first of a reviewed summary."""

from __future__ import annotations

import re

from afterword.postmortem import PostMortem
from afterword.postmortem.markers import OPEN_QUESTION_MARKER, split_citations
from afterword.postmortem.outline import SUMMARY
from afterword.text.shorten import shorten
from afterword.text.visible_text import visible_blocks

_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z0-9\"'(])(?<!\be\.g\. )(?<!\bi\.e\. )(?<!\bvs\. )(?<!\bapprox\. )")
_QUESTION = OPEN_QUESTION_MARKER.strip("*")
_MAX_CHARACTERS = 200
_MAX_READ = 4_000
"""Characters of a summary that are looked at."""


def first_sentence(document: PostMortem) -> str:
    """Return the first sentence of the summary as plain text; empty until the summary is reviewed."""
    summary = document.section(SUMMARY.name)
    if summary is None or summary.notice:
        return ""
    for block in visible_blocks(document.text(summary.body)[:_MAX_READ], 0, " "):
        text = split_citations("".join(piece for piece, _, _ in block.pieces))[1]
        if block.kind == "inline" and text and not text.startswith(_QUESTION):
            return shorten(_END.split(text, maxsplit=1)[0], _MAX_CHARACTERS)
    return ""
