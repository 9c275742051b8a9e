"""What a rule says about itself, on the terminal, on the reference page, and in code scanning."""

from __future__ import annotations

import textwrap

from afterword.checks.registry import FAMILIES
from afterword.checks.rule import LevelByStatus, Rule

_NEEDS = {
    "clock": "the current time",
    "corpus": "the project's other post-mortems",
    "evidence": "the evidence folder, if there is one",
    "git": "the history of the repository; without it, the rule is reported as skipped",
    "prompts": "the prompts in the evidence folder; without one of them, the rule is reported as skipped",
}
_WIDTH = 96


def family(rule: Rule) -> str:
    """Return what the rules of a rule's family are about."""
    return FAMILIES[rule.id[:3]][0]


def describe_levels(levels: LevelByStatus) -> str:
    """Return the level of findings by the document's status, in words."""
    draft, in_review, published = levels.draft.value, levels.in_review.value, levels.published.value
    if draft == in_review == published:
        return f"{draft} in every status"
    if in_review == published:
        return f"{draft} in a draft, {published} in review and published"
    if draft == in_review:
        return f"{draft} in a draft and in review, {published} when published"
    return f"{draft} in a draft, {in_review} in review, {published} when published"


def needed(rule: Rule) -> str:
    """Return what the rule looks at beside the document, empty if nothing."""
    return ", and ".join(_NEEDS[need] for need in sorted(rule.needs))


def as_text(rule: Rule) -> list[str]:
    """Return the rule for a terminal, without markup."""
    lines = [
        f"{rule.id}  {rule.title}",
        "",
        *textwrap.wrap(rule.why, _WIDTH),
        "",
        f"Level:   {describe_levels(rule.levels)}",
    ]
    if needs := needed(rule):
        lines += textwrap.wrap(f"Needs:   {needs}", _WIDTH, subsequent_indent=" " * 9)
    lines += ["", "Bad:", *_indented(rule.bad), "", "Good:", *_indented(rule.good), ""]
    if rule.absolute:
        return [*lines, "It can be neither ignored nor switched off."]
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
    """Return the rule as Markdown, without its heading."""
    lines = [f"**{rule.title[:1].upper()}{rule.title[1:]}.** {rule.why}", "", f"Level: {describe_levels(rule.levels)}."]
    if needs := needed(rule):
        lines.append(f"Needs {needs}.")
    if rule.absolute:
        lines.append("It can be neither ignored nor switched off.")
    return [*lines, "", "Bad:", "", *_fenced(rule.bad), "", "Good:", "", *_fenced(rule.good)]


def _fenced(text: str) -> list[str]:
    fence = "````" if "```" in text else "```"
    return [f"{fence}markdown", *text.split("\n"), fence]
