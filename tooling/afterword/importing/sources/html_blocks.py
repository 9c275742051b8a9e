"""The blocks of HTML in a Markdown document as Markdown, with the line of the source of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterword.importing.sources.html_markdown import to_markdown_lines
from afterword.importing.words import missing_words

_START = re.compile(
    r" {0,3}</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|"
    r"hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?:\s|/?>|$)",
    re.IGNORECASE,
)
_CONTAINER = re.compile(r"<(?P<end>/?)(?:table|ul|ol|dl|pre)\b", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def convert_blocks(text: str) -> tuple[str, list[int]]:
    """Return a document without blocks of HTML, and for each of its lines that of the source, counted from 0.

    A block of which a word would be lost, such as one with a comment in it, stays as it is.
    """
    lines = text.split("\n")
    if not any(map(_START.match, lines)):
        return text, list(range(len(lines)))
    out: list[tuple[str, int]] = []
    at = 0
    fence = ""
    has_ends = True  # whether no table or list before was without its end, so that the search for ends stays linear
    while at < len(lines):
        if mark := _FENCE.match(lines[at]):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        end = at + 1
        converted: list[tuple[str, int]] = []
        if not fence and _START.match(lines[at]):
            end, has_ends = _end(lines, at, has_ends)
            converted = list(_converted(lines, at, end))
        out += converted or [(lines[number], number) for number in range(at, end)]
        at = end
    return "\n".join(line for line, _ in out), [number for _, number in out]


def _end(lines: Sequence[str], start: int, has_ends: bool) -> tuple[int, bool]:
    """The index behind a block: that of a blank line, outside of tables and lists if these have an end."""
    depth, blank = 0, 0
    for number in range(start, len(lines)):
        if not lines[number].strip():
            if depth <= 0 or not has_ends:
                return number, has_ends
            blank = blank or number
        depth += sum(-1 if tag["end"] else 1 for tag in _CONTAINER.finditer(lines[number]))
    return (blank or len(lines), has_ends and not blank) if depth > 0 else (len(lines), has_ends)


def _converted(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[str, int]]:
    block = "\n".join(lines[start:end])
    written = to_markdown_lines(block)
    if missing_words(block, "\n".join(line for line, _ in written)):
        return
    yield "", start
    yield from ((line, min(start + number - 1, end - 1)) for line, number in written)
    yield "", end - 1
