"""Read a foreign document: pure, from its text and its name to a typed reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from afterword.importing.reader import days
from afterword.importing.reader.actions import read_actions
from afterword.importing.reader.events import Entry, find_entries
from afterword.importing.reader.front_matter import split_front_matter
from afterword.importing.reader.metadata import read_fields
from afterword.importing.reader.outline import GENERIC_TITLE, read_parts
from afterword.importing.reader.owner_names import owners_of
from afterword.importing.reader.prose import find_prose_entries
from afterword.importing.reader.reading import Action, DateEvidence, Event, Field, Part, Reading, Remark
from afterword.importing.reader.unit import Unit
from afterword.importing.reader.units import read_units
from afterword.importing.reader.zone_notes import stated_zone, zone_of_same_time
from afterword.postmortem.outline import ACTION_ITEMS, TIMELINE
from afterword.text.newlines import with_lf
from afterword.times.written_days import read_day

_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_./]?(?P<month>0[1-9]|1[0-2])[-_./]?(?P<day>[0-3]\d)(?!\d)")
_EVENING = 20
_DATE_FIELDS = ("date", "start", "detected", "reported", "declared")
_END_FIELDS = ("end", "resolved")


def read_foreign(text: str, path: str, day_first: bool | None = None) -> Reading:
    """Read a document; never raises.

    Args:
        text: its text, with any newlines.
        path: its name, of which a date in it counts.
        day_first: the order of day and month in dates that do not show it; None if that is not known.
    """
    text = with_lf(text)
    front, start = split_front_matter(text)
    first_line = text.count("\n", 0, start) + 1
    units = read_units(text[start:].removeprefix("\ufeff"), first_line)
    parts, title_at = read_parts(units)
    fields, used = read_fields(front, text[:start].split("\n"), units, parts, title_at)
    title, title_line, other_title = _title(fields, units, parts, title_at)
    entries = find_entries(units, parts, used, title_at) or find_prose_entries(units, parts)
    dates = days.numeric_dates(entries, units, [(field.line, field.value) for field in fields])
    order = days.shown_order(dates)
    order = days.order_by_known_days(dates, _known_days(fields, title, path)) if order is None else order
    order = day_first if order is None else order
    orders = days.orders_by_part(entries, units, order)
    is_zone_derived = False
    zone, zone_line = stated_zone(units, parts, {entry.part for entry in entries} | _timelines(parts), fields)
    near = _near(fields, title, path, order, units)
    dated = _dated(entries, units, parts, orders, near)
    day, day_from = _day(fields, title, path, order, dated, units, near)
    if day is None:
        day, day_from = _day_of_prose(fields, units, parts, order)
    if not zone and not any(entry.zone or (entry.stamp and entry.stamp.zone) for entry in entries):
        clocks = {entry.stamp.clock[:2] for entry in entries if entry.stamp and entry.stamp.clock}
        zone, zone_line = zone_of_same_time(clocks, units, {entry.line for entry in entries}, fields)
        is_zone_derived = bool(zone)
    if not zone and any(entry.stamp and entry.stamp.relative for entry in entries) and (origin := days.start_of(units)):
        zone, zone_line = origin[0].zone, origin[1] if origin[0].zone else 0
    events = days.resolve(entries, units, parts, day, orders, zone, near)
    if day and day_from in ("metadata", "title", "name", "front matter"):
        events = _from_the_day_before(events, day)
    zone = zone or _common_zone(events)
    people = _people(units, fields, events)
    actions = read_actions(units, parts, day or (events[0].day if events else None), order, people)
    is_day_ambiguous = order is None and (
        _is_needed_order(fields, title, day)
        or any(event.stamp and event.stamp.day and event.stamp.day.pair and event.day is None for event in events)
    )
    dues = [] if order is not None else list(_ambiguous_dues(actions))
    dates += dues
    remarks = _remarks(events, path, day, is_day_ambiguous)
    if dues:
        text = f"the order of day and month is not shown by any date, so due dates are unknown ({len(dues)})"
        remarks.append(Remark("due-ambiguous", text, dues[0].line))
    if day_from == "revision":
        reason = f"no date was recognised; {day} is the day of the document's revision"
        remarks.append(Remark("date-from-revision", reason))
    if other_title:
        remarks.append(Remark("titles-differ", f"`{title}` is the title; the document also states `{other_title}`"))
    if is_zone_derived:
        remarks.append(
            Remark("zone-derived", f"`{zone}` is taken for all times: one of them is given with it here", zone_line)
        )
    return Reading(
        text=text, body_start=start, body_line=first_line, front=front, title=title, title_line=title_line, day=day,
        day_from=day_from, zone=zone, zone_line=zone_line, fields=tuple(fields), parts=tuple(parts), units=tuple(units),
        events=tuple(events), actions=tuple(actions), dates=tuple(dates), is_ambiguous=is_day_ambiguous or bool(dues),
        is_day_ambiguous=is_day_ambiguous, remarks=tuple(remarks),
    )  # fmt: skip


_HANDLE = re.compile(r"(?<![\w/@.])@([A-Za-z][\w-]{1,38})")
_PERSON = re.compile(
    r"\b([A-ZÀ-ÖØ-Þ][\w'’-]{1,20})(?:, who\b|\s(?:wrote|said|asked|replied|joined|joins|woke|suggested)\b)"
)
_SPEAKER = re.compile(r"([A-Za-z][\w.-]{1,20}):\s")


_NOT_NAMES = frozenset(
    ("We", "They", "He", "She", "It", "I", "You", "Who", "Someone", "Somebody", "Nobody", "Everyone")
)


def _people(units: Sequence[Unit], fields: Sequence[Field], events: Sequence[Event]) -> frozenset[str]:
    """The names, in small letters, that the document shows to be those of persons: handles, authors, who speaks."""
    found = {match[1] for unit in units for match in _HANDLE.finditer(unit.visible)}
    for field in fields:
        if field.key in ("authors", "owner", "commander", "responders", "reviewers"):
            found |= set(owners_of(field.value, is_cell=True) or ())
    found |= {match[1] for unit in units for match in _PERSON.finditer(unit.visible) if match[1] not in _NOT_NAMES}
    spoken = Counter(match[1] for event in events if (match := _SPEAKER.match(event.text)))
    found |= {name for name, count in spoken.items() if count > 1}
    return frozenset(name.casefold() for name in found)


_OF_INCIDENT = re.compile(r"(?i)(?:the )?(?:incident|issue|problem|event|subject|title|störung|vorfall|betreff)")
_LONGEST_TITLE = 150


def _title(fields: Sequence[Field], units: Sequence[Unit], parts: Sequence[Part], at: int) -> tuple[str, int, str]:
    """The title, its line, and another one that the document states; a heading counts if it names the incident.

    Without any, it is the sentence below a heading such as `Incident`, if that is all that is there.
    """
    stated = next((field.value for field in fields if field.key == "title"), "")
    if at < 0:
        inside = (units[part.first : part.end] for part in parts if _OF_INCIDENT.fullmatch(part.title.strip(" :")))
        named = (one[0].visible for one in inside if len(one) == 1 and one[0].kind == "paragraph")
        return stated or next((text for text in named if len(text) <= _LONGEST_TITLE), ""), 0, ""
    heading = units[at].visible.strip()
    begin = GENERIC_TITLE.match(heading)
    if stated and begin and (begin.end() == len(heading) or len(stated.split()) > len(heading.split())):
        return stated, units[at].line, heading
    return heading, units[at].line, stated if stated.casefold() != heading.casefold() else ""


def _ambiguous_dues(actions: Sequence[Action]) -> Iterator[DateEvidence]:
    """The due dates that the order of day and month would give."""
    for action in actions:
        written = read_day(action.due_text) if action.due is None and action.due_text else None
        if written and written.pair and written.shows_day_first is None:
            yield DateEvidence(action.line, days.pair_text(written), None)


def _timelines(parts: Sequence[Part]) -> set[int]:
    return {number for number, part in enumerate(parts) if part.kind is TIMELINE}


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


def _common_zone(events: Sequence[Event]) -> str:
    zones = {event.zone for event in events if event.zone}
    return zones.pop() if len(zones) == 1 else ""


def _dated(
    entries: Sequence[Entry],
    units: Sequence[Unit],
    parts: Sequence[Part],
    orders: Mapping[int, bool | None],
    near: date | None,
) -> list[date]:
    """The days of the events whose day does not come from the document's; none if the first event has no such day."""
    events = days.resolve(entries, units, parts, None, orders, "", near)
    if any(event.day for event in events) and events[0].clock and events[0].day is None:
        return []
    return [event.day for event in events if event.day]


