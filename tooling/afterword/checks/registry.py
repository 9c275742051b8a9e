"""Every rule, by family and by id."""

from __future__ import annotations

from afterword.checks.rule import Rule
from afterword.checks.rules import (
    aw0_consistency,
    aw1_reading,
    aw2_sections,
    aw3_causes,
    aw4_ai_specifics,
    aw5_actions,
    aw6_language,
    aw7_cadence,
    aw8_evidence,
    aw9_review,
)


def _by_id(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.id))


FAMILIES: dict[str, tuple[str, tuple[Rule, ...]]] = {
    "AW0": ("consistency", _by_id(aw0_consistency.RULES)),
    "AW1": ("format and values", _by_id(aw1_reading.RULES)),
    "AW2": ("sections and timeline", _by_id(aw2_sections.RULES)),
    "AW3": ("cause", _by_id(aw3_causes.RULES)),
    "AW4": ("AI: prompts, models, samples, evals", _by_id(aw4_ai_specifics.RULES)),
    "AW5": ("action items", _by_id(aw5_actions.RULES)),
    "AW6": ("blameless language", _by_id(aw6_language.RULES)),
    "AW7": ("cadence", _by_id(aw7_cadence.RULES)),
    "AW8": ("privacy and evidence files", _by_id(aw8_evidence.RULES)),
    "AW9": ("state of review", _by_id(aw9_review.RULES)),
}
"""What the rules of a family are about, and the rules, by the first three characters of their ids."""

RULES = tuple(rule for _, rules in FAMILIES.values() for rule in rules)
"""Every rule, in the order of ids."""

BY_ID = {rule.id: rule for rule in RULES}
