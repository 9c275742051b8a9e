"""Which case guards what, and what nothing guards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afterword.evalcases.case import GUARDED_KINDS, EvalCase
from afterword.evalcases.read_case import read_cases
from afterword.postmortem import PostMortem
from afterword.postmortem.guards import guards
from afterword.postmortem.schema import Cause


@dataclass(frozen=True, slots=True)
class CauseCoverage:
    """A cause that a case can guard, and what guards it.

    Attributes:
        cases: the ids of its cases that can be asked and judged.
        actions: the action items that the document says guard in place of a case.
    """

    id: str
    kind: str
    cases: tuple[str, ...]
    actions: tuple[str, ...]

    @property
    def is_guarded(self) -> bool:
        """Whether a case or an action item guards it."""
        return bool(self.cases or self.actions)


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """What guards the causes of a post-mortem.

    Attributes:
        cases: its cases that can be asked and judged.
        unusable: how many cannot.
        causes: those that a case can guard.
    """

    id: str
    path: str
    title: str
    cases: tuple[EvalCase, ...]
    unusable: int
    causes: tuple[CauseCoverage, ...]


def coverage_of(documents: Iterable[PostMortem]) -> tuple[DocumentCoverage, ...]:
    """Say of each post-mortem with cases, or with a cause that a case can guard, what guards it."""
    found = (_of(document) for document in documents)
    return tuple(one for one in found if one.cases or one.unusable or one.causes)


def _of(document: PostMortem) -> DocumentCoverage:
    read = read_cases(document)
    cases = tuple(one.case for one in read if one.case)
    known = {item.id.casefold(): item.id for item in document.actions if item.id}
    named = [known[word.casefold()] for guard in guards(document) for word in guard.ids if word.casefold() in known]
    actions = tuple(dict.fromkeys(named))
    causes = tuple(
        CauseCoverage(cause.id or "", str(cause.kind), _guarding(cause, cases), actions)
        for cause in document.front.stated_causes
        if str(cause.kind) in GUARDED_KINDS
    )
    return DocumentCoverage(document.id, document.path, document.title, cases, len(read) - len(cases), causes)


def _guarding(cause: Cause, cases: Iterable[EvalCase]) -> tuple[str, ...]:
    return tuple(case.id for case in cases if cause.id and case.guards.cause == cause.id)
