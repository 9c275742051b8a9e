"""Whether something came about: what items call failed, deny, exempt, or expect when they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import Clause, aligned, stem, stems, words
from afterword.text.folding import normalise_caseless
from afterword.text.foreign_words import is_foreign_note
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate

_FAILED = late_pattern(
    r"\b(?:failed|crashloopbackoff|imagepullbackoff|oomkilled|evicted|aborted|rejected|timed out|timeout|unsuccessful|"
    r"exit(?: code)?[ =][1-9]\d*)\b(?! ?[=:]? ?0\b)"
)
_ACHIEVED = late_pattern(
    r"\b(?:(?:was|were|is|are|has been|have been|had been) (?:successfully |again |fully )?(?:taken|created|completed?|"
    r"finished|done|running|up|deployed|restored|ready|sent|delivered|built|saved|stored|written|uploaded|imported|"
    r"applied|merged|published|healthy|available|reachable|renewed|updated|trained|exported|copied|migrated)|"
    r"succeeded|passed|ran through|went through|came back|recovered|completed|finished|worked)\b"
)
_TROUBLE = late_pattern(r"\b(?:fail|crash|abort|reject|error|kill|evict|time[ds]? ?-?out|unsuccess)")
_STATUS = late_pattern(
    r"\b(?:status|state|stage|phase|zustand|estado|statut) ?[:=] ?[a-z][a-z -]{2,30}|"
    r"(?:^|[:–—-] )(?:in progress|monitoring|pending|waiting|blocked|to ?do|on hold|queued|investigating|rejected|"
    r"declined|cancelled|draft)\b"
)
_NOT_DONE = late_pattern(
    r"\b(?:monitoring|pending|wait\w*|open|progress|blocked|to ?do|hold|queued|investigat\w*|reject\w*|declin\w*|"
    r"cancel\w*|draft|running|scheduled|planned|triage\w*|review|still|keeps?|continu\w*)\b"
)
_DONE = late_pattern(
    r"\b(?:closed|resolved|completed?|finished|done|approved|merged|deployed|solved|fixed|published|delivered|restored|"
    r"implemented|granted|gone|eliminated|cured|disappeared|recovered)\b"
)
_ENDED = late_pattern(r"\b(?:solved|fixed|resolved|gone|eliminated|cured|disappeared|recovered|back to normal)\b")
_STILL = late_pattern(r"\b(?:still|keeps?|continues?)\b")
_EXEMPT = late_pattern(
    r"\b(?:except|but not|excluding|other than|apart from|save for|besides|spar(?:ed|ing)|rul(?:ed|ing) out|excluded)\b"
)
_PARTLY = late_pattern(r"\b(?:hardly|until|before|not only|no longer|have no|has no|had no)\b")
"""What denies something for a time, almost, or of some."""
_SPLIT = late_pattern(r"(?<=[.!?;])\s+|,\s|\s(?:and|but|while|whereas|though|although)\s|[()]|\s[-–—]\s")
_SET_FOR = late_pattern(r"\b(?:set|scheduled|fixed|booked) (?:for|at)\b|\b(?:leaves|starts|begins|opens|ends|closes)\b")
_MANY = late_pattern(
    r"\b(?:several|many|multiple|numerous|various|some|dozens of|hundreds of|thousands of|a number of|most|both) "
    r"(?:of the |other )?(?:[a-z-]+ )?(?P<noun>[a-z-]{3,}s)\b"
)
_ONE = late_pattern(r"\b(?:one|a single|only one|1) (?:[a-z-]+ )?(?P<noun>[a-z-]{3,})\b")
_SOMEBODY = late_pattern(r"\b(?:some(?:body|one)|any(?:body|one))\b")
_NO_ONE = late_pattern(r"\bno(?:[ -]?one|body)\b")
_TO_COME = late_pattern(
    r"\b(?:will|starts?|begins?|opens?|leaves?|meets?|meeting|call|planned|scheduled|due|going to|is (?:at|on|from))\b",
    re.I,
)
"""What people write of something that is still to come; a time without a zone alone may be of another clock."""
_HAS_ZONE = late_pattern(r"[A-Z]{2,}|[+-]\d")
_DONE_THEN = timedelta(minutes=2)


def doubts_about_outcomes(
    claim: str, facts: Sequence[Fact], items: Sequence[LedgerItem], *, is_derived: bool
) -> Iterator[Doubt]:
    """Compare what came about by a claim with what came about by its items.

    Args:
        claim: its text in its normal form.
        facts: the facts of the claim.
        items: the items that it cites.
        is_derived: whether a value follows by arithmetic: 17 with it, of 22 with 5 without it.
    """
    text = normalise_caseless(claim)
    if cues.NEGATION.search(text):
        return
    yield from _failed(text, items)
    yield from _unfinished(text, items)
    if not is_derived and not all(is_foreign_note(item.text) for item in items):
        yield from _only_denied(text, items)
    yield from _several(text, items)
    yield from _ahead(text, facts, items)


def _failed(text: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    if _TROUBLE.search(text) or not _ACHIEVED.search(text):
        return
    near = aligned(stems(text), items)
    if near and all(_FAILED.search(clause.text) for clause in near):
        yield Doubt(Weight.CHECK, "what is cited failed or is not done, and the claim does not say so")


def _unfinished(text: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """What is closed or solved, where an item has the status `in progress`, or says last that it is still there."""
    if not _DONE.search(text) or _NOT_DONE.search(text):
        return
    said = [normalise_caseless(item.text) for item in items]
    states = [status[0].strip(" -–—:") for one in said if (status := _STATUS.search(one))]
    if any(map(_NOT_DONE.search, states)) and not any(map(_DONE.search, said)):
        yield Doubt(Weight.CHECK, f"what is cited says “{states[0]}”")
        return
    last = said[-1] if said else ""
    if _ENDED.search(text) and _STILL.search(last) and not _DONE.search(last):
        yield Doubt(Weight.CHECK, "what is cited last says that it is still so")


def _only_denied(text: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """`Android and iOS were tested`, where an item says `tested on Android, iOS I have no device`."""
    if cues.SOFT_NEGATION.search(text) or _EXEMPT.search(text):
        return
    parts = [part for item in items for part in _SPLIT.split(normalise_caseless(item.text)) if part.strip()]
    denied = [stems(part) for part in parts if _is_denial(part)]
    others = frozenset().union(*(stems(part) for part in parts if not _is_denial(part)))
    claimed = stems(text)
    for part in denied:
        own = {word for word in part - others if len(word) > 1} & claimed
        shared = claimed & others
        if own and len(own) >= len(part) / 2 and shared:
            named = min((word for word in words(text) if stem(word) in own), default=min(own))
            yield Doubt(Weight.CHECK, f"what is cited denies it of “{named}”")
            return


def _several(text: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """`Several passengers`, where the items speak of one passenger; `somebody`, where they say no one."""
    said = " ".join(normalise_caseless(item.text) for item in items)
    for match in _MANY.finditer(text):
        noun = stem(match["noun"])
        if any(stem(one["noun"]) == noun for one in _ONE.finditer(said)) and not _is_plural_of(noun, said):
            yield Doubt(Weight.CHECK, f"what is cited speaks of one {match['noun'].removesuffix('s')}")
            return
    if _SOMEBODY.search(text) and _NO_ONE.search(said) and not _SOMEBODY.search(said):
        yield Doubt(Weight.CHECK, "what is cited says no one")


def _is_plural_of(noun: str, said: str) -> bool:
    return any(word.endswith("s") and stem(word) == noun for word in words(said))


def _is_denial(part: str) -> bool:
    return bool(cues.NEGATION.search(part) or _EXEMPT.search(part)) and not _PARTLY.search(part)


def _ahead(text: str, facts: Sequence[Fact], items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """A time of day that lay ahead when the only items that name it were written."""
    if cues.PLANNED_CLAIM.search(text) or cues.HEDGED_CLAIM.search(text) or _SET_FOR.search(text):
        return
    near = aligned(stems(text), items)
    if near and all(_is_of_a_day_ahead(clause) for clause in near):
        yield Doubt(Weight.CHECK, f"the day that {near[0].item.id} names lay ahead when it was written")
        return
    for fact in facts:
        if not isinstance(fact.value, ClockTime) or fact.value.day or _HAS_ZONE.search(fact.text):
            continue
        naming = [item for item in items if _names(item, fact.value)]
        if naming and all(_is_ahead(item, fact.value) and _TO_COME.search(item.text) for item in naming):
            yield Doubt(Weight.CHECK, f"{fact.text} lay ahead when {naming[0].id} was written")
            return


def _is_of_a_day_ahead(clause: Clause) -> bool:
    at = clause.item.at
    if at is None or at.latest is None:
        return False
    today = at.latest.date()
    days = [fact.value for fact in find_facts(clause.text) if isinstance(fact.value, CalendarDate)]
    known = [(day.year or today.year, day.month, day.day) for day in days if day.month and day.day]
    return bool(known) and all(one > (today.year, today.month, today.day) for one in known)


def _names(item: LedgerItem, clock: ClockTime) -> bool:
    return any(
        isinstance(fact.value, ClockTime) and (fact.value.hour, fact.value.minute) == (clock.hour, clock.minute)
        for fact in find_facts(item.text)
    )


def _is_ahead(item: LedgerItem, clock: ClockTime) -> bool:
    at = item.at.earliest if item.at is not None and item.at.exact else None
    if at is None:
        return False
    then = at.replace(hour=clock.hour, minute=clock.minute, second=0)
    return _DONE_THEN < then - at < timedelta(hours=6)
