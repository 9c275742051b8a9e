"""The page of an incident: its summary, the facts, its course to scale, then the rest of its text."""

from __future__ import annotations

from markupsafe import Markup

from afterword.learning.similar import Neighbour
from afterword.portfolio.incidents import is_near_miss, start_date
from afterword.postmortem import PostMortem, Problem
from afterword.postmortem.outline import SUMMARY
from afterword.site import facts_card, labels, rendering
from afterword.site.action_rows import list_marks
from afterword.site.addresses import incident_page
from afterword.site.headings import slug
from afterword.site.links import NO_LINKS
from afterword.site.origins import list_origins
from afterword.site.page import Page, render, visible
from afterword.site.proof_pictures import draw_proofs
from afterword.site.rendering import Rendered
from afterword.site.site import Site
from afterword.site.table_rows import make_incident_row
from afterword.site.timescale import draw_timescale

_DESCRIPTION_LENGTH = 160


def make_incident_page(document: PostMortem, site: Site) -> Page:
    """Make a document's page."""
    page, body = incident_page(document), _render_body(document, site)
    summary, rest = _split_summary(body.html)
    opening, rest = _split_timeline(rest)
    similar = [_similar(one, page, site) for one in site.similar(document)]
    html = render(
        "incident.html", **_top(document, body, site), summary=summary, opening=opening, body=rest, similar=similar
    )
    return Page(page, visible(document.title), html, body.headings, describe(document), body.found_links)


def _render_body(document: PostMortem, site: Site) -> Rendered:
    """Render a document's text, with what is known of its action items."""
    links = site.links(document, incident_page(document))
    first = document.source.line_of(document.body_start)
    origins = {
        document.line(section.heading) - first: origin for section, origin in list_origins(document, site.accepter)
    }
    evidence = site.evidence(document) or {}
    # The box below the title names the sections of a notice above all of them, and each says by itself who drafted it.
    named = [one for one in document.shared_notices if not (one.rest or one.is_torn or one.missing)]
    dropped = {document.line(one.span) - first for one in named}
    known = rendering.Known(list_marks(document, site), origins, evidence, site.prompts(document), dropped)
    return rendering.render(document.source.readable[document.body_start :], links, known)


def describe(document: PostMortem) -> str:
    """Return the beginning of the summary, as plain text; empty until it is reviewed."""
    summary = document.section(SUMMARY.name)
    if summary is None or summary.notice:
        return ""
    text = rendering.render_opening(document.text(summary.body))
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def _similar(one: Neighbour, page: str, site: Site) -> dict[str, object]:
    """Describe a similar incident: where it is, and what made it so."""
    words = [f"words {', '.join(one.terms)}"] if one.terms else []
    facts = [f"{fact.label} {visible(fact.value)}" for fact in one.facts]
    found = site.by_id[one.incident.id]
    return {
        "title": visible(one.incident.title),
        "url": site.link(incident_page(found), page),
        "date": start_date(found),
        "reasons": "; ".join([*words, *facts]),
    }


def _split_summary(html: Markup) -> tuple[Markup, Markup]:
    """Split off the summary, if a document begins with it, a draft notice aside."""
    notice = html.find("</div>") + len("</div>\n") if html.startswith('<div class="admonition aw-drafted">') else 0
    if not html.startswith('<h2 id="summary"', notice):
        return Markup(""), html
    end = html.find('<h2 id="', notice + 1)
    return (html[:end], html[end:]) if end > 0 else (html, Markup(""))


def _split_timeline(html: Markup) -> tuple[Markup, Markup]:
    """Split behind the timeline, which comes before the details; without one there is nothing to come first."""
    start = html.find('<h2 id="timeline"')
    end = html.find("<h2 id=", start + 1)
    return (html[:end], html[end:]) if 0 <= start < end else (html, Markup("")) if start >= 0 else (Markup(""), html)


def _top(document: PostMortem, body: Rendered, site: Site) -> dict[str, object]:
    config = site.portfolio.config
    timescale = draw_timescale(document, durations=config.site.durations)
    page = incident_page(document)
    corrections = document.front.corrected or []
    return {
        "root": site.root(page),
        "main_facts": facts_card.list_main_facts(document, site),
        "doubts": body.doubts,
        "is_ledger_unreadable": site.evidence(document) is None,
        "corrected": [(one.date.display() if one.date else "", one.what or "") for one in corrections],
        "document": document,
        "severity": labels.severity_badge(document, site.portfolio.config),
        "status": labels.status_badge(document),
        "figures": facts_card.list_figures(document, make_incident_row(document, site)["actions"], config),
        "facts": facts_card.list_facts(document, site, is_drawn=bool(timescale)),
        "timescale": timescale,
        "proofs": draw_proofs(document, site),
        "state": labels.state_badge(document, site.portfolio.now),
        "is_near_miss": is_near_miss(document),
        "problems": [_problem(document, problem) for problem in document.problems],
        "proposed": [(one.name, labels.write_value(one.value), one.sources) for one in document.proposed],
        "unfinished": _describe_status(document),
        "drafted": [(section.name, slug(section.title)) for section, _ in document.notices],
        "edit": site.repository.edit(document.path) if site.repository else None,
    }


def _describe_status(document: PostMortem) -> str:
    """Say what readers must know of a document that is not published, or not reviewed; empty if it is both."""
    if document.front.status == "published":
        return "Published, but not all of it is reviewed" if document.notices else ""
    name = "In review" if document.front.status == "in-review" else "Draft"
    return f"{name}: this post-mortem is not published yet"


def _problem(document: PostMortem, problem: Problem) -> tuple[int, Markup, str]:
    text = rendering.render_inline(f"{problem.message}; {problem.remedy}", NO_LINKS)
    return (document.line(problem.span), text, problem.kind.value)
