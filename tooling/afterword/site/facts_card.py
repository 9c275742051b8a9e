"""The facts card of an incident's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.portfolio.actions import Tally
from afterword.postmortem import PostMortem
from afterword.postmortem.outline import EVAL_GAP
from afterword.postmortem.schema import Cause, Impact, Incident, ModelUse, Provider
from afterword.postmortem.values import UNKNOWN
from afterword.site.headings import slug
from afterword.site.labels import model_name, time_until
from afterword.site.links import Repository, ref_url
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
    """A label with its values."""

    label: str
    values: Sequence[Value]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be seen first: what it counts, the number, and a remark below it."""

    label: str
    text: str
    note: str = ""


_DETECTION = {
    "alert": "an alert",
    "eval": "an eval",
    "customer": "a customer",
    "employee": "an employee",
    "provider": "the provider",
    "public": "the public",
    "other": "other means",
}
_IMPACT = ("users", "requests", "share", "revenue", "cost", "sla_violations", "complaints", "data", "harm")
_IMPACT_LABELS = {"share": "share affected", "sla_violations": "SLA violations"}


def list_figures(document: PostMortem, tally: Tally) -> list[Figure]:
    """Return the times to detect, mitigate and resolve, from the first effect on users, and the action items."""
    incident = document.front.incident or Incident()
    found = [
        Figure("Time to detect", time_until(incident, incident.detected)),
        Figure("Time to mitigate", time_until(incident, incident.mitigated)),
        Figure("Time to resolve", _resolved_after(incident)),
    ]
    notes = [f"{tally.overdue} overdue"] if tally.overdue else []
    notes += [f"{tally.drafted} drafted"] if tally.drafted else []
    done = f"{tally.closed} of {tally.accepted} closed" if tally.total else "none"
    return [*found, Figure("Action items", done, ", ".join(notes))]


def _resolved_after(incident: Incident) -> str:
    if incident.resolved is None and incident.duration:
        return str(incident.duration)
    return time_until(incident, incident.resolved)


def list_facts(document: PostMortem, site: Site) -> list[Fact]:
    """Return everything else that the front matter states."""
    front, repository = document.front, site.repository
    incident = front.incident or Incident()
    provider, gap = front.provider, getattr(front.evals, "gap", None)
    gaps = [Value(one.text.replace("-", " ")) for one in _joined(gap)]
    found = [
        Fact("Started", [_when(incident.started)]),
        Fact("Resolved", [_when(incident.resolved)]),
        Fact("Detected", _detected(incident)),
        _fact("Owner", [Value(str(front.owner))] if front.owner else []),
        _fact("Models", [_model(model) for model in front.stated_models], front.models),
        _fact("Services", _joined(front.services), front.services),
        _fact("Causes", [_cause(one, repository) for one in front.stated_causes], front.causes, is_wide=True),
        _fact("Provider factor", _provider(provider, repository), provider, getattr(provider, "factor", None)),
        _fact("Eval gap", gaps, front.evals, gap),
        _fact("Impact", _impact(front.impact), front.impact, is_wide=True),
    ]
    if factors := _joined(front.factors):
        found.append(Fact("Contributing factors", factors, is_wide=True))
    if document.eval_cases:
        found.append(Fact("Eval cases", _cases(document), is_wide=True))
    if incident.issue:
        found.append(Fact("Incident issue", [Value(str(incident.issue), href=ref_url(incident.issue, repository))]))
    found.append(Fact("Visibility", [Value(front.visibility or "internal")]))
    if changed := site.changed.get(document.path):
        found.append(Fact("Last changed", [Value(f"{changed:%Y-%m-%d}")]))
    href = repository.file(document.path) if repository else None
    return [*found, Fact("File", [Value(document.path, href=href)], is_wide=True)]


def _fact(label: str, values: list[Value], *said: object, is_wide: bool = False) -> Fact:
    """Return a fact; without values it says whether they are unknown, by what the document says, or not stated."""
    missing = Value("unknown" if UNKNOWN in said else "not stated", is_unknown=True)
    return Fact(label, values or [missing], is_wide)


def _when(when: When | None) -> Value:
    if when is None:
        return Value("not stated", is_unknown=True)
    return Value(when.display(), is_unknown=str(when) == "unknown")


def _detected(incident: Incident) -> list[Value]:
    how = incident.detection
    known = [] if how is UNKNOWN or how is None else [Value(f"by {_DETECTION[str(how)]}")]
    return [_when(incident.detected), *known]


def _model(model: ModelUse) -> Value:
    return Value(model_name(model), model.provider if model.provider and model.provider != "unknown" else "")


def _joined(values: object) -> list[Value]:
    return [Value(", ".join(map(str, values)))] if isinstance(values, list) and values else []


def _cause(cause: Cause, repository: Repository | None) -> Value:
    text = cause.summary or cause.id or "not described"
    return Value(text, str(cause.kind or ""), ref_url(cause.ref, repository))


def _cases(document: PostMortem) -> list[Value]:
    section = document.section(EVAL_GAP.name)
    # The page's headings have the ids that GitHub gives them.
    href = "#" + slug(section.title) if section else None
    cases = [block.case for block in document.eval_cases]
    return [Value(case.id or "without an id", "reconstructed" if case.reconstructed else "", href) for case in cases]


def _provider(provider: object, repository: Repository | None) -> list[Value]:
    if not isinstance(provider, Provider) or provider.factor in (None, UNKNOWN):
        return []
    more = ", ".join(str(part) for part in (provider.name, provider.what) if part and part is not UNKNOWN)
    text = f"{provider.factor}: {more}" if more else str(provider.factor)
    return [Value(text, href=ref_url(provider.incident, repository))]


def _impact(impact: object) -> list[Value]:
    """Return what is known, figure by figure, and what is unknown on one line, so that it stays visible."""
    if not isinstance(impact, Impact):
        return []
    values = [(_IMPACT_LABELS.get(key, key), getattr(impact, key)) for key in _IMPACT]
    stated = {label: str(value) for label, value in values if value is not None}
    known = [Value(text, label) for label, text in stated.items() if text != "unknown"]
    unknown = ", ".join(label for label, text in stated.items() if text == "unknown")
    notes = [Value(impact.notes)] if impact.notes else []
    return [*known, *notes, *([Value(f"unknown: {unknown}", is_unknown=True)] if unknown else [])]
