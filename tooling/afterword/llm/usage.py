"""What asking a model costs."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from afterword.llm.errors import NoUsableAnswer


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

    @property
    def tokens(self) -> int:
        """Tokens of prompts and answers together."""
        return self.prompt_tokens + self.completion_tokens


class Meter:
    """What a run may spend and has spent. Safe to use from several threads.

    Args:
        limit: tokens that all questions together may take.
    """

    def __init__(self, limit: int) -> None:
        self.usage = Usage()
        self._limit = limit
        self._taken = 0
        self._lock = threading.Lock()

    def reserve(self, tokens: int) -> None:
        """Set tokens aside before a question is put; what it really took is said by `settle`.

        Raises:
            NoUsableAnswer: the budget does not hold them.
        """
        with self._lock:
            if self._taken + tokens > self._limit:
                raise NoUsableAnswer(
                    f"the token budget of {self._limit} for one run is used up", remedy="raise `llm.max_tokens`"
                )
            self._taken += tokens

    def settle(self, reserved: int, reported: Usage, estimate: int) -> None:
        """Put what a question took in place of what was set aside for it.

        Args:
            reserved: what `reserve` was told.
            reported: what the endpoint says.
            estimate: counts where the endpoint says nothing.
        """
        with self._lock:
            self._taken += (reported.tokens or estimate) - reserved
            self.usage += reported


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
