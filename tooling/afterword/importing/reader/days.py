"""The day and the zone of each event: its own, a heading's, that of the event before, or the document's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from afterword.importing.reader.prose_days import is_perhaps_another_day
from afterword.importing.reader.reading import DateEvidence, Entry, Event, Part
from afterword.importing.reader.stamps import RELATIVE, Stamp, read_stamp
from afterword.importing.reader.unit import Unit, plain
from afterword.postmortem.outline import TIMELINE
from afterword.times.calendar_names import MONTHS, any_of
from afterword.times.written_days import WrittenDay, is_full_weekday, read_day

_MIDNIGHT = timedelta(hours=10)
_MORNING = 6
"""The hour from which a sentence with an earlier time goes back: `It had begun at 9:00`."""
_EVENING = 20
_LONGEST_DAY_LINE = 60
_T0 = re.compile(r"\b[Tt]\s?(?:[+±]\s?)?[0₀]?\s?[)\]]?\s?(?:=|:|is|was|\(|–|-|at|\||：)\s*")
_HOURS = re.compile(r"(?i)h|std|stunde|or[ae]$|uur|時間|小时")
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


@dataclass(frozen=True)
class Timeline:
    """The entries of a timeline, and what gives them their days.

    Attributes:
        entries: in the order of the text.
        units: of the document, among which are lines and headings with nothing but a day.
        parts: the sections.
        orders: by the index of a part, the order of two numbers that do not show it; -1 has that of all others.
        near: a day near which those are that are written without a year, if the day of the incident is not known.
    """

    entries: Sequence[Entry]
    units: Sequence[Unit]
    parts: Sequence[Part]
    orders: Mapping[int, bool | None]
    near: date | None

    def own_days(self) -> list[date]:
        """The days of events that do not come from the document's; none if the first event has no such day."""
        events = self._resolved(None, "")
        if any(event.day for event in events) and events[0].clock and events[0].day is None:
            return []
        return [event.day for event in events if event.day]

    def events(self, day: date | None, zone: str, *, is_certain: bool) -> list[Event]:
        """Give each entry its day and zone.

        Args:
            day: of the incident, which events take that nothing else gives one.
            zone: the document's, as it is written.
            is_certain: whether a person wrote the day of the incident, and it is not that of an event.
        """
        events = self._resolved(day, zone)
        return _from_the_day_before(events, day) if day and is_certain else events

    @cached_property
    def _lines(self) -> list[tuple[int, WrittenDay]]:
        """The lines with the day of what follows, in their order."""
        above = _lines_above(self.entries, self.parts)
        return sorted([*_day_lines(self.units, above), *_days_of_heads(self.entries)], key=lambda one: one[0])

    def _resolved(self, document_day: date | None, zone: str) -> list[Event]:
        lines = self._lines
        start = start_of(self.units) if any(one.stamp and one.stamp.relative for one in self.entries) else None
        own = {entry.stamp.zone for entry in self.entries if entry.stamp and entry.stamp.zone}
        day: date | None = None
        at = 0
        is_lost = False  # below a line with a day that is not known
        previous: datetime | None = None
        ended: date | None = None  # the day that begins at the 24:00 of the event before
        events: list[Event] = []
        for entry in self.entries:
            while at < len(lines) and lines[at][0] <= entry.line:
                on_line = self._on_calendar(lines[at][1], entry, day, document_day)
                if lines[at][0] >= (events[-1].line if events else self.parts[entry.part].line) or day is None:
                    day, previous, is_lost = on_line, None, on_line is None
                at += 1
            stamp = entry.stamp
            written = stamp.day if stamp else None
            unknown = is_lost or entry.is_unclear
            if written is not None:
                found = self._on_calendar(written, entry, day, document_day)
                unknown = found is None
                if found:
                    day, previous, is_lost = found, None, False
            clock = stamp.clock if stamp else None
            if stamp and stamp.relative:
                origin = start[0].day if start else None
                first = self._on_calendar(origin, entry, day, document_day) if origin else None
                moment_day, clock = _relative(
                    stamp.relative, start and start[0], first or (None if is_lost else day or document_day)
                )
                events.append(_event(entry, moment_day, zone, clock, own))
                continue
            if entry.source == "prose" and written is None:
                current = self._day_of_prose(entry, None if unknown else document_day, clock, previous)
                previous = _moment(current, clock) or previous
                events.append(_event(entry, current, zone, clock, own))
                continue
            current = None if unknown else day or document_day
            if current and clock:
                is_day_end = stamp is not None and stamp.is_day_end
                if is_day_end and (written is not None or ended != current):
                    current += timedelta(days=1)
                ended = current if is_day_end else None
                moment = datetime(current.year, current.month, current.day, clock[0], clock[1])
                if previous and written is None and previous - moment > _MIDNIGHT:
                    current += timedelta(days=1)
                    moment += timedelta(days=1)
                previous = moment
                day = current
            events.append(_event(entry, current, zone, clock, own))
        return events

    def _day_of_prose(
        self, entry: Entry, day: date | None, clock: tuple[int, int, int | None] | None, previous: datetime | None
    ) -> date | None:
        """The day of a sentence without one: past midnight the next one in a timeline, and elsewhere not known."""
        order = self.orders.get(entry.part, self.orders[-1])
        if day is None or is_perhaps_another_day(entry, self.units, day, order):
            return None
        moment = _moment(day, clock)
        if moment is None or previous is None or previous - moment <= _MIDNIGHT or moment.hour >= _MORNING:
            return day
        behind = previous.replace(hour=moment.hour, minute=moment.minute)
        behind += timedelta(days=previous - behind > _MIDNIGHT)
        return behind.date() if self.parts[entry.part].kind is TIMELINE else None

    def _on_calendar(
        self, written: WrittenDay, entry: Entry, current: date | None, document_day: date | None
    ) -> date | None:
        """The day that is written, from the day of the event before it, and that of the incident."""
        day_first = self.orders.get(entry.part, self.orders[-1])
        if written.nth:
            return document_day + timedelta(days=written.nth - 1) if document_day else None
        if written.later:
            return written.on_calendar(day_first, current or document_day)
        if written.weekday is not None:
            found = written.on_calendar(day_first, current or document_day)
            # The first day of a timeline can be before the day that the document has.
            is_before = found and current is None and document_day and found - document_day > timedelta(days=3)
            return found - timedelta(days=7) if found and is_before else found
        return written.on_calendar(day_first, current or document_day or self.near)


