"""Days as documents write them: the year or the order of day and month may be missing, and is then not guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import (
    DAY_START,
    EAST_ASIAN_WEEKDAYS,
    MONTHS,
    MONTHS_ABROAD,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    any_of,
)
from afterword.times.reader import DATE_FORMS

_MONTHS = MONTHS | MONTHS_ABROAD
_MONTH = rf"(?P<month_name>(?i:{any_of(_MONTHS)}))(?![^\W\d_])\.?"
_DAYS = (*WEEKDAYS, *SHORT_WEEKDAYS)
# `mar` is Tuesday in three languages and March in four; `do` and `di` are words: they say which day only beside one.
_WEEKDAY_NAMES = {name: number for name, number in SHORT_WEEKDAYS.items() if name not in ("mar", "lun")} | WEEKDAYS
_BEFORE = late_pattern(
    rf"(?i:(?:(?:le|el|il|am|on|the|la)\s+)?(?:{any_of(_DAYS)})(?![^\W\d_])"
    rf"\.?,?\s+(?:(?:den|the|le|el|dia|il|de)\s+)?)"
)
_ARTICLE = late_pattern(r"(?i:(?:the|le|el|il|den|am|on|du|vom|from)\s+(?=\d))")
_WEEKDAY_ALONE = late_pattern(rf"(?i:(?P<weekday>{any_of(_WEEKDAY_NAMES)})(?![^\W\d_])\.?)")
_WEEKDAY_BEHIND = late_pattern(
    rf"(?i:\s?[(（\[](?:{any_of((*_DAYS, *EAST_ASIAN_WEEKDAYS))})"
    r"\.?[)）\]]|\sr\.(?!\w)|"
    # `2026-03-04 Wed 14:02`, as in Org mode
    rf",?\s(?:{any_of(_DAYS)})\.?(?=,?\s+\d{{1,2}}:\d\d))"
)
_FIRST_YEAR = 1900
_CLOCK = late_pattern(r"(?:[01]?\d|2[0-4])\.[0-5]\d\s?(?:uhr|uur|hrs|h)\b", re.IGNORECASE)
"""A time of day that may look like a day: `02.10 Uhr`."""
_NEXT_DAY = late_pattern(
    r"(?i:(?:on )?(?:the )?(?:next|following) day|(?:am )?(?:nächsten|folgenden) tag(?:es)?|nächster tag|folgetag|"
    r"(?:le )?lendemain|(?:(?:al|el) )?día siguiente|(?:no |n?o )?dia seguinte|"
    r"(?:il )?giorno (?:dopo|seguente|successivo)|(?:de )?volgende dag|"
    r"(?:następnego dnia|następny dzień))(?![^\W\d_])|翌日|翌(?=\s?\d)|次日|第二天"
)
_DAY_BEFORE = late_pattern(
    r"(?i:(?:on )?(?:the )?(?:day before|previous (?:day|evening|night))|(?:am )?vor(?:tag|abend)|la veille|"
    r"(?:el )?día anterior|(?:no )?dia anterior|(?:il )?giorno (?:prima|precedente)|(?:de )?(?:vorige dag|dag ervoor)|"
    r"(?:poprzedniego dnia|dzień wcześniej))(?:\s(?:au soir|soir|abend))?(?![^\W\d_])|前日|前一天"
)
_NTH_DAY = late_pattern(
    r"(?i:(?:day|tag|jour|día|dia|giorno|dag|dzień)\s(?P<nth>\d{1,2})(?!\s?\d*[:.h]\d)(?![\w%]))|"
    r"(?P<days>\d{1,2})日目|第(?P<east>\d{1,2})天"
)
_LATER = late_pattern(
    r"\s?[(（]\s?\+\s?(?P<days>\d)(?:\s?(?:d|days?|tage?|jours?|días?|dias?|giorn[oi]|dag(?:en)?|日|天))?\s?[)）]|"
    r"(?<=\d)\+(?P<bare>[1-3])d?(?![\w:])",
    re.IGNORECASE,
)
_END = late_pattern(r"(?![\w%]|[./-]\d)|(?=[T_年月日])|(?<=[日号號])")
_SUFFIX = r"(?:st|nd|rd|th|\.|º|ª|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|:\d)"
_OF_YEAR = rf"(?:,? (?:del |de |of |en )?{_YEAR})?"
_JOINT = (
    r"(?:\s?[–—~〜～/-]\s?|\.\s?[–—/-]\s?|\.?\s(?:bis|to|and|und|y|e|au|et|al|a|do|tot|en|i)\s(?:zum\s|el\s)?)"
    rf"(?:(?i:{DAY_START}|mo|di|mi|do|fr|sa|so)[a-z]{{0,6}}\.?,?\s)?"
)
_STARTS = frozenset(name[:3] for name in (*_MONTHS, *_DAYS))
"""How the names begin with which a date can begin; most words do otherwise."""
_FORMS = (
    # The first day of several: `5–6 March 2024`, `March 5-6, 2024`, `05.–06.03.2024`, `30 April – 1 May 2024`
    late_pattern(rf"(?P<day>\d{{1,2}}){_SUFFIX}{_JOINT}\d{{1,2}}{_SUFFIX}[ \-](?:de |of )?{_MONTH}{_OF_YEAR}"),
    late_pattern(
        rf"(?P<day>\d{{1,2}}){_SUFFIX} (?:de |of )?{_MONTH}{_JOINT}\d{{1,2}}{_SUFFIX} (?:de |of )?[^\W\d_]{{3,12}}\.?,?"
        rf" (?:de )?{_YEAR}"
    ),
    late_pattern(rf"{_MONTH} (?P<day>\d{{1,2}}){_SUFFIX}\s?[–—-]\s?\d{{1,2}}(?![:.]\d){_SUFFIX}{_OF_YEAR}"),
    late_pattern(rf"{_MONTH} (?P<day>\d{{1,2}}){_SUFFIX}\s?[–—-]\s?[^\W\d_]{{3,12}}\.? \d{{1,2}}{_SUFFIX},? {_YEAR}"),
    late_pattern(rf"(?P<day>\d{{1,2}})\.?\s?[–—/-]\s?\d{{1,2}}\.(?P<month>\d{{1,2}})\.{_YEAR}"),
    late_pattern(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.\s?[–—/-]\s?\d{{1,2}}\.\d{{1,2}}\.{_YEAR}"),
    late_pattern(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?=[,:;)–—-]|\s(?!\d\d(?:\d\d)?\b(?!:))|$)"),
    # Before the forms of logs, to which `February 15, 2024: 7:56am` has no year.
    late_pattern(rf"{_MONTH} (?P<day>\d{{1,2}}){_SUFFIX},? {_YEAR}"),
    late_pattern(rf"(?P<day>\d{{1,2}}){_SUFFIX} (?:de |of )?{_MONTH},? (?:del |de |of )?{_YEAR}"),
    late_pattern(
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\s?(?:–|—|/|to|bis|until|\s-)\s?"
        r"(?:19|20)\d\d-\d\d-\d\d(?!T|\s?\d)"
    ),
    *DATE_FORMS,
    late_pattern(r"(?P<year>(?:19|20)\d{2})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),
    late_pattern(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"),
    late_pattern(rf"(?P<year>(?:19|20)\d{{2}})[ -]{_MONTH}[ -](?P<day>\d{{1,2}})(?![\d:])"),
    late_pattern(rf"(?P<day>\d{{1,2}}){_SUFFIX}[ \-](?:de |of )?{_MONTH}{_OF_YEAR}"),
    late_pattern(rf"(?P<day>\d{{1,2}})[-/ ]{_MONTH}[-/ ](?P<short>\d{{2}})(?![\d:])"),
    late_pattern(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![:.]\d){_OF_YEAR}"),
    late_pattern(r"(?P<year>(?:19|20)\d{2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    late_pattern(r"令和(?P<reiwa>\d{1,2}|元)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
    late_pattern(r"(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    late_pattern(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})"),
    late_pattern(r"(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<year>(?:19|20)\d{2})"),
    late_pattern(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<short>\d{2})"),
    late_pattern(r"(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<short>\d{2})"),
    late_pattern(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})(?=[\s,:;)–—-]|$)"),
    late_pattern(r"(?P<one>[0-3]\d)-(?P<other>[0-3]\d)(?=[\s,:;)T]|$)"),
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
        weekday: 0 for Monday, if nothing else is written; None otherwise.
        later: days after the one before it, as in `next day`; below 0 in `the day before`; 0 if it is not written so.
        nth: counted from the day of the incident, which is 1, as in `Day 2`; 0 otherwise.
    """

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pair: tuple[int, int] | None = None
    weekday: int | None = None
    later: int = 0
    nth: int = 0

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
        if self.later:
            return near + timedelta(days=self.later) if near else None
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


