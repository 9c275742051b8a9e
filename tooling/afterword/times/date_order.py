"""The words for the order of day and month in dates such as 04/05/2026, in options and settings."""

from __future__ import annotations

DATE_ORDERS = ("day-first", "month-first")
_EARLIER = {"dmy": "day-first", "mdy": "month-first", "ymd": ""}
"""What the words mean that `import` had before; a date that begins with its year needs no order."""


def date_order(value: object) -> object:
    """Return the order that a word means; anything else as it is."""
    return _EARLIER.get(value, value) if isinstance(value, str) else value
