"""What a person says once for a whole batch, and times and values read with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

from afterword.importing.reader.reading import Event
from afterword.times.places_abroad import place_of
from afterword.times.when import Precision, When
from afterword.times.zones import ZoneError, is_place, utc_offset


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers for a batch.

    Attributes:
        zone: of times that name none; empty if it is not known.
        names: what ambiguous names of zones mean, by the name in lower case.
        day_first: the order of day and month in dates that do not show it; None if it is not known.
        severities: the project's severity by the word of the documents, in lower case.
    """

    zone: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    severities: Mapping[str, str] = field(default_factory=dict)

    def offset(self, zone: str, local: datetime) -> timedelta | None:
        """How far a zone is ahead of UTC; None if that is not certain."""
        meant = self.names.get(zone.casefold(), zone) if zone else self.zone
        if not meant:
            return None
        try:
            return utc_offset(place_of(meant) or meant, local)
        except ZoneError:
            return None

    def is_place(self, zone: str) -> bool:
        """Whether a name is a place, whose offset only the hour in which its clocks change leaves open."""
        meant = self.names.get(zone.casefold(), zone)
        return is_place(place_of(meant) or meant)

    def when(self, event: Event) -> When:
        """The time of an event as a value of the format: only as precise as it is known for certain."""
        if event.day is None:
            return When(Precision.UNKNOWN)
        day = When.parse(event.day.isoformat())
        if event.clock is None:
            return day
        start = self._moment(event.day, event.clock, event.zone)
        if start is None:
            return day
        stamp = event.stamp
        if stamp is not None and stamp.until is not None:
            end = self._moment(event.day, stamp.until, event.zone)
            if end is not None:
                end += timedelta(days=1) if end < start else timedelta(0)
                return When(Precision.RANGE, start, end)
        return When(Precision.SECOND if event.clock[2] is not None else Precision.MINUTE, start, start)

    def _moment(self, day: date, clock: tuple[int, int, int | None], zone: str) -> datetime | None:
        local = datetime.combine(day, time()) + timedelta(hours=clock[0], minutes=clock[1], seconds=clock[2] or 0)
        offset = self.offset(zone, local)
        try:
            return None if offset is None else local.replace(tzinfo=timezone(offset)).astimezone(UTC)
        except OverflowError:
            return None

    def severity(self, written: str, known: list[str]) -> str:
        """The project's severity that a word of a document means; `unknown` if it means none for certain."""
        word = written.strip().casefold()
        if word in self.severities:
            return self.severities[word]
        bare = re.sub(r"\s*[(（].*|[\s_-]+", "", word)
        return next((name for name in known if name.casefold().replace("-", "") == bare), "unknown")
