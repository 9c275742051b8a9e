"""A diff of prompts or settings, with the words marked that differ between a line and the one that replaced it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_WORDS = 400
"""Words of a line that are compared; the comparison takes time with their square."""
_MOST_LINES = 2_000
_ALIKE = 0.35
"""Lines that share less are two different sentences, of which every word would be marked."""

Line = tuple[str, str]
"""What a line is: `head`, `hunk`, `del`, `ins` or `same`; and its text."""


def render_diff(text: str) -> str:
    """Render the lines of a unified diff as HTML; names of files do not count as changes."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > _MOST_LINES:
        return escape(text, quote=False)
    kinds = list(_read(lines))
    return "\n".join(_write(kinds)) + "\n"


def _read(lines: list[str]) -> Iterator[Line]:
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        before = lines[at - 1] if at else ""
        begins = line.startswith("--- ") and following.startswith("+++ ")
        if begins or (line.startswith("+++ ") and before.startswith("--- ")):
            yield "head", line
        elif line.startswith("@@"):
            yield "hunk", line
        else:
            yield {"-": "del", "+": "ins"}.get(line[:1], "same"), line


def _write(lines: list[Line]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        removed = _run(lines, at, "del")
        added = _run(lines, at + len(removed), "ins")
        if not removed and not added:
            kind, text = lines[at]
            yield escape(text, quote=False) if kind == "same" else _line(kind, escape(text, quote=False))
            at += 1
            continue
        pairs = [_compare(old[1:], new[1:]) for old, new in zip(removed, added, strict=False)]
        for index, old in enumerate(removed):
            yield _line("del", "-" + (pairs[index][0] if index < len(pairs) else escape(old[1:], quote=False)))
        for index, new in enumerate(added):
            yield _line("ins", "+" + (pairs[index][1] if index < len(pairs) else escape(new[1:], quote=False)))
        at += len(removed) + len(added)


def _run(lines: list[Line], start: int, kind: str) -> list[str]:
    end = start
    while end < len(lines) and lines[end][0] == kind:
        end += 1
    return [text for _, text in lines[start:end]]


def _line(kind: str, html: str) -> str:
    return f'<span class="aw-diff-{kind}">{html}</span>'


def _compare(old: str, new: str) -> tuple[str, str]:
    """Return both lines with the words marked that only one of them has."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    plain = escape(old, quote=False), escape(new, quote=False)
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        return plain
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return plain
    left, right = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        left.append(_mark("del", before[i:j], tag != "equal"))
        right.append(_mark("ins", after[k:m], tag != "equal"))
    return "".join(left), "".join(right)


def _mark(name: str, words: list[str], is_changed: bool) -> str:
    text = escape("".join(words), quote=False)
    return f"<{name}>{text}</{name}>" if is_changed and text else text
