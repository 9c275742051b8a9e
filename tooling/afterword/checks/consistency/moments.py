"""The times that the front matter and the timeline state: of milestones, of causes, and of other events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from afterword.checks.consistency.row_times import RowTimes, read_row_times
from afterword.checks.consistency.sentences import word_stems
from afterword.checks.locations import at, causes, time_of
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.schema import INCIDENT_TIMES
from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

EVENTS_OF = {
    "started": "first symptom", "detected": "detected", "declared": "incident declared",
    "mitigated": "mitigation applied", "resolved": "resolved", "communication": "communication",
}  # fmt: skip
"""What the timeline calls the milestones."""
_LABEL = late_pattern(
    r"(?:\*\*)?(?:incident |outage |issue |problem )?(?:(?P<started>start(?:s|ed)?|(?:impact )?begins|first symptom|"
    r"onset)|(?P<detected>detect(?:s|ed|ion))|(?P<declared>declare[ds]|declaration)|(?P<mitigated>mitigat(?:es|ed|ion)|"
    r"contain(?:s|ed))|(?P<resolved>(?:fully )?resol(?:ve[ds]|ution)|all[ -]clear|closed)|"
    r"(?P<communication>communication))"
    r"(?:\*\*)?(?:$|[:.,;]| [-–—] | \()",
    re.IGNORECASE,
)


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


def times_of_rows(document: PostMortem) -> RowTimes:
    """Read the times of the timeline items that name no day, by the milestones of the front matter."""
    incident = document.front.incident
    stated = [when for key in INCIDENT_TIMES if incident and (when := time_of(incident, key)) and when.exact]
    return read_row_times(document, {when.earliest for when in stated if when.earliest})


def read_moments(document: PostMortem, rows: RowTimes) -> Iterator[Moment]:
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
        if when := event.when or rows.of_span.get(event.span):
            kind = event.kind or _labelled(event.text)
            yield Moment(when, f"line {document.line(event.span)}", kind, event.text, event.span)


def _labelled(text: str) -> str:
    """The milestone with which an event begins: `Mitigated: the cache is off`, `Incident resolved.`"""
    match = _LABEL.match(text)
    named = next((key for key in EVENTS_OF if match and match[key]), "")
    return EVENTS_OF[named] if named else ""
