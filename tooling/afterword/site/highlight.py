"""Code with the classes that Material colours."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

from pygments import formatters, highlight, lexers, util  # type: ignore[import-untyped]

from afterword.site.diffs import render_diff

_FORMATTER = formatters.HtmlFormatter(nowrap=True)
_MAX_CHARACTERS = 50_000
"""Some lexers are slow on text that is made to be slow; longer code stays plain."""

_NAME = re.compile(r"[a-z0-9+#_.-]{1,30}")


def highlight_code(text: str, language: str) -> str:
    """Render a code block.

    Args:
        text: the code.
        language: its name as written after the fence; an unknown one gives plain text.
    """
    name = language.casefold()
    lexer = _lexer(name) if len(text) <= _MAX_CHARACTERS and _NAME.fullmatch(name) else None
    if name == "diff" and lexer:
        return f'<div class="language-diff highlight"><pre><span></span><code>{render_diff(text)}</code></pre></div>\n'
    body = highlight(text, lexer, _FORMATTER) if lexer else escape(text, quote=False)
    kind = f"language-{name} " if lexer else ""
    return f'<div class="{kind}highlight"><pre><span></span><code>{body}</code></pre></div>\n'


@cache
def _lexer(name: str) -> Any:
    try:
        return lexers.get_lexer_by_name(name, stripnl=False)
    except util.ClassNotFound:
        return None
