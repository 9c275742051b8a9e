"""Which action items proven eval cases are the evidence of done of. Pure: the document and its proofs say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.portfolio.proofs.recorded_proofs import RecordedProof
from afterword.postmortem import ActionItem, PostMortem

EVAL_CASE = "eval case"
"""The category of action items that a proof can be the evidence of done of."""


@dataclass(frozen=True, slots=True)
class EvidenceOfDone:
    """An action item of category `eval case`, and the cases that it is about.

    Attributes:
        item: the action item.
        cases: its cases; empty if there is none, or if the item does not say which.
    """

    item: ActionItem
    cases: tuple[RecordedProof, ...]

    @property
    def is_proven(self) -> bool:
        """Whether the proofs of its cases show that it is done."""
        return bool(self.cases) and all(proof.is_proven for proof in self.cases)

    @property
    def unproven(self) -> tuple[str, ...]:
        """The ids of its cases that are not proven."""
        return tuple(proof.case.id for proof in self.cases if not proof.is_proven)


def find_evidence_of_done(document: PostMortem, proofs: Sequence[RecordedProof]) -> tuple[EvidenceOfDone, ...]:
    """Find the action items of category `eval case`, in their order, with the cases that each is about.

    An item is about the cases whose ids its row or the text below its heading names. If one item names none, it is
    about the cases that no item names; if several name none, it is not known which is about which.

    Args:
        proofs: its cases with their proofs.
    """
    items = [item for item in document.actions if item.category == EVAL_CASE and not item.under_notice]
    named = [tuple(proof for proof in proofs if _names(item, proof.case.id)) for item in items]
    silent = [cases for cases in named if not cases]
    taken = {proof.case.id for cases in named for proof in cases}
    rest = tuple(proof for proof in proofs if proof.case.id not in taken) if len(silent) == 1 else ()
    return tuple(EvidenceOfDone(item, cases or rest) for item, cases in zip(items, named, strict=True))


def _names(item: ActionItem, case_id: str) -> bool:
    word = re.compile(rf"(?<![\w-]){re.escape(case_id)}(?![\w-])")
    return any(word.search(text) for text in (item.action, item.text("Done when"), item.details))
