"""An incident's course drawn to scale: when it began, was detected, mitigated and resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from markupsafe import Markup

from afterword.portfolio.incidents import is_near_miss, is_ongoing
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Incident
from afterword.site.labels import time_until
from afterword.site.page import render
from afterword.site.section_styles import sort_event
from afterword.times.when import When

_PHASES = {"started": "undetected", "detected": "detected", "mitigated": "mitigated", "resolved": ""}
"""The milestones in their order, and the phase that each begins."""
_PHASE_NAMES = {
    "undetected": "not detected",
    "detected": "detected, users still affected",
    "mitigated": "mitigated, not resolved",
}
_NEAR_MISS = {"detected": "detected, not yet mitigated"}
"""What has another name if no user was affected."""
_EVENT_NAMES = {"change": "change", "signal": "signal", "act": "what people did, and other events"}
_LANES_START, _LANE_HEIGHT = 60, 12
"""Pixels: each kind of event has a line of its own, so that no mark hides one of another kind."""
_TICKS = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080, 20_160, 43_200, 129_600, 525_600)
)
_MAX_TICKS = 6
_MAX_EVENTS = 200
_WIDEST = 2.0
"""How many times as long as the incident the scale may be, to contain what came before and after it."""
_EDGE, _BREAK = 2.0, 16.0
"""Per cent: where the scale begins and ends, without and with a break in the line beyond which nothing is to scale."""
_SHORTENED = 120
_LEVEL_HEIGHT = 20
_CLOSE = 6.0
"""Per cent: on a telephone, marks that are nearer to each other would overlap."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A milestone: `x` is its middle and `width` its uncertainty in per cent; `level` keeps it off its neighbours."""

    number: int
    name: str
    when: str
    after: str
    x: float
    start: float
    width: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Event:
    """A mark: when it was, of which kind, in which words."""

    middle: datetime
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """A span of time over the width between two margins, in per cent; what is beyond it is in the margins."""

    start: datetime
    end: datetime
    left: float = _EDGE
    right: float = _EDGE

    def at(self, moment: datetime) -> float:
        share = (moment - self.start) / (self.end - self.start)
        return round(self.left + (100 - self.left - self.right) * min(max(share, 0.0), 1.0), 2)


def draw_timescale(document: PostMortem, *, durations: bool = True) -> Markup:
    """Draw the course; empty if fewer than two of the four times are known, or all are one instant.

    Args:
        document: the post-mortem.
        durations: whether to say how long after the first effect on users each time was.
    """
    incident = document.front.incident or Incident()
    known = [(name, when) for name in _PHASES if (when := getattr(incident, name)) and when.known]
    moments = [moment for _, when in known for moment in (when.earliest, when.latest) if moment]
    if len(known) < 2 or min(moments) == max(moments):
        return Markup("")
    events = sorted(_list_events(document), key=lambda event: event.middle)
    scale = _widen(_Scale(min(moments), max(moments)), [event.middle for event in events])
    before = [event for event in events if event.middle < scale.start]
    inside = [event for event in events if scale.start <= event.middle <= scale.end]
    after = [event for event in events if event.middle > scale.end]
    scale = replace(scale, left=_BREAK if before else _EDGE, right=_BREAK if after else _EDGE)
    placed = list(_place(before, inside, after, scale))
    start = incident if durations else Incident()
    steps = _apart([_step(number, name, when, start, scale) for number, (name, when) in enumerate(known, 1)])
    kinds = [kind for kind in _EVENT_NAMES if any(event.kind == kind for event in events)]
    lanes = {kind: _LANES_START + _LANE_HEIGHT * at for at, kind in enumerate(kinds)}
    return render(
        "timescale.html",
        steps=steps,
        phases=_phases(steps),
        events=[(x, lanes[one.kind], one.kind, one.words) for x, one in placed[:_MAX_EVENTS]],
        kinds=kinds,
        event_names=_EVENT_NAMES,
        ticks=_ticks(scale),
        names=_PHASE_NAMES | (_NEAR_MISS if is_near_miss(document) else {}),
        top=max(step.level for step in steps) * _LEVEL_HEIGHT,
        bottom=_LANES_START + _LANE_HEIGHT * len(kinds),
        ongoing=is_ongoing(document),
        before=len(before),
        after=len(after),
        breaks=[*([_BREAK - _EDGE] if before else []), *([100 - _BREAK + _EDGE] if after else [])],
        hidden=max(len(events) - _MAX_EVENTS, 0),
    )


