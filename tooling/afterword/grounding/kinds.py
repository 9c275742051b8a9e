"""What a fact is, and what finds one."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import Enum

MASK = "\0"


class Kind(Enum):
    """What a fact is. The comment gives the form of its value."""

    TIME = "time"  # (minute of the day in UTC, second or None)
    DATE = "date"  # (year or None, month, day)
    MONTH = "month"  # (year, month)
    YEAR = "year"  # year
    DURATION = "duration"  # ("s", seconds as Decimal) or ("month", months as Decimal)
    PERCENT = "percentage"  # ("%" or "pp", Decimal)
    MONEY = "sum of money"  # (currency code, Decimal)
    NUMBER = "number"  # (unit or "", Decimal)
    IDENTIFIER = "identifier"  # its text in lower case
    NAME = "name"  # the word in lower case


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing in a text that evidence must hold.

    Attributes:
        kind: what it is.
        value: its value in one form, however it was written; `Kind` gives the form.
        text: how it was written, in the plain form of the text.
        start: where it stands in the plain form of the text.
    """

    kind: Kind
    value: Hashable
    text: str
    start: int = 0


Found = Iterable[tuple[Kind, Hashable]]
Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Found]]
"""A pattern, and what a match of it means; a match that means nothing stays for the next reader."""