def _known_days(fields: Sequence[Field], title: str, path: str) -> set[date]:
    """The days that the name, the title and the metadata state so that their order is certain."""
    found = {_day_of_name(path), _day_in(title, None), *(_day_in(field.value, None) for field in fields)}
    return {day for day in found if day}


def _near(fields: Sequence[Field], title: str, path: str, order: bool | None, units: Sequence[Unit]) -> date | None:
    """A day near which days are that are written without a year: of the metadata, the title, the name, or the text.

    Where these have a year alone, it is the middle of that year, which is nearer to all its days than those of others.
    """
    for text in (*(field.value for field in fields), title):
        if found := _day_in(text, order):
            return found
    if found := _day_of_name(path):
        return found
    for text in (title, path.rsplit("/", 1)[-1], path, *(field.value for field in fields if field.key == "id")):
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            return date(int(years.pop()), 7, 2)
    texts = (unit.visible for unit in units if unit.kind in ("paragraph", "item", "heading"))
    return next(filter(None, (_day_in(text, order) for text in texts)), None)


_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")


def _day_of_name(path: str) -> date | None:
    for name in (path.rsplit("/", 1)[-1], path):
        if match := _IN_NAME.search(name):
            day = read_day(f"{match['year']}-{match['month']}-{match['day']}")
            if day and (found := day.on_calendar(None, None)):
                return found
    return None


