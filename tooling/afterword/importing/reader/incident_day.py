"""The day of the incident: by its metadata, its timeline, its title, the name of its file, or its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.actions import read_actions
from afterword.importing.reader.reading import Field, Part
from afterword.importing.reader.unit import Unit
from afterword.postmortem.outline import ACTION_ITEMS
from afterword.times.calendar_names import DAYS_AGO, any_of
from afterword.times.written_days import read_day

_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_./]?(?P<month>0[1-9]|1[0-2])[-_./]?(?P<day>[0-3]\d)(?!\d)")
_OF_REVISION = ("revdate", "date written")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|[/.-]\d\d\b|令和")
_WORD = re.compile(r"(?<!\w)(?=\w)|(?=令和)")
_DATE_FIELDS = ("date", "start", "detected", "reported", "declared")
_END_FIELDS = ("end", "resolved")
_OPENING = re.compile(r"(?i)(?:^|[.!?]\s|,\s)(?:on|am|le|el|em|il|op)\s(?=\S)")
_YESTERDAY = re.compile(rf"(?i)(?:{any_of(name for name, days in DAYS_AGO.items() if days == 1)})\b")
_LATEST_REPORT = timedelta(days=14)
_OF_WRITING = re.compile(
    r"(?i)\b(?:written|published|updated|drafted|posted|created|reviewed|signed off|report of|erstellt|verfasst|"
    r"geschrieben|aktualisiert|rédigée?|publiée?|escrit[oa]|redactad[oa]|publicad[oa]|redatt[oa]|scritt[oa]|opgesteld|geschreven|"
    r"sporządzon[oy])\b[^.;|·]{0,60}?\d{4}(?:-\d\d-\d\d)?|(?:作成|更新|公開|撰写|发布)[^。、]{0,20}\d{4}年\d+月\d+日"
)
"""The day of a report, which is not that of its incident."""
_TO_COME = re.compile(r"(?i)\b(?:will|shall|due(?! to)|deadline|fällig)\b[^.;|·]{0,80}?\d{4}(?:-\d\d-\d\d)?")
"""The day by which something is promised, also where no action item is recognised."""


def written_in_name(path: str) -> str:
    """Return the day in the name of a file as it is written; empty if there is none."""
    match = _IN_NAME.search(path.rsplit("/", 1)[-1])
    return match[0] if match else ""


def is_byline(text: str) -> bool:
    """Return whether a text is nothing but the day on which a report was published, with its author."""
    return len(text) <= _LONGEST_BYLINE and (_OF_WRITING.match(text) is not None or _BYLINE.fullmatch(text) is not None)


_LONGEST_BYLINE = 100
_BYLINE = re.compile(
    r"(?i)(?:by\s[^.]{2,60}?[,·|–—-]\s*)?[^.:]{6,30}?\d{4}\s*[,·|–—-]?\s*"
    r"(?:by\s.{2,60}|\d+[ -]min\w* read.{0,40})"
)


@dataclass(frozen=True)
class SignsOfDay:
    """What a document says of its day, apart from its timeline.

    Attributes:
        fields: its metadata.
        title: empty if it has none.
        path: its name.
        units: all of them.
        parts: its sections.
        order: whether the day is first in dates that do not show it; None if that is not known.
    """

    fields: Sequence[Field]
    title: str
    path: str
    units: Sequence[Unit]
    parts: Sequence[Part]
    order: bool | None = None

    @cached_property
    def certain_days(self) -> set[date]:
        """The days that the name, the title and the metadata state so that their order is certain."""
        texts = (self.title, *(field.value for field in self.fields))
        return {day for day in (self._of_name, *(_day_in(text, None) for text in texts)) if day}

    @cached_property
    def near(self) -> date | None:
        """A day near which days without a year are: of the metadata, the title, the name, or the text.

        If these have a year alone, it is the middle of that year, which is nearer to all its days than those of others.
        """
        for text in (*(field.value for field in self.fields), self.title):
            if found := self._in(text):
                return found
        if self._of_name:
            return self._of_name
        ids = (field.value for field in self.fields if field.key == "id")
        for text in (self.title, self.path.rsplit("/", 1)[-1], self.path, *ids):
            years = set(_YEAR.findall(text))
            if len(years) == 1:
                return date(int(years.pop()), 7, 2)
        texts = (unit.visible for unit in self.units if unit.kind in ("paragraph", "item", "heading"))
        return next(filter(None, map(self._in, texts)), None)

    def day(self, of_events: Sequence[date], people: frozenset[str]) -> tuple[date | None, str]:
        """Return the day, and where it was found: `metadata`, `timeline` and so on; None and empty if nowhere.

        The date in a front matter is often that of the report: it comes first only if it is the day of one
        of the first events.

        Args:
            of_events: the days of the events that have one of their own.
            people: known to be persons.
        """
        first = next(iter(of_events), None)
        in_front = None
        for key in (*_DATE_FIELDS, *(_END_FIELDS if first is None else ())):
            for field in self.fields:
                if field.key == key and (day := self._in(field.value) or self._without_year(field.value, self.near)):
                    if key != "date" or not field.is_front:
                        return day, "metadata"
                    in_front = in_front or day
        if in_front and first and in_front in of_events and in_front - first <= timedelta(days=1):
            return in_front, "front matter"
        if first:
            return first, "timeline"
        if in_front:
            return self._before_report(in_front)
        if found := self._in(self.title) or self._without_year(self.title, self.near):
            return found, "title"
        if self._of_name:
            return self._of_name, "name"
        return self._of_prose(people)

    def is_order_needed(self) -> bool:
        """Return whether the day of the incident would be known if the order of day and month were."""
        values = (field.value for field in self.fields if field.key in (*_DATE_FIELDS, *_END_FIELDS))
        return any(_day_in(text, True) or _day_in(text, False) for text in (*values, self.title))

    @cached_property
    def _of_name(self) -> date | None:
        for name in (self.path.rsplit("/", 1)[-1], self.path):
            if match := _IN_NAME.search(name):
                day = read_day(f"{match['year']}-{match['month']}-{match['day']}")
                if day and (found := day.on_calendar(None, None)):
                    return found
        return None

    def _in(self, text: str) -> date | None:
        return _day_in(text, self.order)

    def _without_year(self, text: str, near: date | None) -> date | None:
        """The first day in a text, in the year of a day that is near; None if there is none, or no such day."""
        for match in _WORD.finditer(text) if near else ():
            day = read_day(text, match.start())
            if day and day.month and day.year is None:
                return day.on_calendar(self.order, near)
        return None

    def _before_report(self, written: date) -> tuple[date, str]:
        """The day that the title or the first words of a report state, if it is shortly before its own; else its own.

        A blog post begins so: `On Tuesday, March 16th, our search …`.
        """
        return self._named_before(written) or (written, "front matter")

    def _named_before(self, written: date) -> tuple[date, str] | None:
        """The day that the title or the first words of a text state, if it is shortly before that of the text."""
        named = self._in(self.title) or self._without_year(self.title, written)
        if named and timedelta(0) <= written - named <= _LATEST_REPORT:
            return named, "title"
        paragraphs = (unit.visible for unit in self.units if unit.kind == "paragraph")
        opening = next((text for text in paragraphs if not is_byline(text)), "")
        if _YESTERDAY.match(opening):
            return written - timedelta(days=1), "prose"
        place = _OPENING.search(opening)
        day = read_day(opening, place.end()) if place else None
        found = day.on_calendar(self.order, written) if day and day.month else None
        is_before = found is not None and timedelta(0) < written - found <= _LATEST_REPORT
        return (found, "prose") if found and is_before else None

    def _published(self) -> date | None:
        """The day on which a text says that it was published: in a field, or in the line with its author."""
        dates = (field.value for field in self.fields if field.key == "updated")
        lines = (unit.visible for unit in self.units if unit.kind == "paragraph" and is_byline(unit.visible))
        return next(filter(None, map(self._in, (*dates, *lines))), None)

    def _of_prose(self, people: frozenset[str]) -> tuple[date | None, str]:
        """The first day in the text outside of the action items, else that of the document's revision."""
        if (published := self._published()) and (named := self._named_before(published)):
            return named
        promised: dict[int, list[str]] = {}
        for action in read_actions(self.units, self.parts, Manner(None, self.order, people=people)):
            promised.setdefault(action.unit.line, []).append(action.unit.visible)
        sections = [range(part.first, part.end) for part in self.parts if part.kind is ACTION_ITEMS]
        written = {field.line for field in self.fields if field.key in ("updated", "version")}
        for index, unit in enumerate(self.units):
            is_prose = unit.kind in ("paragraph", "item") and unit.line not in written and not is_byline(unit.visible)
            if not is_prose or not _HAS_YEAR.search(unit.visible) or any(index in section for section in sections):
                continue
            text = unit.visible
            for promise in promised.get(unit.line, ()):
                text = text.replace(promise, " ")
            if found := self._in(_TO_COME.sub(" ", _OF_WRITING.sub(" ", text))):
                return found, "prose"
        revisions = (self._in(field.value) for field in self.fields if field.written.casefold() in _OF_REVISION)
        revised = next(filter(None, revisions), None)
        return revised, "revision" if revised else ""


def _day_in(text: str, order: bool | None) -> date | None:
    """The first day with a year in a text."""
    for match in _WORD.finditer(text) if _HAS_YEAR.search(text) else ():
        day = read_day(text, match.start())
        if day and day.weekday is None and day.year:
            return day.on_calendar(order, None)
    return None
