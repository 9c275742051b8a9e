"""The part of an upstream provider, where somebody states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from afterword.drafting.derived_values.proposal import Differing, Proposal, agreed, first_sources, is_open
from afterword.drafting.derived_values.stated import Statement, is_own_account
from afterword.language.item_kinds import ItemKind
from afterword.postmortem.schema import FrontMatter, Provider
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_PAGE = "status page of "
_EVENT = r"(?:outage|incident|degradation|defect|bug|change|update|upgrade|deprecation|release|parser|error|fault)"
_WHATS = {
    "outage": r"outages?|unavailable|went down|was down|is down",
    "degradation": r"degrad\w+|elevated (?:error|latenc)\w*|(?:higher|increased) (?:error rates?|latenc\w+)",
    "version change": (
        r"new (?:model )?(?:version|snapshot)|(?:silently |quietly )?(?:updated|upgraded|swapped|changed|replaced) "
        r"(?:the |their |its )?(?:\w+ )?(?:model|version|snapshot|parser|weights)|retired|deprecated|"
        r"alias (?:now )?(?:points|moved)"
    ),
    "policy": r"(?:usage |content )?polic(?:y|ies)|terms of (?:use|service)",
    "defect": r"bugs?|defects?",
}
_DENIED = late_pattern(r"\b(?:no|not|never|none|nothing|without|neither)\b|n't\b")
_WORDS = r"(?:model |llm |api |upstream |cloud |inference |hosting |third-party )?(?:provider|vendor|supplier)|upstream"


def provider_values(
    front: FrontMatter, statements: Sequence[Statement], names: Iterable[str]
) -> Iterator[Proposal | Differing]:
    """Propose what part a provider had, and, if it had one, its name and what it did.

    Args:
        front: what is stated and accepted.
        statements: of the evidence.
        names: of the providers of the models.
    """
    known = front.provider if isinstance(front.provider, Provider) else Provider()
    names = {normalise_caseless(name): name for name in names if name}
    rules = _Rules(names)
    factors: dict[str, list[str]] = {}
    for one in statements:
        is_told = one.kind in (ItemKind.STATEMENT, ItemKind.PUBLIC, ItemKind.DECISION)
        is_own = is_told and is_own_account(one.text, one.item.actor or "")
        if is_own and (factor := rules.factor(one.text)):
            factors.setdefault(factor, []).append(one.item.id)
    if is_open(known.factor):
        yield from agreed(("provider", "factor"), factors)
    stated = [*factors] if is_open(known.factor) else [str(known.factor)]
    if len(stated) != 1 or stated[0] not in ("contributing", "primary"):
        return
    for key, found in (("name", rules.named(statements)), ("what", rules.events(statements))):
        if len(found) == 1 and is_open(getattr(known, key)):
            ((value, sources),) = found.items()
            yield Proposal(("provider", key), value, first_sources(sources))


class _Rules:
    """How a provider is called in this incident, and what is said of it.

    Args:
        names: names of providers, by their form without case.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        called = "|".join([_WORDS, *map(re.escape, sorted(names, key=len, reverse=True))])
        self._who = re.compile(rf"\b(?:{called})\b")
        who = rf"(?:our |the |a )?(?:{called})(?:'s)?"
        self._none = re.compile(
            rf"\b{who} (?:had|has|played|plays|took) no (?:part|role|share)\b|"
            rf"\bnot an? {who.replace('(?:our |the |a )?', '')} (?:issue|problem|fault|outage|incident|matter)\b|"
            rf"\b{who} (?:was|is|were) (?:not|n't) (?:involved|the cause|to blame|at fault|a factor|part of)\b|"
            rf"\bno (?:fault|part|role) of {who}\b|\bno (?:outside |external |other )?(?:{called}) (?:was|is) "
            rf"involved\b"
        )
        self._primary = re.compile(
            rf"\bcaused by (?:an? |the )?(?:\w+ )?(?:{_EVENT} )?(?:at |of |by |from |on the side of )?{who}\b|"
            rf"\b(?:root )?cause (?:is|was|lies|lay) (?:(?:with|at|in|on the side of) )?(?:an? |the )?(?:{_EVENT} )?"
            rf"(?:at |of |by |from )?{who}\b|"
            rf"\b{who}(?: \w+)? (?:{_EVENT} )?(?:is|was) the (?:root |actual |real )?(?:cause|reason)\b|"
            rf"\b{who}(?: {_EVENT})? (?:caused|broke)\b"
        )
        self._contributing = re.compile(
            rf"\b{who}(?: {_EVENT})? (?:also )?(?:contributed|made it worse|played a part|had a part)\b|"
            rf"\b(?:contributed to|made worse) by {who}\b"
        )

    def factor(self, text: str) -> str:
        """Return the part that a statement gives a provider; empty if it gives none."""
        if self._none.search(text):
            return "none"
        if _DENIED.search(text):
            return ""
        if self._contributing.search(text):
            return "contributing"
        return "primary" if self._primary.search(text) else ""

    def named(self, statements: Iterable[Statement]) -> dict[str, list[str]]:
        """Find which provider is meant: by its name, or by whose status page was collected."""
        found: dict[str, list[str]] = {}
        for one in statements:
            actor = normalise_caseless(one.item.actor or "")
            page = actor.removeprefix(_PAGE) if actor.startswith(_PAGE) else ""
            for folded, name in self._names.items():
                if re.search(rf"\b{re.escape(folded)}\b", page or one.text):
                    found.setdefault(name, []).append(one.item.id)
        return found

    def events(self, statements: Iterable[Statement]) -> dict[str, list[str]]:
        """Find what a provider did, as statements about it say."""
        found: dict[str, list[str]] = {}
        for one in statements:
            is_page = normalise_caseless(one.item.actor or "").startswith(_PAGE)
            if not (is_page or self._who.search(one.text)) or _DENIED.search(one.text):
                continue
            for what, words in _WHATS.items():
                if re.search(rf"\b(?:{words})\b", one.text):
                    found.setdefault(what, []).append(one.item.id)
        return found
