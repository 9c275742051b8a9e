"""Find words that say whose fault it was."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor
from afterword.language.finding import Finding, Tier
from afterword.language.human_error import owned, possessed
from afterword.language.sentence import Sentence
from afterword.language.word_rules import WordRule
from afterword.language.words import word_set

BLAME = "describe what happened and what allowed it; nobody's fault prevents the next incident"
_POINTERS = word_set("this that one")
_ON_CALL = word_set("on-call oncall call")
_RESTS = word_set("falls fell lies lay rests rested")
_SELVES = word_set("himself herself themselves ourselves myself")
# Nobody takes the blame but people, whatever else bears their name.
_BLAME_TIERS = TIERS | {Actor.UNSURE: "error"}


def _finger(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `fingers point at the analyst`."""
    who = sentence.who(place + 3) if sentence.low(place + 1).startswith("point") else None
    if who is not None and who[0] in _BLAME_TIERS:
        yield sentence.found(place, who[1], "blame-noun", BLAME, _BLAME_TIERS[who[0]])


def _on(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `this one is on the release engineer`, if nothing follows."""
    if sentence.low(place - 1) not in ("is", "was") or sentence.low(place - 2) not in _POINTERS:
        return
    who = sentence.who(place + 1)
    last = who is not None and sentence.low(who[1] + 1) in ("", ".", ",", ";", "!")
    if who is not None and last and who[0] in (Actor.HUMAN, Actor.OURS) and sentence.low(who[1]) not in _ON_CALL:
        yield sentence.found(place - 2, who[1], "blame-noun", BLAME, TIERS[who[0]])


def _bad(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `this is our bad`."""
    if sentence.low(place - 1) in ("my", "our") and not sentence.noun_at(place + 1):
        yield sentence.found(place - 1, place, "blame-noun", BLAME, "warning")


def _responsibility(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `responsibility for the mess falls on the team`."""
    after = sentence.lows[place + 1 : place + 8]
    if words.DAMAGE.isdisjoint(after) and "mess" not in after:
        return
    for right in range(place + 2, min(len(sentence.line), place + 9)):
        if sentence.low(right) in ("on", "with", "upon") and sentence.low(right - 1) in _RESTS:
            who = sentence.who(right + 1)
            if who is not None and who[0] in _BLAME_TIERS:
                yield sentence.found(place, who[1], "blame-noun", BLAME, _BLAME_TIERS[who[0]])


def _blame(sentence: Sentence, place: int) -> Iterator[Finding]:
    low, before = sentence.low(place), sentence.low(place - 1)
    if low == "blame" and before == "to" and sentence.low(place - 2) in _SELVES:
        tier: Tier = "warning" if sentence.low(place - 2) == "ourselves" else "error"
        yield sentence.found(place - 2, place, "blame-noun", BLAME, tier)
        return
    if low == "blamed" and before == "be" and sentence.low(place - 2) == "to":
        yield from _predicate(sentence, place - 2, place)
        return
    if (low == "blame" and before == "to") or (low == "fault" and before == "at"):
        yield from _predicate(sentence, place - 1, place)
        return
    if sentence.spared(place, place) or before in ("git", "page", "segmentation", "ground"):
        return
    if low == "fault":
        owner = possessed(sentence, place, "fault") or owned(sentence, place)
        nobody = sentence.low(place - 1) in words.NOBODY or sentence.lows[max(0, place - 2) : place] == ["no", "one"]
        if owner is not None and not nobody:
            yield sentence.found(owner[0], place, "blame-noun", BLAME, owner[2])
            return
    verb = low != "fault" and (low != "blame" or before not in words.ARTICLES)
    who = sentence.who(place + 1) if verb else None
    if who is not None and (who[0] is Actor.HUMAN or sentence.low(place + 1) in ("him", "her", "them")):
        by = sentence.actor_before(place, mental=True)
        if by is not None and by[0] in (Actor.MACHINE, Actor.OUTSIDER):
            return  # what users or the press said
        yield sentence.found(place, who[1], "blame-noun", BLAME, "error")
        return
    yield from _blame_on(sentence, place)


def _blame_on(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `the blame falls squarely on the analyst`, `bears the blame`."""
    for right in range(place + 1, min(len(sentence.line), place + 6)):
        if sentence.low(right) in ("with", "on", "upon", "at"):
            who = sentence.who(right + 1)
            if who is not None and who[0] in _BLAME_TIERS:
                yield sentence.found(place, who[1], "blame-noun", BLAME, _BLAME_TIERS[who[0]])
            return
    for left in range(place - 1, max(-1, place - 5), -1):
        if sentence.low(left).startswith(("bear", "bore", "take", "took", "carr", "share", "deserv")):
            found = sentence.actor_before(left)
            if found is not None and found[0] in _BLAME_TIERS:
                yield sentence.found(found[1], place, "blame-noun", BLAME, _BLAME_TIERS[found[0]])
            return


def _guilty(sentence: Sentence, place: int) -> Iterator[Finding]:
    return _predicate(sentence, place, place, certain=True)


def _predicate(sentence: Sentence, first: int, last: int, *, certain: bool = False) -> Iterator[Finding]:
    verb = sentence.linking(first)
    if (
        verb < 0
        or sentence.negated(first)
        or sentence.low(last + 1).startswith("toleran")
        or sentence.low(verb - 1) in ("who", "what")
    ):
        return
    found = sentence.actor_before(verb, mental=True)
    if found is None or found[0] is Actor.NOBODY:
        return
    if found[0] in _BLAME_TIERS:
        yield sentence.found(found[1], last, "blame-noun", BLAME, _BLAME_TIERS[found[0]])
    elif not certain:
        yield sentence.found(found[1], last, "culprit", "say by which mechanism the component caused it", "info")


def _responsible(sentence: Sentence, place: int) -> Iterator[Finding]:
    object_ = sentence.lows[place + 2 : place + 6]
    harm = next((k for k, low in enumerate(object_) if low in words.DAMAGE), -1)
    if sentence.low(place + 1) != "for" or harm < 0 or sentence.negated(place):
        return
    if object_[harm + 1 : harm + 2] in (["handling"], ["budget"], ["reports"]):
        return
    held = sentence.low(place - 1) == "held" and sentence.low(place - 2) == "be"
    verb = sentence.linking(place - 1 if held else place)
    if sentence.noun_at(place + 3 + harm) or (verb < 0 and object_[0] not in words.ARTICLES):
        return  # `incident response`, `errors in the parser`: a duty
    found = sentence.actor_before(verb if verb >= 0 else place, mental=True)
    if found is not None and found[0] in _BLAME_TIERS:
        yield sentence.found(found[1], place + 2 + harm, "blame-noun", BLAME, _BLAME_TIERS[found[0]])


def _culprit(sentence: Sentence, place: int) -> Iterator[Finding]:
    if sentence.negated(place):
        return
    verb = place + 1
    who = sentence.who(verb + 1) if sentence.low(verb) in words.BE else None
    linking = sentence.linking(place)
    found = sentence.actor_before(linking, mental=True) if linking >= 0 else None
    human = (who is not None and who[0] is Actor.HUMAN) or (found is not None and found[0] is Actor.HUMAN)
    if human:
        yield sentence.found(place, who[1] if who else place, "blame-noun", BLAME, "error")


RULES = (
    WordRule({"blame", "blamed", "blames", "fault"}, _blame),
    WordRule({"guilty", "culpable"}, _guilty),
    WordRule({"responsible", "accountable"}, _responsible),
    WordRule({"culprit", "culprits"}, _culprit),
    WordRule({"finger", "fingers"}, _finger),
    WordRule({"on"}, _on, _POINTERS),
    WordRule({"bad"}, _bad),
    WordRule({"responsibility"}, _responsibility),
)
