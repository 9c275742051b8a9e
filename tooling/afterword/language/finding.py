"""Findings of the rules of language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["error", "warning", "info"]

WHAT_MADE_IT_LIKELY = (
    "say what made it likely: what the person saw, knew and was asked to do, and what the system let happen"
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place whose wording may be wrong.

    Attributes:
        start: where it begins in the text that was given.
        end: where it ends, exclusive.
        kind: what is wrong with it, such as `actor-failed`.
        matched: the words themselves.
        suggestion: what to write instead.
        tier: `error` blames, `warning` probably blames or does not help, `info` is a remark.
    """

    start: int
    end: int
    kind: str
    matched: str
    suggestion: str
    tier: Tier
