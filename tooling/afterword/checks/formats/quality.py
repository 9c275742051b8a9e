"""What is strong in one document and what would raise it: counts for its author, no score."""

from __future__ import annotations

import re

from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.outline import EVAL_GAP
from afterword.postmortem.schema import Impact
from afterword.postmortem.values import PersonKind, Quantity

_GUARDED = re.compile(r"\*\*Guarded by:\*\*\s*\S")
_MOSTLY = 0.8
"""The share from which a count is strong."""

_Judged = tuple[bool, str]
"""Whether it is strong, and what there is or what to do."""


def lines(document: PostMortem) -> list[str]:
    """A heading and three to six short lines: what is strong, then what would raise it."""
    judged = [_timeline(document), _actions(document), _impact(document), _guard(document), _factors(document)]
    if document.unknowns:
        judged.append((False, f"answer the open questions: {len(document.unknowns)}"))
    judged.sort(key=lambda one: not one[0])
    return ["For the author:", *(f"  {'strong:  ' if strong else 'raise it:'} {text}" for strong, text in judged)]


def _timeline(document: PostMortem) -> _Judged:
    events = document.events
    cited = sum(bool(event.citations) for event in events)
    if not events:
        return False, "write a timeline whose events cite evidence"
    if cited >= _MOSTLY * len(events):
        return True, f"{cited} of {len(events)} timeline events cite evidence"
    return False, f"cite evidence for more of the timeline: {cited} of {len(events)} events do"


def _actions(document: PostMortem) -> _Judged:
    items = [item for item in document.actions if item.status != "not planned"]
    complete = sum(_complete(item) for item in items)
    wanted = 'an owner, a date and "done when"'
    if not items:
        return False, f"add action items with {wanted}"
    if complete == len(items):
        return True, f"every action item ({complete}) has {wanted}"
    return False, f"give every action item {wanted}: {complete} of {len(items)} have them"


def _complete(item: ActionItem) -> bool:
    owned = item.owner is not None and item.owner.kind is not PersonKind.UNSET
    return owned and item.due is not None and item.due.known and bool(item.text("Done when"))


def _impact(document: PostMortem) -> _Judged:
    impact = document.front.impact
    values = dict(impact) if isinstance(impact, Impact) else {}
    known = [key for key, value in values.items() if isinstance(value, Quantity) and value.value is not None]
    if known:
        return True, f"the impact is told in figures: {', '.join(known).replace('_', ' ')}"
    return False, "tell the impact in figures; an estimate such as `~1200` is one"


def _guard(document: PostMortem) -> _Judged:
    gap = document.section(EVAL_GAP.name)
    if document.eval_cases:
        return True, f"an eval case guards against it ({len(document.eval_cases)})"
    if gap and _GUARDED.search(document.text(gap.span)):
        return True, "an action item guards against it"
    return False, "add an eval case that would have failed, or `**Guarded by:**` and the action"


def _factors(document: PostMortem) -> _Judged:
    factors = document.front.factors if isinstance(document.front.factors, list) else []
    named = sum(factor != "unknown" for factor in factors)
    if named > 1:
        return True, f"{named} contributing factors are named"
    return False, "look for a second contributing factor" if named else "name the contributing factors"
