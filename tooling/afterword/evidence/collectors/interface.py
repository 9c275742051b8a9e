"""What every collector is: it recognises a source and reads it into items, before they are redacted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from afterword.derive.eval_runs import EvalRun
from afterword.evidence.people import People
from afterword.evidence.source import Part, Source
from afterword.text.shorten import shorten
from afterword.times.reader import TimeError, TimeReader
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class RawItem:
    """What a source says at one place.

    Attributes:
        line: its line or entry, counted from 1.
        at: when.
        actor: who or what said it: a role in words, or the mark of a person.
        text: not yet redacted.
        reply_to: the position, among the items of the source, of the one that it replies to.
        part: the file of a folder or archive that it is in, empty for a single file.
        is_copy: whether another message quotes it, so that it is left out if it is also there itself.
    """

    line: int
    at: When | None
    actor: str | None
    text: str
    reply_to: int | None = None
    part: str = ""
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class UnreadPlace:
    """A place that could not be read, and why; `file` names the part of a folder or archive."""

    message: str
    line: int | None = None
    file: str = ""

    def within(self, source: str) -> str:
        """Write the place and the reason, for people."""
        place = source if self.file == source else "/".join(filter(None, (source, self.file)))
        return f"{place}:{self.line}: {self.message}" if self.line else f"{place}: {self.message}"


@dataclass
class SourceContent:
    """What was read from a source.

    Attributes:
        items: in the order of the source, or of time where the source has none.
        unread: places that could not be read.
        left_out: how many of each kind were left out on purpose, such as `joined the channel`.
        assumptions: how times were read that name no certain zone or day, for a person to confirm, as a phrase each.
        remarks: what else a person should know, as a phrase each.
        runs: eval runs.
        assumed_zone: how many times had no zone and were read in the given one.
        zone: that zone, if nothing says that it is the right one, and most times are read in it; else empty.
        assumed_year: how many times had no year and were read in the one nearest to the incident.
        assumed_day: the day of the incident, if times of day belong to it because the source names none.
        one_line: whether items are written on one line; the lines of a key are seen before that.
        form: the form that was recognised, if it says more than the name of the collector.
    """

    items: list[RawItem] = field(default_factory=list)
    unread: list[UnreadPlace] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    assumptions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    runs: list[EvalRun] = field(default_factory=list)
    assumed_zone: int = 0
    zone: str = ""
    assumed_year: int = 0
    assumed_day: date | None = None
    one_line: bool = False
    form: str = ""

    def not_read(self, message: str, line: int | None = None, file: str = "") -> None:
        """Note what could not be read."""
        self.unread.append(UnreadPlace(message, line, file))

    def documents_of(self, source: Source) -> list[tuple[int, Any]]:
        """Return the JSON documents of a source, each with its line, and note where they break off."""
        if source.documents.stopped:
            line, message = source.documents.stopped
            self.not_read(message, line, source.name if isinstance(source, Part) else "")
        return source.documents.values

    def read_time(
        self, value: object, times: TimeReader, line: int | None = None, *, of_text: bool = False
    ) -> When | None:
        """Read a time; None if it is none, or cannot be used.

        Times without a zone are counted, and times that cannot be used are noted.

        Args:
            value: text, or a number of seconds or milliseconds since 1970.
            times: how times are read.
            line: where it is.
            of_text: whether the value should be a time, and belongs to a text that is kept without it.
        """
        if isinstance(value, bool) or value is None:
            return None
        text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value).strip()
        kept = "; the text was kept without it" if of_text else ""
        try:
            found = times.fullmatch(text)
        except TimeError as error:
            self.not_read(f"{error}{kept}", line)
            return None
        if found is not None:
            self.assumed_zone += found.assumed_zone
            self.assumed_year += found.assumed_year
        elif of_text and text:
            self.not_read(f"`{shorten(text)}` is not a supported time; write `2026-04-16 17:05Z`{kept}", line)
        return found.at if found else None


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a collector is given beside the source.

    Attributes:
        times: how times are read.
        people: who is who in this run.
        progress: is called with what is being read.
        mapping: the keys of records that a person named: `time`, `actor` and `text`, each with a key.
        lines_above: how many lines of the file are above the source, if it is one part of a paste.
    """

    times: TimeReader
    people: People
    progress: Callable[[str], None] = lambda _: None
    mapping: Mapping[str, str] = field(default_factory=dict)
    lines_above: int = 0


@dataclass(frozen=True, slots=True)
class Collector:
    """One kind of source.

    Attributes:
        name: as a report names it.
        recognises: whether a source is of this kind; looks at its beginning or its data, never runs anything.
        read: makes items of it, of raw text; everything is redacted afterwards.
        suffixes: endings that the name of such a source can have; any if there are none.
        of_parts: whether it reads folders and archives as one source.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source, ReadContext], SourceContent]
    suffixes: tuple[str, ...] = ()
    of_parts: bool = False


def order_of(at: When | None) -> float:
    """Return a key to sort by time; what has no time comes last."""
    return at.earliest.timestamp() if at and at.earliest else float("inf")
