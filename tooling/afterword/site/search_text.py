"""What the theme's search finds of an incident if it does not contain every word."""

from __future__ import annotations

import re

_FIGURES = re.compile(r'<dl class="aw-figures">.*?</dl>\n?', re.DOTALL)
_SECTION = re.compile(r'(?=<h[2-6] id=")')
_SUMMARY = '<h2 id="summary"'


def brief(html: str) -> str:
    """Return the title, the facts and the summary: a browser loads these words of every incident."""
    opening, *sections = _SECTION.split(html)
    summary = next((section for section in sections if section.startswith(_SUMMARY)), "")
    return _FIGURES.sub("", opening + summary, count=1)
