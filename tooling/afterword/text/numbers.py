"""Numbers as people write them: digits with separators, and words."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,30}(?:\.\d{1,30})?)"
"""Digits."""
NUMBER_START = r"(?<![\w.,])"
"""A place where digits begin."""

_SMALL = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {
    **{word: number for number, word in enumerate(_SMALL, 2)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    "one": 1, "zero": 0, "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
NUMBER_WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:one|{'|'.join(_SMALL[:8])}))?|{'|'.join(_SMALL)}|zero|dozen)"
    r"(?:\s(?:hundred|thousand|million|billion))?|(?:one\s)?(?:hundred|thousand|million|billion)"
)
"""Words; `one` alone is more often an article."""


def parse_number(text: str) -> Decimal:
    """Read a match of `NUMBER`, of `NUMBER_WORDS`, or `one`."""
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total = Decimal(0)
    for word in re.split(r"[\s-]+", text.lower()):
        value = _VALUES[word]
        total = max(total, Decimal(1)) * value if value >= 100 else total + value
    return total
