"""The day or month that the name of a file names: `on-call-2026-01-21.md`, `2026-01-wk04.md`. Pure."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from afterword.text.late_pattern import late_pattern

_DAY = late_pattern(
    r"(?<!\d)(?P<year>20\d{2})(?P<mark>[-_])(?P<month>0[1-9]|1[0-2])(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_MIDDLE = 15


def day_in_name(name: str) -> date | None:
    """Return the day that a name names, or the middle of the month that it names; None if it names neither."""
    for match in _DAY.finditer(name):
        with suppress(ValueError):  # 2026-02-30
            return date(int(match["year"]), int(match["month"]), int(match["day"] or _MIDDLE))
    return None
