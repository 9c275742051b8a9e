"""The verdict on one claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import islice

from afterword.grounding.claims import Claim
from afterword.grounding.facts import facts
from afterword.grounding.kinds import Fact, Kind
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.support import Support, facts_of
from afterword.text.folding import normalise, normalise_caseless

MIN_QUOTE = 12
MAX_TEXT = 600

_CAUSAL = re.compile(
    r"\b(?:because|caus(?:e[sd]?|ing)|due to|owing to|le(?:d|ads?|ading) to|root causes?|"
    r"result(?:s|ed|ing)? (?:in|from)|as a result|trigger(?:s|ed|ing)?|responsible for|introduced by|attributed to|"
    r"thanks to|blame[sd]?|therefore|hence|made it|stem(?:s|med|ming) from)\b"
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
        status: `GROUNDED` stands in the cited items, `DERIVED` follows from them by arithmetic, `HYPOTHESIS` is to be
            shown as one, `DROPPED` must not be shown.
        reasons: in words, for the repair and for the record.
        offending: the parts of the text that do not stand in the cited items, as the text in its plain form has them.
    """

    status: Status
    reasons: tuple[str, ...] = ()
    offending: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the claim may be shown."""
        return self.status is not Status.DROPPED


class Grounds:
    """What claims are held against: the items, with what is asked of all of them worked out once.

    Args:
        items: the ledger.
    """

    def __init__(self, items: Sequence[LedgerItem]) -> None:
        self._known = {item.id: item for item in items}
        self._supports: dict[str, Support] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that some item spells."""
        items = self._known.values()
        return frozenset(str(fact.value) for item in items for fact in facts_of(item) if fact.kind is Kind.NAME)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def cited(self, names: Sequence[str]) -> Support:
        """What the items of these ids say together; an id without an item says nothing."""
        return Support([self._known[name] for name in names if name in self._known])

    def holding(self, fact: Fact, most: int = 3) -> list[str]:
        """Ids of the first items in which a fact stands."""
        return list(islice((name for name in self._known if self._support(name).holds(fact)), most))

    def _support(self, name: str) -> Support:
        if name not in self._supports:
            self._supports[name] = Support([self._known[name]])
        return self._supports[name]


def verify(claim: Claim, grounds: Grounds) -> Verdict:
    """Hold a claim against the items that it cites, and against these alone.

    That a value stands somewhere in the evidence proves nothing: swapped facts pass such a check.
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
    elif not cited.quotes(claim.quote, least=MIN_QUOTE) and not (free and not claim.quote.strip()):
        reasons.append(f"the quote does not stand word for word in {names}, or has fewer than {MIN_QUOTE} characters")
    text = normalise(claim.text)
    derived: list[str] = []
    offending: list[str] = []
    stated = facts(claim.text, grounds.names)
    if not stated and cited.items and not free and not cited.shares_a_word(claim.text):
        reasons.append(
            f"it has neither a value nor a word in common with {names}; say it in the words of what is cited"
        )
    for fact in stated:
        if cited.holds(fact):
            continue
        if cited.implies(fact, roughly=_ROUGHLY.search(text[: fact.start]) is not None):
            derived.append(f"the {fact.kind.value} `{fact.text}` follows from {names}")
            continue
        offending.append(fact.text)
        reasons.append(f"the {fact.kind.value} `{fact.text}` does not stand in {names}{_elsewhere(fact, grounds)}")
    if reasons:
        return Verdict(Status.DROPPED, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(offending)))
    if claim.kind != "fact":
        return Verdict(Status.HYPOTHESIS, (f"it is marked as {claim.kind}",))
    if _CAUSAL.search(normalise_caseless(claim.text)) and not cited.mentions(_CAUSAL):
        return Verdict(Status.HYPOTHESIS, (f"it names a cause, and {names} does not",))
    return Verdict(Status.DERIVED, tuple(derived)) if derived else Verdict(Status.GROUNDED)


def _elsewhere(fact: Fact, grounds: Grounds) -> str:
    places = grounds.holding(fact)
    return f"; it stands in {', '.join(places)}" if places else ""


def _shown(name: str) -> str:
    return name if re.fullmatch(r"[A-Z]\d{1,6}", name) else "of that name"
