"""How far two numbers may differ that mean the same."""

from __future__ import annotations

from decimal import Decimal

from afterword.checks.consistency.figures import SHARE, Figure
from afterword.grounding.quantities import round_like

ROUGH = Decimal("0.12")
"""How far, in parts of it, a share in words may be from what it means."""


def share_means(share: Figure, percent: Decimal) -> bool:
    """Whether a share can be called so: in words roughly, else to its last digit."""
    least, most = share_range(share)
    return least <= percent <= most


def share_range(share: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most percent that can be called so."""
    if share.dimension == SHARE:
        slack = share.amount * ROUGH
    else:
        slack = Decimal("0.99").scaleb(min(0, int(share.amount.as_tuple().exponent)))
    return share.amount - slack, share.amount + slack


def is_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether one number is the other one, perhaps rounded."""
    return one == other or round_like(one, other) == other or round_like(other, one) == one
