"""The facts card of an incident's page."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.portfolio.actions import Tally
from afterword.portfolio.incidents import causes, models
from afterword.postmortem import PostMortem
from afterword.postmortem.outline import EVAL_GAP
from afterword.postmortem.schema import Evals, Impact, Incident, Provider
from afterword.postmortem.values import UNKNOWN, Quantity
from afterword.site import labels
from afterword.site.headings import slug
from afterword.site.links import ref_url
from afterword.site.site import Site
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact: its text, a word before it that names its kind, and where it leads."""

    text: str
    kind: str = ""
    href: str | None = None
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with one or more values."""

    label: str
    values: tuple[Value, ...]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be seen first: what it counts, the number, and a remark below it."""

    label: str
    text: str
    note: str = ""


UNKNOWN_VALUE = Value("unknown", is_unknown=True)

_DETECTION = {
    "alert": "an alert",
    "eval": "an eval",
    "customer": "a customer",
    "employee": "an employee",
    "provider": "the provider",
    "public": "the public",
    "other": "other means",
}
_COUNTS = {
    "users": "users",
    "requests": "requests",
    "share": "share affected",
    "revenue": "revenue",
    "cost": "cost",
    "sla_violations": "SLA violations",
    "complaints": "complaints",
}


def figures(document: PostMortem, tally: Tally) -> list[Figure]:
    """Return the times to detect, mitigate and resolve, from the first effect on users, and the action items."""
    incident = document.front.incident or Incident()
    found = [
        Figure("Time to detect", labels.time_until(incident, incident.detected)),
        Figure("Time to mitigate", labels.time_until(incident, incident.mitigated)),
        Figure("Time to resolve", _resolved_after(incident)),
    ]
    notes = [f"{tally.overdue} overdue"] if tally.overdue else []
    notes += [f"{tally.drafted} drafted"] if tally.drafted else []
    done = f"{tally.closed} of {tally.accepted} closed" if tally.total else "none"
    return [*found, Figure("Action items", done, ", ".join(notes))]


def _resolved_after(incident: Incident) -> str:
    if incident.resolved is None and incident.duration:
        return str(incident.duration)
    return labels.time_until(incident, incident.resolved)


def facts(document: PostMortem, site: Site) -> list[Fact]:
    """Return everything else that the front matter states."""
    front = document.front
    incident = front.incident or Incident()
    found = [
        Fact("Started", (_when(incident.started),)),
        Fact("Resolved", (_when(incident.resolved),)),
        Fact("Detected", _detected(incident)),
        Fact("Owner", (Value(str(front.owner)) if front.owner else UNKNOWN_VALUE,)),
        Fact("Models", _models(document)),
        Fact("Services", _listed(front.services)),
        Fact("Causes", _causes(document, site), is_wide=True),
        Fact("Provider factor", _provider(front.provider, site)),
        Fact("Eval gap", _gap(front.evals)),
        Fact("Impact", _impact(front.impact), is_wide=True),
    ]
    if isinstance(front.factors, list) and front.factors:
        found.append(Fact("Contributing factors", (Value(", ".join(front.factors)),), is_wide=True))
    if document.eval_cases:
        found.append(Fact("Eval cases", _cases(document), is_wide=True))
    if incident.issue:
        found.append(
            Fact("Incident issue", (Value(str(incident.issue), href=ref_url(incident.issue, site.repository)),))
        )
    found.append(Fact("Visibility", (Value(front.visibility or "internal"),)))
    changed = site.changed.get(document.path)
    if changed:
        found.append(Fact("Last changed", (Value(changed.strftime("%Y-%m-%d")),)))
    href = site.repository.file(document.path) if site.repository else None
    found.append(Fact("File", (Value(document.path, href=href),), is_wide=True))
    return found


def _when(when: When | None) -> Value:
    if when is None:
        return Value("not stated", is_unknown=True)
    return Value(when.display(), is_unknown=str(when) == "unknown")


def _detected(incident: Incident) -> tuple[Value, ...]:
    how = incident.detection
    if how is UNKNOWN or how is None:
        return (_when(incident.detected),)
    return (_when(incident.detected), Value(f"by {_DETECTION[str(how)]}"))


def _models(document: PostMortem) -> tuple[Value, ...]:
    found = [
        Value(labels.model_name(model), kind=model.provider if model.provider and model.provider != "unknown" else "")
        for model in models(document)
    ]
    return tuple(found) or (UNKNOWN_VALUE,)


def _listed(values: object) -> tuple[Value, ...]:
    return (Value(", ".join(map(str, values))),) if isinstance(values, list) and values else (UNKNOWN_VALUE,)


def _causes(document: PostMortem, site: Site) -> tuple[Value, ...]:
    found = [
        Value(cause.summary or cause.id or "not described", str(cause.kind or ""), ref_url(cause.ref, site.repository))
        for cause in causes(document)
    ]
    return tuple(found) or (UNKNOWN_VALUE,)


def _cases(document: PostMortem) -> tuple[Value, ...]:
    section = document.section(EVAL_GAP.name)
    # The page's headings have the ids that GitHub gives them.
    href = "#" + slug(section.title) if section else None
    cases = [block.case for block in document.eval_cases]
    return tuple(
        Value(case.id or "without an id", "reconstructed" if case.reconstructed else "", href) for case in cases
    )


def _provider(provider: object, site: Site) -> tuple[Value, ...]:
    if not isinstance(provider, Provider) or provider.factor in (None, UNKNOWN):
        return (UNKNOWN_VALUE,)
    more = [part for part in (provider.name, provider.what) if part and part is not UNKNOWN]
    text = f"{provider.factor}: {', '.join(map(str, more))}" if more else str(provider.factor)
    return (Value(text, href=ref_url(provider.incident, site.repository)),)


def _gap(evals: object) -> tuple[Value, ...]:
    if not isinstance(evals, Evals) or not isinstance(evals.gap, list) or not evals.gap:
        return (UNKNOWN_VALUE,)
    return (Value(", ".join(gap.replace("-", " ") for gap in evals.gap)),)


def _impact(impact: object) -> tuple[Value, ...]:
    """Return what is known, figure by figure, and what is unknown on one line, so that it stays visible."""
    if not isinstance(impact, Impact):
        return (UNKNOWN_VALUE,)
    known: list[Value] = []
    unknown: list[str] = []
    for key, label in _COUNTS.items():
        quantity = getattr(impact, key)
        if isinstance(quantity, Quantity):
            known.append(Value(str(quantity), label)) if quantity.value is not None else unknown.append(label)
    for key in ("data", "harm"):
        value = getattr(impact, key)
        if value is not None:
            known.append(Value(str(value), key)) if str(value) != "unknown" else unknown.append(key)
    if impact.notes:
        known.append(Value(impact.notes))
    if unknown:
        known.append(Value(f"unknown: {', '.join(unknown)}", is_unknown=True))
    return tuple(known) or (UNKNOWN_VALUE,)
