"""What of an incident's page the searches read: its facts and its text, not the drawing of its course.

The drawing repeats the timeline, word for word, in titles that only a mouse finds.
"""

from __future__ import annotations

import re

_DRAWING = re.compile(r'<figure class="aw-timescale">.*?</figure>\n?', re.DOTALL)
_FIGURES = re.compile(r'<dl class="aw-figures">.*?</dl>\n?', re.DOTALL)
_SECTION = re.compile(r'(?=<h[2-6] id=")')
_SUMMARY = '<h2 id="summary"'


def whole(html: str) -> str:
    """Everything that is read."""
    return _DRAWING.sub("", html, count=1)


def brief(html: str) -> str:
    """The title, the facts and the summary: a browser loads these words of every incident before anybody searches."""
    opening, *sections = _SECTION.split(whole(html))
    summary = next((section for section in sections if section.startswith(_SUMMARY)), "")
    return _FIGURES.sub("", opening + summary, count=1)
