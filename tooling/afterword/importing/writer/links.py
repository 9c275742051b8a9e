"""Relative links and pictures, so that they work from another folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from afterword.importing.writer.sections import with_code
from afterword.postmortem.blocks import blank_code_spans

_TARGET = re.compile(
    r"(?P<before>\]\(\s*<?)(?P<inline>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)|"
    r"(?P<tag>(?:src|href)\s*=\s*[\"'])(?P<attribute>[^\"'<>]+)|"
    r"(?P<definition>^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?)(?P<defined>[^\s<>]+)",
    re.MULTILINE,
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#|\{|\?|mailto:")


def relative_targets(text: str) -> list[str]:
    """List the relative addresses of links and pictures, code left out."""
    found: dict[str, None] = {}

    def note(target: str) -> str:
        found.setdefault(target)
        return target

    map_targets(text, note)
    return list(found)


def move_links(text: str, old: str, new: str) -> str:
    """Rewrite relative addresses for another folder.

    Args:
        text: Markdown.
        old: the folder in which it was, with slashes.
        new: the folder in which it will be, from the same place.
    """
    if posixpath.normpath(old or ".") == posixpath.normpath(new or "."):
        return text

    def moved(target: str) -> str:
        path = re.split(r"[?#]", target, maxsplit=1)[0]
        there = posixpath.normpath(posixpath.join(old or ".", path))
        return posixpath.relpath(there, new or ".") + ("/" if path.endswith("/") else "") + target[len(path) :]

    return map_targets(text, moved)


def map_targets(text: str, change: Callable[[str], str]) -> str:
    """Change each relative address outside code."""
    return "\n".join(
        _changed(line, change)
        if not is_code and ("](" in line or "]:" in line or "src" in line or "href" in line)
        else line
        for line, is_code in with_code(text.split("\n"))
    )


def _changed(line: str, change: Callable[[str], str]) -> str:
    shown = blank_code_spans(line, "\0")
    parts, done = [], 0
    for match in _TARGET.finditer(shown):
        name = next(name for name in ("inline", "attribute", "defined") if match[name] is not None)
        start, end = match.span(name)
        target = line[start:end]
        if "\0" in shown[start:end] or _ABSOLUTE.match(target):
            continue
        parts += [line[done:start], change(target)]
        done = end
    return "".join((*parts, line[done:]))
