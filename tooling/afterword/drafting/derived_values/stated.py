"""What somebody states in the evidence: no question, guess, plan or wish, and nothing that was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.drafting.assembling.reading import Said
from afterword.evidence import EvidenceItem
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import Standing, is_supposed
from afterword.text.folding import normalise_caseless


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more sentences that belong together.

    Attributes:
        item: the item of evidence.
        text: the words, without case, in plain characters.
        kind: what the item is.
    """

    item: EvidenceItem
    text: str
    kind: ItemKind


def find_statements(said: Iterable[Said]) -> Iterator[Statement]:
    """Find what people state, and programs and providers report."""
    for one in said:
        if one.standing is Standing.STATED and not is_supposed(one.text):
            yield Statement(one.item, normalise_caseless(one.text), one.kind)