def _from_the_day_before(events: Sequence[Event], day: date) -> list[Event]:
    """Move events back by a day if few are before the midnight that the timeline crosses, and most are behind it.

    A person who writes the day of such an incident means the one on which it was felt.
    """
    if any(event.stamp and event.stamp.day for event in events):
        return list(events)
    before = [event for event in events if event.day == day]
    behind = [event for event in events if event.day and event.day == day + timedelta(days=1)]
    if not behind or len(before) + len(behind) < len(events) or 3 * len(before) > len(behind):
        return list(events)
    if any(event.clock is None or event.clock[0] < _EVENING for event in before):
        return list(events)
    return [replace(event, day=event.day - timedelta(days=1) if event.day else None) for event in events]


def _event(
    entry: Entry, day: date | None, zone: str, clock: tuple[int, int, int | None] | None, own: set[str]
) -> Event:
    stamp = entry.stamp
    has_clock = stamp is not None and (clock is not None or bool(stamp.relative))
    written = (stamp.zone if stamp else "") or entry.zone or zone or (next(iter(own)) if len(own) == 1 else "")
    return Event(
        entry.line, entry.text, stamp, day, written if has_clock else "", entry.unit, entry.source, clock, entry.label
    )


_BEFORE_DAY = re.compile(r"(?i)^(?:(?:day|tag|jour|día|dia|giorno|dag|dzień)\s\d{1,2}(?=[\s:,(–—-]+\S))?[\s:,(–—-]*")
_BEHIND_DAY = re.compile(r"(?i)[(（]?[^\W\d]{2,10}[)）]?|[(（].{0,30}[)）]?|\[.{0,20}\]|")
_WITHIN_HEADING = re.compile(r"[(（\[]|\s[-–—|@]\s|[,:：]\s?|\s(?:on|of|vom|am|du|del|de|do|di|van|z)\s(?:the\s)?")


