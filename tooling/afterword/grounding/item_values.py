"""The values that an item of evidence says: those of its text in every form, of its author and of its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from afterword.grounding.facts import Fact, Value, find_facts
from afterword.grounding.identifiers import Identifier
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.log_forms import spell_out
from afterword.grounding.loose_forms import read_loosely
from afterword.text.amounts import Count
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTH_START
from afterword.times.clock_times import ClockTime
from afterword.times.dates import FIND_DATES, CalendarDate, month_and_weekday_names
from afterword.times.when import Precision, When
from afterword.times.zones import FOREIGN_WORDS

_DAY_WITHOUT_YEAR = late_pattern(
    rf"(?<![\w.:,-])(?:0?[1-9]|[12]\d|3[01]) (?:{MONTH_START.title()})[a-z]*\b"
    r"(?=,? (?:at )?\d{1,2}:\d\d)"
)
_SECONDS = late_pattern(r"(?<![\w.])(\d+(?:\.\d+)?) s\b")
_IN_INDIA = late_pattern(r"\b(?:India|Bengaluru|Bangalore|Mumbai|Delhi|Hyderabad|Chennai|Pune|Kolkata)\b")
_LOCAL = late_pattern(r"\blocal(?: time)? (\((?:UTC|GMT)[+-]\d+(?::\d\d)?\))")
_ORDINAL_DAY = late_pattern(r"\b(on|since|until|by|from|to|\w{3,}day) the (\d\d?)(?:st|nd|rd|th)\b")
_NAMED_DAY = late_pattern(
    rf"\b(?:today|yesterday|{'|'.join(DAYS_IN_ENGLISH)})\b(?=,? (?:at )?\d{{1,2}}(?::\d\d| ?[ap]m\b))", re.I
)
_TOMORROW = late_pattern(r"\btomorrow\b", re.I)
NO_DAY = date(1000, 1, 1)
"""The day of times of day that are known without one; only differences between such times mean anything."""


@lru_cache(maxsize=50_000)  # a long ledger is gone through for every claim
def values_of(item: LedgerItem) -> tuple[Value, ...]:
    """Find what an item says: the values of its text and its time."""
    # In a code span of the evidence, a time is a time too; so is the value of `key=value`.
    bare = item.text.replace("`", " ")
    forms = dict.fromkeys(
        (
            item.text,
            bare,
            spell_out(bare),
            _SECONDS.sub(r"\1s", bare),
            _dated(bare, item.at, item.actor),
            item.source,
        )
    )
    by = (fact for fact in find_facts(item.actor) if isinstance(fact.value, Identifier))  # `Ticket 6120`
    found = tuple(fact for form in forms for fact in find_facts(form))
    further = [value for fact in found for value in _further_values(fact, item)]
    times = [value for part in str(item.at).split("/") for find in FIND_DATES for value, _, _ in find(part)]
    return (*(fact.value for fact in (*found, *by)), *further, *times)


@lru_cache(maxsize=50_000)
def jotted_values_of(item: LedgerItem) -> tuple[Value, ...]:
    """Find what an item says in forms that only people use, which may have several readings."""
    bare = item.text.replace("`", " ")
    facts = find_facts(read_loosely(bare, item.at)[len(bare) :])
    return (*(fact.value for fact in facts), *(value for fact in facts for value in _further_values(fact, item)))


def _dated(text: str, at: When | None, actor: str) -> str:
    """Put the year of an item behind days before a time that name none, and the day in the place of `Friday` there."""
    if at is None or at.earliest is None:
        return text
    day = at.earliest.date()
    text = _LOCAL.sub(r"\1", text)
    if _IN_INDIA.search(f"{text} {actor}"):
        text = re.sub(r"\bIST\b", "+05:30", text)
    text = _ORDINAL_DAY.sub(lambda match: f"{match[1]} {day:%Y-%m}-{int(match[2]):02}", text)
    text = _DAY_WITHOUT_YEAR.sub(rf"\g<0> {day.year}", text)
    text = _TOMORROW.sub(str(day + timedelta(days=1)), text)
    return _NAMED_DAY.sub(lambda match: str(_last(match[0].casefold(), day)), text)


def _last(name: str, day: date) -> date:
    if name in ("today", "yesterday"):
        return day - timedelta(days=name == "yesterday")
    return next(
        one for one in (day - timedelta(days=back) for back in range(7)) if name in month_and_weekday_names(one)
    )


def _further_values(fact: Fact, item: LedgerItem) -> Iterator[Value]:
    """Find what else a fact of an item means."""
    match fact.value:
        case Identifier(text) if ordinal := re.fullmatch(
            r"(?:#(?=\d\d?$)|(?:attempt|batch|case|epoch|line|page|question|row|step|turn) )(\d+)", text
        ):
            yield Count(Decimal(ordinal[1]))  # with `ticket 4`, read like `#4`, there are four
        case Identifier(text) if version := re.fullmatch(r"[a-z]+ (\d+(?:\.\d+)+)", text):
            yield Identifier(f"v{version[1]}")
            if version[1].count(".") == 1:
                yield Count(Decimal(version[1]))
        case Identifier(text) if version := re.fullmatch(r"v(\d+\.\d+)", text):
            yield Count(Decimal(version[1]))  # `the fix in 3.1`
        case CalendarDate(None, int(), int()) as yearless if (written := _day_of(item.at)) is not None:
            yield replace(yearless, year=_nearest_year(yearless, written))
        case CalendarDate(int(year), None, None):  # `from 2000 to 400 lines` has no year
            yield Count(Decimal(year))
        case ClockTime(zone=zone) as clock if zone:
            if (day := clock.day or _day_of(item.at)) is not None:
                yield replace(clock, day=day).in_utc()
            if zone in FOREIGN_WORDS and re.search(rf"\d {zone}$", fact.text):  # `17:02 ist alles still`
                yield replace(clock, zone="")


def _nearest_year(day: CalendarDate, written: date) -> int:
    """The year in which a day that names none is nearest to the day on which it was written."""
    months = 12 * written.year + written.month - (day.month or 1)
    return (months + 6) // 12


def _day_of(at: When | None) -> date | None:
    if at is None or at.earliest is None or at.precision in (Precision.RANGE, Precision.MONTH):
        return None
    return at.earliest.date()


@lru_cache(maxsize=50_000)
def instants_of(item: LedgerItem) -> tuple[datetime, ...]:
    """Find the instants that an item names, in UTC; times without a day are on the day of the item."""
    day = _day_of(item.at) or NO_DAY
    clocks = [value for value in values_of(item) if isinstance(value, ClockTime) and not value.zone]
    return tuple(dict.fromkeys(clock.on(clock.day or day) for clock in clocks))
