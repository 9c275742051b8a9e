"""What an endpoint replies, as an object, and what it costs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from afterword.llm.errors import LlmUnavailable, host


def decode_reply(reply: str) -> dict[str, Any]:
    """Return the object of a reply; empty if it is something else."""
    try:
        data = json.loads(reply)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def read_choice(data: Mapping[str, Any], base_url: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """Return the first choice of a reply and its message; None if the reply has none.

    Raises:
        LlmUnavailable: the reply is not a JSON object.
    """
    if not data:
        raise LlmUnavailable(
            f"{host(base_url)} sent something other than JSON",
            remedy="check `OPENAI_BASE_URL`; it most often ends in `/v1`",
        )
    choices = data.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    return (choice, message) if isinstance(choice, dict) and isinstance(message, dict) else None