def _list_events(document: PostMortem) -> Iterator[_Event]:
    """List what has a time: the events of the timeline, and the beginnings of causes that it does not name."""
    dated = [(event, event.when) for event in document.events if event.when and event.when.known]
    changes = [when for event, when in dated if event.kind == "change"]
    for event, when in dated:
        yield _Event(_middle(when), sort_event(event.kind), _words(when, event.kind, event.text))
    for cause in document.front.stated_causes:
        if cause.started and cause.started.known and not any(_overlap(cause.started, when) for when in changes):
            yield _Event(_middle(cause.started), "change", _words(cause.started, "change", cause.summary or ""))


def _overlap(one: When, other: When) -> bool:
    assert one.earliest and one.latest and other.earliest and other.latest
    return one.earliest <= other.latest and other.earliest <= one.latest


def _place(
    before: list[_Event], inside: list[_Event], after: list[_Event], scale: _Scale
) -> Iterator[tuple[float, _Event]]:
    """Return where each event is: in the margins, in their order and no more to scale."""
    width = _BREAK - 3 * _EDGE
    for at, event in enumerate(before):
        yield round(_EDGE + width * (at + 0.5) / len(before), 2), event
    for event in inside:
        yield scale.at(event.middle), event
    for at, event in enumerate(after):
        yield round(100 - _EDGE - width + width * (at + 0.5) / len(after), 2), event


def _widen(scale: _Scale, moments: list[datetime]) -> _Scale:
    """Let a scale begin and end with the events around the incident, unless it would be too long for that."""
    longest = (scale.end - scale.start) * _WIDEST
    start = min((one for one in moments if scale.end - one <= longest), default=scale.start)
    start = min(start, scale.start)
    end = max((one for one in moments if one - start <= longest), default=scale.end)
    return _Scale(start, max(end, scale.end))


def _step(number: int, name: str, when: When, incident: Incident, scale: _Scale) -> _Step:
    assert when.earliest and when.latest
    start, end = scale.at(when.earliest), scale.at(when.latest)
    after = time_until(incident, when) if name != "started" and incident.started else ""
    return _Step(number, name, when.display(), after, scale.at(_middle(when)), start, round(end - start, 2))


def _apart(steps: list[_Step]) -> list[_Step]:
    """Put each on the lowest level at which it does not touch another."""
    placed: list[_Step] = []
    for step in steps:
        near = {other.level for other in placed if abs(other.x - step.x) < _CLOSE}
        placed.append(replace(step, level=next(level for level in range(len(steps)) if level not in near)))
    return placed


def _phases(steps: list[_Step]) -> list[tuple[str, float, float]]:
    """Return what is between two milestones that follow one another in time and in meaning."""
    return [
        (_PHASES[step.name], step.x, round(following.x - step.x, 2))
        for step, following in pairwise(steps)
        # Without the time of detection it is unknown how long it went undetected.
        if following.x > step.x and (step.name != "started" or following.name == "detected")
    ]


def _words(when: When, kind: str, text: str) -> str:
    text = " ".join(text.split())
    text = text if len(text) <= _SHORTENED else text[:_SHORTENED].rsplit(" ", 1)[0] + "…"
    return f"{when.display()} {kind + ': ' if kind else ''}{text}"


def _middle(when: When) -> datetime:
    assert when.earliest and when.latest
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
