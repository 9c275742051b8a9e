"""Incidents and eval cases as rows of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from afterword.evalcases.proofs.wording import describe_counts
from afterword.portfolio import actions
from afterword.portfolio.incidents import is_near_miss, start_date
from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import PostMortem
from afterword.site import labels
from afterword.site.addresses import incident_page
from afterword.site.facts_card import find_cases
from afterword.site.groups import SHOWN
from afterword.site.site import Site

Row = dict[str, Any]
"""What the templates show of an incident; `path` is its page's URL, relative to the site's root."""


def make_incident_row(document: PostMortem, site: Site) -> Row:
    """Return the row of an incident, which is made once: it is in the lists of many values."""
    return site.once(_rows_by_path)[document.path]


def _rows_by_path(site: Site) -> Mapping[str, Row]:
    return {document.path: _make_row(document, site) for document in site.documents}


def _make_row(document: PostMortem, site: Site) -> Row:
    values = {facet.key: facet.values(document) for facet in SHOWN}
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


def make_case_row(document: PostMortem, proof: RecordedProof, site: Site) -> Row:
    """Make the row of an eval case."""
    guards = proof.case.guards
    words = describe_counts(proof.record, proof.result) if proof.record and proof.result else ""
    return {
        "document": document,
        "path": site.url(incident_page(document)),
        "cases": find_cases(document),
        "cause_path": site.url(page) if (page := site.groups.pages.get(("cause", guards.kind))) else "",
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
