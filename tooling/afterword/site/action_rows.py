"""Action items as rows of the work list, on its page and as the data that filters, groups and sorts it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.portfolio import actions, metrics
from afterword.portfolio.actions import Progress
from afterword.portfolio.done import describe_evidence, find_evidence
from afterword.portfolio.incidents import start_key
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.markers import split_citations
from afterword.postmortem.values import Person, PersonKind
from afterword.site import labels
from afterword.site.addresses import ACTIONS, incident_page
from afterword.site.labels import Badge
from afterword.site.links import ref_url
from afterword.site.page import visible
from afterword.site.rendering import render_inline
from afterword.site.section_styles import ActionMark
from afterword.site.site import Site

Row = dict[str, Any]
"""What the template shows of an action item; `path` is its incident's URL, relative to the site's root."""

VERSION = 1
IN_TIME = "not overdue"
"""A state beside that of the progress: open, and not overdue."""
_FORMULA = re.compile(r"^[=+\-@\t\r]")
"""How a text begins that a spreadsheet takes for a formula."""
_SHOWN = (
    "id", "anchor", "done_when", "priority", "category", "owner", "team", "due", "due_shown", "late", "state", "age",
    "days", "closing", "issue", "path",
)  # fmt: skip
_CSV = (
    "id", "action", "state", "status", "priority", "owner", "team", "due", "days_old", "category", "done_when", "issue",
    "closed_by", "incident", "title", "severity", "services",
)  # fmt: skip


def list_marks(document: PostMortem, site: Site) -> Mapping[str, ActionMark]:
    """Return what the action table of a document shows beside its text, by the ids of its rows."""
    return {row["id"]: row["mark"] for row in site.once(_group_rows).get(document.path, ()) if row["id"]}


def _group_rows(site: Site) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in list_rows(site):
        found.setdefault(row["document"].path, []).append(row)
    return found


def list_rows(site: Site) -> Sequence[Row]:
    """List every action item: overdue ones first, then open, drafted and closed ones. Pages and data share the rows."""
    return site.once(_list_rows)


def _list_rows(site: Site) -> Sequence[Row]:
    return [
        make_action_row(*pair, site) for pairs in actions.group_by_progress(site.portfolio).values() for pair in pairs
    ]


def make_action_row(document: PostMortem, item: ActionItem, site: Site) -> Row:
    """Make the row of an action item."""
    links = site.links(document, ACTIONS)
    action, done_when = (
        render_inline(split_citations(text)[1], links) for text in (item.action, item.text("Done when"))
    )
    progress = actions.find_progress(document, item, site.portfolio)
    mark, evidence = _mark_action(document, item, progress, site), find_evidence(document, item, site.portfolio)
    is_open = progress in (Progress.OPEN, Progress.OVERDUE)
    due = item.due.latest if item.due else None
    now = site.portfolio.now
    late = (now - due).days + 1 if due and mark.is_overdue else 0
    states = {Progress.OPEN: [IN_TIME, "open"], Progress.OVERDUE: ["open", "overdue"]}
    return {
        "document": document,
        "mark": mark,
        "action": action,
        "done_when": done_when.striptags(),
        "path": site.url(incident_page(document)),
        "severity": labels.severity_badge(document, site.portfolio.config),
        "services": document.front.services if isinstance(document.front.services, list) else [],
        "id": item.id,
        "anchor": f"{document.id}-{item.id.lower()}" if item.id.isalnum() else "",
        "priority": item.priority,
        "category": item.category,
        "owner": str(item.owner) if item.owner else item.text("Owner"),
        "owner_shown": "no owner" if (item.text("Owner") or None) in _MISSING else item.text("Owner"),
        "team": _team(item.owner),
        "due": item.due.earliest.date().isoformat() if item.due and item.due.earliest else None,
        "due_shown": item.due.display() if item.due else item.text("Due") or "unknown",
        "late": late,
        "state": states.get(progress, [progress.value]),
        "age": labels.AGE_RANGES[metrics.range_of_age(document, now)] if is_open else "",
        "days": max(metrics.find_age(document, now).days, 0) if is_open else None,
        "issue": item.text("Issue") or _issue_name(mark.issue),
        "issue_url": mark.issue,
        "status": Badge("drafted" if item.under_notice else mark.status, mark.kind),
        "evidence": [(describe_evidence(one), one.url) for one in evidence or ()],
        "is_bare": evidence == (),
        "closing": _describe_closing(document, item, site) if progress is Progress.CLOSED else "",
    }


def write_actions(site: Site) -> str:
    """Write all action items in few bytes, in the order of the list."""
    rows = [_brief(row, at) for at, row in enumerate(list_rows(site))]
    text = json.dumps({"version": VERSION, "actions": rows}, ensure_ascii=False, separators=(",", ":"))
    return visible(text) + "\n"


def write_csv(site: Site) -> str:
    """Write all action items as a table for spreadsheets, none of whose cells is a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_CSV)
    for row in list_rows(site):
        document: PostMortem = row["document"]
        values = row | {
            "action": row["action"].striptags(), "state": row["state"][-1], "status": row["status"].text,
            "incident": document.id, "title": document.title, "severity": row["severity"].text,
            "days_old": row["days"], "services": ", ".join(row["services"]),
            "closed_by": ", ".join([*(words for words, _ in row["evidence"]), *filter(None, [row["closing"]])]),
        }  # fmt: skip
        cells = ("" if values[name] is None else str(values[name]) for name in _CSV)
        writer.writerow([_FORMULA.sub(r"'\g<0>", visible(cell)) for cell in cells])
    return written.getvalue()


