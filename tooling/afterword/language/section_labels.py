"""Words above or before what somebody wrote that say to which section it belongs: `Went well:`, `Next steps`."""

from __future__ import annotations

import re

from afterword.postmortem import outline
from afterword.postmortem.outline import SectionKind
from afterword.text.late_pattern import late_pattern

LABELS: tuple[tuple[SectionKind, str], ...] = (
    (outline.WENT_WELL, r"(?:what )?went well|what worked|good|positives?|plus|kudos|on the plus side"),
    (
        outline.WENT_WRONG,
        r"(?:what )?went (?:badly|wrong|poorly|less well)|not (?:so )?good|bad|negatives?|minus|to improve",
    ),
    (outline.LESSONS, r"lessons?(?: learn(?:ed|t))?|take-?aways?|learnings?|what we learn(?:ed|t)|moral"),
    (
        outline.IMMEDIATE_CAUSE,
        r"root cause(?: identified| found)?|(?:immediate |direct )?cause|diagnosis|"
        r"why it broke",
    ),
    (outline.CONTRIBUTING_CAUSES, r"contributing(?: factors?| causes?)?|background"),
    (outline.WHAT_ALLOWED_IT, r"what allowed it|gap|missing safeguard"),
    (outline.IMPACT, r"impact|affected|blast radius|damage"),
    (outline.MITIGATION, r"mitigation(?: applied)?|work-?around|(?:immediate |hot)?fix|remedy"),
    (outline.WHAT_CHANGED, r"change"),
    (
        outline.WHY_EVALS,
        r"why (?:did )?(?:the |our )?(?:evals?|evaluations?|tests?|suites?) (?:did )?(?:not|n't) (?:catch|see|"
        r"find) (?:it|this)|why (?:it|this) was not caught(?: by (?:the |our )?(?:evals?|tests?))?|eval(?:uation)? gap",
    ),
)
TO_DO = (
    r"(?:still )?open(?: items| points| tasks| work)?|to[- ]?dos?|action(?: item)?s?|follow[- ]?ups?|next(?: steps?)?|"
    r"tasks?|proposals?|still to do|what (?:is next|we (?:will )?do(?: next| now)?)|what we(?:'ll| will) change|"
    r"measures|(?:offene )?aufgaben?|offene punkte|ma(?:ß|ss)nahmen?|zu tun|actions? à mener|à faire|por hacer|"
    r"acciones|da fare"
)
"""What is to be done."""
_AGREED = (
    r"(?:decisions?|agreed|agreements?|actions?|tasks?)(?: and (?:actions?|owners|next steps))?|what to do|"
    r"who does what|"
    r"(?:agreed|decided) (?:actions?|tasks?|items)|action points?|aps?|ais?|commitments?|assignments?|"
    r"what (?:we|i) do(?: ourselves| about it)?|vereinbart|beschlossen|beschl(?:u|ü)ss?e|vereinbarungen|"
    r"décisions?(?: et actions)?|suites|engagements|acuerdos|compromisos|tareas|decisiones|accordi|azioni|decisioni|"
    r"decisões|ações|acordado|combinado|besluiten|afspraken|acties|actiepunten|ustalenia|zadania|działania|"
    r"beslutninger|handlinger|tiltak|åtgärder|beslut|toimenpiteet"
)
"""What was agreed: below such a line, what is listed is to be done."""
_HEADING = late_pattern(
    rf"(?:#{{0,6}}|-{{2,}})[ *_]*(?:(?:TOP )?\d{{1,2}}(?:\.\d{{1,2}})?[.:)]? )?(?:(?P<to_do>{TO_DO}|{_AGREED})|"
    rf"(?P<section>{'|'.join(words for _, words in LABELS)}))"
    r"(?: \([^()]*\))?[ *_]*:?[ *_]*",
    re.IGNORECASE,
)


def label_of_heading(line: str) -> str:
    """Return the label that a line alone gives to what is below it, `To do` or its own words; empty if it is none."""
    match = _HEADING.fullmatch(line.strip())
    if match is None:
        return ""
    words = (match["section"] or "to do").strip()
    return words[:1].upper() + words[1:]
