"""Every rule, in the order of ids."""

from __future__ import annotations

from afterword.checks import (
    actionform,
    actionplan,
    actions,
    aispecifics,
    cadence,
    causes,
    evalgap,
    evidence,
    external,
    frontmatter,
    ignoring,
    privacy,
    reading,
    review,
    sections,
    timeline,
    wording,
)
from afterword.checks.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *reading.RULES,
            *ignoring.RULES,
            *frontmatter.RULES,
            *sections.RULES,
            *timeline.RULES,
            *causes.RULES,
            *aispecifics.RULES,
            *evalgap.RULES,
            *actions.RULES,
            *actionform.RULES,
            *actionplan.RULES,
            *cadence.RULES,
            *evidence.RULES,
            *external.RULES,
            *privacy.RULES,
            *review.RULES,
            *wording.RULES,
        ),
        key=lambda rule: rule.id,
    )
)
"""Every rule; `afterword explain` shows one."""

BY_ID = {rule.id: rule for rule in RULES}
