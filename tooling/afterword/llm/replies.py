"""What an endpoint replies, as an object, and what it costs."""

from __future__ import annotations

import json
from typing import Any

_BYTES_PER_TOKEN = 4


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of a text, in any script."""
    return len(text.encode("utf-8", "replace")) // _BYTES_PER_TOKEN


def decode_reply(reply: str) -> dict[str, Any]:
    """Return the object of a reply; empty if it is something else."""
    try:
        data = json.loads(reply)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
