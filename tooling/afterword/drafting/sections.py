"""The sections that a model drafts: their prompts, what their claims contain, and how claims are laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from afterword.evalcases.assertions import TEXT_KINDS
from afterword.grounding.claims import object_schema
from afterword.postmortem import CATEGORIES, outline
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.priorities import PRIORITIES

"""What a model can call the urgency of an action item."""
ALL_CAUSES = "all"
"""What a claim names as its cause if it is about all of them."""


class Form(Enum):
    """How claims become a section."""

    PARAGRAPH = "sentences of one paragraph"
    BULLETS = "items of a list"
    WHYS = "questions and answers, numbered"
    ACTIONS = "rows of the action table"
    CASES = "eval cases"


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section that a model drafts.

    Attributes:
        kind: the section of the outline.
        prompt: the prompt file, without `.md`.
        relevant: a pattern of lower-case words that evidence about the section's question contains.
        form: how its claims are laid out.
        per_cause: whether each claim names its cause if there are several.
        max_claims: how many claims are taken.
        max_unknowns: how many questions of the model's own are kept.
        wave: when it is drafted; it knows what earlier waves say.
    """

    kind: SectionKind
    prompt: str
    relevant: str
    form: Form = Form.PARAGRAPH
    per_cause: bool = False
    max_claims: int = 8
    max_unknowns: int = 6
    wave: int = 1

    @property
    def name(self) -> str:
        """The section's heading."""
        return self.kind.name

    @property
    def adds(self) -> bool:
        """Whether its text is added to what code derives for the section, rather than replaced by it."""
        return self.form is Form.CASES

    @property
    def repeats(self) -> bool:
        """Whether it may say what another section says: the Summary does, for readers who read nothing else."""
        return self.kind is outline.SUMMARY

    @property
    def asserts(self) -> bool:
        """Whether its claims say what was so; action items and eval cases say what is to be done."""
        return self.form not in (Form.ACTIONS, Form.CASES)

    def claim_properties(self, causes: Sequence[str], samples: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Describe what a claim contains beside text, evidence, quote and kind, as JSON Schema.

        Args:
            causes: ids of the causes; none if there is only one.
            samples: ids of the failing samples.
        """
        text = {"type": "string"}
        more: dict[str, dict[str, Any]] = {}
        if self.per_cause and causes:
            more["cause"] = {"type": "string", "enum": [*causes, ALL_CAUSES]}
        if self.form is Form.ACTIONS:
            more |= {
                "category": {"type": "string", "enum": list(CATEGORIES)},
                "owner": text,
                "due": text,
                "done_when": text,
                "priority": {"type": "string", "enum": list(PRIORITIES)},
            }
        if self.form is Form.CASES:
            kinds = [kind for kind in TEXT_KINDS if not kind.startswith(("not-", "equals"))]
            one = object_schema(kind={"type": "string", "enum": kinds}, values={"type": "array", "items": text})
            checks = {"type": "array", "items": one}
            outputs = {"type": "array", "items": text}
            more |= {"sample": {"type": "string", "enum": list(samples)}, "must": checks, "must_not": checks}
            more |= {"bad": outputs, "good": outputs}
        return more


SPECS: tuple[SectionSpec, ...] = (
    SectionSpec(
        outline.SUMMARY,
        "summary",
        r"users?|customers?|complain\w*|detect\w*|resolv\w*|began|start\w*|promis\w*|wrong|fail\w*|outage|affect\w*",
        wave=2,
    ),
    SectionSpec(
        outline.IMMEDIATE_CAUSE,
        "immediate_cause",
        r"because|caus\w*|due to|chang\w*|remov\w*|dropp?e?d?|replac\w*|bug|defect|release\w*|deploy\w*|prompt",
        per_cause=True,
    ),
    SectionSpec(
        outline.CONTRIBUTING_CAUSES,
        "contributing_causes",
        r"because|why|caus\w*|missing|no \w+ (?:check|test|owner)|not (?:checked|tested|reviewed)|assum\w*|review\w*",
        Form.WHYS,
        per_cause=True,
    ),
    SectionSpec(
        outline.WHAT_ALLOWED_IT,
        "what_allowed_it",
        r"alert\w*|monitor\w*|guardrail\w*|review\w*|canary|rollout|roll(?:ed)? out|gate|approv\w*|threshold|dashboard",
        per_cause=True,
    ),
    SectionSpec(
        outline.WHY_EVALS,
        "why_evals",
        r"evals?|evaluation\w*|tests?|suite|cases?|benchmark\w*|pass(?:ed|es)?|canary|staging|judge|score\w*",
        per_cause=True,
    ),
    SectionSpec(
        outline.UPSTREAM_PROVIDER,
        "upstream_provider",
        r"provider|vendor|upstream|status page|snapshot|deprecat\w*|degrad\w*|third.party|model version",
    ),
    SectionSpec(
        outline.EVAL_GAP,
        "eval_case",
        r"evals?|evaluation\w*|suite|cases?|promis\w*|expected|should (?:have )?sa(?:y|id)|answer\w*",
        Form.CASES,
        max_claims=3,
    ),
    SectionSpec(
        outline.WENT_WELL,
        "went_well",
        r"within|quick\w*|immediately|automatic\w*|alert\w*|runbook|roll(?:ed)?.?back|flag|switch|caught|help(?:s|ed|ful)|"
        r"worked",
        Form.BULLETS,
    ),
    SectionSpec(
        outline.WENT_WRONG,
        "went_wrong",
        r"late|no (?:alert|one|test|case|eval)|nobody|not|never|by hand|manual\w*|"
        r"delay\w*|wait\w*|slow\w*|miss\w*|unclear|escalat\w*|hours?",
        Form.BULLETS,
    ),
    SectionSpec(
        outline.MITIGATION,
        "mitigation",
        r"roll(?:ed)?.?back|revert\w*|restor\w*|disabl\w*|switch\w*|fix\w*|hotfix|mitigat\w*|"
        r"flag|stopped|verif\w*|back to",
    ),
    SectionSpec(
        outline.ACTION_ITEMS,
        "action_items",
        r"should|todo|follow.?up|add|need\w*|missing|no (?:alert|test|case|eval|runbook|owner)|nobody|"
        r"next time|prevent\w*|(?:i|we)'ll|i will|we will|until",
        Form.ACTIONS,
        max_claims=10,
    ),
)
"""In the order of the outline."""

BY_NAME = {spec.name: spec for spec in SPECS}


_RELEVANT = {
    **{spec.name: spec.relevant for spec in SPECS},
    outline.WHAT_CHANGED.name: r"deploy\w*|release[sd]?|roll(?:ed)? ?out|rollout|chang\w*|switch\w*|"
    r"upgrad\w*|migrat\w*|merged|models?|prompts?|config\w*|temperature|flag|index|snapshot",
    outline.IMPACT.name: r"users?|customers?|tickets?|complain\w*|requests?|conversations?|sessions?|affected|cost\w*|"
    r"credits?|revenue|refund\w*|paid|eur|usd|sla|in all|total|estimat\w*|lost|leak\w*|exposed|deleted|share",
}
"""Words of evidence that is relevant to a section, including sections that code derives."""


def relevant_words(name: str, text: str) -> set[str]:
    """Find the words of a text that are relevant to a section."""
    pattern = _RELEVANT.get(name)
    return set(re.findall(rf"\b(?:{pattern})\b", text.casefold())) if pattern else set()
