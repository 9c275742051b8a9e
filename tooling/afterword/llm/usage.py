"""What asking a model costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests that were answered, and tokens as the endpoint counts them; 0 where it does not say."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    @classmethod
    def of_reply(cls, reply: Mapping[str, Any]) -> Usage:
        """What one reply reports."""
        reported = reply.get("usage")
        counts = reported if isinstance(reported, dict) else {}
        return cls(1, _count(counts.get("prompt_tokens")), _count(counts.get("completion_tokens")))

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.requests + other.requests,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )

    def __sub__(self, other: Usage) -> Usage:
        return Usage(
            self.requests - other.requests,
            self.prompt_tokens - other.prompt_tokens,
            self.completion_tokens - other.completion_tokens,
        )


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
