"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from afterword.postmortem import PostMortem, Span
from afterword.project import Project


class Severity(Enum):
    """How much a finding matters: errors fail the check, warnings ask for a look, notes only tell."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says about one place; the registry adds the rule and the position."""

    span: Span
    message: str
    remedy: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with its place; lines and columns count from 1."""

    path: str
    line: int
    column: int
    end_line: int
    rule: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at beside the document."""

    project: Project

    STATUSES: ClassVar[tuple[str, ...]] = ("draft", "in-review", "published")

    def by_status(self, document: PostMortem, owed_from: str = "in-review") -> Severity:
        """How grave a gap is: an error from the status on that owes it, a warning before."""
        status = document.front.status or "draft"
        late = self.STATUSES.index(status) >= self.STATUSES.index(owed_from)
        return Severity.ERROR if late else Severity.WARNING


Check = Callable[[PostMortem, Context], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: stable, never reused.
        name: short, in words.
        check: looks at one document.
    """

    id: str
    name: str
    check: Check


def findings(rule: Rule, document: PostMortem, context: Context) -> Iterator[Finding]:
    """What a rule finds in a document, located."""
    for found in rule.check(document, context):
        source = document.source
        start = found.span.start
        yield Finding(
            path=document.path,
            line=source.line_of(start),
            column=source.column_of(start),
            end_line=source.line_of(max(start, found.span.end - 1)),
            rule=rule.id,
            severity=found.severity,
            message=found.message,
            remedy=found.remedy,
        )
