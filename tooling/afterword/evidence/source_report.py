"""What was read from one source, for the person who collects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from afterword.evidence.item import EvidenceItem
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What was read from one source.

    Attributes:
        name: the file's name.
        kind: the kind of source; empty if it is not supported.
        items: how many items were read.
        redacted: how many of each kind of secret were removed.
        places: by kind of secret, where: `chat.md:12`.
        unread: what was not read, with place and reason.
        left_out: how many of each kind were left out on purpose.
        assumptions: how times were read that name no certain zone or day, for a person to confirm.
        remarks: what else a person should know.
        assumed_zone: how many times had no zone.
        assumed_year: how many times had no year.
        assumed_day: the day of the incident, if times of day belong to it because the source names none.
        saved_as: the files that were written for it, as paths in the evidence folder.
        times: the first and the last time of its items; None if none has one.
        timed: how many items have a time.
        speakers: who speaks in it, as roles.
        lines: which lines of a paste it is, in words; empty for a whole source.
    """

    name: str
    kind: str = ""
    items: int = 0
    redacted: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)
    assumptions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    assumed_zone: int = 0
    assumed_year: int = 0
    assumed_day: date | None = None
    saved_as: tuple[str, ...] = ()
    times: tuple[When, When] | None = None
    timed: int = 0
    speakers: tuple[str, ...] = ()
    lines: str = ""

    @property
    def was_read(self) -> bool:
        """Whether an item or a file came of it."""
        return bool(self.items or self.saved_as)

    def changed(self, change: Callable[[str], str]) -> SourceReport:
        """Return the report with a change made to each of its texts."""
        places = {kind: [change(place) for place in places] for kind, places in self.places.items()}
        return replace(
            self,
            name=change(self.name),
            places=places,
            unread=tuple(map(change, self.unread)),
            assumptions=tuple(map(change, self.assumptions)),
            remarks=tuple(map(change, self.remarks)),
            saved_as=tuple(map(change, self.saved_as)),
            speakers=tuple(map(change, self.speakers)),
        )


def times_of(items: Iterable[EvidenceItem]) -> tuple[When, When] | None:
    """Return the first and the last time of items; None if none has one."""
    times = sorted((item.at for item in items if item.at and item.at.earliest), key=lambda at: str(at.earliest))
    return (times[0], times[-1]) if times else None
