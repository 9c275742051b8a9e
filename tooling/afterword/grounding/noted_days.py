"""The days that a note means: `yesterday`, `vendredi dernier`, `2026-W26 Mon`, `15.01`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import parse_number
from afterword.times.calendar_names import DAYS_AGO, DAYS_IN_ENGLISH, MONTHS, SHORT_WEEKDAYS, any_of
from afterword.times.written_days import WrittenDay, read_day

_DAYS_AGO = DAYS_AGO | {"tonight": 0, "last night": 1, "the day before yesterday": 2}
_LENGTHS = {"day": 1, "week": 7}
_RELATIVE = late_pattern(
    rf"\b(?:{any_of(_DAYS_AGO)})\b"
    r"|\b(?P<number>\d{1,2}|an?|two|three|four|five|six) (?P<unit>day|week)s? ago\b"
    r"|\b(?P<last>EOM|end of (?:the |this )?month)\b|\bEOD\b",
    re.I,
)
_ISO_WEEK = late_pattern(
    rf"\b(?P<year>20\d\d)-?W(?P<week>\d\d)(?:[- ](?P<day>[1-7]\b|(?i:{'|'.join(SHORT_WEEKDAYS)})))?", re.I
)
"""ISO 8601: `2026-W26-1`, with the weekday in words too."""
_DAY_AND_MONTH = late_pattern(
    r"(?<![\w.,])(?:(?<=am |on )|(?<=den |vom |bis |seit)|(?=\d\d\.\d\d))"
    r"(?P<day>[0-3]?\d)\.(?P<month>0[1-9]|1[0-2])(?![\w.%])",
    re.I,
)
_MONTH_AND_DAY = late_pattern(r"(?<![\w.:,/-])(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=[=:]\s?\S)")
_OF_THIS_MONTH = late_pattern(
    r"\b(?:on )?the (?P<day>\d\d?)(?:st|nd|rd|th)\b(?=\s*(?:$|[,.;:)]|(?:was|is|at|we|it|they|and|to|until|in)\b))",
    re.I,
)
_DAYS_OF_A_MONTH = late_pattern(rf"(?<![\w.,:/-])(?P<days>\d\d?(?:/\d\d?)+) (?P<month>{any_of(MONTHS)})\b", re.I | re.A)
_LAST = late_pattern(
    r"\b(?:last|past|letzt\w*|vergangen\w*|derni[eè]re?|pasad[oa]|passad[oa]|scors[oa]|vorige|afgelopen|zeszł\w*|ostatni\w*)\b",
    re.I,
)
_NEXT = late_pattern(
    r"\b(?:next|coming|nächst\w*|kommend\w*|prochaine?|próxim[oa]|que viene|que vem|prossim[oa]|volgende|komende|"
    r"przyszł\w*)\b",
    re.I,
)
_IN_FULL = {**{name[:3]: name.title() for name in (*DAYS_IN_ENGLISH, *MONTHS) if len(name) > 3}, "tues": "Tuesday"}
_IN_FULL |= {"thur": "Thursday", "thurs": "Thursday", "sept": "September"}
SHORTENED = late_pattern(
    r"\b(?P<before>(?:back|due|by|on|in|since|until|till|next|last|this|coming|from|for)\s)"
    rf"(?P<name>{'|'.join(_IN_FULL)})\b(?!\.\w)",
    re.I | re.A,
)
"""An English day or month as notes shorten it, behind a word without which it may be another: `sat`, `mar`."""
_REACH = 14
"""Characters beside a weekday in which it says which one."""
_LONG_NAME = 4
_WORD = re.compile(r"(?<![\w:.,/-])[^\W_]")


def days_meant(note: str, written: date) -> Iterator[date]:
    """Find the days that a note may mean: of a weekday the last and the coming one, of `4/5` both.

    Args:
        note: in any language that `times.calendar_names` knows.
        written: the day on which it was written.
    """
    for match in _RELATIVE.finditer(note):
        yield _relative_day(match, written)
    for match in _ISO_WEEK.finditer(note):
        day = match["day"] or ""
        with suppress(ValueError):
            weekday = int(day) if day.isdigit() else SHORT_WEEKDAYS.get(day.casefold(), 0) + 1
            yield date.fromisocalendar(int(match["year"]), int(match["week"]), weekday)
    for match in (*_DAY_AND_MONTH.finditer(note), *_MONTH_AND_DAY.finditer(note)):
        with suppress(ValueError):
            yield date(written.year, int(match["month"]), int(match["day"]))
    for match in _OF_THIS_MONTH.finditer(note):
        with suppress(ValueError):
            yield written.replace(day=int(match["day"]))
    for match in _DAYS_OF_A_MONTH.finditer(note):
        for day in match["days"].split("/"):
            with suppress(ValueError):
                yield date(written.year, MONTHS[match["month"].casefold()], int(day))
    note = SHORTENED.sub(lambda match: match["before"] + in_full(match), note)
    for start in _WORD.finditer(_ISO_WEEK.sub(lambda match: " " * len(match[0]), note)):
        found = read_day(note, start.start())
        is_word = found is not None and found.weekday is not None and found.end - start.start() < _LONG_NAME
        if found is not None and not (is_word and note[start.start()].islower()):  # `do`, `so`
            yield from _on_calendar(found, written, note[max(0, start.start() - _REACH) : found.end + _REACH])


def in_full(match: re.Match[str]) -> str:
    """The full name of the day or month that a match of `SHORTENED` has."""
    return _IN_FULL[match["name"].casefold()]


def _relative_day(match: re.Match[str], written: date) -> date:
    if match["unit"]:
        number = match["number"].casefold()
        count = 1 if number in ("a", "an") else int(parse_number(number))
        return written - timedelta(days=count * _LENGTHS[match["unit"].casefold()])
    if match["last"]:
        return written.replace(day=calendar.monthrange(written.year, written.month)[1])
    return written - timedelta(days=_DAYS_AGO.get(match[0].casefold(), 0))


def _on_calendar(found: WrittenDay, written: date, around: str) -> Iterator[date]:
    away: tuple[int, ...] = (0,)
    if found.weekday is not None:
        away = (-7,) if _LAST.search(around) else (1,) if _NEXT.search(around) else (0, -7, 1)
    for is_day_first in (True, False):
        for days in away:
            if day := found.on_calendar(is_day_first, written + timedelta(days=days)):
                yield day
