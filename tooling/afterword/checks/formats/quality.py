"""What is strong in a document and what would improve it: counts for its author, not a score."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.checks.placeholders import fits_any_action, owner_lack
from afterword.checks.rule import Finding, Level
from afterword.checks.rules.aw2_sections.timeline import ENOUGH_EVIDENCE, names_evidence
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.guards import guards
from afterword.postmortem.schema import Impact
from afterword.postmortem.values import Quantity

_Judged = tuple[bool, str]
"""Whether it is strong, and what there is or what to do."""

_EVALS = frozenset({"AW405", "AW406", "AW407", "AW408"})


def lines(document: PostMortem, findings: Iterable[Finding] = ()) -> list[str]:
    """A heading and five short lines: what is strong, then what would raise it.

    Args:
        findings: what the rules found in it, which is not praised.
    """
    wrong = sorted({finding.rule for finding in findings if finding.level is not Level.NOTE} & _EVALS)
    guard = (False, f"fix what {' and '.join(wrong)} found on evals") if wrong else _guard(document)
    judged = [_timeline(document), _actions(document), _impact(document), guard, _factors(document)]
    judged.sort(key=lambda one: not one[0])
    return ["For the author:", *(f"  {'strong:  ' if strong else 'raise it:'} {text}" for strong, text in judged)]


def _timeline(document: PostMortem) -> _Judged:
    events = document.events
    shown = sum(names_evidence(event) for event in events)
    if not events:
        return False, "write a timeline whose events name their evidence"
    if shown >= ENOUGH_EVIDENCE * len(events):
        return True, f"{shown} of {len(events)} timeline events name their evidence"
    return False, f"name the evidence for more of the timeline: {shown} of {len(events)} events do"


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
    owned = item.has_owner and not owner_lack(item)
    return owned and item.due is not None and item.due.known and not fits_any_action(item.text("Done when"))


def _impact(document: PostMortem) -> _Judged:
    impact = document.front.impact
    values = dict(impact) if isinstance(impact, Impact) else {}
    known = [key for key, value in values.items() if isinstance(value, Quantity) and value.value is not None]
    if known:
        return True, f"the impact has figures: {', '.join(known).replace('_', ' ')}"
    return False, "tell the impact in figures; an estimate such as `~1200` is one"


def _guard(document: PostMortem) -> _Judged:
    if document.eval_cases:
        return True, f"an eval case guards against it ({len(document.eval_cases)})"
    if any(guard.exists for guard in guards(document)):
        return True, "an action item guards against it"
    return False, "add an eval case that would have failed, or `**Guarded by:**` and the action"


def _factors(document: PostMortem) -> _Judged:
    factors = document.front.factors if isinstance(document.front.factors, list) else []
    named = sum(factor != "unknown" for factor in factors)
    if named > 1:
        return True, f"{named} contributing factors are named"
    return False, "look for a second contributing factor" if named else "name the contributing factors"
