"""What a rule is, what it finds, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from afterword.checks.evidence_files import Entry, entries
from afterword.checks.mentions import Mentions
from afterword.checks.writing import Writing
from afterword.leakcheck.leak import Leak
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.edit import Splice
from afterword.postmortem.external import ExternalEdition
from afterword.project import Project
from afterword.redaction import Find


class Severity(Enum):
    """How much a finding matters: errors fail the check, warnings ask for a look, notes only tell."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Grading:
    """How grave findings are by the document's status: a draft is judged gently, what is published strictly."""

    draft: Severity
    in_review: Severity
    published: Severity

    def of(self, status: str | None) -> Severity:
        """The severity for a status; a document without one is judged as a draft."""
        return {"in-review": self.in_review, "published": self.published}.get(status or "draft", self.draft)


ALWAYS = Grading(Severity.ERROR, Severity.ERROR, Severity.ERROR)
"""Wrong at any time: the file says something that cannot be."""
FROM_REVIEW = Grading(Severity.WARNING, Severity.ERROR, Severity.ERROR)
"""A gap, which a draft may still have."""
FROM_PUBLICATION = Grading(Severity.WARNING, Severity.WARNING, Severity.ERROR)
"""Open until the document is published."""
ADVICE = Grading(Severity.NOTE, Severity.WARNING, Severity.WARNING)
"""A person decides; never a reason to fail."""
TOLD = Grading(Severity.NOTE, Severity.NOTE, Severity.NOTE)
"""Told, and no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file beside the document; line and column count from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says about one place.

    Attributes:
        span: the characters concerned.
        message: what is wrong, as a sentence without a full stop.
        remedy: what to do about it.
        fix: edits that put it right, where that is mechanical.
        grading: where it differs from the rule's.
        place: where it is not the document that says it.
        veiled: whether the line itself must not be shown.
    """

    span: Span
    message: str
    remedy: str
    fix: tuple[Splice, ...] = ()
    grading: Grading | None = None
    place: Place | None = None
    veiled: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its place; lines and columns count from 1. The line of one that is `veiled` is not shown."""

    path: str
    line: int
    column: int
    end_line: int
    rule: str
    severity: Severity
    message: str
    remedy: str
    fix: tuple[Splice, ...] = ()
    veiled: bool = False


class Skipped(Exception):  # noqa: N818 it is no error
    """Raised by a rule that cannot look: what is not there is told as skipped, never as passed.

    Args:
        reason: what is missing, as part of a sentence: `the history is cut off`.
    """


Exposed = tuple[list[tuple[Find, Place | None]], tuple[str, ...]]
"""Secrets and personal data with their places beside the document, and the files that could not be read."""


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at beside the document.

    Attributes:
        project: settings, evidence, history and time.
        rule_ids: the ids of all rules; filled in by `check`.
        mentions: which documents of the project name an issue; filled in by `check`.
        exposed: what a document and its evidence expose, by its path; filled in by the rule that asks.
        compared: what the leak check found and could not read, by the edition's path; filled in by the rule that asks.
        written: what people wrote in the document that is checked, by its path; filled in by the rule that asks.
        lying: what lies in the evidence folder of the document that is checked, by its path; filled in by `entries_of`.
    """

    project: Project
    rule_ids: frozenset[str] = frozenset()
    mentions: Mentions | None = None
    exposed: dict[str, Exposed] = field(default_factory=dict)
    compared: dict[str, tuple[list[Leak], tuple[str, ...]]] = field(default_factory=dict)
    written: dict[str, list[Writing]] = field(default_factory=dict)
    lying: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def entries_of(self, document: PostMortem) -> tuple[Entry, ...]:
        """What lies in the evidence folder of a document; three rules ask for it, one after the other."""
        if document.path not in self.lying:
            self.lying.clear()
            self.lying[document.path] = entries(self.project.evidence_folder(document.id))
        return self.lying[document.path]


Checked = PostMortem | ExternalEdition
"""What can be checked."""

Check = Callable[[Any, Context], Iterable[Found]]
"""Looks at one document, which is of a class that the rule's `of` names."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: `AW` and three digits; stable, never reused.
        name: what holds where it is kept, in words.
        why: the reason, with its source where it has one.
        bad: an example that it flags; a line or two of a document.
        good: the example put right.
        grading: how grave its findings are by status.
        check: looks at one document.
        needs: what it looks at beside the document: `corpus` and `evidence` as far as there are any; without `git` or
            `prompts` it raises `Skipped`.
        of: the documents that it looks at.
        absolute: whether neither a comment nor a setting takes it out.
    """

    id: str
    name: str
    why: str
    bad: str
    good: str
    check: Check
    grading: Grading = ALWAYS
    needs: frozenset[str] = frozenset()
    of: tuple[type[Checked], ...] = (PostMortem,)
    absolute: bool = False