def _moment(day: date | None, clock: tuple[int, int, int | None] | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, clock[0], clock[1]) if day and clock else None


def _lines_above(entries: Sequence[Entry], parts: Sequence[Part]) -> set[int]:
    """The lines of the headings that events are below."""
    found = set()
    for home in {entry.part for entry in entries}:
        while home > 0:
            found.add(parts[home].line)
            home = parts[home].parent
    return found


def _day_lines(units: Sequence[Unit], timeline: Collection[int]) -> Iterator[tuple[int, WrittenDay]]:
    """The lines that name the day of what follows: those with nothing but a day, and headings with one."""
    for unit in units:
        if unit.kind not in ("heading", "paragraph", "item", "row"):
            continue
        text = _BEFORE_DAY.sub("", unit.visible.strip())
        day = read_day(text)
        if day is not None and day.weekday is not None and not is_full_weekday(text.strip(" :.,*-–—|")):
            day = None
        if day is not None and len(text) < _LONGEST_DAY_LINE:
            behind = text[day.end :].strip(" :.,)）*_-–—|")
            if _BEHIND_DAY.fullmatch(behind):
                yield unit.line, day
                continue
        if day is not None and unit.kind == "heading":
            stamp = read_stamp(text)
            if stamp is None or stamp.clock is None:
                yield unit.line, day
        elif unit.line in timeline and (day := _day_within(text)):
            yield unit.line, day


def _days_of_heads(entries: Sequence[Entry]) -> Iterator[tuple[int, WrittenDay]]:
    """The days that the heads of tables name, at the first row of each: `| 17 Feb | Event |`."""
    tables = {entry.unit.table: entry.unit for entry in reversed(entries) if entry.unit.kind == "row"}
    for unit in tables.values():
        for head in map(plain, unit.head):
            day = read_day(head)
            is_whole = day is not None and day.weekday is None and _BEHIND_DAY.fullmatch(head[day.end :].strip(" :.,"))
            if found := day if is_whole else _day_within(head):
                yield unit.line, found


def _day_within(title: str) -> WrittenDay | None:
    """The day that a heading names behind its words: `Timeline (2024-03-05, UTC)`."""
    for place in _WITHIN_HEADING.finditer(title):
        day = read_day(title, place.end())
        if day and day.weekday is None and not day.later and not day.nth:
            return day
    return None


def start_of(units: Sequence[Unit]) -> tuple[Stamp, int] | None:
    """Return the time of day that the document gives as T0, and its line; None if it gives none."""
    for unit in units:
        if "T" in unit.text and (match := _T0.search(unit.visible)):
            stamp = read_stamp(unit.visible, match.end())
            if stamp and stamp.clock:
                return stamp, unit.line
    return None


def _relative(
    written: str, start: Stamp | None, day: date | None
) -> tuple[date | None, tuple[int, int, int | None] | None]:
    if start is None or start.clock is None:
        return day, None
    match = RELATIVE.match(written)
    seconds = 0
    unit = ""
    if match and (amount := match["amount"] or match["count"]):
        written_unit = match["unit"] or match["measure"] or ("h" if match["minutes"] else "m")
        unit = "h" if _HOURS.match(written_unit) else "m" if written_unit[0] in "M分" else written_unit[0]
        below = int(match["minutes"] or match["rest"] or match["more"] or 0) * (60 if unit == "h" else 1)
        seconds = int(amount) * _SECONDS[unit] + below
        seconds = -seconds if (match["sign"] or match["after"]) in "-−–" else seconds
    moment = datetime(1, 1, 2, start.clock[0], start.clock[1], start.clock[2] or 0) + timedelta(seconds=seconds)
    has_seconds = unit == "s"
    return (
        day + timedelta(days=(moment - datetime(1, 1, 2)).days) if day else None,
        (moment.hour, moment.minute, moment.second if has_seconds else None),
    )


