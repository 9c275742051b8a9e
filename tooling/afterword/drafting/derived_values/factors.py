"""Contributing factors of the shared vocabulary, where somebody states them in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from afterword.drafting.derived_values.proposal import Proposal, first_sources
from afterword.drafting.derived_values.stated import Statement
from afterword.language.factor_cues import PATTERNS
from afterword.language.item_kinds import ItemKind
from afterword.postmortem.schema import FrontMatter

_OF_GAPS = {"missing-case": "missing-eval", "not-representative": "unrepresentative-eval"}


def factor_values(
    front: FrontMatter,
    statements: Sequence[Statement],
    gaps: Mapping[str, Sequence[str]],
    is_provider_change: Sequence[str],
) -> Iterator[Proposal]:
    """Propose the factors that are stated.

    Args:
        front: what is stated and accepted.
        statements: of the evidence.
        gaps: the gaps of evals that are stated, each with its sources.
        is_provider_change: what says that a provider changed a version; empty if nothing does.
    """
    if isinstance(front.factors, list):
        return
    found: dict[str, list[str]] = {_OF_GAPS[gap]: list(ids) for gap, ids in gaps.items() if gap in _OF_GAPS}
    if is_provider_change:
        found["provider-change"] = list(is_provider_change)
    for one in statements:
        if one.kind in (ItemKind.SIGNAL, ItemKind.DECISION):
            continue
        for factor, pattern in PATTERNS.items():
            if pattern.search(one.text):
                found.setdefault(factor, []).append(one.item.id)
    if found:
        listed = sorted(found)
        yield Proposal(("factors",), listed, first_sources(found[factor][0] for factor in listed))
