"""The post-mortems as data: what the table of incidents filters, and what other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from afterword.postmortem import PostMortem
from afterword.postmortem.schema import Incident
from afterword.site import facets, feeds, pages, rows, syndication, views
from afterword.site.page import visible
from afterword.site.views import ACTIONS, DATA, HOME, INCIDENTS, METRICS, Site
from afterword.times.durations import Interval
from afterword.times.when import When

VERSION = 1
_MEASURES = ("detected", "mitigated", "resolved")


def all_files(site: Site) -> dict[str, Callable[[], str]]:
    """What makes each file beside the pages, by its path below the site's root."""
    made: dict[str, Callable[[], str]] = {DATA: lambda: incidents(site), "llms.txt": lambda: llms(site)}
    made |= {_file(document): _lazily(document, site) for document in site.documents}
    if site.address:
        made |= {syndication.RSS: lambda: feeds.rss(site), syndication.JSON: lambda: feeds.json_feed(site)}
    return made


def _lazily(document: PostMortem, site: Site) -> Callable[[], str]:
    return lambda: incident(document, site)


def incidents(site: Site) -> str:
    """All incidents in few bytes, the newest first."""
    return _compact({"version": VERSION, "incidents": [_brief(document, site) for document in _ordered(site)]})


def incident(document: PostMortem, site: Site) -> str:
    """Everything that the front matter says and what was derived from it."""
    front = document.front
    found = {
        "version": VERSION,
        **_brief(document, site),
        "file": document.path,
        "summary": pages.description(document),
        "visibility": front.visibility or "internal",
        "owner": str(front.owner) if front.owner else None,
        "incident": _plain(front.incident),
        "models": _plain(front.models),
        "causes": _plain(front.causes),
        "provider": _plain(front.provider),
        "impact": _plain(front.impact),
        "evals": _plain(front.evals),
        "times": {name: _length(front.incident, name) for name in _MEASURES},
        "actions": [
            {
                "id": item.id,
                "action": item.action,
                "category": item.category,
                "owner": str(item.owner) if item.owner else None,
                "due": str(item.due) if item.due else None,
                "status": "drafted" if item.under_notice else views.action_status(document, item, site),
                "overdue": views.action_is_overdue(document, item, site),
                "issue": item.text("Issue") or None,
            }
            for item in document.actions
        ],
        "eval_cases": [block.case.id for block in document.eval_cases],
        "unknowns": [question.question for question in document.open_questions],
    }
    return visible(json.dumps(found, ensure_ascii=False, indent=1)) + "\n"


def llms(site: Site) -> str:
    """What is where, for programs that read instead of looking."""
    lines = [
        f"# {_line(site.name)}",
        "",
        "> Post-mortems of AI incidents: one page and one JSON file for each.",
        "",
        f"- [All incidents as JSON]({site.address}{DATA})",
        *(f"- [{title}]({site.address + site.url(page) or './'})" for title, page in
          (("Home", HOME), ("Incidents", INCIDENTS), ("Action items", ACTIONS), ("Metrics", METRICS))),
        "",
        "## Incidents",
        "",
    ]  # fmt: skip
    for document in _ordered(site):
        if document.front.status == "published":
            said = ", ".join(filter(None, [document.front.severity, views.started_on(document)]))
            lines.append(f"- [{_line(document.title)}]({site.address}{_file(document)}): {_line(said)}")
    return visible("\n".join(lines)) + "\n"


def _brief(document: PostMortem, site: Site) -> dict[str, Any]:
    row = rows.incident(document, site)
    tally = row.actions
    return {
        "id": row.id,
        "path": row.path,
        "date": row.date,
        "start": views.order(document)[0],
        "severity": row.severity.text,
        "rank": row.severity.kind.removeprefix("sev-"),
        "meaning": row.severity.title,
        "title": row.title,
        **{f"{facet.key}s": list(facet.values(document)) for facet in facets.FACETS
           if facet.key not in ("severity", "year", "detection")},
        "versions": facets.versions(document),
        "detection": next(iter(facets.detection(document)), None),
        "year": facets.year(document),
        "duration": row.duration,
        "minutes": _length(document.front.incident, "resolved"),
        "open": tally.open,
        "overdue": tally.overdue,
        "promised": tally.total - tally.drafted,
        "status": document.front.status,
        "problems": row.problems,
    }  # fmt: skip


def _length(incident: Incident | None, name: str) -> int | None:
    """Minutes from the first effect on users to a milestone, the middle where they are not known exactly."""
    incident = incident or Incident()
    length = Interval.between(incident.started, getattr(incident, name))
    if length is None:
        return None
    return round((length.least + length.greatest).total_seconds() / 120)


def _plain(value: Any) -> Any:
    """Values of the front matter as JSON holds them: what has a written form, in that form."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, When):
        return str(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if hasattr(value, "model_fields_set"):
        return {
            name: _plain(getattr(value, name)) for name in type(value).model_fields if name in value.model_fields_set
        }
    return str(value)


def _ordered(site: Site) -> list[PostMortem]:
    return sorted(site.documents, key=views.order, reverse=True)


def _file(document: PostMortem) -> str:
    return f"incidents/{document.id}.json"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")").replace("<", "‹")


def _compact(value: object) -> str:
    return visible(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) + "\n"