_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}(?:/\d{1,2}/\d{2}(?:\d\d)?|-\d{1,2}-\d{4})|"
    r"(?:(?<=\bby )|(?<=\b[Dd]ue )|(?<=\b[Dd]ue: )|(?<=\bETA )|(?<=\buntil ))\d{1,2}/\d{1,2})(?![\w/-])"
)
"""A date with its year, or one until which something is due."""


def numeric_dates(
    entries: Sequence[Entry], units: Sequence[Unit], values: Sequence[tuple[int, str]]
) -> list[DateEvidence]:
    """List the dates of two numbers for day and month, from events, headings and fields."""
    stamped = [(entry.line, entry.stamp.day) for entry in entries if entry.stamp and entry.stamp.day]
    found = [DateEvidence(line, pair_text(day), day.shows_day_first) for line, day in stamped if day.pair]
    for unit in units:
        if unit.kind != "code":
            for match in _NUMERIC.finditer(unit.visible):
                day = read_day(match[0])
                if day and day.pair and day.shows_day_first is not None:
                    found.append(DateEvidence(unit.line, pair_text(day), day.shows_day_first))
    places = [(unit.line, unit.visible) for unit in units if unit.kind == "heading" or len(unit.text) < 40]
    known = {one.line for one in found}
    for line, text in (*places, *values):
        day = read_day(text)
        if day and day.pair and line not in known:
            known.add(line)
            found.append(DateEvidence(line, pair_text(day), day.shows_day_first))
    return found


def pair_text(day: WrittenDay) -> str:
    """Write the two numbers of a date as they are, and its year if it has one: `03/04/2025`."""
    assert day.pair is not None
    return f"{day.pair[0]:02d}/{day.pair[1]:02d}" + (f"/{day.year}" if day.year else "")


def shown_order(dates: Sequence[DateEvidence]) -> bool | None:
    """Whether the dates show that the day is first; None if they show nothing, or both orders."""
    orders = {one.day_first for one in dates if one.day_first is not None}
    return orders.pop() if len(orders) == 1 else None


def order_by_known_days(dates: Sequence[DateEvidence], known: Collection[date]) -> bool | None:
    """Whether the day is first where one order of a numeric date gives a day that is known, and the other does not."""
    found = set()
    for one in dates:
        numbers = [int(part) for part in one.written.split("/")]
        year = numbers[2] if len(numbers) == 3 else None
        if numbers[0] != numbers[1]:
            for day_first, (day, month) in ((True, numbers[:2]), (False, numbers[1::-1])):
                if any((each.month, each.day) == (month, day) and year in (None, each.year) for each in known):
                    found.add(day_first)
    return found.pop() if len(found) == 1 else None


_MONTH_NAMES = any_of(MONTHS)
_SPELLED = re.compile(
    rf"(?i:\b\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s(?:of|de))?\s(?P<behind>{_MONTH_NAMES})\b|"
    rf"\b(?P<before>{_MONTH_NAMES})\.?\s\d{{1,2}}\b)"
)


def orders_by_part(entries: Sequence[Entry], units: Sequence[Unit], order: bool | None) -> dict[int, bool | None]:
    """Find the order of day and month for each part, -1 for all others.

    A part whose dates show their order has that one. Where none does, but the document spells out the months in which
    it happened, the order counts in which all dates of the part are in these months, if the other has some elsewhere.
    """
    found: dict[int, bool | None] = {-1: order}
    pairs: dict[int, list[WrittenDay]] = {}
    for entry in entries:
        if entry.stamp and entry.stamp.day and entry.stamp.day.pair:
            pairs.setdefault(entry.part, []).append(entry.stamp.day)
    if order is not None or not pairs:
        return found
    months = {
        MONTHS[(match["behind"] or match["before"]).lower()]
        for unit in units
        for match in _SPELLED.finditer(unit.visible)
    }
    for part, days in pairs.items():
        shown = {day.shows_day_first for day in days} - {None}
        if len(shown) == 1:
            found[part] = shown.pop()
            continue
        in_months = [all(day.pair and day.pair[at] in months for day in days) for at in (1, 0)]
        if in_months[0] != in_months[1]:
            found[part] = in_months[0]
    return found
