"""Sentences of prose, one by one."""

from __future__ import annotations

import re
from itertools import pairwise

from afterword.postmortem.blocks import blank_code_spans

_END = re.compile(r"(?<=[.!?])\s+(?=[\"“A-Z0-9])")


def split_sentences(text: str) -> list[str]:
    """Split a text into its sentences; a full stop inside code does not end one."""
    text = " ".join(text.split())
    masked = blank_code_spans(text)
    edges = [0, *(match.end() for match in _END.finditer(masked)), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(edges) if text[start:end].strip()]
