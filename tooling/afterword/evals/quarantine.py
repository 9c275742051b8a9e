"""Cases in quarantine: by hand, with a last day, or because they fail without a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterword.evalcases.case import EvalCase
from afterword.evalcases.read_case import find_cases
from afterword.evals.run import Standing
from afterword.evals.run_result import CaseResult
from afterword.postmortem import PostMortem
from afterword.postmortem.values import Person, PersonKind


@dataclass(frozen=True, slots=True)
class Watched:
    """A case that was put in quarantine, or that a run was asked about.

    Attributes:
        case: the case.
        result: what the last run says; None without one.
        incident_owner: of the post-mortem; None without one.
    """

    case: EvalCase
    result: CaseResult | None = None
    incident_owner: Person | None = None

    @property
    def owners(self) -> tuple[Person, ...]:
        """Who sees to it: the owner of the quarantine, then that of the post-mortem."""
        by_hand = (Person.parse(self.case.quarantine.owner),) if self.case.quarantine else ()
        incident = self.incident_owner
        return by_hand if incident is None or incident.kind is PersonKind.UNSET else (*by_hand, incident)

    @property
    def is_needed(self) -> bool | None:
        """Whether it needs an issue; None if that is not known, so that an issue that is there stays as it is."""
        if self.case.quarantine or (self.result and self.result.is_back):
            return True
        return False if self.result and self.result.standing is Standing.PASSED else None


def watch(documents: Iterable[PostMortem], results: Mapping[str, CaseResult]) -> tuple[Watched, ...]:
    """Return the cases of which it is known whether they need an issue, in their order."""
    found = (
        Watched(case, results.get(case.name), document.front.owner)
        for document in documents
        for case in find_cases([document])
    )
    return tuple(one for one in found if one.is_needed is not None)
