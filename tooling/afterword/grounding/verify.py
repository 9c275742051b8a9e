"""The verdict on one claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import islice

from afterword.grounding.agents import doubts_about_agents
from afterword.grounding.arithmetic import IS_SUM
from afterword.grounding.bindings import doubts_about_values
from afterword.grounding.cited_items import CitedItems
from afterword.grounding.claims import Claim
from afterword.grounding.corrections import doubts_about_corrections
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.identifiers import Name
from afterword.grounding.instructions import addresses_an_ai, reports_an_instruction
from afterword.grounding.item_values import values_of
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.limits import doubts_about_limits
from afterword.grounding.opposites import doubts_about_opposites
from afterword.grounding.outcomes import doubts_about_outcomes
from afterword.grounding.parallels import doubts_about_parallels
from afterword.grounding.partners import doubts_about_partners
from afterword.grounding.quantities import Bound, bound_before
from afterword.grounding.roles import doubts_about_roles
from afterword.grounding.statements import doubts_about_statement
from afterword.grounding.unmentioned import doubts_about_the_unmentioned
from afterword.text.folding import normalise

MIN_QUOTE = 12
MAX_TEXT = 600

_OVERLAP = re.compile(
    r"\b(?:also (?:in|on)|both|overlap\w*|duplicates?|of (?:them|those|these|which)|denied|refused|rejected|failed|"
    r"skipped)\b",
    re.I,
)
"""Words of items whose numbers a sum may not simply add."""


class Status(Enum):
    """What becomes of a claim."""

    GROUNDED = "grounded"
    FOUND = "values found"
    DERIVED = "derived"
    DOUBTED = "doubted"
    HYPOTHESIS = "hypothesis"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and what led to it.

    Attributes:
        status: `FOUND` has its values in the cited items, `DERIVED` has some that follow from them by arithmetic,
            `DOUBTED` is shown with a mark, since code cannot tell whether the items say it, `HYPOTHESIS` is shown as
            one, `DROPPED` must not be shown. `GROUNDED` is `FOUND` in both readings.
        reasons: in words, for the repair and for the record.
        offending: the parts of the plain text that are not in the cited items; all of it, if they say otherwise.
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

    Attributes:
        items: the ledger.
    """

    def __init__(self, items: Sequence[LedgerItem]) -> None:
        self.items = tuple(items)
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
    stated = find_facts(claim.text, grounds.names)
    is_apart = not stated and cited.items and not free and not cited.shares_a_word_with(claim.text)
    if is_apart and not cited.is_foreign:
        reasons.append(
            f"it has neither a value nor a word in common with {names}; say it in the words of what is cited"
        )
    values = _account_for(stated, normalise(claim.text), cited, names)
    for fact in values.missing:
        elsewhere = grounds.containing(fact)
        hint = f"; it is in {', '.join(elsewhere)}" if elsewhere else ""
        reasons.append(f"the {fact.label} `{fact.text}` is not in {names}{hint}")
    if reasons:
        return Verdict(
            Status.DROPPED, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(fact.text for fact in values.missing))
        )
    if claim.kind != "fact":
        return Verdict(Status.HYPOTHESIS, (f"it is marked as {claim.kind}",))
    if is_apart or (cited.is_all_foreign and all(isinstance(fact.value, Name) for fact in stated)):
        values.doubts.append(Doubt(Weight.CHECK, "what is cited is in another language, and has no value to compare"))
    doubts = [*_doubts(claim, stated, cited, grounds, values.derived), *values.doubts]
    doubts.sort(key=lambda doubt: -doubt.weight)
    if not doubts:
        return Verdict(Status.DERIVED, tuple(values.derived)) if values.derived else Verdict(Status.FOUND)
    told = tuple(dict.fromkeys(doubt.reason or f"it names a cause, and {names} does not" for doubt in doubts))
    is_wrong = doubts[0].weight is Weight.CONTRADICTION
    return Verdict(_STATUS[doubts[0].weight], told, (normalise(claim.text),) if is_wrong else ())


@dataclass(slots=True)
class _Accounts:
    """What became of the values that a claim states and no cited item contains.

    Attributes:
        derived: how each that follows from the items follows.
        doubts: about those that may be meant, or follow only if the items are added up rightly.
        missing: the others.
    """

    derived: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    missing: list[Fact] = field(default_factory=list)


def _account_for(stated: Sequence[Fact], text: str, cited: CitedItems, names: str) -> _Accounts:
    found = _Accounts()
    for fact in stated:
        if cited.contains(fact):
            continue
        if how := _derivation(fact, text, cited, names):
            found.derived.append(how)
            if IS_SUM in how and any(_OVERLAP.search(item.text) for item in cited.items):
                found.doubts.append(
                    Doubt(Weight.CHECK, "the parts of the sum may overlap, or not all of them happened")
                )
        elif why := cited.may_be_meant(fact, text):
            found.doubts.append(Doubt(Weight.CHECK, why))
        else:
            found.missing.append(fact)
    return found


def _derivation(fact: Fact, text: str, cited: CitedItems, names: str) -> str:
    """Say how a fact follows from the items; empty if it does not."""
    if cited.implies(fact, roughly=bound_before(text[: fact.start]) is Bound.ROUGH):
        return f"the {fact.label} `{fact.text}` follows from {names}"
    how = cited.derivation(fact, text)
    return f"the {fact.label} `{fact.text}` follows from {names}: {how}" if how else ""


_STATUS = {Weight.CHECK: Status.DOUBTED, Weight.GUESS: Status.HYPOTHESIS, Weight.CONTRADICTION: Status.DROPPED}


def _doubts(
    claim: Claim, stated: Sequence[Fact], cited: CitedItems, grounds: Grounds, derived: Sequence[str]
) -> Iterator[Doubt]:
    """What code has against a claim whose values are all accounted for."""
    if any(map(addresses_an_ai, cited.items)):
        is_report = reports_an_instruction(claim.text)
        yield Doubt(
            Weight.CHECK if is_report else Weight.CONTRADICTION,
            "what is cited tells an AI what to write, and proves nothing",
        )
    text = normalise(claim.text)
    yield from doubts_about_statement(claim.text, cited.items, grounds.items, derived)
    yield from doubts_about_values(text, stated, cited.items)
    yield from doubts_about_partners(text, cited.items)
    yield from doubts_about_parallels(text, cited.items)
    yield from doubts_about_opposites(text, cited.items)
    yield from doubts_about_limits(text, cited.items)
    yield from doubts_about_roles(text, cited.items)
    yield from doubts_about_agents(claim.text, cited.items, grounds.items)
    yield from doubts_about_the_unmentioned(claim.text, cited.items, grounds.items)
    yield from doubts_about_outcomes(text, stated, cited.items, is_derived=bool(derived))
    yield from doubts_about_corrections(text, stated, cited.items, grounds.items)


def _shown(name: str) -> str:
    return name if re.fullmatch(r"[A-Z]\d{1,6}", name) else "of that name"
