"""The timeline: evidence merged with the milestones of the front matter, ordered, without duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from afterword.inert import inert
from afterword.postmortem import MILESTONES
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.values import When

_STATED = re.compile(rf"(?P<kind>{'|'.join(MILESTONES)})\s*:\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event before it is written.

    Attributes:
        at: when, as precisely as known.
        text: what happened.
        citations: labels of the footnotes that show it.
        kind: one of `MILESTONES`, or empty.
    """

    at: When
    text: str
    citations: tuple[str, ...] = ()
    kind: str = ""


def timeline(front: FrontMatter, evidence: Iterable[Entry]) -> str:
    """The events as list items, oldest first; empty where nothing has a time.

    An event whose text begins with a milestone (`Detected: …`) bears it. A milestone of the front matter marks the one
    unmarked event of the same time, and is an event of its own where there is none.
    """
    events = _merged(_stated(entry) for entry in evidence)
    for milestone in _milestones(front):
        events = _with_milestone(events, milestone)
    return "\n".join(_line(event) for event in sorted(events, key=_order))


def _stated(entry: Entry) -> Entry:
    match = _STATED.match(entry.text)
    if match is None:
        return entry
    first, _, rest = match["rest"].partition(" ")
    # A word begins the sentence with a capital; a name such as `v12` stays as it is.
    first = first.capitalize() if first.isalpha() and first.islower() else first
    return replace(entry, kind=match["kind"].lower(), text=f"{first} {rest}".strip())


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (str(entry.at), " ".join(entry.text.casefold().split()))
        known = found.get(key)
        citations = tuple(dict.fromkeys((*known.citations, *entry.citations))) if known else entry.citations
        found[key] = replace(known or entry, citations=citations)
    return list(found.values())


def _milestones(front: FrontMatter) -> list[Entry]:
    """What the front matter says happened when."""
    found = [
        Entry(cause.started, _sentence(cause.summary), kind="change")
        for cause in (front.causes if isinstance(front.causes, list) else [])
        if cause.started and cause.started.known and cause.summary
    ]
    incident = front.incident
    if incident:
        stated = (
            ("first symptom", incident.started, "First effect on users."),
            ("detected", incident.detected, "The problem is recognised."),
            ("incident declared", incident.declared, "The incident is declared."),
            ("mitigation applied", incident.mitigated, "Users no longer feel the effect."),
            ("resolved", incident.resolved, "The incident is resolved."),
        )
        found += [Entry(at, text, kind=kind) for kind, at, text in stated if at and at.known]
    return found


def _with_milestone(events: list[Entry], milestone: Entry) -> list[Entry]:
    same_kind = [event for event in events if event.kind == milestone.kind]
    if any(_agrees(event.at, milestone.at) for event in same_kind):
        return events
    at_the_time = [event for event in events if event.at == milestone.at and not event.kind]
    if len(at_the_time) == 1:
        marked = replace(at_the_time[0], kind=milestone.kind)
        return [marked if event is at_the_time[0] else event for event in events]
    return [*events, milestone]


def _agrees(one: When, other: When) -> bool:
    """Whether two times can be the same instant as far as their precision tells."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _order(event: Entry) -> tuple[datetime, datetime, int]:
    assert event.at.earliest and event.at.latest
    return (event.at.earliest, event.at.latest, MILESTONES.index(event.kind) if event.kind else len(MILESTONES))


def _line(event: Entry) -> str:
    kind = f"**{event.kind}:** " if event.kind else ""
    cited = "".join(f" [^{label}]" for label in event.citations)
    return f"- {event.at.display()} — {kind}{inert(event.text)}{cited}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."
