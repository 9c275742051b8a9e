"""The times that a post-mortem states, to compare the times of its text with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from afterword.checks.consistency.account import Account, Mention, Moment
from afterword.text.amounts import Count
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime, read_clock_time, read_clock_times
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision
from afterword.times.zones import ZoneError, usual_place, utc_offset

MINUTES = 1440
"""Of a day."""
RANGE = late_pattern(r"\d(?: UTC| Z)? (?:to|until) (?:the )?\d")
"""The middle of `09:12 to 10:40`."""
_LEAST_EVENTS = 3
_LEAST_AGREEING = 2
_ORDINAL = late_pattern(r"\d(?:st|nd|rd|th)$")
_SEGMENT_END = late_pattern(r";\s|,\s(?:and|but|while)\s|\s(?:and|but|while)\s(?=(?:at|by|on|since)\s)")
_CLOCK = late_pattern(r"\d{1,2}(?::\d|\s?[AaPp]\.?[Mm]\b)|\b(?i:noon|midnight)|\d{4}\s?(?:Z|UTC|GMT)")
_CONVERTED = late_pattern(r"(?: [A-Za-z'-]+){0,4} \(")
_HALF = late_pattern(r"m\.?$", re.IGNORECASE)


class KnownTimes:
    """The times that the front matter and the timeline of a document state.

    Attributes:
        account: what the document tells.
        exact: the moments that are known to the minute.
        offsets: how far the zones are ahead of UTC that the document names.
    """

    def __init__(self, account: Account) -> None:
        self.account = account
        self.exact = [moment for moment in account.moments if moment.is_exact]
        self._shifts: set[int] = set()
        self._zoned: set[int] = set()
        self._unzoned: set[int] = set()
        self._days: set[date] = set()
        self._zones: dict[Mention, str] = {}
        self._ahead = self._zones_mentioned()
        self.offsets = account.offsets | {*self._ahead.values()}
        self._shifts |= {_in_minutes(offset) for offset in self.offsets}
        self._shifts |= set(self._shifts_mentioned())
        for moment in account.moments:
            self._days |= set(self._days_of(moment))
            if moment.is_exact or moment.when.precision is Precision.RANGE:
                self._zoned |= {minute_of(edge) for edge in moment.edges}
        for sentence in account.rows:
            for mention in sentence.mentions:
                self._add(mention)

    def _zones_mentioned(self) -> dict[str, timedelta]:
        """How far the zones of the text are ahead of UTC, on the day of the first known moment.

        A name that means several zones is taken for the usual one if two of its times are known moments then, and no
        fewer than half of them: a document that says `16:56 IST` of 11:26 UTC means India.
        """
        first = self.exact[0].edges[0].replace(tzinfo=None) if self.exact else None
        known = {minute_of(moment.edges[0]) for moment in self.exact}
        minutes: dict[str, set[int]] = {}
        for mention in self.account.mentions:
            if isinstance(mention.fact.value, ClockTime) and (zone := self._zone(mention)):
                minutes.setdefault(zone.lower(), set()).add(_minute(mention))
        found: dict[str, timedelta] = {}
        for zone, stated in minutes.items():
            with suppress(ZoneError):
                found[zone] = utc_offset(zone, first)
                continue
            with suppress(ZoneError):
                offset = utc_offset(usual_place(zone), first)
                agreeing = {minute for minute in stated if (minute - _in_minutes(offset)) % MINUTES in known}
                if len(agreeing) >= _LEAST_AGREEING and 2 * len(agreeing) >= len(stated):
                    found[zone] = offset
        return found

    def _shifts_mentioned(self) -> Iterator[int]:
        """How far local times are ahead of UTC, where the text gives both: `6 a.m. (05:00 UTC)`, `9:00 UTC (11:00)`."""
        for sentence in (*self.account.sentences, *self.account.rows):
            clocks = [mention for mention in sentence.mentions if isinstance(mention.fact.value, ClockTime)]
            for one, other in pairwise(clocks):
                if not _CONVERTED.fullmatch(sentence.text, one.end, other.fact.start):
                    continue
                if self.is_zoned(one) is not self.is_zoned(other):
                    local, universal = (other, one) if self.is_zoned(one) else (one, other)
                    shift = (_minute(local) - _minute(universal) + MINUTES // 2) % MINUTES - MINUTES // 2
                    if shift % 15 == 0:
                        yield shift

    def _days_of(self, moment: Moment) -> Iterator[date]:
        match moment.when.precision:
            case Precision.MONTH:
                return
            case Precision.DAY:
                yield moment.edges[0].date()
            case _:
                yield from ((edge + offset).date() for edge in moment.edges for offset in self.offsets)

    def _add(self, mention: Mention) -> None:
        """Add what the text of an event states."""
        value = mention.fact.value
        if isinstance(value, ClockTime):
            (self._zoned if self.is_zoned(mention) else self._unzoned).add(self._minute_in_utc(mention))
        elif isinstance(value, CalendarDate):
            self._days |= {day for year in self.years for day in days_named(value, year)}

    @cached_property
    def years(self) -> list[int]:
        """The years of the known times."""
        return sorted({edge.year for moment in self.account.moments for edge in moment.edges})

    @cached_property
    def has_timeline(self) -> bool:
        """Whether the timeline has enough times that others can be compared with them."""
        return sum(not moment.is_in_front for moment in self.account.moments) >= _LEAST_EVENTS

    def is_zoned(self, mention: Mention) -> bool:
        """Whether a time of day names its zone, or one that it is joined with does."""
        return bool(self._zone(mention))

    def _zone(self, mention: Mention) -> str:
        """The zone of a time of day as it is written; empty if it names none."""
        if mention not in self._zones:
            match = _CLOCK.search(mention.fact.text)
            text = f"{mention.fact.text}{mention.behind[:40]}"
            read = read_clock_times(text, match.start()) if match else []
            self._zones[mention] = next(filter(None, (_named_zone(text, start) for _, start, _ in read)), "")
        return self._zones[mention]

    def is_certain(self, mention: Mention) -> bool:
        """Whether it is known which zone a time of day is in, or it names none."""
        assert isinstance(mention.fact.value, ClockTime)
        return not mention.fact.value.zone or mention.fact.value.zone in self._ahead

    def offsets_of(self, mention: Mention) -> frozenset[timedelta]:
        """How far the zones are ahead of UTC that a time of day can be in."""
        zone = self._zone(mention).lower()
        return frozenset({self._ahead[zone]}) if zone in self._ahead else frozenset(self.offsets)

    def minutes(self, mention: Mention) -> set[int]:
        """The minutes of the day in UTC that a time of day can mean; without a zone, in any zone of the document."""
        assert isinstance(mention.fact.value, ClockTime)
        minute = self._minute_in_utc(mention)
        found = {minute}
        if not self.is_zoned(mention):
            found |= {(minute - shift) % MINUTES for shift in self._shifts}
            if mention.fact.value.hour <= 12 and not _HALF.search(mention.fact.text):
                found |= {(one + MINUTES // 2) % MINUTES for one in found}
        return found

    def _minute_in_utc(self, mention: Mention) -> int:
        """The minute of a time of day, in UTC if its zone is known."""
        assert isinstance(mention.fact.value, ClockTime)
        offset = self._ahead.get(mention.fact.value.zone, timedelta(0))
        return (_minute(mention) - _in_minutes(offset)) % MINUTES

    def has_clock(self, mention: Mention) -> bool:
        """Whether a time of day is stated."""
        assert isinstance(mention.fact.value, ClockTime)
        minute = self._minute_in_utc(mention)
        return bool(self.minutes(mention) & self._zoned) or (not self.is_zoned(mention) and minute in self._unzoned)

    def has_date(self, day: CalendarDate) -> bool:
        """Whether a date is stated."""
        return any(day.includes(CalendarDate.of(known)) for known in self._days)

    def instants(self, mention: Mention) -> list[datetime]:
        """What a time of day can mean: known moments, else that time on the day that it names or of the start."""
        value = mention.fact.value
        if not isinstance(value, ClockTime) or not self.is_certain(mention):
            return []
        minutes = self.minutes(mention)
        if known := [moment.edges[0] for moment in self.exact if minute_of(moment.edges[0]) in minutes]:
            return known
        began = self.account.milestone("started")
        day = value.day or (began.edges[0].date() if began else None)
        return [datetime.combine(day, time(*divmod(one, 60)), tzinfo=UTC) for one in minutes] if day else []

    def instants_on(self, mention: Mention, day: date | None, began: datetime) -> Iterator[datetime]:
        """What a time of day can mean on a day of its zone, or on that of a moment if no day is named."""
        minute = self._minute_in_utc(mention)
        for offset in self.offsets_of(mention):
            local = (minute + _in_minutes(offset)) % MINUTES if self.is_zoned(mention) else minute
            there = day or (began + offset).date()
            yield datetime.combine(there, time(*divmod(local, 60)), tzinfo=UTC) - offset

    @cached_property
    def mentioned_instants(self) -> list[datetime]:
        """What the times of day in the text can mean."""
        return [instant for mention in self.account.mentions for instant in self.instants(mention)]


def _minute(mention: Mention) -> int:
    assert isinstance(mention.fact.value, ClockTime)
    return mention.fact.value.hour * 60 + mention.fact.value.minute


def minute_of(moment: datetime) -> int:
    """The minute of the day."""
    return moment.hour * 60 + moment.minute


def date_of(mention: Mention) -> CalendarDate | None:
    """The day that a fact names: a date, or `the 15th`."""
    value = mention.fact.value
    if isinstance(value, CalendarDate) and value.day:
        return value
    if isinstance(value, Count) and _ORDINAL.search(mention.fact.text) and mention.before.endswith("the "):
        return CalendarDate(None, None, int(value.amount)) if 1 <= value.amount <= 31 else None
    return None


def days_named(named: CalendarDate, year: int) -> list[date]:
    """The day that a date with a month means in a year; none if there is no such day."""
    if not (named.month and named.day) or named.year not in (None, year):
        return []
    with suppress(ValueError):
        return [date(year, named.month, named.day)]
    return []


def segment(mention: Mention) -> str:
    """The part of its sentence that a fact is in."""
    text = mention.sentence.text
    ends = list(_SEGMENT_END.finditer(text))
    start = max((match.end() for match in ends if match.end() <= mention.fact.start), default=0)
    return text[start : min((match.start() for match in ends if match.start() >= mention.end), default=len(text))]


def _named_zone(text: str, start: int) -> str:
    with suppress(ValueError):
        read = read_clock_time(text, start, in_sentence=True)
        return read[0].zone if read else ""
    return ""


def _in_minutes(offset: timedelta) -> int:
    return int(offset.total_seconds()) // 60
