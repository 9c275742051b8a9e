"""What code can tell customers: times, reach, state and promises, from facts of the post-mortem alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.postmortem import PostMortem
from afterword.postmortem.external import outline
from afterword.postmortem.schema import Impact
from afterword.postmortem.values import Quantity
from afterword.times.durations import Interval
from afterword.times.when import Precision, When

_HEDGES = {"": "", "~": "about ", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than "}
_REACH = (("users", "Customers affected"), ("requests", "Requests affected"), ("share", "Share affected"))
_DATA = {
    "none": "No data was lost, changed or shown to others.",
    "loss": "Some data was lost.",
    "corruption": "Some data was changed wrongly.",
    "exposure": "Some data could be seen by others.",
}
_PROMISES = (
    ("immediate fix", "Immediate fixes"),
    ("monitoring improvement", "Noticing such problems sooner"),
    ("process improvement", "Changes to how we work"),
    ("systemic fix", "Changes to our systems"),
    ("eval case", "New tests"),
)
_UNITS = {"d": "day", "h": "hour", "min": "minute", "s": "second"}


def blocks(internal: PostMortem) -> dict[str, tuple[str, str]]:
    """Name and content of the derived block of each section, by the section's name; none where nothing is known."""
    made = {
        outline.WHAT_HAPPENED.name: ("times", _times(internal)),
        outline.WHO_WAS_AFFECTED.name: ("reach", _reach(internal)),
        outline.WHAT_WE_DID.name: ("state", _state(internal)),
        outline.PREVENTION.name: ("promises", _promises(internal)),
    }
    contents = {section: (name, "\n".join(f"- {line}" for line in lines)) for section, (name, lines) in made.items()}
    return {section: block for section, block in contents.items() if block[1]}


def title(internal: PostMortem) -> str:
    """A title that tells only the date: what customers saw, a person puts into words."""
    started = internal.front.incident.started if internal.front.incident else None
    return f"Incident of {on_day(started) if started and started.known else internal.id[:10]}"


def date(internal: PostMortem) -> str:
    """When it began, as a value of the format."""
    started = internal.front.incident.started if internal.front.incident else None
    return str(started) if started and started.known else "unknown"


def said(when: When) -> str:
    """A time in words, as precise as it is known."""
    assert when.earliest is not None and when.latest is not None
    if when.precision is Precision.MONTH:
        return f"{when.earliest:%B} {when.earliest.year}"
    if when.precision is Precision.RANGE:
        return f"between {_moment(when.earliest)} and {_moment(when.latest, is_end=True)}"
    if when.precision is Precision.DAY:
        return _day(when.earliest)
    return f"{_day(when.earliest)}, {when.earliest:%H:%M} UTC"


def on_day(when: When) -> str:
    """A time in words without its hour."""
    return _day(when.earliest) if when.exact and when.earliest else said(when)


def _moment(moment: datetime, is_end: bool = False) -> str:
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return _day(moment - timedelta(days=1) if is_end else moment)
    return f"{_day(moment)}, {moment:%H:%M} UTC"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _times(internal: PostMortem) -> list[str]:
    incident = internal.front.incident
    if incident is None:
        return []
    lines = []
    end = incident.mitigated if incident.mitigated and incident.mitigated.known else incident.resolved
    for label, when in (("Began", incident.started), ("Ended for customers", end)):
        if when and when.known:
            lines.append(f"**{label}:** {said(when)}")
        elif when and when.precision is Precision.ONGOING:
            lines.append(f"**{label}:** not yet")
    length = Interval.between(incident.started, end)
    if length is not None:
        lines.append(f"**Lasted:** {_in_words(str(length))}")
    elif incident.duration and incident.duration.length is not None:
        hedge = _HEDGES.get(incident.duration.qualifier, "")
        plain = str(incident.duration).removeprefix(incident.duration.qualifier)
        lines.append(f"**Lasted:** {hedge}{_in_words(plain)}")
    return lines


def _in_words(length: str) -> str:
    return re.sub(r"(\d[\d.]*) (d|h|min|s)\b", lambda m: f"{m[1]} {_UNITS[m[2]]}{'' if m[1] == '1' else 's'}", length)


def _reach(internal: PostMortem) -> list[str]:
    impact = internal.front.impact
    if not isinstance(impact, Impact):
        return []
    lines = [
        f"**{label}:** {_HEDGES[quantity.qualifier]}{_number(quantity)}"
        for key, label in _REACH
        if isinstance(quantity := getattr(impact, key), Quantity) and quantity.value is not None
    ]
    if isinstance(impact.data, str) and impact.data in _DATA:
        lines.append(f"**Data:** {_DATA[impact.data]}")
    return lines


def _number(quantity: Quantity) -> str:
    assert quantity.value is not None
    return f"{quantity.value:,f}{quantity.unit if quantity.unit == '%' else ''}"


def _state(internal: PostMortem) -> list[str]:
    incident = internal.front.incident
    if incident is None:
        return []
    lines = []
    for when, done, ongoing in (
        (incident.mitigated, "The effect on customers ended: {}.", "We are working to end the effect on customers."),
        (incident.resolved, "The cause was removed: {}.", "We are working to remove the cause."),
    ):
        if when and when.known:
            lines.append(done.format(said(when)))
        elif when and when.precision is Precision.ONGOING:
            lines.append(ongoing)
    return lines


def _promises(internal: PostMortem) -> list[str]:
    """How many measures of each kind are done; what they are, is internal and told by a person."""
    items = [item for item in internal.actions if not item.under_notice and item.status != "not planned"]
    return list(_counts([(item.category, item.status == "done") for item in items]))


def _counts(items: list[tuple[str, bool]]) -> Iterator[str]:
    known = dict(_PROMISES)
    for category, label in (*_PROMISES, ("", "Other measures")):
        done = [is_done for named, is_done in items if (named if named in known else "") == category]
        if done:
            yield f"**{label}:** {sum(done)} of {len(done)} done"
