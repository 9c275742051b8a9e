"""A diff of prompts or settings, with the words marked that differ between a line and the one that replaced it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

_WORD = re.compile(r"(\s*)(\w+|[^\w\s])")
_MOST_WORDS = 800
"""Words of lines that replace one another; comparing them takes time with their square."""
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


def mark_words(before: str, after: str) -> tuple[str, str]:
    """Return two values of a setting as HTML, with the words marked that only one of them has."""
    old, new = _compare([before], [after])
    return old[0], new[0]


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
        before, after = _compare([line[1:] for line in removed], [line[1:] for line in added])
        yield from (_line("del", f"-{html}") for html in before)
        yield from (_line("ins", f"+{html}") for html in after)
        at += len(removed) + len(added)


def _run(lines: list[Line], start: int, kind: str) -> list[str]:
    end = start
    while end < len(lines) and lines[end][0] == kind:
        end += 1
    return [text for _, text in lines[start:end]]


def _line(kind: str, html: str) -> str:
    return f'<span class="aw-diff-{kind}">{html}</span>'


def _compare(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines as HTML, with the words marked that only one side has.

    All lines are compared at once: a sentence that was wrapped elsewhere is the same sentence.
    """
    before, after = _words(old), _words(new)
    kept: tuple[set[int], set[int]] = set(), set()
    if max(len(before), len(after)) <= _MOST_WORDS:
        for i, k, length in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            kept[0].update(range(i, i + length))
            kept[1].update(range(k, k + length))
    return _mark_lines("del", old, kept[0]), _mark_lines("ins", new, kept[1])


def _words(lines: list[str]) -> list[str]:
    return [word for line in lines for _, word in _WORD.findall(line)]


def _mark_lines(name: str, lines: list[str], kept: set[int]) -> list[str]:
    """Mark the words of lines that are not among those kept, unless almost all of a line would be marked."""
    made, first = [], 0
    for line in lines:
        words = _WORD.findall(line)
        stays = [first + at in kept for at in range(len(words))]
        first += len(words)
        rest = line[sum(len(space) + len(word) for space, word in words) :]
        alike = sum(stays) >= _ALIKE * len(words)
        made.append(_mark(name, words, stays) + escape(rest, quote=False) if alike else escape(line, quote=False))
    return made


def _mark(name: str, words: list[tuple[str, str]], stays: list[bool]) -> str:
    html = ""
    for at, (space, word) in enumerate(words):
        opens = not stays[at] and (at == 0 or stays[at - 1])
        closes = not stays[at] and (at + 1 == len(words) or stays[at + 1])
        start, end = (f"<{name}>" if opens else ""), (f"</{name}>" if closes else "")
        html += f"{space}{start}{escape(word, quote=False)}{end}"
    return html
