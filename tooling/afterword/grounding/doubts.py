"""What code can have against a claim whose values are all accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """How much a doubt weighs.

    `CHECK`: a person should look first, since code cannot tell. `GUESS`: the items say it as a guess, or do not say it
    as a cause. `CONTRADICTION`: the items say otherwise.
    """

    CHECK = 1
    GUESS = 2
    CONTRADICTION = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about a claim.

    Attributes:
        weight: how much it weighs.
        reason: in words, for the reviewer and for the repair.
    """

    weight: Weight
    reason: str
