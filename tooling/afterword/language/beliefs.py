"""Find what people are said to have wrongly believed, or not to have known."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, TIERS_IF_UNSURE, Actor, is_past
from afterword.language.explanations import is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding
from afterword.language.sentence import Sentence
from afterword.language.word_rules import DENIALS, WordRule
from afterword.text.word_set import word_set

_WRONGLY = word_set("wrongly incorrectly mistakenly falsely erroneously")
_BELIEVED = word_set("assumed believed thought concluded expected judged interpreted supposed")
_MISREAD = word_set("misread misjudged misinterpreted misunderstood confused mistook")
_KNOW = word_set("""
    realise realised realize realized know known notice noticed understand understood recognise recognised recognize
    recognized grasp grasped comprehend
""")
_QUESTIONS = word_set("which who what whether why how where when if")
_UNREADY = word_set("unaware unprepared unfamiliar inexperienced untrained aware")


def _believed(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `the engineer wrongly assumed`, `the operator misread the panel`."""
    if sentence.low(place) in _BELIEVED and _WRONGLY.isdisjoint(sentence.lows[max(0, place - 1) : place + 3]):
        return
    if sentence.low(place + 1) not in words.NOBODY:
        yield from _said_of(sentence, place, place, is_sure=True)


def _unknown(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `the engineer did not realise`, `we had not known`."""
    helpers = sentence.auxiliaries(place)
    denied = any(low in ("not", "never") or low.endswith("n't") for low in helpers)
    knew = sentence.low(place).startswith("know") and sentence.low(place + 1) in _QUESTIONS
    is_sure = not words.EMPHATIC.isdisjoint(helpers) or "whoever" in sentence.lows[:place] or _acted(sentence, place)
    asked = (knew and not is_sure) or "until" in sentence.lows[place : place + 15]
    told = ("did", "had", "never", "do") if is_sure else ("did", "had", "never")
    if denied and not asked and any(low.startswith(told) for low in helpers):
        yield from _said_of(sentence, place, place, is_sure=is_sure)


def _acted(sentence: Sentence, place: int) -> bool:
    """Whether the same person acted on what he did not understand: `… and deleted the bucket`."""
    if not sentence.low(place).startswith(("underst", "grasp", "compreh")):
        return False
    follows = range(place + 2, len(sentence.line))
    return any(sentence.low(at - 1) == "and" and is_past(sentence.line[at]) for at in follows)


def _unready(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `the on-call engineer was unprepared`, `we were not aware`, `an inexperienced engineer`."""
    verb = sentence.linking(place)
    if verb < 0 and sentence.low(place) in ("inexperienced", "untrained"):
        who = sentence.who(place)
        if who is not None and who[0] is Actor.HUMAN:
            is_doer = "by" in sentence.lows[max(0, place - 3) : place]  # `made by an inexperienced engineer`
            yield sentence.found(place, who[1], "character", WHAT_MADE_IT_LIKELY, "error" if is_doer else "warning")
    elif verb >= 0 and sentence.low(verb) in ("was", "were", "wasn't", "weren't"):
        denied = sentence.low(verb).endswith("n't") or "not" in sentence.lows[verb + 1 : place]
        if denied == (sentence.low(place) == "aware") and "until" not in sentence.lows[place : place + 15]:
            yield from _said_of(sentence, verb, place)


def _occurred(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `it never occurred to the engineer to look`."""
    if sentence.lows[place + 1 : place + 3] in (["to", "anyone"], ["to", "anybody"]) and sentence.negated(place, 3):
        yield sentence.found(place, place + 2, "actor-failed", WHAT_MADE_IT_LIKELY, "error")
        return
    who = sentence.who(place + 2) if sentence.low(place + 1) == "to" and sentence.negated(place, 3) else None
    if who is not None and who[0] in TIERS:
        yield sentence.found(place, who[1], "actor-failed", WHAT_MADE_IT_LIKELY, TIERS[who[0]])


def _said_of(sentence: Sentence, verb: int, last: int, *, is_sure: bool = False) -> Iterator[Finding]:
    """Report what a person, or the writers, are said to have done, unless the sentence says what made it likely."""
    found = sentence.doer(verb, last)
    if found is None or found[0] not in TIERS_IF_UNSURE or sentence.hypothetical(verb) or is_explained(sentence, last):
        return
    is_sure = is_sure or sentence.low(found[1]) == "whoever"
    tier = TIERS_IF_UNSURE[found[0]] if is_sure else "warning"
    if is_sure and sentence.is_mostly_human(found.first):
        tier = "error"
    elif found.actor is Actor.OURS:
        tier = "info"
    yield sentence.found(found.first, max(last, found.last), "actor-failed", WHAT_MADE_IT_LIKELY, tier)


RULES = (
    WordRule(_BELIEVED | _MISREAD, _believed),
    WordRule(_UNREADY, _unready),
    WordRule(_KNOW, _unknown, DENIALS),
    WordRule({"occurred", "occur"}, _occurred, DENIALS),
)
