"""Impact figures and durations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from afterword.derive.tables import write_table
from afterword.postmortem.schema import FrontMatter, Impact, Incident
from afterword.text.escaping import escape_markdown
from afterword.times.durations import Interval

FIGURES = {
    "users": "Users affected",
    "requests": "Requests affected",
    "share": "Share affected",
    "revenue": "Revenue lost",
    "cost": "Cost",
    "sla_violations": "SLA violations",
    "complaints": "Complaints",
}
"""By the key of a quantity, what it is called."""
_LABELS = {**FIGURES, "data": "Data", "harm": "Harm to people"}


def durations(incident: Incident | None) -> list[tuple[str, str]]:
    """Compute the time to detect, mitigate and resolve from the first effect on users."""
    if incident is None:
        return []
    ends = {"detect": incident.detected, "mitigate": incident.mitigated, "resolve": incident.resolved}
    lengths = {f"Time to {verb}": Interval.between(incident.started, end) for verb, end in ends.items()}
    found = [(name, str(length)) for name, length in lengths.items() if length is not None]
    if incident.mitigated is not None and incident.mitigated == incident.resolved and len(found) > 1:
        found[-2:] = [("Time to mitigate and resolve", found[-1][1])]
    return found or ([("Duration", str(incident.duration))] if incident.duration else [])


def has_figures(front: FrontMatter) -> bool:
    """Whether anything is known about how much was affected."""
    return bool(_notes(front)) or any(value != "unknown" for _, value in _figures(front))


def _figures(front: FrontMatter) -> list[tuple[str, str]]:
    impact = front.impact if isinstance(front.impact, Impact) else None
    return [
        (label, str(getattr(impact, key)))
        for key, label in _LABELS.items()
        if impact and getattr(impact, key) is not None
    ]


def write_known_figures(front: FrontMatter) -> str:
    """Write the figures that are known in a line of plain text: `users affected 117, data none`."""
    known = ((label, value) for label, value in _figures(front) if value != "unknown")
    return ", ".join(f"{label[:1].lower()}{label[1:]} {value}" for label, value in known)


def _notes(front: FrontMatter) -> str:
    impact = front.impact if isinstance(front.impact, Impact) else None
    return impact.notes if impact and impact.notes and impact.notes != "unknown" else ""


def _repeat(notes: str, figures: list[tuple[str, str]]) -> bool:
    """Whether notes only repeat the figures, as those of `afterword new --impact '~1200 users'` do."""
    for label, value in figures:
        if value in notes:
            notes = notes.replace(value, "", 1)
            for word in label.casefold().split():
                notes = re.sub(rf"\b{word}\b", "", notes, count=1, flags=re.IGNORECASE)
    return bool(figures) and not re.search(r"\w", notes)


def write_figures(figures: Iterable[tuple[str, str, Sequence[str]]]) -> str:
    """Write figures that the evidence gives, as a list: the key, the value, and the labels of what shows it."""
    return "\n".join(
        f"- {FIGURES[key]}: {escape_markdown(value)} {''.join(f'[^{label}]' for label in cited)}"
        for key, value, cited in figures
    )


def write_impact(front: FrontMatter) -> str:
    """Write a table of figures and durations, and the notes on them; empty if nothing is known."""
    times, figures, notes = durations(front.incident), _figures(front), _notes(front)
    if not (times or has_figures(front)):
        return ""
    shown = "" if _repeat(notes, figures) else escape_markdown(notes)
    return "\n\n".join(filter(None, (write_table("Measure | Value", (*figures, *times)), shown)))
