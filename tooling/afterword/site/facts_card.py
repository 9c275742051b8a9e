"""The facts card of an incident's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.config import Config
from afterword.portfolio.actions import Tally
from afterword.portfolio.incidents import start_date
from afterword.postmortem import PostMortem
from afterword.postmortem.outline import ACTION_ITEMS, EVAL_GAP, IMPACT, ROOT_CAUSE
from afterword.postmortem.schema import Cause, Impact, Incident, ModelUse, Provider
from afterword.postmortem.values import UNKNOWN, PersonKind
from afterword.site.addresses import incident_page
from afterword.site.headings import slug
from afterword.site.labels import model_name, time_until, write_value
from afterword.site.links import NO_LINKS, ref_url
from afterword.site.rendering import render_inline
from afterword.site.site import Site
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact.

    Attributes:
        text: what it says.
        kind: a word before it that names its kind.
        href: where it leads.
        kind_href: where its kind leads.
        more: links behind it, by their words.
        is_unknown: whether it says that something is not known.
    """

    text: str
    kind: str = ""
    href: str | None = None
    kind_href: str | None = None
    more: tuple[tuple[str, str], ...] = ()
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its values, which are on one line if they are short."""

    label: str
    values: Sequence[Value]
    is_wide: bool = False
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be seen first: what it counts, the number, a remark below it, and where it leads."""

    label: str
    text: str
    note: str = ""
    href: str = ""


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
_IMPACT_LABELS = {"share": "share affected", "data": "data affected", "sla_violations": "SLA violations"}


def list_figures(document: PostMortem, tally: Tally, config: Config) -> list[Figure]:
    """Return the times to detect, mitigate and resolve, from the first effect on users, and the action items.

    The setting `site.durations` takes the times off.
    """
    incident = document.front.incident or Incident()
    found = (
        [
            Figure("Time to detect", time_until(incident, incident.detected)),
            Figure("Time to mitigate", time_until(incident, incident.mitigated)),
            Figure("Time to resolve", _resolved_after(incident)),
        ]
        if config.site.durations
        else []
    )
    notes = [f"{tally.overdue} overdue"] if tally.overdue else []
    notes += [f"{tally.drafted} drafted"] if tally.drafted else []
    done = f"{tally.closed} of {tally.accepted} closed" if tally.total else "none"
    section = document.section(ACTION_ITEMS.name)
    return [*found, Figure("Action items", done, ", ".join(notes), "#" + slug(section.title) if section else "")]


def _resolved_after(incident: Incident) -> str:
    if incident.resolved is None and incident.duration:
        return str(incident.duration)
    return time_until(incident, incident.resolved)


def list_main_facts(document: PostMortem, site: Site) -> list[Fact]:
    """Return what belongs beside the title: the date, whom to ask, how many were affected, and what."""
    front = document.front
    people = front.responders if isinstance(front.responders, list) else []
    owner = [front.owner] if front.owner and front.owner.kind is not PersonKind.UNSET else []
    found = [
        Fact("Date", [Value(start_date(document))]),
        _linked("Owner", "person", owner, document, site, front.owner and front.owner.name),
        _linked("Responders", "person", people, document, site),
        *(
            Fact(label[0].upper() + label[1:], [Value(text)])
            for label, text in _list_known_impact(front.impact).items()
        ),
        _linked("Services", "service", front.services, document, site, front.services),
        _fact("Models", [_model(one, document, site) for one in front.stated_models], front.models, is_inline=True),
    ]
    return [fact for fact in found if fact.values and (fact.label != "Responders" or people)]


