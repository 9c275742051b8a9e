"""What a rule says about itself: on the terminal, on the reference page, in code scanning."""

from __future__ import annotations

import textwrap
from itertools import groupby

from afterword.checks.registry import RULES
from afterword.checks.rule import Grading, Rule

FAMILIES = {
    "AW1": "format and values",
    "AW2": "sections and timeline",
    "AW3": "cause",
    "AW4": "AI: prompts, models, samples, evals",
    "AW5": "action items",
    "AW6": "blameless language",
    "AW7": "cadence",
    "AW8": "privacy and evidence files",
    "AW9": "state of review",
}
"""What the rules of a family look at, by the first three characters of their ids."""

_NEEDS = {
    "git": "the history of the repository; where that is missing, the rule is told as skipped",
    "prompts": "the prompts in the evidence folder; where one is missing, the rule is told as skipped",
    "corpus": "the project's other post-mortems",
    "evidence": "the evidence folder, where there is one",
}
_WIDTH = 96


def family(rule: Rule) -> str:
    """What the rules of its family look at."""
    return FAMILIES.get(rule.id[:3], rule.id[:3])


def families() -> list[tuple[str, str, list[Rule]]]:
    """Each family that has rules: three characters, what they look at, the rules."""
    grouped = groupby(RULES, key=lambda rule: rule.id[:3])
    return [(prefix, FAMILIES.get(prefix, ""), list(rules)) for prefix, rules in grouped]


def graded(grading: Grading) -> str:
    """How grave findings are by the document's status, in words."""
    draft, in_review, published = grading.draft.value, grading.in_review.value, grading.published.value
    if draft == in_review == published:
        return f"{draft} in every status"
    if in_review == published:
        return f"{draft} in a draft, {published} in review and published"
    if draft == in_review:
        return f"{draft} in a draft and in review, {published} when published"
    return f"{draft} in a draft, {in_review} in review, {published} when published"


def needed(rule: Rule) -> str:
    """What the rule looks at beside the document, empty where that is nothing."""
    return ", and ".join(_NEEDS[need] for need in sorted(rule.needs))


def as_text(rule: Rule) -> list[str]:
    """The rule for a terminal, without markup."""
    lines = [f"{rule.id}  {rule.name}", "", *textwrap.wrap(rule.why, _WIDTH), "", f"Judged:  {graded(rule.grading)}"]
    if needs := needed(rule):
        lines.append(f"Needs:   {needs}")
    lines += ["", "Bad:", *_indented(rule.bad), "", "Good:", *_indented(rule.good), ""]
    if rule.absolute:
        return [*lines, "No comment and no setting takes it out."]
    return [*lines, "To ignore it at one place, write there:", *_indented(_comment(rule)), *_settings(rule)]


def _indented(text: str) -> list[str]:
    return [f"    {line}".rstrip() for line in text.split("\n")]


def _comment(rule: Rule) -> str:
    return f"<!-- afterword: ignore {rule.id} because … -->"


def _settings(rule: Rule) -> list[str]:
    return [
        f"In front matter:    # afterword: ignore {rule.id} because …",
        f"In afterword.yml:   checks: {{rules: {{{rule.id}: off}}}}   (or note, warning, error)",
    ]


def as_markdown(rule: Rule) -> list[str]:
    """The rule as Markdown, without its heading."""
    lines = [f"**{rule.name[:1].upper()}{rule.name[1:]}.** {rule.why}", "", f"Judged: {graded(rule.grading)}."]
    if needs := needed(rule):
        lines.append(f"Needs {needs}.")
    if rule.absolute:
        lines.append("No comment and no setting takes it out.")
    return [*lines, "", "Bad:", "", *_fenced(rule.bad), "", "Good:", "", *_fenced(rule.good)]


def _fenced(text: str) -> list[str]:
    fence = "````" if "```" in text else "```"
    return [f"{fence}markdown", *text.split("\n"), fence]
