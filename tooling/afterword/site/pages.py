"""The pages, each a pure function of the parsed documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from afterword.postmortem import ActionItem, PostMortem, Problem
from afterword.postmortem.marks import citations_in
from afterword.postmortem.outline import SUMMARY
from afterword.site import facts, rendering, views
from afterword.site.links import Links, ref_url
from afterword.site.passes import ActionMark, Heading
from afterword.site.views import ACTIONS, HOME, INCIDENTS, Badge, Site, Tally

_ON_HOME = 25
_DESCRIPTION_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        source: where it would lie as a Markdown file among the handbook's.
        title: plain text.
        html: everything below the site's header, the title included.
        headings: what its table of contents lists.
        description: plain text for search engines and previews; empty for none.
        broken: links of the document that name a file which does not exist.
    """

    source: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    description: str = ""
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list."""

    url: str
    date: str
    severity: Badge
    title: str
    models: tuple[str, ...]
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
    incident_url: str


def home(site: Site) -> Page:
    """The counts and the latest incidents; below the opening of the handbook's own `index.md`, if it has one."""
    html = _render("home.html", title=site.name, **_overview(site))
    return Page(HOME, site.name, html)


def overview(site: Site) -> str:
    """The part of the home page that is derived from the post-mortems."""
    return _render("overview.html", **_overview(site))


def incidents(site: Site) -> Page:
    """Every incident, the newest first."""
    rows = [_incident_row(document, site, INCIDENTS) for document in _newest_first(site)]
    return Page(INCIDENTS, "Incidents", _render("incidents.html", rows=rows))


def actions(site: Site) -> Page:
    """Every action item: the open ones first, by due date."""
    pairs = [(document, item) for document in site.documents for item in document.actions]
    pairs.sort(key=lambda pair: (_due_key(pair[1]), views.order(pair[0])))
    is_open = [_action_row(*pair, site) for pair in pairs if views.action_is_open(pair[1])]
    closed = [_action_row(*pair, site) for pair in reversed(pairs) if not views.action_is_open(pair[1])]
    groups = [("Open", "open", is_open), ("Closed", "closed", closed)]
    totals = views.tally([item for _, item in pairs], site.now)
    html = _render("actions.html", groups=[group for group in groups if group[2]], totals=totals)
    headings = tuple(Heading(2, anchor, title) for title, anchor, rows in groups if rows)
    return Page(ACTIONS, "Action items", html, headings)


def incident(document: PostMortem, site: Site) -> Page:
    """A document's own page: the facts, then its text."""
    page = views.incident_page(document)
    links = _links(document, site, page)
    marks = {item.id: _mark(item, site) for item in document.actions if item.id}
    body = rendering.render(document.source.readable[document.body_start :], links, marks)
    tally = views.tally(document.actions, site.now)
    html = _render(
        "incident.html",
        document=document,
        severity=views.severity(document, site.config),
        status=views.status(document),
        figures=facts.figures(document, tally),
        facts=facts.facts(document, site),
        problems=[_problem(document, problem) for problem in document.problems],
        drafted=[section.name for section, _ in document.notices],
        body=body.html,
    )
    return Page(page, document.title, html, body.headings, _description(document), body.broken)


def _overview(site: Site) -> dict[str, object]:
    latest = _newest_first(site)[:_ON_HOME]
    return {
        "totals": views.tally([item for document in site.documents for item in document.actions], site.now),
        "count": len(site.documents),
        "drafts": sum(document.front.status != "published" for document in site.documents),
        "rows": [_incident_row(document, site, HOME) for document in latest],
        "incidents_url": site.link(INCIDENTS, HOME),
        "actions_url": site.link(ACTIONS, HOME),
    }


def _problem(document: PostMortem, problem: Problem) -> tuple[int, Markup, str]:
    text = rendering.render_inline(f"{problem.message}; {problem.remedy}", _NOWHERE)
    return (document.line(problem.span), text, problem.kind.value)


def _incident_row(document: PostMortem, site: Site, page: str) -> IncidentRow:
    return IncidentRow(
        url=site.link(views.incident_page(document), page),
        date=views.started_on(document),
        severity=views.severity(document, site.config),
        title=document.title,
        models=tuple(dict.fromkeys(model.name or "unknown" for model in views.models(document))),
        causes=tuple(dict.fromkeys(str(cause.kind) for cause in views.causes(document) if cause.kind)),
        duration=views.duration(document.front.incident),
        actions=views.tally(document.actions, site.now),
        status=views.status(document),
        problems=len(document.problems),
    )


def _action_row(document: PostMortem, item: ActionItem, site: Site) -> ActionRow:
    mark = _mark(item, site)
    return ActionRow(
        anchor=f"{document.id}-{item.id.lower()}" if item.id.isalnum() else "",
        id=item.id,
        action=rendering.render_inline(citations_in(item.action)[1], _links(document, site, ACTIONS)),
        category=item.category,
        owner=str(item.owner) if item.owner else item.text("Owner"),
        due=item.due.display() if item.due else item.text("Due") or "unknown",
        is_overdue=bool(mark.due_kind),
        status=Badge("drafted" if item.under_notice else item.status, mark.kind),
        issue=item.text("Issue"),
        issue_url=mark.issue,
        incident=document.title,
        incident_url=site.link(views.incident_page(document), ACTIONS),
    )


def _mark(item: ActionItem, site: Site) -> ActionMark:
    # A number of the local tracker means nothing on the web.
    is_local = site.config.tracker == "local" and item.issue is not None and item.issue.repository is None
    return ActionMark(
        kind=views.action_kind(item),
        due_kind="overdue" if not item.under_notice and views.action_is_overdue(item, site.now) else "",
        issue=None if is_local else ref_url(item.issue, site.repository),
    )


def _due_key(item: ActionItem) -> tuple[bool, str]:
    due = item.due.latest if item.due else None
    return (due is None, due.isoformat() if due else "")


def _newest_first(site: Site) -> list[PostMortem]:
    return sorted(site.documents, key=views.order, reverse=True)


def _links(document: PostMortem, site: Site, page: str) -> Links:
    folder = document.path.rpartition("/")[0]
    return Links(folder, site.url(page), site.urls, site.exists, site.repository)


def _description(document: PostMortem) -> str:
    """The beginning of the summary, as plain text."""
    summary = document.section(SUMMARY.name)
    if summary is None or summary.notice:
        return ""
    paragraph = document.text(summary.body).strip().split("\n\n")[0]
    uncited = citations_in(paragraph)[1]
    text = " ".join(rendering.render_inline(uncited, _NOWHERE).striptags().split())
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


_NOWHERE = Links("", "", {}, lambda path: False)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("afterword.site"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)
