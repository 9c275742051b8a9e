"""Days until which something is to be done: `by 4 June`, `until Friday`, `end of the month`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.dates import FIND_DATES, MONTHS, CalendarDate
from afterword.times.when import When

_WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
LIMIT = (
    r"(?:done |ready |finished |it |deadline |due(?: date)? ?:? ?|latest )*"
    r"(?:by|until|till|due|before|no later than|for|on)"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NAME = r"(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b"
DATE = (
    rf"(?:the )?(?:{_DAY_NAME},? (?:the )?(?=\d|{_MONTH}))?"
    r"(?:end of (?:the |this )?month|(?:end of \w+)|"
    r"(?:next |this |coming )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b\.?(?: \d{{4}})?|"
    rf"(?:{_MONTH})\b\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|tomorrow|"
    r"(?:end of )?(?:next|this|the) (?:week|month|sprint|quarter))"
)
DUE = late_pattern(rf"[\s,;:(]*\b{LIMIT}:? (?P<date>{DATE})\b\)?", re.IGNORECASE)
IS_LIMIT = late_pattern(r"\b(?:by|until|till|due|before|no later than|deadline|latest)\b", re.IGNORECASE)
"""What makes a day a limit; `on` and `for` alone may say when something was."""


def days_due(text: str, said: When | None) -> set[date]:
    """Return the days until which something is to be done, as far as a text says them with certainty.

    Args:
        text: the text.
        said: when it was said.
    """
    limits = (match for match in DUE.finditer(text) if IS_LIMIT.search(match[0]))
    return {day for match in limits if (day := day_due(match["date"], said))}


def day_due(text: str, said: When | None) -> date | None:
    """Read a due date: the next day of that name or number after it was said; None if that is not certain."""
    if said is None or said.earliest is None:
        days = {value for find in FIND_DATES for value, _, _ in find(text) if isinstance(value, CalendarDate)}
        only = days.pop() if len(days) == 1 else CalendarDate(None, None)
        return _next(only.year, only.month, only.day, date.min) if only.year and only.month and only.day else None
    today = said.earliest.date()
    for find in FIND_DATES:
        for value, _, _ in find(text[:1].upper() + text[1:]):
            if isinstance(value, CalendarDate) and value.month and value.day:
                return _next(value.year, value.month, value.day, today)
    words = normalise_caseless(text).split()
    if len(words) >= 3 and words[-3:-1] == ["end", "of"] and (month := MONTHS.get(words[-1])):
        year = today.year + (month < today.month)
        return date(year, month, monthrange(year, month)[1])
    if words[:2] == ["end", "of"] and words[-1] == "month" and not {"next", "last"} & set(words):
        return today.replace(day=monthrange(today.year, today.month)[1])
    ahead = (_WEEKDAYS.get(words[-1][:3], today.weekday()) - today.weekday()) % 7
    return today + timedelta(days=ahead) if len(words) == 1 and ahead and words[0].endswith("day") else None


def _next(year: int | None, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year or today.year, month, day)
        return found if year or found >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
