"""Find what people are said to have done or left undone in words that reprove it, from lists of phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterword.language import failing_states, failings, words
from afterword.language.actors import Actor, phrase_before
from afterword.language.explanations import explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.person_or_program import is_program, may_be_a_person
from afterword.language.phrasebook import read_phrases
from afterword.language.sentence import Doer, Sentence
from afterword.language.word_rules import PatternRule, phrase_rule

_FAR = 40
_ENDS = frozenset(";") | {"whereas"}
_ONLY_PEOPLE: dict[Actor, Tier] = {
    Actor.HUMAN: "error", Actor.UNSURE: "error", Actor.NAMED: "warning", Actor.OUTSIDER: "error",
    Actor.OURS: "warning", Actor.ORGANISATION: "warning",
}  # fmt: skip
_PROGRAMS_TOO: dict[Actor, Tier] = {
    Actor.HUMAN: "error", Actor.OURS: "warning", Actor.ORGANISATION: "warning", Actor.UNSURE: "warning",
    Actor.NAMED: "warning",
}  # fmt: skip


def nearest_person(sentence: Sentence, place: int) -> tuple[Actor, int] | None:
    """Find the last person named before a place, as what a long sentence goes on about: an actor and its place."""
    for left in range(place - 1, max(-1, place - _FAR), -1):
        low = sentence.low(left)
        if low in _ENDS:
            break
        if low in ("he", "she", "whoever", "somebody", "someone", "everyone", "everybody"):
            return Actor.HUMAN, left
        if low in ("i", "we"):
            return Actor.OURS, left
        phrase = phrase_before(sentence.line, left) if not sentence.line[left].possessive else None
        if phrase is None or sentence.low(phrase[0] - 1) in words.PREPOSITIONS:
            continue
        actor = sentence.names_a_person(left)
        if actor is Actor.HUMAN or (actor is Actor.UNSURE and sentence.low(phrase[0]) in words.ARTICLES):
            return Actor.HUMAN, phrase[0]
    return None


def reproved(sentence: Sentence, first: int, last: int) -> Doer | None:
    """Find who did what only people do: the subject, or the person that a long sentence is about."""
    doer = sentence.doer(first, last)
    if doer is not None and doer.actor is not Actor.MACHINE:
        return doer
    if doer is not None:
        phrase = phrase_before(sentence.line, sentence.subjects.skipped(first))
        if phrase is not None and may_be_a_person(sentence, *phrase):
            return Doer(Actor.HUMAN, phrase[0], last)
        if phrase is not None and is_program(sentence, *phrase):
            return None
    found = nearest_person(sentence, first)
    return Doer(found[0], found[1], last) if found else None


def _deed(tiers: Mapping[Actor, Tier], words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        if not sentence.is_claimed(first) or sentence.negated(first, 3):
            return
        doer = reproved(sentence, first, last) if tiers is not _PROGRAMS_TOO else sentence.doer(first, last)
        if doer is None or doer.actor not in tiers:
            return
        tier = tiers[doer.actor]
        if explained(sentence, last):
            tier = "info"
        yield sentence.found(doer.first, max(last, doer.last), "human-error", WHAT_MADE_IT_LIKELY, tier)

    return phrase_rule(words_, pattern, report)


RULES = (
    *(_deed({Actor.OURS: "error"}, *row) for row in read_phrases(failings.OF_OURSELVES)),
    *(_deed(_ONLY_PEOPLE, *row) for row in read_phrases(failings.DEEDS + failing_states.STATES)),
    *(_deed(_PROGRAMS_TOO, *row) for row in read_phrases(failings.OF_PROGRAMS_TOO)),
)
