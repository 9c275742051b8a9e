"""The times that the front matter and the timeline state: of milestones, of causes, and of other events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from afterword.checks.consistency.sentences import word_stems
from afterword.checks.locations import INCIDENT_TIMES, at, causes, time_of
from afterword.postmortem import PostMortem, Span
from afterword.times.when import When

EVENTS_OF = {
    "started": "first symptom", "detected": "detected", "declared": "incident declared",
    "mitigated": "mitigation applied", "resolved": "resolved", "communication": "communication",
}  # fmt: skip
"""What the timeline calls the milestones."""


@dataclass(frozen=True, eq=False)
class Moment:
    """A time that the front matter or the timeline states.

    Attributes:
        when: the time.
        name: what people call the place: `incident.started`, `line 55`.
        kind: a key of `incident`, a milestone, `cause`, `cause ended`, or empty.
        text: what happened.
        span: where it is stated.
    """

    when: When
    name: str
    kind: str
    text: str
    span: Span

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its meaningful words."""
        return word_stems(self.text)

    @property
    def start(self) -> datetime:
        """The first instant that it can mean."""
        assert self.when.earliest
        return self.when.earliest

    @property
    def end(self) -> datetime:
        """The last instant that it can mean."""
        assert self.when.latest
        return self.when.latest

    @property
    def minute(self) -> int:
        """The minute of its day."""
        return self.start.hour * 60 + self.start.minute

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the minute."""
        return self.when.exact

    @property
    def is_in_front(self) -> bool:
        """Whether the front matter states it, and not the timeline."""
        return self.name.startswith("`")

    def agrees_with(self, other: Moment) -> bool:
        """Whether both can be of one time."""
        return not (self.when.is_before(other.when) or other.when.is_before(self.when))

    def __str__(self) -> str:
        return f"{self.name} says {self.when.display()}"


def read_moments(document: PostMortem) -> Iterator[Moment]:
    """Read the times that the front matter and the timeline state, known or not."""
    incident = document.front.incident
    for key in INCIDENT_TIMES if incident else ():
        assert incident is not None
        if when := time_of(incident, key):
            yield Moment(when, f"`incident.{key}`", key, "", at(document, "incident", key))
    for index, cause in causes(document):
        for key, kind, when in (("started", "cause", cause.started), ("ended", "cause ended", cause.ended)):
            if when:
                name = f"`{key}` of the cause `{cause.id or index + 1}`"
                yield Moment(when, name, kind, cause.summary or "", at(document, "causes", index, key))
    for event in document.events:
        if event.when:
            yield Moment(event.when, f"line {document.line(event.span)}", event.kind, event.text, event.span)
