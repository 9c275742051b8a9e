"""How many tokens of a model a text has, roughly. Pure."""

from __future__ import annotations

_BYTES_PER_TOKEN = 4


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of a text, in any script."""
    return len(text.encode("utf-8", "replace")) // _BYTES_PER_TOKEN