@lru_cache(maxsize=8192)  # several readers look at the same places of a document
def read_day(text: str, start: int = 0) -> WrittenDay | None:
    """Read the day at a place; None if there is none.

    Args:
        text: a line.
        start: where the day begins, with a weekday before it or not.
    """
    if _CLOCK.match(text, start):
        return None
    article = _ARTICLE.match(text, start)
    before = _BEFORE.match(text, start)
    places = (start, *(match.end() for match in (before, article) if match))
    for begin in places:
        if begin < len(text) and (
            text[begin].isdigit() or text[begin] == "令" or text[begin : begin + 3].lower() in _STARTS
        ):
            for form in _FORMS:
                match = form.match(text, begin)
                if match and _END.match(text, match.end()) and (found := _written(match)):
                    behind = _WEEKDAY_BEHIND.match(text, found.end)
                    return replace(found, end=behind.end()) if behind else found
    if following := _NEXT_DAY.match(text, start):
        return WrittenDay(following.end(), later=1)
    if preceding := _DAY_BEFORE.match(text, start):
        return WrittenDay(preceding.end(), later=-1)
    if counted := _NTH_DAY.match(text, start):
        return WrittenDay(counted.end(), nth=int(counted["nth"] or counted["days"] or counted["east"]))
    # Without case, `ı` matches `i`, which lower case keeps apart: `frıday` is not a weekday.
    alone = _WEEKDAY_ALONE.match(text, start)
    weekday = _WEEKDAY_NAMES.get(alone["weekday"].lower()) if alone else None
    return WrittenDay(alone.end(), weekday=weekday) if alone and weekday is not None else None


def read_later(text: str, start: int) -> WrittenDay | None:
    """Read the mark of a later day behind a time of day: `(+1)`, `(+1 day)`; None if there is none."""
    match = _LATER.match(text, start)
    return WrittenDay(match.end(), nth=int(match["days"] or match["bare"]) + 1) if match else None


def is_full_weekday(text: str) -> bool:
    """Whether a text is the full name of a weekday."""
    return text.casefold() in WEEKDAYS


def _written(match: re.Match[str]) -> WrittenDay | None:
    parts = match.groupdict()
    short = parts.get("short")
    reiwa = parts.get("reiwa")
    year = int(parts["year"]) if parts.get("year") else 2000 + int(short) if short else None
    if reiwa:
        year = 2018 + (1 if reiwa == "元" else int(reiwa))
    if year is not None and year < _FIRST_YEAR:
        return None  # `16 July, 0215` is a time of that day
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
    return _MONTHS.get(lower) or MONTHS[lower[:3]]
