"""What code can say to customers: times, reach, state and progress, from facts of the post-mortem alone. Pure."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

from afterword.postmortem import PostMortem
from afterword.postmortem.external import ExternalEdition, outline
from afterword.postmortem.schema import Impact, Incident
from afterword.postmortem.values import Quantity
from afterword.text.newlines import with_lf
from afterword.text.qualifiers import qualifier_in_words
from afterword.times.durations import Interval
from afterword.times.when import Precision, When

_REACH = (("users", "Customers affected"), ("requests", "Requests affected"), ("share", "Share affected"))
_SHOWN_KEYS = (
    *(("incident", key) for key in ("started", "mitigated", "resolved", "duration")),
    *(("impact", key) for key, _ in _REACH),
    ("impact", "data"),
)
"""The values of the front matter that the derived blocks, the title and the date show."""
_DATA = {
    "none": "No data was lost, changed or shown to others.",
    "loss": "Some data was lost.",
    "corruption": "Some data was changed wrongly.",
    "exposure": "Some data could be seen by others.",
}
_CATEGORIES = {
    "immediate fix": "Immediate fixes",
    "monitoring improvement": "Noticing such problems sooner",
    "process improvement": "Changes to how we work",
    "systemic fix": "Changes to our systems",
    "eval case": "New tests",
    "": "Other measures",
}
_ENDED, _LASTED, _NOT_YET = "Ended for customers", "Lasted", "not yet"
_REMOVED = "The cause was removed: {}."
_LINE = re.compile(r"^- \*\*(?P<label>[^*\n]+):\*\* (?P<value>.+)$", re.MULTILINE)
_UNITS = {"d": "day", "h": "hour", "min": "minute", "s": "second"}


def derive_blocks(internal: PostMortem) -> dict[str, tuple[str, str]]:
    """Return name and content of the derived block of each section, by the section's name; none if nothing is known."""
    incident = internal.front.incident or Incident()
    lines = {
        outline.WHAT_HAPPENED: ("times", _times(incident)),
        outline.WHO_WAS_AFFECTED: ("reach", _reach(internal.front.impact)),
        outline.WHAT_WE_DID: ("state", _state(incident)),
        outline.PREVENTION: ("promises", _progress(internal)),
    }
    return {
        kind.name: (name, "\n".join(f"- {line}" for line in found)) for kind, (name, found) in lines.items() if found
    }


def find_only_proposed(internal: PostMortem) -> tuple[str, ...]:
    """Return the key paths of values that would be in the edition if they were more than proposed."""
    return tuple(
        value.name
        for value in internal.proposed
        if any(key[: len(value.path)] == value.path[: len(key)] for key in _SHOWN_KEYS)
    )


def derive_title(internal: PostMortem) -> str:
    """Return a title with nothing but the date: a person describes what customers saw."""
    started = _started(internal)
    return f"Incident of {day_in_words(started) if started else internal.id[:10]}"


def derive_date(internal: PostMortem) -> str:
    """Return when it began, as a value of the format."""
    return str(_started(internal) or "unknown")


def _started(internal: PostMortem) -> When | None:
    started = internal.front.incident.started if internal.front.incident else None
    return started if started and started.known else None


def time_in_words(when: When) -> str:
    """Write a time as precisely as it is known."""
    assert when.earliest is not None and when.latest is not None
    match when.precision:
        case Precision.MONTH:
            return f"{when.earliest:%B} {when.earliest.year}"
        case Precision.RANGE:
            return f"between {_moment(when.earliest)} and {_moment(when.latest, is_end=True)}"
        case Precision.DAY:
            return _day(when.earliest)
    return f"{_day(when.earliest)}, {when.earliest:%H:%M} UTC"


def day_in_words(when: When) -> str:
    """Write a time without its hour."""
    return _day(when.earliest) if when.exact and when.earliest else time_in_words(when)


def _moment(moment: datetime, is_end: bool = False) -> str:
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return _day(moment - timedelta(days=1) if is_end else moment)
    return f"{_day(moment)}, {moment:%H:%M} UTC"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _times(incident: Incident) -> list[str]:
    lines = []
    end = incident.mitigated if incident.mitigated and incident.mitigated.known else incident.resolved
    for label, when in (("Began", incident.started), (_ENDED, end)):
        if when and when.known:
            lines.append(f"**{label}:** {time_in_words(when)}")
        elif when and when.precision is Precision.ONGOING:
            lines.append(f"**{label}:** {_NOT_YET}")
    stated = incident.duration
    if length := Interval.between(incident.started, end):
        lines.append(f"**{_LASTED}:** {_length_in_words(str(length))}")
    elif stated and stated.length is not None:
        text = str(stated).removeprefix(stated.qualifier)
        lines.append(f"**{_LASTED}:** {qualifier_in_words(stated.qualifier)}{_length_in_words(text)}")
    return lines


def read_status(edition: ExternalEdition) -> tuple[str, str]:
    """Return whether an incident is over and how long it lasted, as its edition says; empty if it does not.

    The edition is what may be published: the post-mortem can know more by now.
    """
    blocks = {block.name: with_lf(edition.text(block.content)) for block in edition.derived}
    times = {match["label"]: match["value"].strip() for match in _LINE.finditer(blocks.get("times", ""))}
    ended = times.get(_ENDED, "")
    if ended == _NOT_YET:
        return "Ongoing", ""
    is_resolved = _REMOVED.partition("{")[0] in blocks.get("state", "")
    status = "Resolved" if is_resolved and ended else "Over for customers" if ended else ""
    return status, times.get(_LASTED, "")


def _length_in_words(length: str) -> str:
    return re.sub(r"(\d[\d.]*) (d|h|min|s)\b", lambda m: f"{m[1]} {_UNITS[m[2]]}{'' if m[1] == '1' else 's'}", length)


def _reach(impact: object) -> list[str]:
    if not isinstance(impact, Impact):
        return []
    quantities = ((label, getattr(impact, key)) for key, label in _REACH)
    lines = [
        f"**{label}:** {qualifier_in_words(found.qualifier)}{found.value:,f}{found.unit if found.unit == '%' else ''}"
        for label, found in quantities
        if isinstance(found, Quantity) and found.value is not None
    ]
    if isinstance(impact.data, str) and impact.data in _DATA:
        lines.append(f"**Data:** {_DATA[impact.data]}")
    return lines


def _state(incident: Incident) -> list[str]:
    lines = []
    for when, done, ongoing in (
        (incident.mitigated, "The effect on customers ended: {}.", "We are working to end the effect on customers."),
        (incident.resolved, _REMOVED, "We are working to remove the cause."),
    ):
        if when and when.known:
            lines.append(done.format(time_in_words(when)))
        elif when and when.precision is Precision.ONGOING:
            lines.append(ongoing)
    return lines


def _progress(internal: PostMortem) -> list[str]:
    """Count how many action items of each kind are done; what they are is internal.

    A table without a Status column does not say what is done.
    """
    if not any("Status" in item.cells for item in internal.actions):
        return []
    items = [
        (item.category if item.category in _CATEGORIES else "", item.status)
        for item in internal.actions
        if not item.under_notice and item.status != "not planned"
    ]
    total = Counter(category for category, _ in items)
    done = Counter(category for category, status in items if status == "done")
    return [f"**{label}:** {done[name]} of {total[name]} done" for name, label in _CATEGORIES.items() if total[name]]