def _day(
    fields: Sequence[Field],
    title: str,
    path: str,
    order: bool | None,
    days_of_events: Sequence[date],
    units: Sequence[Unit],
    near: date | None,
) -> tuple[date | None, str]:
    """The day of the incident: by metadata, timeline, the front matter's date, title, or name.

    The date in a front matter is often that of the report: it comes first only if it is the day of one
    of the first events.
    """
    first = next(iter(days_of_events), None)
    in_front = None
    for key in (*_DATE_FIELDS, *(_END_FIELDS if first is None else ())):
        for field in fields:
            if field.key == key and (day := _day_in(field.value, order) or _day_without_year(field.value, order, near)):
                if key != "date" or not field.is_front:
                    return day, "metadata"
                in_front = in_front or day
    if in_front and first and in_front in days_of_events and in_front - first <= timedelta(days=1):
        return in_front, "front matter"
    if first:
        return first, "timeline"
    if in_front:
        return _day_before_report(title, units, order, in_front)
    if found := _day_in(title, order) or _day_without_year(title, order, near):
        return found, "title"
    if found := _day_of_name(path):
        return found, "name"
    return None, ""


def _day_of_prose(
    fields: Sequence[Field], units: Sequence[Unit], parts: Sequence[Part], order: bool | None
) -> tuple[date | None, str]:
    """The first day in the text outside of the action items, else that of the document's revision in AsciiDoc."""
    promised: dict[int, list[str]] = {}
    for action in read_actions(units, parts, None, order, _people(units, fields, ())):
        promised.setdefault(action.unit.line, []).append(action.unit.visible)
    sections = [range(part.first, part.end) for part in parts if part.kind is ACTION_ITEMS]
    written = {field.line for field in fields if field.key in ("updated", "version")}
    for index, unit in enumerate(units):
        is_prose = unit.kind in ("paragraph", "item") and unit.line not in written
        if not is_prose or any(index in section for section in sections):
            continue
        text = unit.visible
        for promise in promised.get(unit.line, ()):
            text = text.replace(promise, " ")
        if found := _day_in(_TO_COME.sub(" ", _OF_WRITING.sub(" ", text)), order):
            return found, "prose"
    revisions = (_day_in(field.value, order) for field in fields if field.written.casefold() == "revdate")
    revised = next(filter(None, revisions), None)
    return revised, "revision" if revised else ""


