"""Find judgements of a character or of competence."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS_IF_UNSURE, Actor, classify, is_past, phrase_after, phrase_before
from afterword.language.finding import Finding, Tier
from afterword.language.person_or_program import is_program
from afterword.language.sentence import Sentence
from afterword.language.word_rules import WordRule
from afterword.language.words import word_set

CHARACTER = "leave out the judgement of a person; say what they saw, knew and could do"
_STRONG = word_set("""
    careless carelessly carelessness negligent negligently negligence incompetent incompetently incompetence
    reckless recklessly recklessness irresponsible irresponsibly sloppy sloppily sloppiness inept ineptly clueless
    unprofessional unprofessionally amateurish idiotic idiot idiots moron stupid stupidly stupidity foolish blindly
    foolishly blindly thoughtless thoughtlessly inattentive inattentively lackadaisical boneheaded incompetents laziness
""")
_TRAITS = word_set("""
    carelessness negligence incompetence recklessness sloppiness stupidity laziness idiot idiots moron incompetents
""")
_JUDGED = TIERS_IF_UNSURE | {Actor.UNSURE: "error", Actor.NAMED: "error"}
_WEAK = word_set("""
    hasty lazy lazily complacent complacency ignorant dumb lax forgetful distracted inattention unreliable useless
    hopeless
""")
_OF_ACTS = word_set("lazy hasty lax ignorant hopeless complacent")
_ACTS = word_set("""
    approval attitude behavior behaviour change changes culture decision decisions deploy deployment error errors
    handover job labeling labelling merge migration mistake mistakes oversight practice practices release review
    reviewing reviews rollout supervision testing thing thinking work writing
""")
_TERMS = word_set("""
    amount flag flags label labels class category tag option mode word driving quorum claim claims lawsuit law suit
    insurer insurance clause liability phrase matching
""")
_DOING = [["what", who, was] for who in ("he", "she", "they", "we") for was in ("was", "were")]
_NOVICE = word_set("rookie amateur beginner schoolboy newbie")
_LACKING = word_set("""
    care diligence competence discipline professionalism rigour rigor effort
""")


def _strong(sentence: Sentence, place: int) -> Iterator[Finding]:
    after = sentence.low(place + 1)
    if after in _TERMS or sentence.negated(place, 3):
        return
    actor = _judged(sentence, place)
    if actor in _JUDGED:
        yield sentence.found(place, place, "character", CHARACTER, _JUDGED[actor])


def _judged(sentence: Sentence, place: int) -> Actor:
    """Find who is judged: the subject, the noun that follows, or nobody else than the people who did it."""
    low, verb = sentence.low(place), sentence.linking(place)
    if low in _TRAITS:
        return Actor.MACHINE if _of_program(sentence, place) else Actor.HUMAN
    if verb < 0 and not low.endswith("ly"):
        phrase = phrase_after(sentence.line, place + 1)
        if phrase is None:
            return Actor.MACHINE
        is_act = not _ACTS.isdisjoint(sentence.lows[phrase[0] : phrase[1] + 1])
        return Actor.HUMAN if is_act else classify(sentence.line, *phrase, sentence.people)
    for left in (verb,) if verb >= 0 else (place - 1, place + 1, place):
        found = sentence.actor_before(left, mental=True)
        if found is not None and found[0] is not Actor.MACHINE:
            return found[0]
    # `it was reckless to merge`, `the review was sloppy`, `it was done carelessly`
    of_act = verb >= 0 and (sentence.low(verb - 1) in words.IT | _ACTS and sentence.low(verb - 1) not in _TERMS)
    by_hand = low.endswith("ly") and (
        is_past(sentence.line[place - 1]) or sentence.low(place - 1) in words.IRREGULAR_PARTICIPLES
    )
    return Actor.HUMAN if of_act or (by_hand and sentence.low(place + 1) != "by") else Actor.MACHINE


def _novice(sentence: Sentence, place: int) -> Iterator[Finding]:
    after = sentence.low(place + 1)
    if after in ("mistake", "mistakes", "error", "errors", "move") or sentence.low(place) == "rookie":
        yield sentence.found(place, place + 1, "character", CHARACTER, "error")


def _of_program(sentence: Sentence, place: int) -> bool:
    """Whether the judgement is of a program: `the judge was careless about units`, `a sloppy parser`."""
    low, line = sentence.low(place), sentence.line
    verb = sentence.linking(place)
    if verb >= 0 or low.endswith("ly"):
        found = sentence.actor_before(verb if verb >= 0 else place)
        phrase = phrase_after(line, found[1]) if found else None
    elif place and line[place - 1].possessive:
        phrase = phrase_before(line, place - 1)
    else:
        phrase = phrase_after(line, place + 1)
    return phrase is not None and is_program(sentence, *phrase)


def _weak(sentence: Sentence, place: int) -> Iterator[Finding]:
    if sentence.negated(place, 3):
        return
    if sentence.low(place) in _OF_ACTS and sentence.low(place + 1) in _ACTS:
        yield sentence.found(place, place + 1, "character", CHARACTER, "error")
        return
    if sentence.low(place) == "distracted" and sentence.low(place + 1) == "by":
        return  # what the tools and the hour did to somebody
    who = sentence.who(place)
    verb = sentence.linking(place)
    found = sentence.actor_before(verb, mental=True) if verb >= 0 else None
    if (who and who[0] is Actor.HUMAN) or (found and found[0] is Actor.HUMAN):
        yield sentence.found(place, place, "character", CHARACTER, "error")


def _not_knowing(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `had no idea what he was doing`."""
    if sentence.lows[max(0, place - 3) : place] not in _DOING:
        return
    before = sentence.lows[max(0, place - 7) : place - 3]
    denied = any(low in words.NEGATIONS or low.endswith("n't") for low in before)
    if denied and {"idea", "clue", "know", "knew"}.intersection(before):
        tier: Tier = "warning" if sentence.low(place - 2) == "we" else "error"
        yield sentence.found(place - 3, place, "character", CHARACTER, tier)


def _lacking(sentence: Sentence, place: int) -> Iterator[Finding]:
    if (sentence.low(place + 1) == "of") != (sentence.low(place) == "lack"):
        return
    what = sentence.low(place + 2 if sentence.low(place + 1) in ("of", "the", "any") else place + 1)
    if what not in _LACKING | {"attention", "awareness", "focus"} or sentence.spared(place, place + 2):
        return
    human = any(sentence.noun_at(left) and classify(sentence.line, left, left, sentence.people) is Actor.HUMAN
                for left in (*range(max(0, place - 6), place), *range(place + 1, place + 8)))  # fmt: skip
    tier: Tier = "error" if human and what in _LACKING else "warning"
    yield sentence.found(place, place + 2, "character", CHARACTER, tier)


RULES = (
    WordRule(_STRONG, _strong),
    WordRule(_NOVICE, _novice),
    WordRule(_WEAK, _weak),
    WordRule({"doing"}, _not_knowing),
    WordRule({"lack", "lacked", "lacks"}, _lacking),
)
