"""Incidents by the values that they share, and the pages of these values: severities, services, models, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.config import Config
from afterword.portfolio.facets import FACETS, Facet, Group, group_by
from afterword.portfolio.incidents import sort_newest_first
from afterword.postmortem import PostMortem
from afterword.postmortem.values import UNKNOWN, PersonKind


def name_people(document: PostMortem) -> tuple[str, ...]:
    """Return the owner, the responders and the owners of action items: people, teams and roles."""
    owners = [item.owner for item in document.actions if item.owner and not item.under_notice]
    named = [*document.front.stated_people, *owners]
    return tuple(dict.fromkeys(str(person) for person in named if person.kind is not PersonKind.UNSET))


def find_owner(document: PostMortem) -> str | None:
    """Return the owner of a post-mortem; None if it has none yet."""
    owner = document.front.owner
    return str(owner) if owner and owner.kind is not PersonKind.UNSET else None


def name_taxonomy_ids(document: PostMortem) -> tuple[str, ...]:
    """Return the ids of public taxonomies."""
    named = document.front.taxonomy
    return _listed([*(named.owasp or ()), *(named.atlas or ())]) if named else ()


def _listed(values: object) -> tuple[str, ...]:
    known = values if isinstance(values, list) else []
    return tuple(dict.fromkeys(str(value) for value in known if value and value is not UNKNOWN))


PERSON = Facet("person", "Person or team", name_people)
SHOWN = (*FACETS[:-1], PERSON, FACETS[-1])
"""The facets by which lists are filtered: those of the portfolio, and people before the year."""
_OF_FEW = (
    Facet("tool", "Tool of an agent", lambda document: _listed(getattr(document.front.agent, "tools", None))),
    Facet("control", "Control of an agent", lambda document: _listed([getattr(document.front.agent, "control", None)])),
    Facet("taxonomy", "Taxonomy", name_taxonomy_ids),
    Facet("regime", "Duty to report", lambda document: _listed(getattr(document.front.regulatory, "regimes", None))),
)
PAGED = (*SHOWN[:-1], *_OF_FEW, SHOWN[-1])
"""The facets that have pages: further ones that only some incidents have, besides."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Every facet with its values, the incidents of each from the newest; and the page of each value, by both."""

    by_facet: tuple[tuple[Facet, tuple[Group, ...]], ...]
    pages: dict[tuple[str, str], str]


def group_incidents(documents: Sequence[PostMortem], config: Config) -> Groups:
    """Group incidents by every facet that has pages."""
    ordered = sort_newest_first(documents)
    found = tuple((facet, tuple(group_by(facet, ordered, config))) for facet in PAGED)
    return Groups(found, {(facet.key, one.value): group_page(one) for facet, groups in found for one in groups})


def group_page(group: Group) -> str:
    """Return the source of the list of incidents that share a value."""
    return f"browse/{group.facet.key}/{group.slug}.md"


def facet_page(facet: Facet) -> str:
    """Return the source of the list of a facet's values; no value has this address, nor that of a further page."""
    return f"browse/{facet.key}/index.md"
