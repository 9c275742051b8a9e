"""Cases in quarantine: by hand, with a last day, or because they fail without a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterword.evalcases.case import EvalCase, Quarantine
from afterword.evals.run import Standing
from afterword.evals.run_result import CaseResult


@dataclass(frozen=True, slots=True)
class Watched:
    """A case that was put in quarantine, or that a run was asked about.

    Attributes:
        case: the case.
        result: what the last run says; None without one.
    """

    case: EvalCase
    result: CaseResult | None = None

    @property
    def by_hand(self) -> Quarantine | None:
        """Its quarantine, if its block has one."""
        return self.case.quarantine

    @property
    def is_needed(self) -> bool | None:
        """Whether it needs an issue; None if that is not known, so that an issue that is there stays as it is."""
        if self.by_hand or (self.result and self.result.is_back):
            return True
        return False if self.result and self.result.standing is Standing.PASSED else None


def watch(cases: Iterable[EvalCase], results: Mapping[str, CaseResult]) -> tuple[Watched, ...]:
    """Return the cases of which it is known whether they need an issue, in their order."""
    found = (Watched(case, results.get(case.name)) for case in cases)
    return tuple(one for one in found if one.is_needed is not None)
