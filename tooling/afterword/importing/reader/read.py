"""Read a foreign document: pure, from its text and its name to a typed reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from afterword.importing.reader import days
from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.actions import read_actions
from afterword.importing.reader.day_order import writes_day_first
from afterword.importing.reader.events import find_entries
from afterword.importing.reader.front_matter import split_front_matter
from afterword.importing.reader.incident_day import SignsOfDay, written_in_name
from afterword.importing.reader.metadata import read_fields
from afterword.importing.reader.outline import GENERIC_TITLE, read_parts
from afterword.importing.reader.owner_names import owners_of
from afterword.importing.reader.prose import find_prose_entries
from afterword.importing.reader.reading import Action, DateEvidence, Entry, Event, Field, Part, Reading, Remark
from afterword.importing.reader.unit import Unit, plain
from afterword.importing.reader.units import read_units
from afterword.importing.reader.zone_notes import stated_zone, zone_of_same_time
from afterword.importing.sources.html_blocks import convert_blocks
from afterword.postmortem.outline import TIMELINE
from afterword.text.newlines import with_lf
from afterword.times.written_days import read_day


def read_foreign(text: str, path: str, day_first: bool | None = None) -> Reading:
    """Read a document; never raises.

    Args:
        text: its text, with any newlines.
        path: its name, of which a date in it counts.
        day_first: the order of day and month in dates that do not show it; None if that is not known.
    """
    source = with_lf(text)
    front, start = split_front_matter(source)
    first_line = source.count("\n", 0, start) + 1
    body, places = convert_blocks(source[start:])
    text = source[:start] + body
    source_lines = [*range(1, first_line), *(first_line + place for place in places)]
    units = read_units(body.removeprefix("\ufeff"), first_line)
    parts, title_at = read_parts(units)
    fields, used = read_fields(front, text[:start].split("\n"), units, parts, title_at)
    title, title_line, other_title = _title(fields, units, parts, title_at)
    dated = {field.line for field in fields if field.key in ("date", "updated", "created", "published")}
    stated = {index for index in used if units[index].line in dated}
    entries = find_entries(units, parts, used, title_at) or find_prose_entries(units, parts, stated)
    known_people = _people(units, fields)
    signs = SignsOfDay(fields, title, path, units, parts)
    dates = days.numeric_dates(entries, units, [(field.line, field.value) for field in fields])
    orders = (days.shown_order(dates), days.order_by_known_days(dates, signs.certain_days), day_first)
    order = next((order for order in orders if order is not None), None)
    is_by_language = order is None and all(one.day_first is None for one in dates) and writes_day_first(units)
    signs = replace(signs, order=is_by_language or order)
    timeline = days.Timeline(entries, units, parts, days.orders_by_part(entries, units, signs.order), signs.near)
    day, day_from = signs.day(timeline.own_days(), known_people)
    zone, zone_line, is_zone_derived = _zone(entries, units, parts, fields)
    events = timeline.events(day, zone, is_certain=day_from in ("metadata", "title", "name", "front matter"))
    zone = zone or _common_zone(events)
    people = known_people | _speakers(events)
    actions = read_actions(
        units,
        parts,
        Manner(day or (events[0].day if events else None), signs.order, people=people, author=_author(fields, units)),
    )
    is_day_ambiguous = signs.order is None and (
        (day is None and signs.is_order_needed())
        or any(event.stamp and event.stamp.day and event.stamp.day.pair and event.day is None for event in events)
    )
    dues = [] if signs.order is not None else list(_ambiguous_dues(actions))
    remarks = list(_remarks_on_dates(events, path, day, day_from, is_day_ambiguous, dues))
    if is_by_language and (written := [*(one.written for one in dates), *_numeric_dues(actions)]):
        reason = f"dates such as `{written[0]}` are read with the day first, as the language of the document does"
        remarks.append(Remark("dates-by-language", reason, dates[0].line if dates else 0))
    if other_title:
        remarks.append(Remark("titles-differ", f"`{title}` is the title; the document also states `{other_title}`"))
    if is_zone_derived:
        reason = f"`{zone}` is taken for all times: one of them is given with it here"
        remarks.append(Remark("zone-derived", reason, zone_line))
    return Reading(
        source=source, text=text, source_lines=source_lines, body_start=start, body_line=first_line, front=front,
        title=title, title_line=title_line, day=day, day_from=day_from, zone=zone, zone_line=zone_line,
        fields=tuple(fields), parts=tuple(parts), units=tuple(units), events=tuple(events), actions=tuple(actions),
        dates=(*dates, *dues), is_ambiguous=is_day_ambiguous or bool(dues), is_day_ambiguous=is_day_ambiguous,
        remarks=tuple(remarks),
    )  # fmt: skip


def _zone(
    entries: Sequence[Entry], units: Sequence[Unit], parts: Sequence[Part], fields: Sequence[Field]
) -> tuple[str, int, bool]:
    """The zone of times that name none, its line, and whether it is only that of one time that is given twice."""
    timelines = {number for number, part in enumerate(parts) if part.kind is TIMELINE}
    zone, line = stated_zone(units, parts, timelines | {entry.part for entry in entries}, fields)
    if zone:
        return zone, line, False
    if not any(entry.zone or (entry.stamp and entry.stamp.zone) for entry in entries):
        clocks = {entry.stamp.clock[:2] for entry in entries if entry.stamp and entry.stamp.clock}
        zone, line = zone_of_same_time(clocks, units, {entry.line for entry in entries}, fields)
    if not zone and any(entry.stamp and entry.stamp.relative for entry in entries):
        origin = days.start_of(units)
        return (origin[0].zone, origin[1] if origin[0].zone else 0, False) if origin else ("", 0, False)
    return zone, line, bool(zone)


_HANDLE = re.compile(r"(?<![\w/@.])@([A-Za-z][\w-]{1,38})")
_PERSON = re.compile(
    r"\b([A-ZÀ-ÖØ-Þ][\w'’-]{1,20})(?:, who\b|\s(?:wrote|writes|said|says|asked|asks|replied|replies|joined|joins|"
    r"woke|wakes|suggested|suggests|called|rang|rings|phoned|noticed|notices|posted|posts|confirmed|confirms|declared|declares|"
    r"escalated|acknowledged|acks|acked|texted|emailed|mailed|decided|decides|agreed|realised|realized|thought|apologised|"
    r"apologized|remembered|wondered|schrieb|fragte|rief|meldete|bemerkte|appelle|écrit|avisó|escribió|avisou)\b)"
)
_ACTORS = re.compile(r"(?i)who|actor|person|by whom|wer|qui|quién|quem|chi|wie|kto|担当者?|责任人|人员")
_SPEAKER = re.compile(r"([A-Za-z][\w.-]{1,20}):\s")


def _people(units: Sequence[Unit], fields: Sequence[Field]) -> frozenset[str]:
    """The names, in small letters, that the document shows to be those of persons: handles, authors, who did what."""
    found = {match[1] for unit in units for match in _HANDLE.finditer(unit.visible)}
    for field in fields:
        if field.key in ("authors", "owner", "commander", "responders", "reviewers"):
            found |= set(owners_of(field.value, is_cell=True) or ())
    found |= {match[1] for unit in units for match in _PERSON.finditer(unit.visible) if owners_of(match[1])}
    for unit in units:
        for head, cell in zip(unit.head, unit.cells, strict=False):
            found |= set(owners_of(plain(cell)) or ()) if _ACTORS.fullmatch(plain(head).strip(" :")) else set()
    return frozenset(name.casefold() for name in found)


def _author(fields: Sequence[Field], units: Sequence[Unit]) -> str:
    """Who wrote the document, if it was one person."""
    written = [field.value for field in fields if field.key == "authors"]
    written = written or [match[1] for unit in units if (match := _WRITTEN_BY.match(unit.visible))]
    names = [owners_of(value) or [] for value in written]
    return names[0][0] if len(names) == 1 and len(names[0]) == 1 else ""


_WRITTEN_BY = re.compile(
    r"(?i:\W*(?:written|compiled|prepared|reported|drafted) by) ([^,.;(]{3,40}?)(?=[,.;(]| on | \d|$)"
)


def _speakers(events: Sequence[Event]) -> frozenset[str]:
    spoken = Counter(match[1].casefold() for event in events if (match := _SPEAKER.match(event.text)))
    return frozenset(name for name, count in spoken.items() if count > 1)


_OF_INCIDENT = re.compile(r"(?i)(?:the )?(?:incident|issue|problem|event|subject|title|störung|vorfall|betreff)")
_LONGEST_TITLE = 150
_BOLD_OPENING = re.compile(r"\*\*(?P<text>[^*:：\n]{10,150})\*\*(?=\s|$)")
"""What the first paragraph of an article begins with is its subject, as in wikis."""


def _title(fields: Sequence[Field], units: Sequence[Unit], parts: Sequence[Part], at: int) -> tuple[str, int, str]:
    """The title, its line, and another one that the document states; a heading counts if it names the incident.

    Without any, it is the sentence below a heading such as `Incident`, if that is all that is there.
    """
    stated = next((field.value for field in fields if field.key == "title"), "")
    if at < 0:
        inside = (units[part.first : part.end] for part in parts if _OF_INCIDENT.fullmatch(part.title.strip(" :")))
        named = (one[0].visible for one in inside if len(one) == 1 and one[0].kind == "paragraph")
        opening = next((one.text for one in units if one.kind == "paragraph" and not one.is_quoted), "")
        bold = _BOLD_OPENING.match(opening)
        subject = [plain(bold["text"])] if bold and len(bold["text"].split()) >= _LEAST_WORDS else []
        return stated or next((text for text in (*named, *subject) if len(text) <= _LONGEST_TITLE), ""), 0, ""
    heading = units[at].visible.strip()
    begin = GENERIC_TITLE.match(heading)
    if stated and begin and (begin.end() == len(heading) or len(stated.split()) > len(heading.split())):
        return stated, units[at].line, heading
    return heading, units[at].line, stated if stated.casefold() != heading.casefold() else ""


_LEAST_WORDS = 4


def _numeric_dues(actions: Sequence[Action]) -> Iterator[str]:
    for action in actions:
        written = read_day(action.due_text) if action.due_text else None
        if written and written.pair:
            yield days.pair_text(written)


def _ambiguous_dues(actions: Sequence[Action]) -> Iterator[DateEvidence]:
    """The due dates that the order of day and month would give."""
    for action in actions:
        written = read_day(action.due_text) if action.due is None and action.due_text else None
        if written and written.pair and written.shows_day_first is None:
            yield DateEvidence(action.line, days.pair_text(written), None)


def _common_zone(events: Sequence[Event]) -> str:
    zones = {event.zone for event in events if event.zone}
    return zones.pop() if len(zones) == 1 else ""


def _remarks_on_dates(
    events: Sequence[Event],
    path: str,
    day: date | None,
    day_from: str,
    is_ambiguous: bool,
    dues: Sequence[DateEvidence],
) -> Iterator[Remark]:
    if is_ambiguous:
        yield Remark("dates-ambiguous", "the order of day and month is not shown by any date")
    named = written_in_name(path)
    if named and day and f"{day:%Y%m%d}" != re.sub(r"\D", "", named):
        yield Remark("dates-differ", f"the file name says {named}, the document says {day}")
    moments = [
        (event.line, (event.day, *event.clock[:2], event.clock[2] or 0))
        for event in events
        if event.day and event.clock
    ]
    for (_, before), (line, moment) in pairwise(moments):
        if moment < before:
            yield Remark("out-of-order", "this event is earlier than the one above it", line)
    if dues:
        text = f"the order of day and month is not shown by any date, so due dates are unknown ({len(dues)})"
        yield Remark("due-ambiguous", text, dues[0].line)
    if day_from == "revision":
        yield Remark("date-from-revision", f"no date was recognised; {day} is the day of the document's revision")
