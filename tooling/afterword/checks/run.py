"""Running the rules over documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afterword.checks import actions, evidence, frontmatter, reading, review, sections
from afterword.checks.rule import Context, Finding, Rule, Severity, findings
from afterword.postmortem import PostMortem

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *frontmatter.RULES,
    *sections.RULES,
    *actions.RULES,
    *evidence.RULES,
    *review.RULES,
)
"""Every rule, in the order of ids."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and in how many documents was looked."""

    findings: tuple[Finding, ...]
    documents: int

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


def check(documents: Iterable[PostMortem], context: Context) -> Report:
    """Run every rule over every document; findings are in the order of files and lines."""
    found: list[Finding] = []
    count = 0
    for document in documents:
        count += 1
        here = [finding for rule in RULES for finding in findings(rule, document, context)]
        found += sorted(here, key=lambda finding: (finding.line, finding.column, finding.rule))
    return Report(tuple(found), count)
