"""HTML comments in Markdown."""

from __future__ import annotations

import re

# `<!-->` and `<!--->` are whole comments to a renderer. A comment that is left open goes on to the end of the text: to
# look for its end from each of many openings would take quadratic time.
COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)


def without_comments(text: str) -> str:
    """Return the text without comments; one that is left open hides everything after it."""
    return COMMENT.sub("", text)


def without_closed_comments(text: str) -> str:
    """Return the text without comments; one that is left open stays."""
    # Asked of every cell of a table, and hardly any contains a comment.
    return COMMENT.sub(lambda match: "" if _is_closed(match[0]) else match[0], text) if "<!--" in text else text


def closed_comments(text: str) -> list[str]:
    """Return the comments that are closed, with their marks."""
    return [comment for comment in COMMENT.findall(text) if _is_closed(comment)]


def _is_closed(comment: str) -> bool:
    return comment.endswith("-->")
