"""Questions in the place of claims whose values are not in the evidence. Pure.

A question must state nothing that the evidence does not say either: what remains of a claim without its wrong value is
part of the question only if it holds by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from afterword.grounding.claims import Claim
from afterword.grounding.facts import Fact, Value, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.grounding.verify import Grounds, Status, verify
from afterword.grounding.wording import item_stems, stems
from afterword.text.amounts import Count, Money, Percentage
from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.text.qualifiers import LESS_THAN, MORE_THAN, ROUGHLY
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.durations import TimeSpan

_SURE = (Status.FOUND, Status.DERIVED)
_JOINS = (
    r"(?:at|on|from|since|until|till|by|around|about|before|after|between|and|in|for|within|to|of|over|nearly|almost)"
)
_LEADS = late_pattern(rf"(?:(?:^|(?<=\s)){_JOINS}\s+)+$", re.IGNORECASE)
_DANGLING = late_pattern(rf"(?:^|\s){_JOINS}[\s,.]*$|^{_JOINS}\s*[,.]|\s,", re.IGNORECASE)
_COUNTED = late_pattern(r"(?P<number>\S+)\s(?P<noun>(?:[a-z-]+\s){0,2}?[a-z-]{2,}s)\b")
_OF = late_pattern(r"\s?%?\s(?:per ?cent )?of (?P<noun>(?:the |all |our )?(?:[a-z-]+\s){0,2}?[a-z-]{2,}s)\b")
_LEAST_WORDS = 3
_ROUGHLY = late_pattern(rf"(?:(?:^|(?<=\s))(?:{ROUGHLY}|{MORE_THAN}|{LESS_THAN}|only)\s+)+$", re.IGNORECASE)
_UNTIL = late_pattern(r"\b(?:after|within|in)\s(?:about\s|only\s)?$", re.IGNORECASE)
_THING = late_pattern(r"(?P<issue>.*#)|(?P<version>(?:releases?|versions?|v)[\s.]?\d)", re.IGNORECASE)


def keeps_values(claim: Claim, offending: Sequence[str], repaired: Claim, grounds: Grounds) -> bool:
    """Whether a repaired claim has as many values of each kind that was wrong; a name may be left out."""
    before, now = (find_facts(one.text, grounds.names) for one in (claim, repaired))
    wrong = {type(fact.value) for fact in before if fact.text in offending} - {Name}
    stated, left = (Counter(type(fact.value) for fact in facts) for facts in (before, now))
    return all(left[kind] >= stated[kind] for kind in wrong)


def question_about_value(claim: Claim, offending: Sequence[str], grounds: Grounds, vaguer: str = "") -> str:
    """Ask for the first value of a claim that is not in what it cites; "" if there is none to ask for.

    Args:
        claim: the claim.
        offending: the values that are not in what it cites, as its verdict has them.
        grounds: the ledger.
        vaguer: the same without the value, if that is known to hold.
    """
    text = normalise(claim.text)
    facts = [fact for fact in find_facts(claim.text, grounds.names) if fact.text in offending]
    if not facts:
        return ""
    said = normalise(vaguer) or _without(text, facts)
    holds = bool(vaguer) or _holds(replace(claim, text=said, kind="fact"), grounds)
    return _ask(facts[0], text, said.rstrip(" .") if holds else "")


def _holds(claim: Claim, grounds: Grounds) -> bool:
    """Whether a sentence without values is said by what it cites, in words that are there."""
    cited = grounds.cited(claim.evidence).items
    known = frozenset().union(*(item_stems(item) for item in cited))
    return bool(claim.text) and stems(claim.text) <= known and verify(claim, grounds).status in _SURE


def _ask(fact: Fact, text: str, said: str) -> str:
    kind: type[Value] = type(fact.value)
    behind = text[fact.start :]
    if kind in (ClockTime, CalendarDate):
        return f"When was it that {_begin(said)}?" if said else ""
    if kind is Count and (counted := _COUNTED.match(behind)):
        noun = counted["noun"]
        if said.casefold().startswith(f"{noun} "):
            return f"How many {said[:1].lower()}{said[1:]}?"
        return f"How many {noun} were there?" if said else ""
    if kind is Percentage:
        of = _OF.match(text, fact.start + len(fact.text))
        return f"What share of {of['noun']} was it?" if of else "What share was it?"
    if kind is TimeSpan:
        is_until = said and _UNTIL.search(text[: fact.start])
        return f"How long was it until {_begin(said)}?" if is_until else "How long did it last?"
    if kind is Identifier and (thing := _THING.match(fact.text)):
        name = "version" if thing["version"] else "issue or pull request"
        return f"Which {name} {_begin(said)}?" if said and not fact.start else f"Which {name} was it?"
    return "What sum of money was it?" if kind is Money else ""


def _without(text: str, facts: Sequence[Fact]) -> str:
    """Return a text without some facts and the words that lead to them; "" if no whole sentence is left."""
    for fact in sorted(facts, key=lambda fact: -fact.start):
        before, after = text[: fact.start], text[fact.start + len(fact.text) :]
        joins = _ROUGHLY if isinstance(fact.value, Count) else _LEADS
        before = joins.sub("", before)
        text = f"{before.rstrip()} {after.lstrip(' ,')}" if before.strip() else after.lstrip(" ,")
    text = re.sub(r"\s+([.,;])", r"\1", text).strip(" ,")
    text = re.sub(r"^In (?:all|total),? ", "", text)
    bare = text.rstrip(" .")
    is_whole = len(bare.split()) >= _LEAST_WORDS and not _DANGLING.search(bare)
    return f"{bare[:1].upper()}{bare[1:]}." if is_whole else ""


def _begin(sentence: str) -> str:
    """Begin a sentence in the middle of another: with a small letter, unless its first word is a name."""
    first = sentence.split(" ", 1)[0]
    return sentence if re.search(r"[A-Z\d]", first[1:]) or first == "I" else f"{sentence[:1].lower()}{sentence[1:]}"
