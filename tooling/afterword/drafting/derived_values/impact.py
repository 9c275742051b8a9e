"""Figures of who and what was affected, and of money, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterword.drafting.derived_values.proposal import Differing, Proposal, agreed, first_sources
from afterword.drafting.derived_values.stated import is_own_account
from afterword.evidence import Ledger
from afterword.grounding import cues
from afterword.grounding.corrections import counted, opens_with_correction, replacements
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.quantities import Bound, bound_before
from afterword.grounding.quantities import Quantity as Amount
from afterword.grounding.wording import moment_of, stem
from afterword.postmortem.sentences import split_sentences
from afterword.postmortem.values import Quantity
from afterword.text.amounts import Count, Money, Percentage
from afterword.text.folding import normalise, normalise_caseless
from afterword.text.late_pattern import late_pattern

_BOUND = r"(?:about |around |at least |more than |over |~ ?)?"
_HIT = r"(?:were |have been |are |was |is )?(?:affected|impacted)\b"
_COUNTED = late_pattern(rf" (?P<what>users|customers|requests|complaints) {_HIT}", re.IGNORECASE)
_NOUN = late_pattern(r" (?P<what>users|customers|requests|complaints)\b", re.IGNORECASE)
_SHARED = late_pattern(
    r" (?:of )?(?:all |the |our )?(?:users|customers|requests|traffic|answers|sessions|tenants)\b", re.IGNORECASE
)
_GOT_WRONG = late_pattern(
    r" (?P<what>users|customers|patients|clients|tenants) (?:have |had )?(?:got|received|saw|were (?:given|shown|sent))"
    r" (?:an? |the |some )?(?:wrong|false|incorrect|invented|misleading|corrupted|empty) ",
    re.IGNORECASE,
)
"""What was wrong with what people got; here `wrong` is not said about the figure."""
_AFFECTING = late_pattern(rf"\b(?:affected|affecting|impacted|impacting) {_BOUND}$", re.IGNORECASE)
_RECEIVED = late_pattern(rf"\b(?:received|got|had|counted|count|there (?:were|are)) {_BOUND}$", re.IGNORECASE)
_AT_SUPPORT = late_pattern(
    r" complaints (?:in|at|to|by|from|via|with) (?:(?:our|the) )?(?:support|help ?desk|customer (?:service|care)|"
    r"customers|users)\b(?! (?:last|per|a|each))",
    re.IGNORECASE,
)
_LOST = late_pattern(rf"\b(?:lost|loss of|losing|loss (?:is|was)) {_BOUND}$", re.IGNORECASE)
_OF_SALES = late_pattern(r" (?:of |in )?(?:lost |missed )?(?:revenue|sales)\b", re.IGNORECASE)
_COST = late_pattern(
    rf"\b(?:(?:it |this |that )?cost us|(?:refunds|credits|incident|outage|failure) (?:has |have )?costs?(?: us)?|"
    rf"(?:refunded|credited|paid(?: out| back)?)|(?:refunds|credits) of) {_BOUND}$",
    re.IGNORECASE,
)
_KEYS = dict.fromkeys(("customers", "patients", "clients", "tenants"), "users")
_NOUNS = {
    "users": frozenset((stem("users"), stem("customers"))),
    "requests": frozenset((stem("requests"),)),
    "complaints": frozenset((stem("complaints"),)),
}
"""The stems of what is counted, by key."""
_DATA = late_pattern(
    r"\b(?:data|records|rows|transcripts|files|documents)\b[^.;,]{0,40}\b(?:was|were|got|has been|have been) "
    r"(?:\w+ly )?(?P<what>leaked|exposed|disclosed|lost|deleted|corrupted|overwritten)\b",
    re.IGNORECASE,
)
_DATA_IMPACTS = {
    "leaked": "exposure", "exposed": "exposure", "disclosed": "exposure", "lost": "loss", "deleted": "loss",
    "corrupted": "corruption", "overwritten": "corruption",
}  # fmt: skip
_UNSURE = late_pattern(
    r"\b(?:no|none|not|never|neither|nobody|without|if|unless|would|could|might|may|should|maybe|perhaps|possibly|"
    r"probably|likely|estimate\w*|think|believe|guess\w*|expect\w*|will|forecast\w*|budget\w*|usually|normally|"
    r"fewer|less|under|below|between|up to|almost|nearly|roughly|some|or|to \d+|at most|"
    r"of (?:the |our |all )?~?\d[\d,.]*|test\w*|"
    r"\d+ ?(?:to|-|–) ?\d+|wrong\w*|correct\w*|false|true that|told|claim\w*)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
"""Words beside which a figure may be a bound, a range, a guess, a part of another one, or not the case."""
_SIGNS = {Bound.NONE: "", Bound.ROUGH: "~", Bound.MORE: ">", Bound.LITTLE_MORE: ">"}
_AT_LEAST = late_pattern(r"\bat least\s$", re.IGNORECASE)


def impact_values(ledger: Ledger) -> Iterator[Proposal | Differing]:
    """Propose each figure that the evidence gives once; where two differ or one was corrected, a person has to say."""
    items = tuple(LedgerItem(item.id, item.text, item.at, item.source, item.actor or "") for item in ledger.items)
    found: dict[str, dict[str, list[str]]] = {}
    amounts: dict[tuple[str, str], Amount] = {}
    for item in items:
        for key, value, amount in _figures(item.text, item.actor):
            found.setdefault(key, {}).setdefault(value, []).append(item.id)
            if amount is not None:
                amounts[key, value] = amount
    by_id = {item.id: item for item in items}
    corrections = [item for item in items if cues.CORRECTS.search(normalise_caseless(item.text))]
    replaced: dict[object, list[tuple[str, str]]] = {}
    for old, amount_of_old, new in replacements(items):
        replaced.setdefault(amount_of_old, []).append((old.id, new.id))
    for key, values in found.items():
        said = [(amounts.get((key, value)), ids) for value, ids in values.items()]
        corrected = [new_id for amount, ids in said for old_id, new_id in replaced.get(amount, ()) if old_id in ids]
        given = [(amount, [by_id[one] for one in dict.fromkeys(ids)]) for amount, ids in said]
        corrected += [item.id for item in corrections for amount, olds in given if _corrects(item, key, amount, olds)]
        if corrected:
            accounts = [(value, first_sources(ids)) for value, ids in values.items()]
            yield Differing(("impact", key), (*accounts, ("corrected", first_sources(corrected))))
        else:
            yield from agreed(("impact", key), values)


def _corrects(new: LedgerItem, key: str, amount: Amount | None, olds: Sequence[LedgerItem]) -> bool:
    """Whether a correction is not earlier than others, and gives another amount of what they count."""
    if amount is None or new in olds:
        return False
    if all(moment_of(new) < moment_of(old) for old in olds):
        return False
    if amount.dimension:
        return opens_with_correction(new.text) and any(
            one.dimension == amount.dimension != "%" and one != amount for one in counted(new.text)
        )
    nouns = _NOUNS.get(key, frozenset())
    return any(one != amount and not one.dimension and named & nouns for one, named in counted(new.text).items())


def _figures(text: str, actor: str) -> Iterator[tuple[str, str, Amount | None]]:
    """Find the figures of a text: the key of each, its value as the format writes it, and its amount."""
    for sentence in map(normalise, split_sentences(text)):
        rest = _GOT_WRONG.sub(r" \g<what> ", sentence)
        if _UNSURE.search(rest) or not is_own_account(sentence.casefold(), actor):
            continue
        if match := _DATA.search(sentence):
            yield "data", _DATA_IMPACTS[match["what"].lower()], None
        for fact in find_facts(sentence):
            key = key_of_figure(fact, sentence[: fact.start], sentence[fact.start + len(fact.text) :])
            amount = Amount.of(fact.value) if key else None
            if key and amount is not None:
                yield key, _written(fact, sentence[: fact.start]), amount


def key_of_figure(fact: Fact, before: str, behind: str) -> str:
    """Return the key that a figure belongs to, by the words around it; empty if it is of something else."""
    match fact.value:
        case Count(unit=""):
            if (found := _COUNTED.match(behind) or _GOT_WRONG.match(behind)) or (
                _AFFECTING.search(before) and (found := _NOUN.match(behind))
            ):
                what = found["what"].lower()
                return _KEYS.get(what, what)
            is_told = _RECEIVED.search(before) or _AT_SUPPORT.match(behind)
            found = _NOUN.match(behind) if is_told else None
            return "complaints" if found and found["what"].lower() == "complaints" else ""
        case Percentage(is_points=False):
            found = _SHARED.match(behind)
            is_hit = found and (_AFFECTING.search(before) or re.match(rf" {_HIT}", behind[found.end() :], re.I))
            return "share" if is_hit else ""
        case Money(currency=currency) if currency != "cent":
            if _OF_SALES.match(behind) and _LOST.search(before):
                return "revenue"
            return "cost" if _COST.search(before) else ""
    return ""


def _written(fact: Fact, before: str) -> str:
    """Write a figure as the format does."""
    sign = ">=" if _AT_LEAST.search(before) else _SIGNS.get(bound_before(before), "")
    match fact.value:
        case Percentage(amount):
            unit = "%"
        case Money(amount, currency):
            unit = currency
        case Count(amount):
            unit = ""
        case _:
            raise AssertionError(fact)
    amount = amount.normalize()
    return str(Quantity(amount.quantize(1) if amount == amount.to_integral_value() else amount, sign, unit))
