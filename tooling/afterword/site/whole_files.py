"""The whole prompts and settings below a diff of them, folded: a diff shows only what changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from markdown_it.token import Token

_NAMES = re.compile(r"^--- (\S+)[^\n]*\n\+\+\+ (\S+)", re.MULTILINE)
MAX_CHARACTERS = 30_000
"""A page with longer texts would be slow; of longer ones the beginning is shown."""


def attach(tokens: list[Token], files: Mapping[str, str]) -> None:
    """Attach to each diff the files that it names, as far as their texts are known.

    Args:
        tokens: a document, which is changed in place.
        files: texts by the name that the diff uses.
    """
    for token in tokens:
        if token.type == "fence" and token.info.strip().casefold() == "diff":
            named = dict.fromkeys(name for pair in _NAMES.findall(token.content) for name in pair)
            token.meta["files"] = [(name, files[name]) for name in named if name in files]


def write(token: Token) -> str:
    """Write the files that are attached to a diff; empty without any."""
    return "".join(_write(name, text) for name, text in token.meta.get("files", ()))


def _write(name: str, text: str) -> str:
    note = "" if len(text) <= MAX_CHARACTERS else '<p class="aw-note">The rest is in the file.</p>\n'
    # Without `code`, for which the theme would put a button beside each.
    body = f"<pre>{escape(text[:MAX_CHARACTERS], quote=False)}</pre>\n{note}"
    summary = f"<summary>Whole file: {escape(name)}</summary>"
    return f'<details class="aw-whole" data-search-exclude data-pagefind-ignore>{summary}\n{body}</details>\n'
