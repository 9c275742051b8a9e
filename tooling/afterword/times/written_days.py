"""Days as documents write them: the year or the order of day and month may be missing, and is then not guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from afterword.times.dates import MONTHS
from afterword.times.foreign_names import MONTHS_ABROAD, WEEKDAYS_ABROAD
from afterword.times.reader import DATE_FORMS

_MONTH = rf"(?P<month_name>(?i:{'|'.join(sorted({*MONTHS, *MONTHS_ABROAD}, key=len, reverse=True))}))(?![^\W\d_])\.?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_NAMES = {
    **{name: number for number, name in enumerate(_WEEKDAYS)},
    **{name[:length]: number for number, name in enumerate(_WEEKDAYS) for length in (3, 4)},
    **{name: number % 7 for number, name in enumerate(WEEKDAYS_ABROAD) if number < 6},
    "thurs": 3, "tues": 1, "sonnabend": 5, "samstag": 5, "sonntag": 6,
}  # fmt: skip
_ANY_WEEKDAY = "|".join(sorted({*_WEEKDAY_NAMES, *WEEKDAYS_ABROAD}, key=len, reverse=True))
_BEFORE = re.compile(rf"(?i:(?P<weekday>{_ANY_WEEKDAY})(?![^\W\d_])\.?,?\s+(?:(?:den|the|le|el|dia)\s+)?)")
_WEEKDAY_ALONE = re.compile(rf"(?i:(?P<weekday>{'|'.join(sorted(_WEEKDAY_NAMES, key=len, reverse=True))})(?![^\W\d_]))")
_END = re.compile(r"(?![\w%]|[./-]\d)|(?=[T_年月日])|(?<=[日号號])")
_SUFFIX = r"(?:st|nd|rd|th|\.|º|er)?"
_STARTS = frozenset(name[:3] for name in (*MONTHS, *MONTHS_ABROAD, *_WEEKDAY_NAMES, *WEEKDAYS_ABROAD))
"""How the names begin with which a date can begin; most words do otherwise."""
_FORMS = (
    *DATE_FORMS,
    re.compile(r"(?P<year>(?:19|20)\d{2})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"),
    re.compile(
        rf"(?P<day>\d{{1,2}}){_SUFFIX}[ \-](?:de |of )?{_MONTH}(?:,? (?:de |of )?(?P<year>(?:19|20)\d\d)(?!\d|:))?"
    ),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![:.]\d)(?:,? (?P<year>(?:19|20)\d\d)(?!\d|:))?"),
    re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号號]"),
    re.compile(r"(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<year>(?:19|20)\d{2})"),
    re.compile(r"(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<short>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?=[\s,:;)–—-]|$)"),
    re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})(?=[\s,:;)–—-]|$)"),
    re.compile(r"(?P<one>[0-3]\d)-(?P<other>[0-3]\d)(?=[\s,:;)T]|$)"),
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it is written.

    Attributes:
        end: the offset behind it.
        year: None if it is not written.
        month: None if the order of `pair` is not known, or only a weekday is written.
        day: as `month`.
        pair: the two numbers of a date whose order the numbers do not show, else of one that shows it; None otherwise.
        weekday: 0 for Monday; None if none is written.
    """

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pair: tuple[int, int] | None = None
    weekday: int | None = None

    @property
    def shows_day_first(self) -> bool | None:
        """Whether the numbers show that the day is first, or second; None if they do not."""
        if self.pair is None or max(self.pair) <= 12:
            return None
        return self.pair[0] > 12

    def on_calendar(self, day_first: bool | None, near: date | None) -> date | None:
        """Return the day; None if its year or the order of its numbers is not known, or there is no such day.

        Args:
            day_first: the order of two numbers that do not show it.
            near: a day whose year is taken if none is written (the nearest such day), and from which weekdays count.
        """
        month, day = self.month, self.day
        if self.pair is not None:
            order = day_first if self.shows_day_first is None else self.shows_day_first
            if order is None and self.pair[0] != self.pair[1]:
                return None
            day, month = self.pair if order else (self.pair[1], self.pair[0])
        if month is None or day is None:
            if self.weekday is None or near is None:
                return None
            return near + timedelta(days=(self.weekday - near.weekday()) % 7)
        if self.year is None and near is None:
            return None
        years = [self.year] if self.year else [near.year - 1, near.year, near.year + 1] if near else []
        possible = []
        for year in years:
            with suppress(ValueError):
                possible.append(date(year, month, day))
        return min(possible, key=lambda one: abs(one - near) if near else timedelta(0), default=None)


def read_day(text: str, start: int = 0) -> WrittenDay | None:
    """Read the day at a place; None if there is none.

    Args:
        text: a line.
        start: where the day begins, with a weekday before it or not.
    """
    before = _BEFORE.match(text, start)
    begin = before.end() if before else start
    if begin < len(text) and (text[begin].isdigit() or text[begin : begin + 3].lower() in _STARTS):
        for form in _FORMS:
            match = form.match(text, begin)
            if match and _END.match(text, match.end()) and (found := _written(match)):
                return found
    if alone := _WEEKDAY_ALONE.match(text, start):
        return WrittenDay(alone.end(), weekday=_WEEKDAY_NAMES[alone["weekday"].lower()])
    return None


def _written(match: re.Match[str]) -> WrittenDay | None:
    parts = match.groupdict()
    short = parts.get("short")
    year = int(parts["year"]) if parts.get("year") else 2000 + int(short) if short else None
    if parts.get("third"):
        return None  # three short numbers: which is the year is not certain
    if parts.get("one"):
        pair = int(parts["one"]), int(parts["other"])
        fits = 1 <= min(pair) <= 12 and max(pair) <= 31
        return WrittenDay(match.end(), year, pair=pair) if fits else None
    name = parts.get("month_name")
    month = _month(name) if name else int(parts["month"])
    day = int(parts["day"])
    return WrittenDay(match.end(), year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month(name: str) -> int:
    lower = name.lower()
    return MONTHS.get(lower) or MONTHS_ABROAD.get(lower) or MONTHS[lower[:3]]
