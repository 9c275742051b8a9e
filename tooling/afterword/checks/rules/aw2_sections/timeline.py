"""AW210 and AW212 to AW215: the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.locations import answered_section, time_of
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, Found, rule
from afterword.postmortem import PostMortem, TimelineEvent, outline
from afterword.postmortem.document import MILESTONE_KEYS
from afterword.postmortem.schema import Incident
from afterword.times.when import Precision, When

ENOUGH_EVIDENCE = 0.8
"""The share of events that should cite something."""

# What a timeline shows, the milestones of which one is enough, and the front matter's times for them.
_STAGES = (
    ("how it began", ("change", "first symptom"), ("started",)),
    ("how it was noticed", ("detected", "alert triggered"), ("detected",)),
    ("how it ended", ("mitigation applied", "resolved"), ("mitigated", "resolved")),
)
_LINK = re.compile(r"https?://|(?<!\w)#\d")


@rule("AW210", "the timeline is in order of time", many="{} events are earlier than one above them")
def chronology(document: PostMortem, _: object) -> Iterator[Found]:
    """Find events that come after one that certainly happened later.

    Readers follow it downwards. Only events that are certainly out of order are reported.

    Bad:
        - 2026-04-16 18:00Z — resolved
        - 2026-04-16 17:00Z — detected

    Good:
        - 2026-04-16 17:00Z — detected
        - 2026-04-16 18:00Z — resolved
    """
    latest = None
    for event in document.events:
        if event.when is None or not event.when.earliest or not event.when.latest:
            continue
        if latest is not None and event.when.latest < latest[0]:
            yield Found(
                event.span,
                f"this event is earlier than the one at line {latest[1]}",
                "put the timeline in order of time",
            )
        if latest is None or event.when.earliest > latest[0]:
            latest = (event.when.earliest, document.line(event.span))


@rule("AW215", "the timeline has events that can be read", ERROR_FROM_REVIEW)
def readable(document: PostMortem, _: object) -> Iterator[Found]:
    """Find a timeline that has text and no event.

    Prose shows neither order nor durations, and it is not drawn, checked, or compared.

    Bad:
        ## Timeline

        In the morning release 58 went out, and at noon it was rolled back.

    Good:
        - 2026-04-16 08:30Z — **change:** release 58 goes out
        - 2026-04-16 12:00Z — **resolved:** it is rolled back
    """
    section = answered_section(document, outline.TIMELINE.name)
    if section is not None and not document.events:
        yield Found(
            section.heading,
            "no event of this timeline can be read",
            "write one list item per event: `- 2026-04-16 17:00Z — what happened`; a day alone is fine too",
        )


@rule(
    "AW212",
    "the timeline shows beginning, detection and end",
    ERROR_FROM_REVIEW,
    many="{} stages of the incident have no event",
)
def milestones(document: PostMortem, _: object) -> Iterator[Found]:
    """Find stages of the incident that no event shows, though the front matter has their times.

    Time to detect and time to recover are read from these three. A time that the front matter does not know is not
    required. (Atlassian's and PagerDuty's post-mortem guides name the same milestones.)

    Bad:
        - 2026-04-16 17:00Z — wrong answers begin
        - 2026-04-16 18:00Z — rolled back

    Good:
        - 2026-04-16 17:00Z — **first symptom:** wrong answers begin
        - 2026-04-16 17:30Z — **detected:** a customer writes
        - 2026-04-16 18:00Z — **resolved:** rolled back
    """
    section = answered_section(document, outline.TIMELINE.name)
    if section is None or not document.events:
        return
    shown = {event.kind for event in document.events}
    incident = document.front.incident or Incident()
    for stage, kinds, keys in _STAGES:
        times = [time_of(incident, key) for key in keys]
        if not shown.intersection(kinds) and _is_expected(times, incident):
            names = " or ".join(f"`**{kind}:**`" for kind in kinds)
            yield Found(
                section.heading,
                f"no event shows {stage}: {names}",
                "begin the text of the event with its milestone, such as `**detected:**`",
                place=stage,
            )


def _is_expected(times: list[When | None], incident: Incident) -> bool:
    """Whether an event could have one of the times; a month or `unknown` is not enough for one."""
    if all(time is None for time in times):
        return incident.duration is None
    return any(time is not None and time.known and time.precision is not Precision.MONTH for time in times)


@rule("AW213", "milestones agree with the front matter")
def agreement(document: PostMortem, _: object) -> Iterator[Found]:
    """Find milestones whose time contradicts the front matter, within the precision of both.

    Statistics use the front matter, readers the timeline. A day and a minute of that day agree; two days do not.

    Bad:
        - 2026-04-16 10:50Z — **detected:** an alert   (and `detected: 2026-04-16T10:30Z` in the front matter)

    Good:
        - 2026-04-16 10:30Z — **detected:** an alert
    """
    if document.front.incident is None:
        return
    for kind, key in MILESTONE_KEYS.items():
        stated = time_of(document.front.incident, key)
        shown = next((event for event in document.events if event.kind == kind), None)
        if shown and stated and stated.precision in (Precision.ONGOING, Precision.NONE):
            yield Found(
                shown.span,
                f"`{kind}` is an event here, and `incident.{key}` is {stated.display()}",
                f"write the time under `incident.{key}`, or take the milestone from the event",
            )
        events = [(event, event.when) for event in document.events if event.kind == kind and event.when]
        known = [(event, when) for event, when in events if when.known]
        # A milestone may occur more than once, and what resolves may mitigate; one event at the stated time is enough.
        if kind == "mitigation applied" and known:
            known += [(event, event.when) for event in document.events if event.kind == "resolved" and event.when]
        if stated is None or not stated.known or not known or any(_agree(when, stated) for _, when in known):
            continue
        event, when = known[0]
        yield Found(
            event.span,
            f"`{kind}` is at {when.display()} here, and `incident.{key}` is {stated.display()}",
            "correct the one that is wrong; a time may be less precise, but not another",
        )


def _agree(one: When, other: When) -> bool:
    return not (one.is_before(other) or other.is_before(one))


def names_evidence(event: TimelineEvent) -> bool:
    """Whether an event cites something, or names a page or an issue."""
    return bool(event.citations or _LINK.search(event.text))


@rule("AW214", "most events name their evidence", ADVICE)
def evidence(document: PostMortem, _: object) -> Iterator[Found]:
    """Find a timeline with too few events that cite their evidence.

    A timeline from memory is not reliable. PagerDuty asks for a metric or a page for each item; we advise four of five.

    Bad:
        - 2026-04-16 17:30Z — **detected:** an alert

    Good:
        - 2026-04-16 17:30Z — **detected:** an alert [^e3]
    """
    section = answered_section(document, outline.TIMELINE.name)
    bare = sum(not names_evidence(event) for event in document.events)
    count = len(document.events)
    if section is not None and count and (count - bare) / count < ENOUGH_EVIDENCE:
        yield Found(
            section.heading,
            f"{bare} of {count} events name no evidence",
            f"cite what shows them, such as `[^e3]`, a link or an issue, for at least {ENOUGH_EVIDENCE:.0%} of them",
        )


RULES = (chronology, milestones, agreement, evidence, readable)
