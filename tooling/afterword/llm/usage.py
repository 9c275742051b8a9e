"""Count what requests to a model cost, within a budget."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from afterword.llm.errors import BudgetSpent


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

    def __sub__(self, other: Usage) -> Usage:
        return Usage(
            self.requests - other.requests,
            self.prompt_tokens - other.prompt_tokens,
            self.completion_tokens - other.completion_tokens,
        )

    @property
    def tokens(self) -> int:
        """Tokens of prompts and answers together."""
        return self.prompt_tokens + self.completion_tokens


class Charge:
    """What one question costs. The library repeats a request that got no answer once: every one that is sent counts.

    Args:
        meter: which it is charged to.
        prompt: tokens of the prompt, estimated.
        answer: tokens that the answer can have.
    """

    def __init__(self, meter: Meter, prompt: int, answer: int) -> None:
        self.usage = Usage()
        self.reserved = 0
        self._meter = meter
        self._prompt = prompt
        self._answer = answer
        self._sent = 0
        self._last = prompt + answer
        """What the last request cost; all that it can, as long as no answer came."""
        self.reserve()

    def reserve(self) -> None:
        """Set aside what a request can cost.

        Raises:
            BudgetSpent: it exceeds the budget.
        """
        self._meter.take(self._prompt + self._answer)
        self.reserved += self._prompt + self._answer

    def before_request(self) -> None:
        """Count a request, and set aside what a repeated one can cost.

        Raises:
            BudgetSpent: it exceeds the budget.
        """
        if self._sent:
            self.reserve()
        self._sent += 1

    def answered(self, reported: Usage, estimate: int) -> None:
        """Note an answer: the larger of what the endpoint reports and of our own estimate counts.

        Args:
            reported: what the endpoint says.
            estimate: tokens of the answer, estimated.
        """
        self.usage = reported
        self._last = max(reported.tokens, self._prompt + estimate)

    def refused(self) -> None:
        """Note that the endpoint answered with an error: it read the prompt at most."""
        self._last = self._prompt

    @property
    def total(self) -> int:
        """Tokens of all requests."""
        return self._last + self._prompt * (self._sent - 1) if self._sent else 0


class Meter:
    """Counts what a run spends, within a budget. Safe to use from several threads.

    Args:
        limit: tokens for all questions together.
    """

    def __init__(self, limit: int) -> None:
        self.usage = Usage()
        self.spent = 0
        """Tokens, spent or set aside."""
        self._limit = limit
        self._lock = threading.Lock()

    def reserve(self, prompt: int, answer: int) -> Charge:
        """Set aside what a question can cost; `settle` says what it did cost.

        Args:
            prompt: tokens of the prompt, estimated.
            answer: tokens that the answer can have.

        Raises:
            BudgetSpent: it exceeds the budget.
        """
        return Charge(self, prompt, answer)

    def take(self, tokens: int) -> None:
        """Set tokens aside.

        Raises:
            BudgetSpent: they exceed the budget.
        """
        with self._lock:
            if self.spent + tokens > self._limit:
                raise BudgetSpent(
                    f"the token budget of {self._limit} for one run is used up", remedy="raise `llm.max_tokens`"
                )
            self.spent += tokens

    def settle(self, charge: Charge) -> None:
        """Replace what was set aside for a question by what it cost."""
        with self._lock:
            self.spent += charge.total - charge.reserved
            self.usage += charge.usage


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
