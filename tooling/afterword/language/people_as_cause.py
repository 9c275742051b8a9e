"""Find people as the cause: they caused it, chose to ignore it, made a bad call, let everybody down."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor, is_adverb
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding
from afterword.language.sentence import Sentence
from afterword.language.word_rules import WordRule
from afterword.language.words import word_set

_IGNORE = word_set("ignore disregard overlook neglect ignoring disregarding overlooking neglecting forgetting skipping")
_CHOSE = word_set("chose decided elected opted preferred continued continues choose chooses")
_KEPT = word_set("kept keeps keep")
_CARE = word_set("""
    careful thorough diligent attentive cautious vigilant competent professional conscientious
""")
_CAUSED = word_set("caused broke wrecked ruined sabotaged")
_BROKEN = words.DAMAGE | word_set("production prod build site")
_POOR = word_set("bad poor wrong terrible awful dreadful disastrous questionable foolish")
_CALLS = word_set("call decision choice judgement judgment calls decisions choices job")
_LET_DOWN = word_set("us them everyone everybody team customers users company people")
_MADE = word_set("made took did")
_FAILED = word_set("us miserably spectacularly")


def _people(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find people as the cause, where the plain verbs of failing are missing."""
    span = _lapse(sentence, place)
    if span is None:
        return
    verb, last = span
    found = sentence.actor_before(verb, mental=True)
    if found is None or found[0] not in TIERS or sentence.hypothetical(verb):
        return
    if sentence.low(place) == "let" and found[0] is Actor.OURS:
        return  # an apology
    if not (sentence.negated(verb, 2) or _counterfactual(sentence, verb)):
        tier = "info" if sentence.explained(last) else TIERS[found[0]]
        yield sentence.found(found[1], last, "human-error", WHAT_MADE_IT_LIKELY, tier)


def _lapse(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Find the places of the verb whose subject matters and of the last word of the lapse."""
    low = sentence.low(place)
    if low in _IGNORE:
        chosen = sentence.low(place - 1) == "to" and sentence.low(place - 2) in _CHOSE
        if chosen or (sentence.low(place - 1) in _KEPT and low.endswith("ing")):
            return (place - 2 if chosen else place - 1), place
    elif low in _CARE:
        return _careless(sentence, place)
    elif low in _CAUSED:
        return _harm(sentence, place)
    elif low in _POOR and sentence.low(place + 1) in _CALLS:
        verb = place - 2 if sentence.low(place - 1) in words.ARTICLES else place - 1
        if sentence.low(verb) in _MADE:
            return verb, place + 1
    elif low == "let":
        return _let(sentence, place)
    elif low == "wrong":
        if sentence.low(place - 1) in words.BE and sentence.low(place + 1) == "to":
            return place - 1, place
    elif low == "failed" and sentence.low(place + 1) in _FAILED and sentence.low(place + 2) != "to":
        return place, place + 1
    return None


def _careless(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Find `was not careful`, `weren't thorough enough`."""
    left = place - 1
    while left > 0 and (
        is_adverb(sentence.line[left]) or sentence.low(left) in ("particularly", "sufficiently", "very")
    ):
        left -= 1
    before = sentence.low(left)
    if before in ("wasn't", "weren't", "isn't", "aren't"):
        return left, place
    return (left - 1, place) if before == "not" and sentence.low(left - 1) in words.BE else None


def _harm(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Find `caused the outage`, `broke production`; not `caused a review`."""
    right = place + 1
    while right - place < 4 and (sentence.low(right) in words.ARTICLES or sentence.low(right) in ("whole", "entire")):
        right += 1
    if (
        "no" not in sentence.lows[place:right]
        and sentence.low(right) in _BROKEN
        and not (sentence.noun_at(right + 1) and sentence.low(right + 1) != "again")
    ):
        return place, right
    return None


def _let(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Find `let everybody down`, `let it slip`."""
    for right in range(place + 2, min(len(sentence.line), place + 5)):
        low, after = sentence.low(right), sentence.low(right + 1)
        if low == "slip" or (low == "down" and sentence.low(right - 1) in _LET_DOWN and after in ("", ".", ",", "by")):
            return place, right
        if low in words.PREPOSITIONS or not sentence.line[right].word:
            break
    return None


def _counterfactual(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.low(left) in ("could", "would", "might", "may", "can") for left in range(max(0, verb - 3), verb)
    )


def _keyboard(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `a problem between keyboard and chair`."""
    if sentence.low(place) == "pebkac" or "chair" in sentence.lows[place + 1 : place + 4]:
        yield sentence.found(place, place, "human-error", WHAT_MADE_IT_LIKELY, "error")


def _cause(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `the root cause was the new engineer`."""
    if sentence.low(place + 1) not in words.BE and sentence.low(place + 1) != ":":
        return
    who = sentence.who(place + 2)
    alone = who is not None and sentence.low(who[1] + 1) in ("", ".", ",", ";", "who", "on", "in", "at", "from")
    if who is not None and alone and who[0] is Actor.HUMAN and not sentence.negated(place + 2, 2):
        yield sentence.found(place, who[1], "human-error", WHAT_MADE_IT_LIKELY, "error")


RULES = (
    WordRule(_IGNORE | _CARE | _CAUSED | _POOR | {"let", "failed"}, _people),
    WordRule({"pebkac", "keyboard"}, _keyboard),
    WordRule({"cause", "causes"}, _cause),
)
