"""What shows that action items were done, as the last `sync` found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afterword.portfolio import Portfolio
from afterword.portfolio.actions import find_status
from afterword.portfolio.snapshot import Evidence
from afterword.postmortem import ActionItem, PostMortem


@dataclass(frozen=True, slots=True)
class DoneCounts:
    """Numbers of action items that are done.

    Attributes:
        evidenced: something shows that they were done.
        bare: their issue was closed, and nothing shows it.
        unknown: what closed them is not known: they have no issue, or the tracker does not say.
    """

    evidenced: int = 0
    bare: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All that are done."""
        return self.evidenced + self.bare + self.unknown


def is_done(document: PostMortem, item: ActionItem, portfolio: Portfolio) -> bool:
    """Whether an accepted action item is done; one that is not planned any more is not."""
    return not item.under_notice and find_status(document, item, portfolio) == "done"


def find_evidence(document: PostMortem, item: ActionItem, portfolio: Portfolio) -> tuple[Evidence, ...] | None:
    """Return what shows that an action item was done: empty for nothing, None if it is not done or not known."""
    tracked = portfolio.tracked.get((document.id, item.id))
    return tracked.evidence if tracked and is_done(document, item, portfolio) else None


def count_done(documents: Iterable[PostMortem], portfolio: Portfolio) -> DoneCounts:
    """Count the action items that are done, by what shows it."""
    done = [(document, item) for document in documents for item in document.actions]
    found = [find_evidence(*pair, portfolio) for pair in done if is_done(*pair, portfolio)]
    evidenced, unknown = sum(bool(one) for one in found), sum(one is None for one in found)
    return DoneCounts(evidenced, len(found) - evidenced - unknown, unknown)


def describe_evidence(evidence: Evidence) -> str:
    """Return a piece of evidence in a few words."""
    words = {"proof": "proven case", "vouched": "vouched by"}
    return f"{words.get(evidence.kind, evidence.kind)} {evidence.name}"