def list_facts(document: PostMortem, site: Site, *, is_drawn: bool) -> list[Fact]:
    """Return everything else that the front matter states, without the words that sections of the text repeat.

    Args:
        document: the document.
        site: the site.
        is_drawn: whether the known milestones are drawn, so that only what is not known is left to say of them.
    """
    front, repository = document.front, site.repository
    incident = front.incident or Incident()
    provider, gap = front.provider, getattr(front.evals, "gap", None)
    times = [("Started", incident.started), ("Detected", incident.detected), ("Resolved", incident.resolved)]
    further = [("Reported", incident.reported), ("Declared", incident.declared)]
    found = [
        *(Fact(name, [_when(when)]) for name, when in times if not (is_drawn and when and when.known)),
        *(Fact(name, [_when(when)]) for name, when in further if when),
        _fact("Detected by", _detected(incident, document, site), incident.detection),
        _fact("Causes", [_cause(one, document, site) for one in front.stated_causes], front.causes, is_wide=True),
        _fact("Provider factor", _provider(provider, document, site), provider, getattr(provider, "factor", None)),
        _linked("Eval gap", "gap", gap, document, site, front.evals, gap),
    ]
    further_impact = _list_further_impact(document)
    if further_impact or not _list_known_impact(front.impact):
        found.append(_fact("Impact", further_impact, front.impact, is_wide=True))
    if isinstance(front.factors, list) and front.factors:
        found.append(_linked("Contributing factors", "factor", front.factors, document, site, is_wide=True))
    if document.eval_cases:
        found.append(Fact("Guarded by", _cases(document), is_wide=True))
    found += _special(document, site)
    if incident.issue:
        found.append(Fact("Incident issue", [Value(str(incident.issue), href=ref_url(incident.issue, repository))]))
    found.append(Fact("Visibility", [Value(front.visibility or "internal")]))
    if changed := site.changed.get(document.path):
        found.append(Fact("Last changed", [Value(f"{changed:%Y-%m-%d}")]))
    href = repository.file(document.path) if repository else None
    return [*found, Fact("File", [Value(document.path, href=href)], is_wide=True)]


def _special(document: PostMortem, site: Site) -> list[Fact]:
    """Return what only some incidents have: an agent, ids of taxonomies, duties to report."""
    agent, taxonomy, duties = document.front.agent, document.front.taxonomy, document.front.regulatory
    found: list[Fact] = []

    def link(name: str, values: object, key: str) -> list[Value]:
        """Return values that lead to the incidents that share them, the first below a name."""
        texts = (
            [str(value) for value in values] if isinstance(values, list) else [write_value(values)] if values else []
        )
        return [Value(text, "" if at else name, _list_of(key, text, document, site)) for at, text in enumerate(texts)]

    if agent:
        stated = [(name.replace("_", " "), getattr(agent, name)) for name in ("autonomy", "irreversible_actions")]
        described = [Value(write_value(value), name) for name, value in stated if value]
        shown = [*described, *link("tools", agent.tools, "tool"), *link("control", agent.control, "control")]
        found.append(Fact("Agent", shown, is_wide=True))
    if taxonomy:
        ids = [*link("OWASP", taxonomy.owasp, "taxonomy"), *link("ATLAS", taxonomy.atlas, "taxonomy")]
        found.append(Fact("Taxonomy", ids, is_wide=True))
    if duties:
        aware = [Value(duties.aware.display(), "aware since")] if duties.aware else []
        found.append(Fact("Duties to report", [*aware, *link("may apply", duties.regimes, "regime")], is_wide=True))
    return [fact for fact in found if fact.values]


def _fact(label: str, values: Sequence[Value], *said: object, is_wide: bool = False, is_inline: bool = False) -> Fact:
    """Return a fact; without values it says whether they are unknown, by what the document says, or not stated."""
    missing = Value("unknown" if UNKNOWN in said or "unknown" in said else "not stated", is_unknown=True)
    return Fact(label, values or [missing], is_wide, is_inline)


def _linked(
    label: str, key: str, values: object, document: PostMortem, site: Site, *said: object, is_wide: bool = False
) -> Fact:
    """Return a fact whose values lead to the lists of incidents that share them."""
    texts = [str(value) for value in values] if isinstance(values, list) else []
    shown = [Value(text, href=_list_of(key, text, document, site)) for text in texts]
    return _fact(label, shown, *said, is_wide=is_wide, is_inline=True)


