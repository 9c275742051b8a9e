"""What somebody states in the evidence: no question, guess, plan or wish, and nothing that was taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.drafting.assembling.reading import Said
from afterword.evidence import EvidenceItem
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import Standing, is_of_another_incident, is_supposed
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_OUTSIDER = late_pattern(
    r"(?:participant(?: \d+)? \()?(?:an? |the )?(?:\w+ )?"
    r"(?:customers?|clients?|guests?|patients?|shoppers?|callers?|outsiders?)(?: \(.*\)| of .*| [a-z\d])?\)?",
    re.I,
)
_REPORTED = late_pattern(
    r"\b(?:sa(?:id|ys|ying)|claim(?:s|ed|ing)?|told|tells|thinks|thought|believes|insists?|according to)\b"
)
_DISPUTED = late_pattern(
    r"\b(?:disagree[sd]?|disputed?s?|den(?:y|ies|ied)|contradicts?|untrue|doubts?|doubted|wrong about)\b"
)
_LONG_AGO = late_pattern(
    r"\b(?:last|previous) (?:year|month|quarter|week|time|summer|winter|spring|autumn|fall)\b|\b(?:months|years) ago\b"
)


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


def is_own_account(text: str, actor: str) -> bool:
    """Whether a sentence gives its author's own account of this incident.

    Not one are the words of somebody outside, what others said, what the author disputes, and another incident.

    Args:
        text: the sentence, without case.
        actor: the author of its item; empty if that is not known.
    """
    is_of_others = is_of_another_incident(text) or any(
        pattern.search(text) for pattern in (_REPORTED, _DISPUTED, _LONG_AGO)
    )
    return not is_outsider(actor) and not is_of_others


def is_outsider(actor: str) -> bool:
    """Whether an author is a customer or another person outside the organisation, also by a title: `(outsider)`."""
    return _OUTSIDER.fullmatch(actor) is not None
