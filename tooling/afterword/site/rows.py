"""Incidents and action items as rows of tables."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.markers import citations_in
from afterword.site import facets, rendering, views
from afterword.site.links import Links, ref_url
from afterword.site.passes import ActionMark
from afterword.site.views import ACTIONS, Badge, Site, Tally


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list; `path` is its page's URL, relative to the site's root."""

    path: str
    id: str
    date: str
    severity: Badge
    title: str
    models: tuple[str, ...]
    services: tuple[str, ...]
    causes: tuple[str, ...]
    duration: str
    actions: Tally
    status: Badge
    problems: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action item in the list of all."""

    anchor: str
    id: str
    action: Markup
    category: str
    owner: str
    due: str
    is_overdue: bool
    status: Badge
    issue: str
    issue_url: str | None
    incident: str
    path: str


def incident(document: PostMortem, site: Site) -> IncidentRow:
    """A document as a row."""
    values = {facet.key: facet.values(document) for facet in facets.FACETS}
    return IncidentRow(
        path=site.url(views.incident_page(document)),
        id=document.id,
        date=views.started_on(document),
        severity=views.severity(document, site.config),
        title=document.title,
        models=values["model"],
        services=values["service"],
        causes=values["cause"],
        duration=views.duration(document.front.incident),
        actions=views.tally(document, site),
        status=views.status(document),
        problems=len(document.problems),
    )


def action(document: PostMortem, item: ActionItem, site: Site) -> ActionRow:
    """An action item as a row."""
    shown = mark(document, item, site)
    return ActionRow(
        anchor=f"{document.id}-{item.id.lower()}" if item.id.isalnum() else "",
        id=item.id,
        action=rendering.render_inline(citations_in(item.action)[1], links(document, site, ACTIONS)),
        category=item.category,
        owner=str(item.owner) if item.owner else item.text("Owner"),
        due=item.due.display() if item.due else item.text("Due") or "unknown",
        is_overdue=bool(shown.due_kind),
        status=Badge("drafted" if item.under_notice else shown.status, shown.kind),
        issue=item.text("Issue") or _named(shown.issue),
        issue_url=shown.issue,
        incident=document.title,
        path=site.url(views.incident_page(document)),
    )


def _named(url: str | None) -> str:
    """What a link to an issue says that the document does not name yet."""
    number = (url or "").rstrip("/").rpartition("/")[2]
    return f"#{number}" if number.isdigit() else "issue" if url else ""


def mark(document: PostMortem, item: ActionItem, site: Site) -> ActionMark:
    """How an action item stands."""
    # A number of the local tracker means nothing on the web.
    is_local = site.config.tracker == "local" and item.issue is not None and item.issue.repository is None
    told = site.told.get((document.id, item.id))
    issue = None if is_local else ref_url(item.issue, site.repository)
    return ActionMark(
        kind=views.action_kind(document, item, site),
        due_kind="overdue" if views.action_is_overdue(document, item, site) else "",
        issue=(told.url if told else "") or issue,
        status=views.action_status(document, item, site),
    )


def links(document: PostMortem, site: Site, page: str) -> Links:
    """Where a document's links lead from one of our pages."""
    folder = document.path.rpartition("/")[0]
    return Links(folder, site.url(page), site.urls, site.exists, site.repository, site.picture)
