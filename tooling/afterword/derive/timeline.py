"""The timeline: evidence merged with the milestones of the front matter, ordered, without duplicates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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
MAX_EVENTS = 400
_MIN_OF_A_SOURCE = 50
_MAX_TEXT = 400
"""Characters of one event; its footnote leads to the rest."""


def write_timeline(front: FrontMatter, evidence: Iterable[Entry]) -> str:
    """Write the events as list items, oldest first; empty if nothing has a time.

    An event whose text begins with a milestone (`Detected: …`) has that kind. A milestone of the front matter marks the
    one unmarked event of the same time; if there is none, it is an event of its own. Events of two sources with the
    same words at the same time, as precisely as it is known, are merged, and so are repeats in one source. Mere thanks
    are left out. If a source has too many events, those furthest from the incident are left out, and the timeline says
    so.
    """
    events = fold_repeats(merge(_with_stated_kind(entry) for entry in evidence if not entry.acknowledges))
    for milestone in _milestones(front):
        events = _with_milestone(events, milestone)
    events, left_out = _limit(sorted(events, key=sort_key), _span(front))
    lines = "\n".join(_line(event) for event in events)
    return "\n\n".join(filter(None, (lines, *left_out)))


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


def _limit(events: list[Entry], span: tuple[datetime, datetime] | None) -> tuple[list[Entry], list[str]]:
    """Limit the events to as many as people read; of the largest sources, keep those nearest to the incident.

    Args:
        events: in their order.
        span: first and last time of the incident.
    """
    left_out: list[str] = []
    which = "further from the incident" if span else "that came later"
    counts = Counter(event.source for event in events if not event.kind and event.source)
    for source, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        excess = len(events) - MAX_EVENTS
        if excess <= 0:
            break
        keep = max(_MIN_OF_A_SOURCE, count - excess)
        if keep >= count:
            continue
        own = [event for event in events if event.source == source and not event.kind]
        gone = {id(event) for event in sorted(own, key=lambda event: _distance(event, span))[keep:]}
        events = [event for event in events if id(event) not in gone]
        left_out.append(
            f"{len(gone)} events of {escape_markdown(source)} {which} are not listed: too many for a timeline. "
            "They are in the evidence."
        )
    return events, left_out


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
            ("mitigation applied", incident.mitigated, "Users are no longer affected."),
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
    return f"- {event.at.display()} — {kind}{escape_markdown(text)}{cited}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."
