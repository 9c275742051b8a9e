"""The timeline: evidence merged with the milestones of the front matter, ordered, without duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from afterword.derive.events import Entry, fold_repeats, merge, sort_key
from afterword.postmortem import MILESTONES
from afterword.postmortem.schema import FrontMatter
from afterword.text.escaping import escape_markdown
from afterword.times.when import When

_KINDS = "|".join(MILESTONES)
# The incident number of PagerDuty may be between: `Alert triggered (#7): …`.
_STATED = re.compile(rf"(?P<kind>{_KINDS})(?P<number> \(#\d{{1,12}}\))?\s*:\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
# A text that says nothing else is as clear; a sentence that begins with it may mean something else.
_ALONE = re.compile(rf"(?P<kind>{_KINDS})[.!]?|(?P<declared>incident declared) as \S.*", re.IGNORECASE | re.DOTALL)
MAX_ROWS = 20
"""A timeline is to be read at one glance."""
_FEW = 2
"""Events of one milestone that are all kept; of more, the first and the last matter most."""
_OF_MILESTONE = 2.5
"""By how much an event that is called a milestone weighs less."""
_MAX_TEXT = 400
"""Characters of one event; its footnote leads to the rest."""


def gather_events(evidence: Iterable[Entry]) -> list[Entry]:
    """Make events of items, in no order.

    An event whose text begins with a milestone (`Detected: …`) has that kind. Events of two sources with the same words
    at the same time, as precisely as it is known, are merged, and so are repeats in one source.
    """
    return fold_repeats(merge(_with_stated_kind(entry) for entry in evidence))


def choose_events(front: FrontMatter, events: Sequence[Entry]) -> list[Entry]:
    """Choose the events that matter most, so that with the milestones of the front matter there are at most `MAX_ROWS`.

    First come milestones, then what weighs least, then what is nearest to the incident.
    """
    span, stated = _span(front), _milestones(front)
    every = sorted(_with_milestones(front, events), key=sort_key)
    places: dict[str, list[int]] = {}
    for index, event in enumerate(every):
        places.setdefault(event.kind, []).append(index)

    def rank(index: int) -> tuple[float, ...]:
        event = every[index]
        if event.kind:
            same = places[event.kind]
            is_among_first = same.index(index) < _FEW - 1 or index == same[-1]
            order = 0 if event in stated else event.weight - _OF_MILESTONE + (0 if is_among_first else 1)
        else:
            order = event.weight
        return order, _distance(event, span).total_seconds(), index

    kept = sorted(sorted(range(len(every)), key=rank)[:MAX_ROWS])
    return [every[index] for index in kept if every[index] not in stated]


def write_timeline(front: FrontMatter, events: Sequence[Entry]) -> str:
    """Write events as list items, oldest first; empty if nothing has a time.

    A milestone of the front matter marks the one unmarked event of the same time; if there is none, it is an event of
    its own.
    """
    return "\n".join(_line(event) for event in sorted(_with_milestones(front, events), key=sort_key))


def _with_milestones(front: FrontMatter, events: Iterable[Entry]) -> list[Entry]:
    found = list(events)
    for milestone in _milestones(front):
        found = _with_milestone(found, milestone)
    return found


def find_milestones(evidence: Iterable[Entry]) -> list[Entry]:
    """Find the first event of each milestone that the evidence states, and the last `resolved` one, oldest first."""
    found: dict[str, Entry] = {}
    for entry in sorted(map(_with_stated_kind, evidence), key=sort_key):
        if entry.kind == "resolved" or entry.kind not in found:
            found[entry.kind] = entry
    return sorted((entry for kind, entry in found.items() if kind), key=sort_key)


def _with_stated_kind(entry: Entry) -> Entry:
    if alone := _ALONE.fullmatch(entry.text.strip()):
        return replace(entry, kind=(alone["kind"] or alone["declared"]).lower())
    match = _STATED.match(entry.text)
    if match is None:
        return entry
    first, _, rest = match["rest"].partition(" ")
    # A word begins the sentence with a capital; a name such as `v12` is kept.
    first = first.capitalize() if first.isalpha() and first.islower() else first
    return replace(entry, kind=match["kind"].lower(), text=f"{first} {rest}".strip() + (match["number"] or ""))


def _span(front: FrontMatter) -> tuple[datetime, datetime] | None:
    """Return the first and the last time that the front matter states of the incident; None if it states none."""
    incident = front.incident
    stated = (incident.started, incident.detected, incident.mitigated, incident.resolved) if incident else ()
    edges = [edge for when in stated if when for edge in (when.earliest, when.latest) if edge]
    return (min(edges), max(edges)) if edges else None


def _distance(event: Entry, span: tuple[datetime, datetime] | None) -> timedelta:
    """Return how far from the incident an event is; 0 if the time of the incident is unknown."""
    assert event.at.earliest and event.at.latest
    if span is None:
        return timedelta(0)
    return max(timedelta(0), span[0] - event.at.latest, event.at.earliest - span[1])


def _milestones(front: FrontMatter) -> list[Entry]:
    """Return what the front matter says happened when."""
    found = [
        Entry(cause.started, _sentence(cause.summary), kind="change")
        for cause in (front.causes if isinstance(front.causes, list) else [])
        if cause.started and cause.started.known and cause.summary
    ]
    incident = front.incident
    if incident:
        stated = (
            ("first symptom", incident.started, "First effect on users."),
            ("detected", incident.detected, "The problem is detected."),
            ("incident declared", incident.declared, "The incident is declared."),
            # Of one moment, what says more is enough.
            (
                "mitigation applied",
                None if incident.mitigated == incident.resolved else incident.mitigated,
                "Users are no longer affected.",
            ),
            ("resolved", incident.resolved, "The incident is resolved."),
        )
        found += [Entry(at, text, kind=kind) for kind, at, text in stated if at and at.known]
    return found


def _with_milestone(events: list[Entry], milestone: Entry) -> list[Entry]:
    same_kind = [event for event in events if event.kind == milestone.kind]
    if any(_agrees(event.at, milestone.at) for event in same_kind):
        return events
    # A release is not a symptom, though its time may be taken for the beginning of the effect.
    at_the_time = [
        event
        for event in events
        if event.at == milestone.at and not event.kind and (milestone.kind == "change" or not event.is_change)
    ]
    if len(at_the_time) == 1:
        marked = replace(at_the_time[0], kind=milestone.kind)
        return [marked if event is at_the_time[0] else event for event in events]
    return [*events, milestone]


def _agrees(one: When, other: When) -> bool:
    """Whether two times can be the same instant, as precisely as they are known."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _line(event: Entry) -> str:
    kind = f"**{event.kind}:** " if event.kind else ""
    cited = "".join(f" [^{label}]" for label in event.citations)
    text = " ".join(event.text.split())
    if len(text) > _MAX_TEXT:  # a stack trace, or a message with all that it quotes
        text = f"{text[:_MAX_TEXT].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"
    speaker = f"{event.speaker}: " if event.speaker else ""
    return f"- {event.at.display()} — {kind}{escape_markdown(speaker + text)}{cited}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."
