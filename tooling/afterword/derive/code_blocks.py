"""Text from outside in code blocks, which no renderer interprets."""

from __future__ import annotations

import re

from afterword.text.counting import counted
from afterword.text.newlines import with_lf

MAX_LINES = 200
MAX_CHARACTERS = 20_000
"""Of one block: a post-mortem is for people to read, not a megabyte."""


def fenced(text: str, language: str = "text") -> str:
    """Write a fenced block, with a fence longer than any run of backticks inside."""
    text = with_lf(text).strip("\n")
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def excerpt(text: str, language: str = "text") -> str:
    """Write a fenced block; a long text is cut, and the block says so."""
    text = with_lf(text).strip("\n")
    cut = "\n".join(text.split("\n", MAX_LINES)[:MAX_LINES])[:MAX_CHARACTERS]
    rest = text[len(cut) :]
    if lines := rest.count("\n"):
        cut += f"\n[{counted(lines, 'more line')}]"
    elif rest:
        cut += f"\n[{len(rest)} more characters]"
    return fenced(cut, language)
