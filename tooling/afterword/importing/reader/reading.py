"""What is read of a foreign document: typed, with lines of the source, and nothing that it does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from afterword.importing.reader.stamps import Stamp
from afterword.importing.reader.unit import Unit
from afterword.postmortem.outline import SectionKind

ActionState = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the document states about itself.

    Attributes:
        key: in our words, such as `severity`.
        written: the key as it is written.
        value: without markup; a list is joined by commas.
        line: counted from 1.
        is_front: whether it is in the front matter.
    """

    key: str
    written: str
    value: str
    line: int
    is_front: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An event before its day and zone are known: the time as written, and the words.

    `is_unclear` says that something is written for the time that cannot be read, such as `2022-05-??`: it
    does not have the day of the event before it.
    """

    unit: Unit
    line: int
    text: str
    stamp: Stamp | None
    source: str
    part: int
    zone: str = ""
    label: str = ""
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what is below it.

    Attributes:
        kind: the section that it names; None for any other.
        title: without markup.
        level: 1 to 6; 7 for a line that is only used as a heading below the real ones.
        line: counted from 1; 0 for what is above the first heading.
        first: index of the first unit below the heading.
        end: index behind its last unit, those of headings below included.
        parent: index of the part above, -1 at the top.
        is_label: whether it only groups events or actions of the section above.
    """

    kind: SectionKind | None
    title: str
    level: int
    line: int
    first: int
    end: int
    parent: int = -1
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a timeline.

    Attributes:
        line: of its text.
        text: without markup.
        stamp: its time as it is written; None for a row without one.
        day: the day, in the zone of the document; None if it is not known.
        zone: its own, else that of the document, as it is written; empty if none is known.
        units: the units that it was read from.
        source: `table`, `list`, `paragraphs`, `headings`, `code` or `prose`.
        clock: hour, minute, second; None for a day alone.
    """

    line: int
    text: str
    stamp: Stamp | None
    day: date | None
    zone: str
    unit: Unit
    source: str
    clock: tuple[int, int, int | None] | None = None
    label: str = ""

    @property
    def precision(self) -> str:
        """`second`, `minute` or `day`."""
        return self.stamp.precision if self.stamp else "day"


@dataclass(frozen=True, slots=True)
class Action:
    """An action item.

    Attributes:
        line: of its text.
        text: without markup, and without what the other attributes have if it is set apart.
        owners: as written, without `@`.
        due: the day; None if none is stated.
        due_text: as it is written; also `next sprint`.
        state: whether it is to be done.
        links: addresses and numbers of issues.
        unit: from which it was read.
    """

    line: int
    text: str
    owners: tuple[str, ...]
    due: date | None
    due_text: str
    state: ActionState
    links: tuple[str, ...]
    unit: Unit


NeedCode = Literal[
    "dates-ambiguous", "dates-by-language", "due-ambiguous", "titles-differ", "dates-differ", "date-from-git",
    "date-from-issue", "date-from-revision", "comments-missing", "control-characters",
    "day-unknown", "zone-unknown", "zone-derived",
    "zone-uncertain", "out-of-order", "timeline-unread", "title-unknown", "no-events", "link-leads-nowhere",
]  # fmt: skip
"""What a person has to look at, for programs."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person has to look at: `code` is stable, `text` is for people, `line` is 0 for the whole file."""

    code: NeedCode
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A date whose order its numbers show, or do not show."""

    line: int
    written: str
    day_first: bool | None


@dataclass(frozen=True)
class Reading:
    """A foreign document as read.

    Attributes:
        source: the whole file.
        text: the same with its blocks of HTML as Markdown.
        source_lines: the line of the file of each line of the text, which differ if it has blocks of HTML.
        body_start: offset behind the front matter.
        body_line: the line of that, counted from 1.
        front: the front matter, all values as text, lists and mappings; empty if there is none.
        title: without markup; empty if none is stated.
        title_line: 0 if it is not in the body.
        day: the day of the incident; None if it is not stated.
        day_from: where that was found: `metadata`, `timeline`, `title`, `name`, `front matter`, `prose`, `revision`;
            empty if nowhere.
        zone: that of the document, as it is written; empty if none is stated.
        zone_line: where.
        dates: numeric dates, which show the order of day and month or need it.
        is_ambiguous: whether the order of day and month is needed and not shown.
        is_day_ambiguous: whether it is needed for the day of the incident or of an event, not for due dates alone.
    """

    source: str
    text: str
    source_lines: Sequence[int]
    body_start: int
    body_line: int
    front: dict[str, Any]
    title: str
    title_line: int
    day: date | None
    day_from: str
    zone: str
    zone_line: int
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    units: tuple[Unit, ...]
    events: tuple[Event, ...]
    actions: tuple[Action, ...]
    dates: tuple[DateEvidence, ...] = ()
    is_ambiguous: bool = False
    is_day_ambiguous: bool = False
    remarks: tuple[Remark, ...] = field(default=())

    def source_line(self, line: int) -> int:
        """Return the line of the file for a line of the text; 0 for 0."""
        return self.source_lines[line - 1] if line else 0

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole file."""
        return self.text.split("\n")
