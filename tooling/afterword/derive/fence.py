"""Text from outside as a code block, which no renderer interprets."""

from __future__ import annotations

import re

MAX_LINES = 200


def fenced(text: str, language: str = "text") -> str:
    """A fenced block, its fence longer than any run of backticks inside; long text is cut, visibly."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if len(lines) > MAX_LINES:
        lines = [*lines[:MAX_LINES], f"[{len(lines) - MAX_LINES} more lines]"]
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence + language, *lines, fence))
