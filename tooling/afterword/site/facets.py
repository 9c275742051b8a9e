"""By what incidents can be told apart: the values of a document for each facet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from afterword.config import Config
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Provider
from afterword.site import views

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to tell incidents apart.

    Attributes:
        key: its name in addresses and in data.
        label: its name for people.
        values: the values of a document; several are possible, none where the document says nothing.
    """

    key: str
    label: str
    values: Callable[[PostMortem], tuple[str, ...]]


def year(document: PostMortem) -> str:
    """The year in which the incident began."""
    return views.order(document)[0][:4]


def models(document: PostMortem) -> tuple[str, ...]:
    """The models that served."""
    return _distinct(model.name for model in views.models(document))


def versions(document: PostMortem) -> tuple[str, ...]:
    """The snapshots of models that served."""
    return _distinct(model.version for model in views.models(document))


def providers(document: PostMortem) -> tuple[str, ...]:
    """Who provides the models, and who upstream had a part in it."""
    upstream = document.front.provider
    named = [upstream.name] if isinstance(upstream, Provider) and str(upstream.factor) not in ("none", "None") else []
    return _distinct([*(model.provider for model in views.models(document)), *named])


def _listed(values: object) -> tuple[str, ...]:
    return _distinct(map(str, values)) if isinstance(values, list) else ()


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value and value != UNKNOWN))


def detection(document: PostMortem) -> tuple[str, ...]:
    """What noticed it; at most one."""
    incident = document.front.incident
    return _distinct([str(incident.detection)] if incident and incident.detection else [])


FACETS = (
    Facet("severity", "Severity", lambda document: _distinct([document.front.severity])),
    Facet("service", "Service", lambda document: _listed(document.front.services)),
    Facet("model", "Model", models),
    Facet("provider", "Provider", providers),
    Facet("cause", "Kind of cause", lambda document: _distinct(str(c.kind or "") for c in views.causes(document))),
    Facet("factor", "Contributing factor", lambda document: _listed(document.front.factors)),
    Facet("detection", "Detected by", detection),
    Facet("year", "Year", lambda document: (year(document),)),
)


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


def groups(facet: Facet, documents: Iterable[PostMortem], config: Config) -> list[Group]:
    """Documents by the values of a facet: severities by rank, years from the latest, all others by their number."""
    found: dict[str, list[PostMortem]] = {}
    for document in documents:
        for value in facet.values(document):
            found.setdefault(value, []).append(document)
    ranks = {severity.name: rank for rank, severity in enumerate(config.severities)}

    def order(value: str) -> tuple[object, ...]:
        if facet.key == "severity":
            return (ranks.get(value, len(ranks)), value)
        return (-int(value),) if facet.key == "year" else (-len(found[value]), value.casefold(), value)

    taken: set[str] = set()
    # Addresses must not depend on how often a value occurs.
    slugs = {value: _unique(slug(value), taken) for value in sorted(found)}
    return [Group(facet, value, slugs[value], tuple(found[value])) for value in sorted(found, key=order)]


def slug(value: str) -> str:
    """A value as part of an address."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "other"


def _unique(name: str, taken: set[str]) -> str:
    number, unique = 2, name
    # A number behind a slash is a further page; behind a hyphen it is ours.
    while unique in taken or unique == "index":
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique)
    return unique
