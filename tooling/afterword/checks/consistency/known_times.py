"""What the times of day and the dates in a text can mean, by those that the front matter and the timeline state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import Mention, Sentence
from afterword.postmortem import PostMortem, yamltree
from afterword.text.amounts import Count
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime, read_clock_time, read_clock_times
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision
from afterword.times.zones import ZoneError, usual_place, utc_offset

MINUTES = 1440
"""Of a day."""
_LEAST_EVENTS = 3
_LEAST_AGREEING = 2
_ORDINAL = late_pattern(r"\d(?:st|nd|rd|th)$")
_STATED = late_pattern(r"\d{4}-\d{2}-\d{2}[T ]")
_SEGMENT_END = late_pattern(r";\s|,\s(?:and|but|while)\s|\s(?:and|but|while)\s(?=(?:at|by|on|since)\s)")
_CLOCK = late_pattern(r"\d{1,2}(?::\d|\s?[AaPp]\.?[Mm]\b)|\b(?i:noon|midnight)|\d{4}\s?(?:Z|UTC|GMT)")
_CONVERTED = late_pattern(r"(?: [A-Za-z'-]+){0,4} \(")
_HALF = late_pattern(r"(?i:m)\.?$")


class KnownTimes:
    """The times that the front matter and the timeline of a document state.

    Attributes:
        moments: all that are known, be it to the day.
        exact: those that are known to the minute.
        offsets: how far the zones are ahead of UTC that the document names.
    """

    def __init__(
        self,
        document: PostMortem,
        moments: Sequence[Moment],
        texts: tuple[Sequence[Sentence], Sequence[Sentence]],
        local: timedelta | None,
    ) -> None:
        """Read what times can mean.

        Args:
            document: the post-mortem.
            moments: the times that it states.
            texts: its sentences, and its events.
            local: how far the times of day of its timeline are ahead of UTC; None if they name their days.
        """
        sentences, events = texts
        self._local = local
        self.moments = moments
        self.exact = [moment for moment in moments if moment.is_exact]
        self._clocks = [clock for sentence in (*sentences, *events) for clock in sentence.clocks]
        self._zones: dict[Mention, str] = {}
        self._ahead = self._zones_mentioned()
        self.offsets = _offsets_stated(document) | {*self._ahead.values()}
        self._shifts = {
            *map(_in_minutes, self.offsets),
            *(shift for sentence in (*sentences, *events) for shift in self._conversion(sentence)),
        }
        self._zoned, self._unzoned = set[int](), set[int]()
        self._days = set[date]()
        for moment in moments:
            if moment.when.precision is Precision.DAY:
                self._days.add(moment.start.date())
            elif moment.when.precision is not Precision.MONTH:
                edges = (moment.start, moment.end)
                self._days |= {(edge + offset).date() for edge in edges for offset in self.offsets}
                if moment.is_exact or moment.when.precision is Precision.RANGE:
                    self._zoned |= {edge.hour * 60 + edge.minute for edge in edges}
        for event in events:
            for clock in event.clocks:
                (self._zoned if self.is_zoned(clock) else self._unzoned).add(self._minute_in_utc(clock))
            for mention in event.dates:
                self._days |= {day for year in self.years for day in days_named(mention.value, year)}

    def _zones_mentioned(self) -> dict[str, timedelta]:
        """How far the zones of the text are ahead of UTC, on the day of the first known moment.

        A name that means several zones is taken for the usual one if two of its times are known moments then, and no
        fewer than half of them: a document that says `16:56 IST` of 11:26 UTC means India.
        """
        first = self.exact[0].start.replace(tzinfo=None) if self.exact else None
        known = {moment.minute for moment in self.exact}
        minutes: dict[str, set[int]] = {}
        for clock in self._clocks:
            if zone := self._zone(clock):
                minutes.setdefault(zone.lower(), set()).add(_minute(clock))
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

    def _conversion(self, sentence: Sentence) -> Iterator[int]:
        """How far local times are ahead of UTC, where the text gives both: `6 a.m. (05:00 UTC)`, `9:00 UTC (11:00)`."""
        for one, other in pairwise(sentence.clocks):
            is_converted = _CONVERTED.fullmatch(sentence.text, one.end, other.start)
            if is_converted and self.is_zoned(one) is not self.is_zoned(other):
                local, universal = (other, one) if self.is_zoned(one) else (one, other)
                shift = (_minute(local) - _minute(universal) + MINUTES // 2) % MINUTES - MINUTES // 2
                if shift % 15 == 0:
                    yield shift

    @cached_property
    def years(self) -> list[int]:
        """The years of the known times."""
        return sorted({edge.year for moment in self.moments for edge in (moment.start, moment.end)})

    @cached_property
    def has_timeline(self) -> bool:
        """Whether the timeline has enough times that others can be compared with them."""
        return sum(not moment.is_in_front for moment in self.moments) >= _LEAST_EVENTS

    def milestone(self, kind: str) -> Moment | None:
        """The time that the front matter states under `incident`; None if it states none."""
        return next((moment for moment in self.moments if moment.kind == kind and moment.is_in_front), None)

    def exact_milestone(self, kind: str) -> Moment | None:
        """The time that the front matter states to the minute."""
        moment = self.milestone(kind)
        return moment if moment and moment.is_exact else None

    def is_zoned(self, clock: Mention) -> bool:
        """Whether a time of day names its zone, or one that it is joined with does."""
        return bool(self._zone(clock))

    def _zone(self, clock: Mention) -> str:
        """The zone of a time of day as it is written; empty if it names none."""
        if clock not in self._zones:
            match = _CLOCK.search(clock.text)
            text = f"{clock.text}{clock.behind[:40]}"
            read = read_clock_times(text, match.start()) if match else []
            self._zones[clock] = next(filter(None, (_named_zone(text, start) for _, start, _ in read)), "")
        return self._zones[clock]

    def is_certain(self, clock: Mention) -> bool:
        """Whether it is known which zone a time of day is in, or it names none."""
        assert isinstance(clock.value, ClockTime)
        return not clock.value.zone or clock.value.zone in self._ahead

    def offsets_of(self, clock: Mention) -> frozenset[timedelta]:
        """How far the zones are ahead of UTC that a time of day can be in."""
        zone = self._zone(clock).lower()
        return frozenset({self._ahead[zone]}) if zone in self._ahead else frozenset(self.offsets)

    def minutes(self, clock: Mention) -> set[int]:
        """The minutes of the day in UTC that a time of day can mean; without a zone, in any zone of the document."""
        assert isinstance(clock.value, ClockTime)
        minute = self._minute_in_utc(clock)
        found = {minute}
        if not self.is_zoned(clock):
            # Who writes a timeline in local time, writes the text so, too.
            shifts = {_in_minutes(self._local)} if self._local else self._shifts
            found = {(minute - shift) % MINUTES for shift in (*shifts, *(() if self._local else (0,)))}
            if clock.value.hour <= 12 and not _HALF.search(clock.text):
                found |= {(one + MINUTES // 2) % MINUTES for one in found}
        return found

    def moments_at(self, clock: Mention) -> list[Moment]:
        """The known moments that a time of day can be of."""
        minutes = self.minutes(clock)
        return [moment for moment in self.exact if moment.minute in minutes]

    def _minute_in_utc(self, clock: Mention) -> int:
        """The minute of a time of day, in UTC if its zone is known."""
        assert isinstance(clock.value, ClockTime)
        return (_minute(clock) - _in_minutes(self._ahead.get(clock.value.zone, timedelta(0)))) % MINUTES

    def has_clock(self, clock: Mention) -> bool:
        """Whether a time of day is stated."""
        is_plain = not self.is_zoned(clock) and self._minute_in_utc(clock) in self._unzoned
        return is_plain or bool(self.minutes(clock) & self._zoned)

    def is_milestone(self, clock: Mention) -> bool:
        """Whether it is, read as UTC, the time of a milestone: some write the text so beside a local timeline."""
        minute = self._minute_in_utc(clock)
        return any(moment.is_in_front and moment.minute == minute for moment in self.exact)

    def has_date(self, day: CalendarDate) -> bool:
        """Whether a date is stated."""
        return any(day.includes(CalendarDate.of(known)) for known in self._days)

    def instants(self, mention: Mention) -> list[datetime]:
        """What a time of day can mean: known moments, else that time on the day that it names or of the start."""
        value = mention.value
        if not isinstance(value, ClockTime) or not self.is_certain(mention):
            return []
        if known := [moment.start for moment in self.moments_at(mention)]:
            return known
        began = self.milestone("started")
        day = value.day or (began.start.date() if began else None)
        return [_instant(day, minute) for minute in self.minutes(mention)] if day else []

    def instants_on(self, clock: Mention, day: date | None, began: datetime) -> Iterator[datetime]:
        """What a time of day can mean on a day of its zone, or on that of a moment if no day is named."""
        minute = self._minute_in_utc(clock)
        for offset in self.offsets_of(clock):
            local = (minute + _in_minutes(offset)) % MINUTES if self.is_zoned(clock) else minute
            yield _instant(day or (began + offset).date(), local) - offset

    @cached_property
    def mentioned_instants(self) -> list[datetime]:
        """What the times of day in the text can mean."""
        return [instant for clock in self._clocks for instant in self.instants(clock)]


def _instant(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(*divmod(minute, 60)), tzinfo=UTC)


def _minute(clock: Mention) -> int:
    assert isinstance(clock.value, ClockTime)
    return clock.value.hour * 60 + clock.value.minute


def _in_minutes(offset: timedelta) -> int:
    return int(offset.total_seconds()) // 60


def _named_zone(text: str, start: int) -> str:
    with suppress(ValueError):
        read = read_clock_time(text, start, in_sentence=True)
        return read[0].zone if read else ""
    return ""


def _offsets_stated(document: PostMortem) -> set[timedelta]:
    """How far the zones are ahead of UTC in which the front matter and the timeline give their times."""
    nodes = [node.text for _, node in yamltree.walk(document.tree) if isinstance(node, yamltree.Scalar)]
    found = {timedelta(0)}
    for text in (*nodes, *(document.text(event.span) for event in document.events)):
        for match in _STATED.finditer(text[:80]):
            with suppress(ValueError):  # no time, or a zone that is not certain
                read = read_clock_time(text[:80], match.end())
                if read and read[0].zone:
                    found.add(utc_offset(read[0].zone, datetime.fromisoformat(match[0][:10])))
    return found


def date_of(mention: Mention) -> CalendarDate | None:
    """The day that a fact names: a date, or `the 15th`."""
    value = mention.value
    if isinstance(value, CalendarDate) and value.day:
        return value
    if isinstance(value, Count) and _ORDINAL.search(mention.text) and mention.before.endswith("the "):
        return CalendarDate(None, None, int(value.amount)) if 1 <= value.amount <= 31 else None
    return None


def days_named(named: object, year: int) -> list[date]:
    """The day that a date with a month means in a year; none if there is no such day."""
    if isinstance(named, CalendarDate) and named.month and named.day and named.year in (None, year):
        with suppress(ValueError):
            return [date(year, named.month, named.day)]
    return []


def segment(mention: Mention) -> str:
    """The part of its sentence that a fact is in."""
    text = mention.sentence.text
    ends = list(_SEGMENT_END.finditer(text))
    start = max((match.end() for match in ends if match.end() <= mention.start), default=0)
    return text[start : min((match.start() for match in ends if match.start() >= mention.end), default=len(text))]
