"""One kind of newline."""

from __future__ import annotations


def with_lf(text: str) -> str:
    """Return the text with each newline as LF, whether it was CRLF, CR or LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
