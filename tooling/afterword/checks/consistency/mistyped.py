"""How one number can be another one mistyped, or rounded."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from operator import ne

from afterword.checks.consistency.figures import SHARE, Figure
from afterword.grounding.quantities import round_like

_DAY = 24 * 60
ROUGH = Decimal("0.12")
"""How far, in parts of it, a share in words may be from what it means."""


def slip(one: Figure, other: Figure) -> str:
    """How one figure can be another one mistyped: its digits in another `order`, a `zero` or a first
    digit `more`, one other `digit`.

    Empty if it cannot, or if both are the same. It is the same for both orders of the two.
    """
    least, most = sorted((one.amount, other.amount))
    if 13 <= least <= 19 and most == (least - 10) * 10 and not (one.text[0].isdigit() and other.text[0].isdigit()):
        return "order"  # `fourteen` and `forty`
    return slip_of(one.amount, other.amount)


def slip_of(one: Decimal, other: Decimal) -> str:
    """How one number in digits can be another one mistyped; see `slip`."""
    (first, size), (second, other_size) = digits_of(one), digits_of(other)
    if abs(size - other_size) > 1 or not (one > 0 and other > 0):
        return ""
    if size != other_size:
        if first == second:
            return "zero"
        short, long = sorted((first.ljust(size, "0"), second.ljust(other_size, "0")), key=len)
        return "more" if long[1:] == short and len(short) > 1 else ""
    length = max(len(first), len(second))
    first, second = first.ljust(length, "0"), second.ljust(length, "0")
    different = sum(map(ne, first, second))
    if different < 2:
        return "digit" if different and length > 1 else ""
    return "order" if sorted(first) == sorted(second) else ""


def is_slip(one: str, other: str) -> bool:
    """Whether two texts of one length have the same digits in another order, or one other digit."""
    return sorted(one) == sorted(other) or sum(map(ne, one, other)) == 1


def slip_of_minutes(one: int, other: int) -> float:
    """How easily a minute of the day is written for another one, in bits: in another hour, with another digit, near."""
    apart = min((one - other) % _DAY, (other - one) % _DAY)
    (hour, minute), (other_hour, other_minute) = divmod(one, 60), divmod(other, 60)
    if minute == other_minute and apart <= 2 * 60:
        return 5.0
    if hour == other_hour:
        return 4.0
    if is_slip(f"{hour:02}{minute:02}", f"{other_hour:02}{other_minute:02}"):
        return 4.0 if apart <= 3 * 60 else 3.0
    return next((bits for most, bits in ((30, 3.0), (60, 2.0), (180, 0.0)) if apart <= most), -3.0)


@lru_cache(maxsize=2_000)  # each number is compared with many others
def digits_of(amount: Decimal) -> tuple[str, int]:
    """The digits of a number without the zeros around them, and how many digits it has before the point."""
    parts = amount.normalize().as_tuple()
    return "".join(map(str, parts.digits)), len(parts.digits) + int(parts.exponent)


def is_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether one number is the other one, perhaps rounded."""
    return one == other or round_like(one, other) == other or round_like(other, one) == one


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
