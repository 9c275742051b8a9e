"""The post-mortems as data: what the table of incidents filters, and what other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from afterword.config import Config
from afterword.portfolio import actions, facets
from afterword.portfolio.actions import Progress
from afterword.portfolio.done import find_evidence
from afterword.portfolio.incidents import (
    MILESTONES,
    is_near_miss,
    measure_time_to,
    sort_newest_first,
    start_date,
    start_key,
    start_year,
)
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.schema import Incident
from afterword.site import feed_formats, labels
from afterword.site.action_rows import write_actions, write_csv
from afterword.site.addresses import ACTION_DATA, ACTION_TABLE, ACTIONS, DATA, HOME, INCIDENTS, METRICS, incident_page
from afterword.site.feeds import make_feed
from afterword.site.groups import SHOWN, find_owner
from afterword.site.incident_page import describe
from afterword.site.page import visible
from afterword.site.shown_times import list_shown_times
from afterword.site.site import Site
from afterword.site.table_rows import make_incident_row

VERSION = 1
_KEYS = ("incident", "models", "causes", "provider", "impact", "evals")


def collect_files(site: Site) -> dict[str, Callable[[], str]]:
    """Return what makes each file beside the pages, by its path below the site's root."""
    made: dict[str, Callable[[], str]] = {
        DATA: partial(write_incidents, site),
        ACTION_DATA: partial(write_actions, site),
        ACTION_TABLE: partial(write_csv, site),
        "llms.txt": partial(write_llms_txt, site),
    }
    made |= {_file(document): partial(write_incident, document, site) for document in site.documents}
    if site.address:
        made |= {
            feed_formats.RSS: lambda: make_feed(site).write_rss(),
            feed_formats.ATOM: lambda: make_feed(site).write_atom(),
            feed_formats.JSON: lambda: make_feed(site).write_json(),
        }
    return made


def write_incidents(site: Site) -> str:
    """Write all incidents in few bytes, the newest first."""
    rows = [_brief(document, site) for document in sort_newest_first(site.documents)]
    return (
        visible(json.dumps({"version": VERSION, "incidents": rows}, ensure_ascii=False, separators=(",", ":"))) + "\n"
    )


def write_incident(document: PostMortem, site: Site) -> str:
    """Write everything that the front matter says, and what was derived from it."""
    front, shows_durations = document.front, site.portfolio.config.site.durations
    found = {
        "version": VERSION,
        **_brief(document, site),
        "file": document.path,
        "summary": describe(document),
        "visibility": front.visibility or "internal",
        "owner": str(front.owner) if front.owner else None,
        **{key: _plain(getattr(front, key)) for key in _KEYS},
        **({} if shows_durations else {"incident": _without_duration(front.incident)}),
        "proposals": [
            {"key": one.name, "value": one.value, "evidence": list(one.sources)} for one in document.proposed
        ],
        **({"times": {name: _minutes_to(name, document) for name in MILESTONES}} if shows_durations else {}),
        "actions": [_action(document, item, site) for item in document.actions],
        "eval_cases": [block.case.id for block in document.eval_cases],
        "unknowns": [question.question for question in document.open_questions],
    }
    return visible(json.dumps(found, ensure_ascii=False, indent=1)) + "\n"


def _action(document: PostMortem, item: ActionItem, site: Site) -> dict[str, Any]:
    evidence = find_evidence(document, item, site.portfolio)
    return {
        "id": item.id,
        "action": item.action,
        "category": item.category,
        "owner": str(item.owner) if item.owner else None,
        "due": str(item.due) if item.due else None,
        "status": "drafted" if item.under_notice else actions.find_status(document, item, site.portfolio),
        "overdue": actions.find_progress(document, item, site.portfolio) is Progress.OVERDUE,
        "issue": item.text("Issue") or None,
        "evidence": None if evidence is None else [one.model_dump() for one in evidence],
    }


def write_llms_txt(site: Site) -> str:
    """Write where everything is, for programs that read instead of looking."""
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
    for document in sort_newest_first(site.documents):
        if document.front.status == "published":
            near_miss = "near miss" if is_near_miss(document) else None
            said = ", ".join(filter(None, [document.front.severity, near_miss, start_date(document)]))
            lines.append(f"- [{_line(document.title)}]({site.address}{_file(document)}): {_line(said)}")
    return visible("\n".join(lines)) + "\n"


def _brief(document: PostMortem, site: Site) -> dict[str, Any]:
    severity = labels.severity_badge(document, site.portfolio.config)
    tally = make_incident_row(document, site)["actions"]
    return {
        "id": document.id,
        "path": site.url(incident_page(document)),
        "date": start_date(document),
        "start": start_key(document)[0],
        "severity": severity.text,
        "rank": severity.kind.removeprefix("sev-"),
        "meaning": severity.title,
        "title": document.title,
        **{f"{facet.key}s": list(facet.values(document)) for facet in SHOWN
           if facet.key not in ("severity", "year", "detection")},
        "versions": facets.name_versions(document),
        "detection": next(iter(facets.name_detection(document)), None),
        "year": start_year(document),
        "owner": find_owner(document),
        **(_durations(document, site.portfolio.config) if site.portfolio.config.site.durations else {}),
        **{time.key: found for time in list_shown_times(site) if (found := time.find_range(document, site))},
        "open": tally.open,
        "overdue": tally.overdue,
        "promised": tally.accepted,
        "status": document.front.status,
        "near_miss": is_near_miss(document),
        "proposed": len(document.proposed),
        "problems": len(document.problems),
    }  # fmt: skip


def _without_duration(incident: Incident | None) -> Any:
    return incident and {key: value for key, value in _plain(incident).items() if key != "duration"}


def _durations(document: PostMortem, config: Config) -> dict[str, Any]:
    return {
        "duration": labels.duration(document.front.incident, config),
        "minutes": _minutes_to("resolved", document),
    }


def _minutes_to(milestone: str, document: PostMortem) -> int | None:
    """Return the minutes from the first effect on users to a milestone, the middle of what is possible."""
    length = measure_time_to(milestone, document)
    return round((length.least + length.greatest).total_seconds() / 120) if length else None


def _plain(value: Any) -> Any:
    """Return values of the front matter as JSON: what has a written form, in that form."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if hasattr(value, "model_fields_set"):
        return {
            name: _plain(getattr(value, name)) for name in type(value).model_fields if name in value.model_fields_set
        }
    return str(value)


def _file(document: PostMortem) -> str:
    return f"incidents/{document.id}.json"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")").replace("<", "‹")
