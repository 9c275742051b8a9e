"""An incident's course drawn to scale: when it began, was detected, mitigated and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from markupsafe import Markup

from afterword.portfolio.incidents import is_ongoing
from afterword.postmortem import PostMortem, TimelineEvent
from afterword.postmortem.schema import Incident
from afterword.site.labels import time_until
from afterword.site.page import render
from afterword.times.when import When

_STEPS = ("started", "detected", "mitigated", "resolved")
_NAMES = {"started": "Started", "detected": "Detected", "mitigated": "Mitigated", "resolved": "Resolved"}
_PHASES = {"started": "undetected", "detected": "detected", "mitigated": "mitigated"}
_PHASE_NAMES = {
    "undetected": "not detected",
    "detected": "detected, users still affected",
    "mitigated": "mitigated, not resolved",
}
_TICKS = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080, 20_160, 43_200, 129_600, 525_600)
)
_MAX_TICKS = 6
_MAX_EVENTS = 200
_SHORTENED = 120
_LEVEL_HEIGHT = 20
_CLOSE = 6.0
"""Per cent: on a telephone, marks that are nearer to each other would overlap."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A milestone: `x` is its middle and `width` its uncertainty in per cent; `level` keeps it off its neighbours."""

    number: int
    kind: str
    name: str
    when: str
    after: str
    x: float
    start: float
    width: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Scale:
    """A span of time over 2 to 98 per cent of the width."""

    start: datetime
    end: datetime

    def at(self, moment: datetime) -> float:
        share = (moment - self.start) / (self.end - self.start)
        return round(2 + 96 * min(max(share, 0.0), 1.0), 2)


def timescale(document: PostMortem) -> Markup:
    """Draw the course; empty if fewer than two of the four times are known, or all are one instant."""
    incident = document.front.incident or Incident()
    known = {name: when for name in _STEPS if (when := getattr(incident, name)) and when.known}
    scale = _scale(list(known.values()))
    if scale is None:
        return Markup("")
    steps = _apart([_step(number, name, when, incident, scale) for number, (name, when) in enumerate(known.items(), 1)])
    drawn = render(
        "timescale.html",
        steps=steps,
        phases=_phases(steps, incident),
        events=[(scale.at(_middle(event.when)), _words(event)) for event in _within(document.events, scale)],
        ticks=_ticks(scale),
        names=_PHASE_NAMES,
        top=max(step.level for step in steps) * _LEVEL_HEIGHT,
        ongoing=is_ongoing(document),
        outside=sum(not _fits(event.when, scale) for event in document.events if event.when and event.when.known),
    )
    return Markup(drawn)  # noqa: S704 our own template, which escapes


def _scale(times: Sequence[When]) -> _Scale | None:
    if len(times) < 2:
        return None
    start = min(when.earliest for when in times if when.earliest)
    end = max(when.latest for when in times if when.latest)
    return _Scale(start, end) if end > start else None


def _step(number: int, name: str, when: When, incident: Incident, scale: _Scale) -> _Step:
    assert when.earliest and when.latest
    start, end = scale.at(when.earliest), scale.at(when.latest)
    after = time_until(incident, when) if name != "started" and incident.started else ""
    return _Step(number, name, _NAMES[name], when.display(), after, scale.at(_middle(when)), start,
                 round(end - start, 2))  # fmt: skip


def _apart(steps: list[_Step]) -> list[_Step]:
    """Put each on the lowest level at which it does not touch another."""
    placed: list[_Step] = []
    for step in steps:
        near = {other.level for other in placed if abs(other.x - step.x) < _CLOSE}
        placed.append(replace(step, level=next(level for level in range(len(steps)) if level not in near)))
    return placed


def _phases(steps: list[_Step], incident: Incident) -> list[tuple[str, float, float]]:
    """Return what is between the milestones, if the two follow one another in time and in meaning."""
    found = []
    by_kind = {step.kind: step for step in steps}
    order = [kind for kind in _STEPS if kind in by_kind]
    for kind, following in pairwise(order):
        x, end = by_kind[kind].x, by_kind[following].x
        # Without the time of detection it is unknown how long it went undetected.
        if end > x and not (kind == "started" and following != "detected"):
            found.append((_PHASES[kind], x, round(end - x, 2)))
    return found


def _within(events: Sequence[TimelineEvent], scale: _Scale) -> list[TimelineEvent]:
    return [event for event in events if event.when and _fits(event.when, scale)][:_MAX_EVENTS]


def _fits(when: When | None, scale: _Scale) -> bool:
    if when is None or when.earliest is None or when.latest is None:
        return False
    return scale.start <= when.earliest and when.latest <= scale.end + timedelta(days=1)


def _words(event: TimelineEvent) -> str:
    text = " ".join(event.text.split())
    text = text if len(text) <= _SHORTENED else text[:_SHORTENED].rsplit(" ", 1)[0] + "…"
    assert event.when
    return f"{event.when.display()} {event.kind + ': ' if event.kind else ''}{text}"


def _middle(when: When | None) -> datetime:
    assert when and when.earliest and when.latest
    return when.earliest + (when.latest - when.earliest) / 2


def _ticks(scale: _Scale) -> list[tuple[float, str]]:
    length = scale.end - scale.start
    step = next((step for step in _TICKS if length / step <= _MAX_TICKS), _TICKS[-1] * -(-length // (_TICKS[-1] * 6)))
    midnight = scale.start.replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight + -(-(scale.start - midnight) // step) * step
    form = "%H:%M" if step < timedelta(days=1) else "%d %b" if step < timedelta(days=300) else "%Y"
    found: list[tuple[float, str]] = []
    while first <= scale.end and len(found) <= _MAX_TICKS:
        found.append((scale.at(first), first.strftime(form)))
        first += step
    return found
