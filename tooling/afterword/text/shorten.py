"""Text cut to fit into a message."""

from __future__ import annotations


def shorten(text: str, limit: int = 40) -> str:
    """Return the text on one line, cut to `limit` characters with an ellipsis at its end."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
