"""Impact figures and durations."""

from __future__ import annotations

import re

from afterword.derive.cells import cell
from afterword.postmortem.schema import FrontMatter, Impact, Incident
from afterword.text.escaping import escape_markdown
from afterword.times.durations import Interval

_FIGURES = (
    ("users", "Users affected"),
    ("requests", "Requests affected"),
    ("share", "Share affected"),
    ("revenue", "Revenue lost"),
    ("cost", "Cost"),
    ("sla_violations", "SLA violations"),
    ("complaints", "Complaints"),
    ("data", "Data"),
    ("harm", "Harm to people"),
)


def durations(incident: Incident | None) -> list[tuple[str, str]]:
    """Time to detect, mitigate and resolve, from the first effect on users; intervals where times are imprecise."""
    if incident is None:
        return []
    found = []
    for name, end in (
        ("Time to detect", incident.detected),
        ("Time to mitigate", incident.mitigated),
        ("Time to resolve", incident.resolved),
    ):
        interval = Interval.between(incident.started, end)
        if interval is not None:
            found.append((name, str(interval)))
    if not found and incident.duration:
        found.append(("Duration", str(incident.duration)))
    return found


def has_figures(front: FrontMatter) -> bool:
    """Whether anything is known about the extent."""
    return bool(_notes(front)) or any(value != "unknown" for _, value in _figures(front))


def _figures(front: FrontMatter) -> list[tuple[str, str]]:
    impact = front.impact if isinstance(front.impact, Impact) else None
    return [
        (label, str(getattr(impact, key))) for key, label in _FIGURES if impact and getattr(impact, key) is not None
    ]


def _notes(front: FrontMatter) -> str:
    impact = front.impact if isinstance(front.impact, Impact) else None
    return impact.notes if impact and impact.notes and impact.notes != "unknown" else ""


def _repeats(notes: str, figures: list[tuple[str, str]]) -> bool:
    """Whether notes say nothing beside the figures, as those of `afterword new --impact '~1200 users'` do."""
    for label, value in figures:
        if value in notes:
            notes = notes.replace(value, "", 1)
            for word in label.casefold().split():
                notes = re.sub(rf"\b{word}\b", "", notes, count=1, flags=re.IGNORECASE)
    return bool(figures) and not re.search(r"\w", notes)


def impact_table(front: FrontMatter) -> str:
    """Figures and durations as a table; empty where nothing is known."""
    times = durations(front.incident)
    if not (times or has_figures(front)):
        return ""
    rows = [*_figures(front), *times]
    lines = ["| Measure | Value |", "|---|---|", *(f"| {label} | {cell(value)} |" for label, value in rows)]
    notes = _notes(front)
    if notes and not _repeats(notes, _figures(front)):
        lines += ["", escape_markdown(notes)]
    return "\n".join(lines if rows else lines[-1:])
