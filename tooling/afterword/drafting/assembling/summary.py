"""The Summary, composed from facts: what, when, how it was found, who was affected, which causes, who responded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterword.derive.impact import write_known_figures
from afterword.postmortem.schema import Detection, FrontMatter
from afterword.postmortem.values import PersonKind
from afterword.text.escaping import escape_markdown
from afterword.times.when import When

_DETECTED_BY: Mapping[Detection, str] = {
    "alert": " by an alert", "eval": " by an eval", "customer": " by a customer", "employee": " by an employee",
    "provider": " by a provider", "public": " by the public", "other": "",
}  # fmt: skip
_TIMES = (
    ("started", "began {}"),
    ("detected", "was detected {}"),
    ("mitigated", "stopped affecting users {}"),
    ("resolved", "was resolved {}"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that the evidence gives for the front matter, and the items that give it."""

    value: object
    items: tuple[str, ...]


def write_summary(front: FrontMatter, proposed: Mapping[tuple[str | int, ...], Fact]) -> str:
    """Write the facts as sentences, a line each; empty if no time is known.

    Args:
        front: what is stated and accepted.
        proposed: values that the evidence gives, by their place in the front matter.
    """
    times = _times(front, proposed)
    if not times:
        return ""
    what = f"{escape_markdown(front.title.rstrip('.'))}: it" if front.title else "It"
    return "\n".join(filter(None, (f"{what} {times}", _affected(front), _cause(front), _responders(front))))


def _times(front: FrontMatter, proposed: Mapping[tuple[str | int, ...], Fact]) -> str:
    parts: list[str] = []
    cited: list[str] = []
    for key, words in _TIMES:
        stated = getattr(front.incident, key, None)
        if isinstance(stated, When) and stated.known:
            shown = stated.display()
        elif fact := proposed.get(("incident", key)):
            shown = When.parse(str(fact.value)).display()
            cited += fact.items
        else:
            continue
        parts.append(words.format(shown) + (_by(front, proposed, cited) if key == "detected" else ""))
    if not parts:
        return ""
    return f"{_listed(parts)}.{_citations(cited)}"


def _by(front: FrontMatter, proposed: Mapping[tuple[str | int, ...], Fact], cited: list[str]) -> str:
    stated = front.incident.detection if front.incident else None
    if stated is None and (fact := proposed.get(("incident", "detection"))):
        cited += fact.items
        return next((words for kind, words in _DETECTED_BY.items() if kind == fact.value), "")
    return next((words for kind, words in _DETECTED_BY.items() if kind == stated), "")


def _affected(front: FrontMatter) -> str:
    services = front.services if isinstance(front.services, list) else []
    parts = [f"Affected: {escape_markdown(', '.join(services))}"] if services else []
    if figures := write_known_figures(front):
        parts.append(escape_markdown(figures))
    return f"{'; '.join(parts)}." if parts else ""


def _cause(front: FrontMatter) -> str:
    """Name the cause; several have a section of their own."""
    causes = [cause.summary for cause in front.stated_causes if cause.summary]
    return f"Cause: {escape_markdown(causes[0].rstrip('.'))}." if len(causes) == 1 else ""


def _responders(front: FrontMatter) -> str:
    people = front.responders if isinstance(front.responders, list) else []
    roles = [escape_markdown(one.name) for one in people if one.kind in (PersonKind.ROLE, PersonKind.TEAM)]
    return f"Responders: {', '.join(roles)}." if roles else ""


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _citations(items: Iterable[str]) -> str:
    labels = dict.fromkeys(name.lower() for name in items if name.startswith("E"))
    return "".join(f" [^{label}]" for label in labels)
