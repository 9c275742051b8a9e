"""Dates in sentences."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from afterword.text.finders import Finder, by_pattern
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import ORDINALS
from afterword.times.calendar_names import MONTHS, any_of
from afterword.times.clock_times import ClockTime, read_clock_times

# Capitalised only: `1 may` and `to march` are not dates.
_MONTH = rf"(?P<month_name>{any_of(name.capitalize() for name in MONTHS)})\b\.?"
_MONTH_CUES = " ".join(MONTHS)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST = r"(?:\s?(?:-|to|and)\s?(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]))?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_BEFORE_CLOCK = re.compile(r"[T_]|,?\s(?:at\s|from\s)?")


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, month or year; what is not stated is None."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> CalendarDate:
        """The date of a day."""
        return cls(day.year, day.month, day.day)

    def includes(self, day: CalendarDate) -> bool:
        """Whether a date agrees with all that this one states."""
        return self.year in (None, day.year) and self.month in (None, day.month) and self.day in (None, day.day)


def month_and_weekday_names(day: date) -> set[str]:
    """The words by which a date's month and weekday may be called, in lower case."""
    names = {calendar.month_name[day.month], calendar.month_abbr[day.month]}
    return {name.lower() for name in names | {calendar.day_name[day.weekday()], calendar.day_abbr[day.weekday()]}}


def _read_date(match: re.Match[str]) -> list[CalendarDate]:
    parts = match.groupdict()
    year = int(parts["year"]) if parts["year"] else None
    month = MONTHS[parts["month_name"].lower()] if parts.get("month_name") else int(parts["month"] or 0)
    days = [int(parts[key] or 0) for key in ("day", "last") if parts.get(key)]
    try:
        for day in days or [1]:
            date(2000 if year is None else year, month, day)
    except ValueError:
        return []
    return [CalendarDate(year, month, day) for day in days] or [CalendarDate(year, month)]


def _find_with_times(pattern: str, cues: str) -> Finder[CalendarDate | ClockTime]:
    """Find dates and the times of day behind them, in UTC if possible; both days, if it is another one in UTC."""
    compiled = late_pattern(pattern)

    def find(text: str) -> Iterator[tuple[CalendarDate | ClockTime, int, int]]:
        for match in compiled.finditer(text):
            dates = _read_date(match)
            yield from ((found, *match.span()) for found in dates)
            separator = _BEFORE_CLOCK.match(text, match.end())
            if not (dates and dates[-1].year and separator):
                continue
            day = date(dates[-1].year, dates[-1].month or 1, dates[-1].day or 1)
            for index, (clock, start, end) in enumerate(read_clock_times(text, separator.end(), day)):
                span = (start if index else match.start(), end)
                yield clock, *span
                if clock.day not in (None, day):
                    yield CalendarDate.of(clock.day), *span

    return Finder(find, frozenset(cues.split()), has_digits=True)


def _read_ordinal(match: re.Match[str]) -> list[CalendarDate]:
    """Read `the seventh of April`."""
    return [CalendarDate(None, MONTHS[match["month_name"].lower()], 1 + ORDINALS.index(match["ordinal"].lower()))]


FIND_DATES: tuple[Finder[CalendarDate | ClockTime], ...] = (
    _find_with_times(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:(?![\w-])|(?=[T_]\d{1,2}:\d))", "-"),
    _find_with_times(rf"(?<![\w.:,-]){_DAY}{_LAST}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?![\w-])", _MONTH_CUES),
    _find_with_times(rf"(?<!\w){_MONTH}\s{_DAY}(?![\w:%.]\w|[\w:%]){_LAST}(?:,?\s{_YEAR}(?!\w))?(?!\w)", _MONTH_CUES),
    by_pattern(
        rf"(?<!\w)(?P<ordinal>(?i:{'|'.join(reversed(ORDINALS))}))\sof\s{_MONTH}(?!\w)",
        _read_ordinal,
        cues=_MONTH_CUES,
    ),
    by_pattern(rf"(?<!\w){_MONTH},?\s(?:of\s)?{_YEAR}(?![\w-])", _read_date, cues=_MONTH_CUES, has_digits=True),
    by_pattern(
        r"(?<![\w-])(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?![\w-])", _read_date, cues="-", has_digits=True
    ),
)
"""In this order; what one has found must be hidden from the next."""
find_years: Finder[CalendarDate] = by_pattern(
    rf"(?i:\b(?:in|since|during|of|until|by|from|early|late|mid|through)\s){_YEAR}(?![\w.,]\w|\w|-|\s\w+s\b)",
    lambda match: [CalendarDate(int(match["year"]))],
    cues="in since during of until by from early late mid through",
    has_digits=True,
)
"""Finds years, which a preposition distinguishes from numbers."""