_OPENING = re.compile(r"(?i)(?:^|[.!?]\s|,\s)(?:on|am|le|el|em|il|op)\s(?=\S)")
_YESTERDAY = re.compile(r"(?i)(?:yesterday|gestern|hier|ayer|ontem|ieri|gisteren|wczoraj)\b")
_LATEST_REPORT = timedelta(days=14)


def _day_before_report(title: str, units: Sequence[Unit], order: bool | None, written: date) -> tuple[date, str]:
    """The day that the title or the first words of a report state, if it is shortly before its own; else its own."""
    named = _day_in(title, order) or _day_without_year(title, order, written)
    if named and timedelta(0) <= written - named <= _LATEST_REPORT:
        return named, "title"
    opening = _day_of_opening(units, order, written)
    return (opening, "prose") if opening else (written, "front matter")


def _day_of_opening(units: Sequence[Unit], order: bool | None, written: date) -> date | None:
    """The day with which a blog post begins (`On Tuesday, March 16th, our search …`), if it is before its own."""
    opening = next((unit.visible for unit in units if unit.kind == "paragraph"), "")
    if _YESTERDAY.match(opening):
        return written - timedelta(days=1)
    if place := _OPENING.search(opening):
        day = read_day(opening, place.end())
        if day and day.month and (found := day.on_calendar(order, written)):
            return found if timedelta(0) < written - found <= _LATEST_REPORT else None
    return None


_OF_WRITING = re.compile(
    r"(?i)\b(?:written|published|updated|drafted|posted|created|reviewed|signed off|report of|erstellt|verfasst|"
    r"geschrieben|aktualisiert|rédigée?|publiée?|escrit[oa]|redactad[oa]|publicad[oa]|redatt[oa]|scritt[oa]|opgesteld|geschreven|"
    r"sporządzon[oy])\b[^.;|·]{0,60}?\d{4}(?:-\d\d-\d\d)?|(?:作成|更新|公開|撰写|发布)[^。、]{0,20}\d{4}年\d+月\d+日"
)
"""The day of a report, which is not that of its incident."""
_TO_COME = re.compile(r"(?i)\b(?:will|shall|due(?! to)|deadline|fällig)\b[^.;|·]{0,80}?\d{4}(?:-\d\d-\d\d)?")
"""The day by which something is promised, also where no action item is recognised."""


def _day_in(text: str, order: bool | None) -> date | None:
    """The first day with a year in a text."""
    if not re.search(r"(?:19|20)\d\d|[/.-]\d\d\b|令和", text):
        return None
    for match in re.finditer(r"(?<!\w)(?=\w)|(?=令和)", text):
        day = read_day(text, match.start())
        if day and day.weekday is None and day.year:
            return day.on_calendar(order, None)
    return None


def _is_needed_order(fields: Sequence[Field], title: str, day: date | None) -> bool:
    """Return whether the day of the incident would be known if the order of day and month were."""
    texts = (*(field.value for field in fields if field.key in (*_DATE_FIELDS, *_END_FIELDS)), title)
    return day is None and any(_day_in(text, True) or _day_in(text, False) for text in texts)


def _day_without_year(text: str, order: bool | None, near: date | None) -> date | None:
    """The first day in a text, in the year of a day that is near; None if there is none, or no such day."""
    for match in re.finditer(r"(?<!\w)(?=\w)", text) if near else ():
        day = read_day(text, match.start())
        if day and day.month and day.year is None:
            return day.on_calendar(order, near)
    return None


def _remarks(events: Sequence[Event], path: str, day: date | None, is_ambiguous: bool) -> list[Remark]:
    found = []
    if is_ambiguous:
        found.append(Remark("dates-ambiguous", "the order of day and month is not shown by any date"))
    match = _IN_NAME.search(path.rsplit("/", 1)[-1])
    if match and day and f"{day:%Y%m%d}" != f"{match['year']}{match['month']}{match['day']}":
        found.append(Remark("dates-differ", f"the file name says {match[0]}, the document says {day}"))
    previous = None
    for event in events:
        if event.day is None or event.clock is None:
            continue
        current = (event.day, event.clock[0], event.clock[1], event.clock[2] or 0)
        if previous and current < previous:
            found.append(Remark("out-of-order", "this event is earlier than the one above it", event.line))
        previous = current
    return found
