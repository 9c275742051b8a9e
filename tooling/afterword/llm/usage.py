"""Count what requests to a model cost, within a budget."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from afterword.llm.errors import NoUsableAnswer


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests that were answered, and tokens as the endpoint counts them; 0 if it does not say."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    @classmethod
    def of_reply(cls, reply: Mapping[str, Any]) -> Usage:
        """Read what one reply reports."""
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
    """Counts what a run spends, within a budget. Safe to use from several threads.

    Args:
        limit: tokens for all questions together.
    """

    def __init__(self, limit: int) -> None:
        self.usage = Usage()
        self._limit = limit
        self._taken = 0
        self._lock = threading.Lock()

    def reserve(self, tokens: int) -> None:
        """Set tokens aside before a question is asked; `settle` says what it really cost.

        Raises:
            NoUsableAnswer: they exceed the budget.
        """
        with self._lock:
            if self._taken + tokens > self._limit:
                raise NoUsableAnswer(
                    f"the token budget of {self._limit} for one run is used up", remedy="raise `llm.max_tokens`"
                )
            self._taken += tokens

    def settle(self, reserved: int, reported: Usage, estimate: int) -> None:
        """Replace what was set aside for a question by what it cost.

        Args:
            reserved: the tokens that were set aside.
            reported: what the endpoint says.
            estimate: counts if the endpoint says nothing.
        """
        with self._lock:
            self._taken += (reported.tokens or estimate) - reserved
            self.usage += reported


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
