"""The timeline: evidence merged with the milestones of the front matter, ordered, without duplicates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterword.inert import inert
from afterword.postmortem import MILESTONES
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.values import Precision, When

_KINDS = "|".join(MILESTONES)
# PagerDuty's number of the incident may stand between: `Alert triggered (#7): …`.
_STATED = re.compile(rf"(?P<kind>{_KINDS})(?P<number> \(#\d{{1,12}}\))?\s*:\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
# A text that says nothing else is as clear; a sentence that only begins so need not mean it.
_ALONE = re.compile(rf"(?P<kind>{_KINDS})[.!]?|(?P<declared>incident declared) as \S.*", re.IGNORECASE | re.DOTALL)
_SAME_AGAIN = 4
"""So many times the same words from one source are one event."""
MAX_EVENTS = 400
_LEAST_OF_A_SOURCE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One event before it is written.

    Attributes:
        at: when, as precisely as known.
        text: what happened.
        citations: labels of the footnotes that show it.
        kind: one of `MILESTONES`, or empty.
        source: where the evidence came from.
    """

    at: When
    text: str
    citations: tuple[str, ...] = ()
    kind: str = ""
    source: str = ""


def timeline(front: FrontMatter, evidence: Iterable[Entry]) -> str:
    """The events as list items, oldest first; empty where nothing has a time.

    An event whose text begins with a milestone (`Detected: …`) bears it. A milestone of the front matter marks the one
    unmarked event of the same time, and is an event of its own where there is none. What two sources tell in the same
    words at the same time, as far as their precision tells, stands once. Where a source has too many events, the later
    ones are left to the evidence, and that is said.
    """
    events = _folded(_merged(_stated(entry) for entry in evidence))
    for milestone in _milestones(front):
        events = _with_milestone(events, milestone)
    events, left_out = _bounded(sorted(events, key=_order))
    lines = "\n".join(_line(event) for event in events)
    return "\n\n".join(filter(None, (lines, *left_out)))


def _stated(entry: Entry) -> Entry:
    if alone := _ALONE.fullmatch(entry.text.strip()):
        return replace(entry, kind=(alone["kind"] or alone["declared"]).lower())
    match = _STATED.match(entry.text)
    if match is None:
        return entry
    first, _, rest = match["rest"].partition(" ")
    # A word begins the sentence with a capital; a name such as `v12` stays as it is.
    first = first.capitalize() if first.isalpha() and first.islower() else first
    return replace(entry, kind=match["kind"].lower(), text=f"{first} {rest}".strip() + (match["number"] or ""))


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    """Without repetition: the finest of the times that agree, every citation."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_words(entry), []).append(entry)
    return [entry for group in groups.values() for entry in _once(group)]


def _once(group: list[Entry]) -> list[Entry]:
    """Entries of the same words; one that is coarser joins the only one that its time can mean."""
    by_time: dict[str, Entry] = {}
    for entry in group:
        known = by_time.get(str(entry.at))
        by_time[str(entry.at)] = _joined(known, entry) if known else entry
    kept: list[Entry] = []
    by_minute: dict[datetime, list[int]] = {}
    for entry in sorted(by_time.values(), key=lambda entry: _width(entry.at)):
        assert entry.at.earliest
        minute = entry.at.earliest.replace(second=0)
        # Among thousands of exact times only those of the same minute can be meant.
        near = by_minute.get(minute, []) if entry.at.exact else range(len(kept))
        fitting = [index for index in near if _lies_in(kept[index].at, entry.at)]
        if len(fitting) == 1 and kept[fitting[0]].source != entry.source:
            kept[fitting[0]] = _joined(kept[fitting[0]], entry)
        else:
            by_minute.setdefault(minute, []).append(len(kept))
            kept.append(entry)
    return kept


def _joined(one: Entry, other: Entry) -> Entry:
    return replace(one, citations=tuple(dict.fromkeys((*one.citations, *other.citations))))


def _words(entry: Entry) -> str:
    return " ".join(entry.text.casefold().split())


def _edges(when: When) -> tuple[datetime, datetime]:
    assert when.earliest and when.latest
    rounded = timedelta(seconds=59) if when.precision is Precision.MINUTE else timedelta(0)
    return when.earliest, when.latest + rounded


def _width(when: When) -> timedelta:
    start, end = _edges(when)
    return end - start


def _lies_in(finer: When, coarser: When) -> bool:
    (start, end), (first, last) = _edges(finer), _edges(coarser)
    return first <= start and end <= last


def _folded(entries: list[Entry]) -> list[Entry]:
    """Runs of the same words from one source as one event, with the first and the last citation."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.source and not entry.kind:
            groups.setdefault((entry.source, _words(entry)), []).append(entry)
    folded: list[Entry] = []
    gone: set[int] = set()
    for group in groups.values():
        if len(group) >= _SAME_AGAIN:
            ordered = sorted(group, key=_order)
            first, last = ordered[0], ordered[-1]
            text = f"{first.text.rstrip()} ({len(group)} times until {last.at.display()})"
            folded.append(replace(_joined(first, last), text=text))
            gone |= {id(entry) for entry in group}
    return [entry for entry in entries if id(entry) not in gone] + folded


def _bounded(events: list[Entry]) -> tuple[list[Entry], list[str]]:
    """As many events as people read; of the sources that have most, the first ones."""
    left_out: list[str] = []
    counts = Counter(event.source for event in events if not event.kind and event.source)
    for source, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        excess = len(events) - MAX_EVENTS
        if excess <= 0:
            break
        keep = max(_LEAST_OF_A_SOURCE, count - excess)
        if keep >= count:
            continue
        own = [event for event in events if event.source == source and not event.kind]
        gone = {id(event) for event in own[keep:]}
        events = [event for event in events if id(event) not in gone]
        left_out.append(
            f"{len(gone)} later events of {inert(source)} are not listed: too many for a timeline. "
            "They are in the evidence."
        )
    return events, left_out


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
