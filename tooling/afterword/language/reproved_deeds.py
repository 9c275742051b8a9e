"""Find what people are said to have done or left undone in words that reprove it, from lists of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from afterword.language import words
from afterword.language.actors import Actor, phrase_before
from afterword.language.explanations import explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.person_or_program import is_program, may_be_a_person
from afterword.language.phrasebook import phrases_of
from afterword.language.sentence import Doer, Sentence
from afterword.language.word_rules import PatternRule, phrase_rule
from afterword.text.word_set import word_set

_FAR = 40
_AS_TOLD = re.compile(
    r"\bas (?:the|our|his|her|their) [\w -]{1,40}? (?:requires?|required|says?|said|demands?|demanded|prescribes?|"
    r"prescribed|asks?|asked|tells?|told)\b|\bas (?:designed|planned|intended|agreed|required|requested|instructed)\b"
)
"""What somebody did because it was asked for."""
_CHOSE = word_set("""
    chose chosen choose chooses preferred prefers decided decides opted elected continued continues proceeded managed
    manages dared seemed seems appeared appears tends tended loves loved likes liked wanted wants tried
""")
"""What `to` may follow, so that a deed is told all the same: `chose to do nothing`."""
_ENDS = frozenset(";") | {"whereas"}
_ONLY_PEOPLE: dict[Actor, Tier] = {
    Actor.HUMAN: "error", Actor.UNSURE: "error", Actor.NAMED: "error", Actor.OUTSIDER: "error",
    Actor.OURS: "warning", Actor.ORGANISATION: "warning",
}  # fmt: skip
_ONLY_PEOPLE_DO = _ONLY_PEOPLE | {Actor.ORGANISATION: "error"}
_PROGRAMS_TOO: dict[Actor, Tier] = {
    Actor.HUMAN: "error", Actor.OURS: "warning", Actor.ORGANISATION: "warning", Actor.UNSURE: "warning",
    Actor.NAMED: "warning",
}  # fmt: skip
_GENTLY: dict[Actor, Tier] = {
    Actor.HUMAN: "warning", Actor.UNSURE: "warning", Actor.OUTSIDER: "warning", Actor.OURS: "info",
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
    if found is None and first < 2 and "," in sentence.lows[last:]:
        found = sentence.who(sentence.lows.index(",", last) + 1)  # `Knowing full well that it was red, Dmitri merged`
        return Doer(found[0], first, found[1]) if found else None
    return Doer(found[0], found[1], last) if found else None


def _deed(tiers: Mapping[Actor, Tier], words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        if sentence.low(last) == "still" and sentence.low(last + 1) in words.AUXILIARIES | {"needed"}:
            return  # `was told of it and still had to wait`
        verb = first - 2 if sentence.low(first - 1) == "to" and sentence.low(first - 2) in _CHOSE else first
        if not sentence.is_claimed(verb) or sentence.negated(verb, 3) or sentence.low(verb - 1) == "to":
            return
        only_people = Actor.OUTSIDER in tiers and tiers is not _GENTLY
        doer = reproved(sentence, verb, last) if only_people else sentence.doer(verb, last)
        if doer is None or doer.actor not in tiers or explained(sentence, last):
            return
        if _AS_TOLD.search(sentence.text_low, sentence.line[last].start) and not _denies(sentence, first, last):
            return
        tier = tiers[doer.actor]
        if tiers is not _GENTLY and _is_surely_a_person(sentence, doer, only_people=only_people):
            tier = "error"
        yield sentence.found(doer.first, max(last, doer.last), "human-error", WHAT_MADE_IT_LIKELY, tier)

    return phrase_rule(words_, pattern, report)


def _denies(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words say what was not done."""
    return any(low in words.NEGATIONS or low.endswith("n't") for low in sentence.lows[first : last + 1])


def _is_surely_a_person(sentence: Sentence, doer: Doer, *, only_people: bool) -> bool:
    """Whether one person is meant after all: who names himself, or whom only people's deeds are said of."""
    first = sentence.low(doer.first)
    if only_people and first in words.MYSELF:
        return True
    return doer.actor is Actor.UNSURE and (first == "they" or sentence.is_mostly_human(doer.first))


def _consequence(words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        found = sentence.actor_before(first, mental=True)
        done = sentence.is_passive(first) or sentence.low(first) in ("received", "got")
        denied = sentence.negated(first) or sentence.hypothetical(first)
        if found is not None and found[0] in (Actor.HUMAN, Actor.UNSURE) and done and not denied:
            say = "leave out what followed for a person: it explains nothing, and the next one will stay silent"
            yield sentence.found(found[1], last, "blame-noun", say, "error")

    return phrase_rule(words_, pattern, report)


RULES = (
    *(_deed({Actor.OURS: "error"}, *row) for row in phrases_of("of_ourselves")),
    *(_deed(_ONLY_PEOPLE_DO, *row) for row in phrases_of("deeds")),
    *(_deed(_ONLY_PEOPLE, *row) for row in phrases_of("states")),
    *(_deed(_PROGRAMS_TOO, *row) for row in phrases_of("of_programs_too")),
    *(_deed(_GENTLY, *row) for row in phrases_of("often_facts")),
    *(_consequence(*row) for row in phrases_of("consequences")),
)
