"""Facets: severity, service, model and the other values by which incidents are grouped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from afterword.config import Config
from afterword.portfolio.incidents import severity_rank, start_year
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Provider

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to group incidents.

    Attributes:
        key: its name in addresses and in data.
        label: its name for people.
        values: the values of a document; several are possible, none if the document does not say.
    """

    key: str
    label: str
    values: Callable[[PostMortem], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """The documents that share a value of a facet.

    Attributes:
        facet: the facet.
        value: the value, for people.
        slug: the value in an address; unique within the facet.
        documents: in the order that was given.
    """

    facet: Facet
    value: str
    slug: str
    documents: tuple[PostMortem, ...]


def name_models(document: PostMortem) -> tuple[str, ...]:
    """Return the names of the models that served."""
    return _distinct(model.name for model in document.front.stated_models)


def name_versions(document: PostMortem) -> tuple[str, ...]:
    """Return the snapshots of models that served."""
    return _distinct(model.version for model in document.front.stated_models)


def name_providers(document: PostMortem) -> tuple[str, ...]:
    """Return who provides the models, and the provider upstream that contributed."""
    upstream = document.front.provider
    named = [upstream.name] if isinstance(upstream, Provider) and str(upstream.factor) not in ("none", "None") else []
    return _distinct([*(model.provider for model in document.front.stated_models), *named])


def name_detection(document: PostMortem) -> tuple[str, ...]:
    """Return what detected the incident; at most one."""
    incident = document.front.incident
    return _distinct([str(incident.detection)] if incident and incident.detection else [])


def name_gaps(document: PostMortem) -> tuple[str, ...]:
    """Return why evals did not catch the incident."""
    gap = getattr(document.front.evals, "gap", None)
    return tuple(name for name in _listed(gap) if name != "none")


def _listed(values: object) -> tuple[str, ...]:
    return _distinct(map(str, values)) if isinstance(values, list) else ()


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value and value != UNKNOWN))


FACETS = (
    Facet("severity", "Severity", lambda document: _distinct([document.front.severity])),
    Facet("service", "Service", lambda document: _listed(document.front.services)),
    Facet("model", "Model", name_models),
    Facet("provider", "Provider", name_providers),
    Facet(
        "cause",
        "Kind of cause",
        lambda document: _distinct(str(cause.kind or "") for cause in document.front.stated_causes),
    ),
    Facet("factor", "Contributing factor", lambda document: _listed(document.front.factors)),
    Facet("gap", "Eval gap", name_gaps),
    Facet("detection", "Detected by", name_detection),
    Facet("year", "Year", lambda document: (start_year(document),)),
)


class Fact(NamedTuple):
    """What is said of an incident: the key of a facet, and a value of it as people write it."""

    key: str
    value: str

    @property
    def label(self) -> str:
        """What it is, for people."""
        return next(facet.label for facet in FACETS if facet.key == self.key).lower()


def find_facts(document: PostMortem, keys: Collection[str]) -> frozenset[Fact]:
    """Return what a document says of some facets, which are given by their keys."""
    return frozenset(Fact(one.key, value) for one in FACETS if one.key in keys for value in one.values(document))


def group_by(facet: Facet, documents: Iterable[PostMortem], config: Config) -> list[Group]:
    """Group documents by a facet: severities by rank, years from the latest, all others by their number."""
    found: dict[str, list[PostMortem]] = {}
    for document in documents:
        for value in facet.values(document):
            found.setdefault(value, []).append(document)

    def order(value: str) -> tuple[object, ...]:
        if facet.key == "severity":
            return (severity_rank(value, config), value)
        return (-int(value),) if facet.key == "year" else (-len(found[value]), value.casefold(), value)

    taken: set[str] = set()
    # Addresses must not depend on how often a value occurs.
    slugs = {value: _unique(slug(value), taken) for value in sorted(found)}
    return [Group(facet, value, slugs[value], tuple(found[value])) for value in sorted(found, key=order)]


def slug(value: str) -> str:
    """Return a value as part of an address."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "other"


def _unique(name: str, taken: set[str]) -> str:
    number, unique = 2, name
    # A number after a slash is a further page; after a hyphen it is ours.
    while unique in taken or unique in ("index", "page"):
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique)
    return unique