def _brief(row: Row, index: int) -> dict[str, Any]:
    document: PostMortem = row["document"]
    severity: Badge = row["severity"]
    found = {
        **{name: row[name] for name in _SHOWN},
        "index": index,
        "action": row["action"].striptags(),
        "services": row["services"],
        "issue_url": row["issue_url"],
        "status": row["status"].text,
        "kind": row["status"].kind,
        "evidence": [{"words": words, "url": url} for words, url in row["evidence"]],
        "is_bare": row["is_bare"],
        "document": document.id,
        "title": document.title,
        "started": start_key(document)[0],
        "severity": severity.text,
        "rank": severity.kind.removeprefix("sev-"),
        "meaning": severity.title,
    }
    kept = ("index", "days")
    return {name: value for name, value in found.items() if value not in ("", None, False, 0) or name in kept}


def _team(owner: Person | None) -> str:
    """Return the owner if it is a team or a role, which only teams and groups have."""
    return str(owner) if owner and owner.kind in (PersonKind.TEAM, PersonKind.ROLE) else ""


def _describe_closing(document: PostMortem, item: ActionItem, site: Site) -> str:
    """Return when and by whom a closed item was closed, as far as the tracker says."""
    tracked = site.portfolio.tracked.get((document.id, item.id))
    if tracked and tracked.closed:
        return f"closed {tracked.closed:%Y-%m-%d}" + (f" by {tracked.closed_by}" if tracked.closed_by else "")
    is_known = find_evidence(document, item, site.portfolio) is not None
    return "" if is_known else "what closed it is not known"


def count_values(site: Site) -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    """Count the values by which the list is filtered: the key, its name, and each value with its number of items."""
    rows = list_rows(site)
    fixed: dict[str, Sequence[str]] = {
        "state": ["open", "overdue", IN_TIME, "drafted", "closed"],
        "severity": [severity.name for severity in site.portfolio.config.severities],
        "age": labels.AGE_RANGES,
    }
    for key, name in _FACETS.items():
        numbers: dict[str, int] = {}
        for row in rows:
            found = row["severity"].text if key == "severity" else row["services"] if key == "service" else row[key]
            values = found if isinstance(found, list) else [found] if found not in _MISSING else []
            for value in values or ([labels.NONE] if key in _OFTEN_MISSING else []):
                numbers[str(value)] = numbers.get(str(value), 0) + 1
        known = fixed.get(key, ())
        rank = {value: at for at, value in enumerate(known)}
        by_name = key == "priority"
        ordered = sorted(numbers, key=lambda one: (rank.get(one, len(rank)), 0 if by_name else -numbers[one], one))
        yield key, name, [(value, numbers[value]) for value in ordered]


_FACETS = {
    "state": "State", "owner": "Owner", "severity": "Severity", "priority": "Priority", "age": "Age",
    "team": "Team or role", "category": "Category", "service": "Service",
}  # fmt: skip
_OFTEN_MISSING = ("owner", "priority", "category")
"""What people look for where it is missing."""
_MISSING = ("", None, "unknown", "TBD")


def _issue_name(url: str | None) -> str:
    """Return the text of a link to an issue that the document does not name yet."""
    number = (url or "").rstrip("/").rpartition("/")[2]
    return f"#{number}" if number.isdigit() else "issue" if url else ""


def _mark_action(document: PostMortem, item: ActionItem, progress: Progress, site: Site) -> ActionMark:
    """Return what a row of an action table shows beside its text."""
    portfolio = site.portfolio
    # A number of the local tracker means nothing on the web.
    is_local = portfolio.config.tracker == "local" and item.issue is not None and item.issue.repository is None
    issue = None if is_local else ref_url(item.issue, site.repository)
    tracked = portfolio.tracked.get((document.id, item.id))
    status = actions.find_status(document, item, portfolio)
    if progress is Progress.DRAFTED:
        kind = "draft"
    else:
        kind = {"done": "done", "not planned": "dropped"}.get(status, "open")
    return ActionMark(kind, progress is Progress.OVERDUE, (tracked.url if tracked else "") or issue, status)
