"""The verdict on one claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import islice

from afterword.grounding.cited_items import CitedItems, values_of
from afterword.grounding.claims import Claim
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.identifiers import Name
from afterword.grounding.ledger import LedgerItem
from afterword.text.folding import normalise, normalise_caseless

MIN_QUOTE = 12
MAX_TEXT = 600

_CAUSAL = re.compile(
    r"\b(?:because|caus(?:e[sd]?|ing)|due to|owing to|le(?:d|ads?|ading) to|root causes?|"
    r"result(?:s|ed|ing)? (?:in|from)|as a result|trigger(?:s|ed|ing)?|responsible for|introduced by|attributed to|"
    r"thanks to|blame[sd]?|therefore|hence|made it|stem(?:s|med|ming)? from)\b"
)
_ROUGHLY = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|ca\.)|~)\s?$", re.I
)


class Status(Enum):
    """What becomes of a claim."""

    GROUNDED = "grounded"
    DERIVED = "derived"
    HYPOTHESIS = "hypothesis"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and what led to it.

    Attributes:
        status: `GROUNDED` is in the cited items, `DERIVED` follows from them by arithmetic, `HYPOTHESIS` is shown as
            one, `DROPPED` must not be shown.
        reasons: in words, for the repair and for the record.
        offending: the parts of the plain text that are not in the cited items.
    """

    status: Status
    reasons: tuple[str, ...] = ()
    offending: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the claim may be shown."""
        return self.status is not Status.DROPPED


class Grounds:
    """The items that claims are verified against; what is asked of all of them is computed once.

    Args:
        items: the ledger.
    """

    def __init__(self, items: Sequence[LedgerItem]) -> None:
        self._known = {item.id: item for item in items}
        self._single: dict[str, CitedItems] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that some item spells."""
        items = self._known.values()
        return frozenset(value.word for item in items for value in values_of(item) if isinstance(value, Name))

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def cited(self, names: Sequence[str]) -> CitedItems:
        """The items of these ids; an id without an item is left out."""
        return CitedItems([self._known[name] for name in names if name in self._known])

    def containing(self, fact: Fact, most: int = 3) -> list[str]:
        """Find the ids of the first items that contain a fact."""
        return list(islice((name for name in self._known if self._item(name).contains(fact)), most))

    def _item(self, name: str) -> CitedItems:
        if name not in self._single:
            self._single[name] = CitedItems([self._known[name]])
        return self._single[name]


def verify(claim: Claim, grounds: Grounds) -> Verdict:
    """Verify a claim against the items that it cites, and against these alone.

    That a value is somewhere in the evidence proves nothing: swapped facts pass such a check.
    """
    reasons = [f"there is no item {_shown(name)}" for name in claim.evidence if name not in grounds]
    cited = grounds.cited(claim.evidence)
    names = ", ".join(item.id for item in cited.items) or "any cited item"
    free = claim.kind == "recommendation"
    if not claim.text.strip():
        reasons.append("the text is empty")
    if len(claim.text) > MAX_TEXT:
        return Verdict(Status.DROPPED, (f"the text is longer than {MAX_TEXT} characters",))
    if not cited.items and not free:
        reasons.append("no item is cited")
    elif not cited.contains_quote(claim.quote, least=MIN_QUOTE) and not (free and not claim.quote.strip()):
        reasons.append(f"the quote is not in {names} word for word, or has fewer than {MIN_QUOTE} characters")
    text = normalise(claim.text)
    derived: list[str] = []
    offending: list[str] = []
    stated = find_facts(claim.text, grounds.names)
    if not stated and cited.items and not free and not cited.shares_a_word_with(claim.text):
        reasons.append(
            f"it has neither a value nor a word in common with {names}; say it in the words of what is cited"
        )
    for fact in stated:
        if cited.contains(fact):
            continue
        if cited.implies(fact, roughly=_ROUGHLY.search(text[: fact.start]) is not None):
            derived.append(f"the {fact.label} `{fact.text}` follows from {names}")
            continue
        offending.append(fact.text)
        elsewhere = grounds.containing(fact)
        hint = f"; it is in {', '.join(elsewhere)}" if elsewhere else ""
        reasons.append(f"the {fact.label} `{fact.text}` is not in {names}{hint}")
    if reasons:
        return Verdict(Status.DROPPED, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(offending)))
    if claim.kind != "fact":
        return Verdict(Status.HYPOTHESIS, (f"it is marked as {claim.kind}",))
    if _CAUSAL.search(normalise_caseless(claim.text)) and not cited.matches(_CAUSAL):
        return Verdict(Status.HYPOTHESIS, (f"it names a cause, and {names} does not",))
    return Verdict(Status.DERIVED, tuple(derived)) if derived else Verdict(Status.GROUNDED)


def _shown(name: str) -> str:
    return name if re.fullmatch(r"[A-Z]\d{1,6}", name) else "of that name"
