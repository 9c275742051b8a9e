"""Making a person's Markdown fit for an issue: it keeps the looks that its author gave it, and does nothing there.

In a file `@octocat` and `#12` are words; in an issue they notify people and write into other issues' histories. HTML
that is left open would swallow what is below. A character that joins words and shows nothing (U+2060) behind each
`@`, `#` and `<` that could act keeps GitHub from seeing them, and works wherever they are; code blocks are left as
they are, for nothing acts in them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

JOINER = "\u2060"

_PARSER = MarkdownIt("commonmark").enable("table")
# An entity is the character that it means by the time GitHub looks for mentions.
_ENTITIES = [
    (re.compile(r"&(?:#0*64|#[xX]0*40|commat);"), "@"),
    (re.compile(r"&(?:#0*35|#[xX]0*23|num);"), "#"),
    (re.compile(r"&(?:#0*60|#[xX]0*3[cC]|lt|LT);"), "<"),
]
_ACTIVE = re.compile(r"@(?=\w)|#(?=\d)|(?i:(?<!\w)GH-)(?=\d)|<(?!https?://[^\s<>]*>)(?=[A-Za-z/!?])")
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_OUR_COMMENT = re.compile(r"<(?=!--\s*/?afterword)")


def defuse(text: str) -> str:
    """Return a text of one line that does nothing in an issue."""
    for entity, char in _ENTITIES:
        text = entity.sub(char, text)
    return _ACTIVE.sub(lambda match: match[0] + JOINER, text)


def defuse_block(text: str) -> str:
    """Return a text of several lines that does nothing in an issue and ends there, with code blocks as they are."""
    # HTML goes first: what it would have swallowed decides where code blocks begin and end.
    lines = text.split("\n")
    tokens = _PARSER.parse("\n".join(_HTML.sub(f"<{JOINER}", line) for line in lines))
    code = [False] * len(lines)
    for token in tokens:
        if token.type in ("fence", "code_block") and token.map:
            first, last = token.map
            code[first:last] = [True] * (last - first)
            if token.type == "fence":
                code[first] = False  # what follows the backticks is not code
    done = [
        _OUR_COMMENT.sub(f"<{JOINER}", line) if inside else defuse(line)
        for line, inside in zip(lines, code, strict=True)
    ]
    return "\n".join([*done, *_closing(done)])


def _closing(lines: list[str]) -> list[str]:
    """What closes a code fence that would make code of everything below."""
    *_, last = _PARSER.parse("\n".join([*lines, "", "end"]))
    return [last.markup] if last.type == "fence" else []
