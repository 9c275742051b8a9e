"""Incidents and action items as rows of tables."""

from __future__ import annotations

from typing import Any

from afterword.evalcases.proofs.wording import describe_counts
from afterword.portfolio import actions
from afterword.portfolio.actions import Progress
from afterword.portfolio.done import describe_evidence, find_evidence
from afterword.portfolio.facets import FACETS
from afterword.portfolio.incidents import is_near_miss, start_date
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.markers import split_citations
from afterword.site import labels
from afterword.site.addresses import ACTIONS, incident_page
from afterword.site.labels import Badge
from afterword.site.links import ref_url
from afterword.site.rendering import render_inline
from afterword.site.section_styles import ActionMark
from afterword.site.site import Site

Row = dict[str, Any]
"""What the templates show of an incident or action item; `path` is its page's URL, relative to the site's root."""


def make_incident_row(document: PostMortem, site: Site) -> Row:
    """Make the row of an incident."""
    values = {facet.key: facet.values(document) for facet in FACETS}
    return {
        "document": document,
        "path": site.url(incident_page(document)),
        "date": start_date(document),
        "severity": labels.severity_badge(document, site.portfolio.config),
        "models": values["model"],
        "causes": values["cause"],
        "duration": labels.duration(document.front.incident, site.portfolio.config),
        "actions": actions.count_actions([document], site.portfolio),
        "status": labels.status_badge(document),
        "is_near_miss": is_near_miss(document),
    }


def make_action_row(document: PostMortem, item: ActionItem, site: Site) -> Row:
    """Make the row of an action item."""
    mark, evidence = mark_action(document, item, site), find_evidence(document, item, site.portfolio)
    return {
        "document": document,
        "item": item,
        "path": site.url(incident_page(document)),
        "anchor": f"{document.id}-{item.id.lower()}" if item.id.isalnum() else "",
        "action": render_inline(split_citations(item.action)[1], site.links(document, ACTIONS)),
        "owner": str(item.owner) if item.owner else item.text("Owner"),
        "due": item.due.display() if item.due else item.text("Due") or "unknown",
        "issue": item.text("Issue") or _issue_name(mark.issue),
        "status": Badge("drafted" if item.under_notice else mark.status, mark.kind),
        "mark": mark,
        "evidence": None if evidence is None else [(describe_evidence(one), one.url) for one in evidence],
    }


def make_case_row(document: PostMortem, proof: RecordedProof, site: Site) -> Row:
    """Make the row of an eval case."""
    guards = proof.case.guards
    words = describe_counts(proof.record, proof.result) if proof.record and proof.result else ""
    return {
        "document": document,
        "path": site.url(incident_page(document)),
        "id": proof.case.id,
        "guards": f"{guards.cause} ({guards.kind})" if guards.cause and guards.kind else guards.cause,
        "services": ", ".join(guards.services),
        "status": labels.proof_badge(proof),
        "words": words,
        "is_drafted": any(section.body.start <= start < section.body.end for section, _ in document.notices
                          for start in _starts(document, proof.case.id)),
    }  # fmt: skip


def _starts(document: PostMortem, case_id: str) -> list[int]:
    return [block.span.start for block in document.eval_cases if block.case.id == case_id]


def _issue_name(url: str | None) -> str:
    """Return the text of a link to an issue that the document does not name yet."""
    number = (url or "").rstrip("/").rpartition("/")[2]
    return f"#{number}" if number.isdigit() else "issue" if url else ""


def mark_action(document: PostMortem, item: ActionItem, site: Site) -> ActionMark:
    """Return what a row of an action table shows beside its text."""
    portfolio = site.portfolio
    # A number of the local tracker means nothing on the web.
    is_local = portfolio.config.tracker == "local" and item.issue is not None and item.issue.repository is None
    issue = None if is_local else ref_url(item.issue, site.repository)
    tracked = portfolio.tracked.get((document.id, item.id))
    progress, status = actions.find_progress(document, item, portfolio), actions.find_status(document, item, portfolio)
    if progress is Progress.DRAFTED:
        kind = "draft"
    else:
        kind = {"done": "done", "not planned": "dropped"}.get(status, "open")
    return ActionMark(kind, progress is Progress.OVERDUE, (tracked.url if tracked else "") or issue, status)
