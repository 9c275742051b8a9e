"""The sections of a written document, and which of its lines are code between fences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SECTION = re.compile(r"## +(.*\S)")
_FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})")


def with_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is code or one of its fences."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        yield line, bool(fence or mark)


def sections_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the sections of a body: the heading of the second level, and the text from it to the next."""
    name = ""
    gathered: list[str] = []
    for line, is_code in with_code(text.split("\n")):
        match = None if is_code else _SECTION.match(line)
        if match:
            yield name, "\n".join(gathered)
            name, gathered = match[1], []
        gathered.append(line)
    yield name, "\n".join(gathered)