def _list_of(key: str, value: str, document: PostMortem, site: Site) -> str | None:
    """Return the address of the list of incidents that share a value; None if there is none."""
    page = site.groups.pages.get((key, value))
    return site.link(page, incident_page(document)) if page else None


def _when(when: When | None) -> Value:
    if when is None:
        return Value("not stated", is_unknown=True)
    return Value(when.display(), is_unknown=str(when) == "unknown")


def _detected(incident: Incident, document: PostMortem, site: Site) -> list[Value]:
    how = incident.detection
    if how is UNKNOWN or how is None:
        return []
    return [Value(_DETECTION[str(how)], href=_list_of("detection", str(how), document, site))]


def _model(model: ModelUse, document: PostMortem, site: Site) -> Value:
    provider = model.provider if model.provider and model.provider != "unknown" else ""
    return Value(
        model_name(model), provider, _list_of("model", model.name or "", document, site),
        _list_of("provider", provider, document, site),
    )  # fmt: skip


def _cause(cause: Cause, document: PostMortem, site: Site) -> Value:
    """Return a cause, by its name if a section describes it.

    Its kind leads to the incidents with such a cause, the words behind it to what it names.
    """
    summary = cause.id if cause.id and document.section(ROOT_CAUSE.name) else cause.summary
    text = render_inline(summary or cause.id or "not described", NO_LINKS)
    kind, repository = str(cause.kind or ""), site.repository
    change = ref_url(cause.ref, repository)
    more = [(cause.ref.text, change)] if change and cause.ref else []
    for name, path in (("before", cause.before), ("after", cause.after)):
        if repository and path and path != "unknown" and "@" not in path:
            more.append((name, repository.file(f"{document.path.removesuffix('.md')}/{path}")))
    return Value(text, kind, kind_href=_list_of("cause", kind, document, site), more=tuple(more))


def _cases(document: PostMortem) -> list[Value]:
    href = find_cases(document) or None
    cases = [block.case for block in document.eval_cases]
    return [Value(case.id or "without an id", "reconstructed" if case.reconstructed else "", href) for case in cases]


def find_cases(document: PostMortem) -> str:
    """Return the fragment that leads to the eval cases of a page; empty if no section has them."""
    section = document.section(EVAL_GAP.name)
    # The page's headings have the ids that GitHub gives them.
    return "#" + slug(section.title) if section else ""


def _provider(provider: object, document: PostMortem, site: Site) -> list[Value]:
    if not isinstance(provider, Provider) or provider.factor in (None, UNKNOWN):
        return []
    name = provider.name if provider.name and provider.name != "unknown" else ""
    what = str(provider.what) if provider.what and provider.what is not UNKNOWN else ""
    report = ref_url(provider.incident, site.repository)
    return [
        Value(
            ", ".join(filter(None, (name, what))) or str(provider.factor),
            str(provider.factor) if name or what else "",
            _list_of("provider", name, document, site),
            more=(("its report", report),) if report else (),
        )
    ]


def _list_known_impact(impact: object) -> dict[str, str]:
    """Return what is known of the impact, by the labels of its figures."""
    return {label: text for label, text in _name_impact(impact).items() if text != "unknown"}


def _list_further_impact(document: PostMortem) -> list[Value]:
    """Return the notes on the impact if no section describes it, and what is unknown, so that it stays visible."""
    impact = document.front.impact
    unknown = ", ".join(label for label, text in _name_impact(impact).items() if text == "unknown")
    notes = impact.notes if isinstance(impact, Impact) and not document.section(IMPACT.name) else None
    return [*([Value(notes)] if notes else []), *([Value(f"unknown: {unknown}", is_unknown=True)] if unknown else [])]


def _name_impact(impact: object) -> dict[str, str]:
    """Return the figures of the impact by their labels."""
    values = {_IMPACT_LABELS.get(key, key): getattr(impact, key, None) for key in _IMPACT}
    return {label: str(value) for label, value in values.items() if value is not None}
