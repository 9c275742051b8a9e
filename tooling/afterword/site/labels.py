"""How facts of an incident read on the pages: badges, durations, names of models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterword.config import Config
from afterword.evalcases.statistics.procedure import Verdict
from afterword.portfolio.incidents import is_ongoing, is_running, without_near_misses
from afterword.portfolio.metrics import AGES, RANGES
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Incident, ModelUse
from afterword.text.counting import counted
from afterword.times.durations import Interval, show_duration
from afterword.times.when import Precision, When

AGE_RANGES = (*(f"to {limit.days} d" for limit in AGES), "older")
"""The names of the ranges of ages of action items."""
TIME_RANGES = (*(f"to {show_duration(limit)}" for limit in RANGES), "longer")
"""The names of the ranges of durations."""
NOT_KNOWN = "not known well enough"
"""The name of what is in none of the ranges of durations."""
NONE = "none"
"""What filters call the lack of a value."""

_STATUSES = {"draft": "Draft", "in-review": "In review", "published": "Published"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with a colour: `kind` is the suffix of its CSS class, `title` says more about it."""

    text: str
    kind: str
    title: str = ""


def proof_badge(proof: RecordedProof) -> Badge:
    """Return what became of the proof of an eval case."""
    if proof.void:
        return Badge("proof void", "open")
    verdict = proof.result.verdict if proof.result else None
    kinds = {Verdict.PROVEN: "done", Verdict.REFUTED: "dropped"}
    return Badge(str(verdict or "not proven"), kinds.get(verdict, "open") if verdict else "open")


def severity_badge(document: PostMortem, config: Config) -> Badge:
    """Return the severity with its meaning, coloured by its rank, so that a project's own names work too."""
    name = document.front.severity
    if not name:
        return Badge("no severity", "sev-unknown")
    known = config.severity(name)
    return Badge(name, severity_kind(name, config), known.meaning if known else "not a severity of this project")


def severity_kind(name: str, config: Config) -> str:
    """Return the suffix of the CSS class for a severity."""
    known = config.severity(name)
    if known is None:
        return "sev-unknown"
    return f"sev-{config.severities.index(known) * 4 // max(len(config.severities), 4) + 1}"


def status_badge(document: PostMortem) -> Badge:
    """Return the document's status."""
    name = document.front.status
    return Badge(_STATUSES[name], name) if name else Badge("No status", "draft")


def state_badge(document: PostMortem, now: datetime) -> Badge | None:
    """Return whether an incident is over, as far as its document says; None if it says nothing of its end."""
    incident = document.front.incident or Incident()
    if is_ongoing(document):
        return Badge("Unresolved", "overdue")
    for name, end, kind in (("Resolved", incident.resolved, "done"), ("Mitigated", incident.mitigated, "open")):
        if end and end.known:
            return Badge(name, kind)
    return Badge("No end stated", "overdue") if is_running(document, now) else None


def count_incidents(documents: Sequence[PostMortem]) -> str:
    """Return how many incidents there are, with the near misses apart, such as `12 incidents, 1 near miss`."""
    incidents = len(without_near_misses(documents))
    near = len(documents) - incidents
    return counted(incidents, "incident") + (f", {near} near miss{'es' if near > 1 else ''}" if near else "")


def write_value(value: object) -> str:
    """Write a value of the front matter that is only proposed: a text, or lists and mappings of texts."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {write_value(below)}" for key, below in value.items())
    if isinstance(value, list):
        is_nested = any(isinstance(one, Mapping) for one in value)
        return ("; " if is_nested else ", ").join(map(write_value, value))
    return str(value)


def duration(incident: Incident | None, config: Config) -> str:
    """Return the time from the first effect on users to the resolution, or as stated; empty if none is shown."""
    if incident and incident.resolved and incident.resolved.precision is Precision.ONGOING:
        return "ongoing"
    if not config.site.durations:
        return ""
    if incident is None:
        return "unknown"
    return str(Interval.between(incident.started, incident.resolved) or incident.duration or "unknown")


def time_until(incident: Incident, end: When | None) -> str:
    """Return the time from the first effect on users to a later time."""
    if end is None:
        return "not stated"
    if not end.known:
        return {"none": "never"}.get(str(end), str(end))
    length = Interval.between(incident.started, end)
    if length is None and incident.started and incident.started.known:
        return "before users were affected"
    return str(length or "unknown")


def model_name(model: ModelUse) -> str:
    """Return a model's name, with the version that served if it is known and says more."""
    name = model.name or "unknown"
    if model.version and model.version not in ("unknown", name):
        return f"{name} ({model.version})"
    return name
