"""Find reproaches of whoever a sentence is about: scorn, what was put down to somebody, what somebody had been told."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, is_gerund, is_past, phrase_after
from afterword.language.explanations import explained, is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding
from afterword.language.human_error import ERROR, possessed
from afterword.language.person_or_program import is_program, may_be_a_person
from afterword.language.phrasebook import phrases_of
from afterword.language.reproach_words import (
    BLUNDERS,
    DAMNING,
    EVALUATIVE,
    REPROACH,
    VIRTUES,
    WORKS,
)
from afterword.language.sentence import Sentence
from afterword.language.tokens import triggers
from afterword.language.word_rules import DENIALS, PatternRule, Rule, WordRule, phrase_rule
from afterword.text.word_set import word_set

_DISPOSITIONS = word_set("""
    read follow pay understand listen care think test check know learn bother respect grasp look ask verify review
    take want document communicate answer
""")
"""What somebody is said never to do: `because she does not read the host name`."""
_OF_MIND = word_set("care bother listen learn")
_PEOPLE = (Actor.HUMAN, Actor.UNSURE)
_DOES = word_set("does do doesn't don't")
_CARED = word_set("cared bothered listened read knew could paid followed checked tested thought learned looked did")
_MADE_OF = word_set("in of to for with about on at")
_PUT_DOWN = word_set("by from among")
_LESS = word_set("no little less zero without lack lacked lacks lacking ounce iota any shred modicum scant")
_GOOD_DEEDS = word_set("something nothing anything everything blaming naming accusing calling")
_UNREAL = word_set("would could might should")


def _scorn(words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        is_own = sentence.is_of_writers and not sentence.people_named
        is_of_people = is_own or sentence.may_name_people or "nobody" in sentence.lows
        if is_of_people and not (sentence.spoken_of(first) or _is_given_reason(sentence, first, last)):
            of_me = not words.MYSELF.isdisjoint(sentence.lows[first : last + 1])
            yield sentence.found(first, last, "scorn", REPROACH, "warning" if is_own and not of_me else "error")

    return phrase_rule(words_, pattern, report)


def _is_given_reason(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a reason follows, or is among the words: `nobody reads them because it is 2 GB a day`."""
    within = (at for at in range(first + 1, last + 1) if sentence.low(at) == "because")
    is_within = any(sentence.low(at + 1) in words.IT | words.ARTICLES for at in within)
    return is_within or explained(sentence, last)


def _evaluated(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `unforgivably`, `half-hearted`, `misconduct` in a sentence about a person; not of a program."""
    named = sentence.people_named or sentence.is_of_writers or _is_of_deed(sentence, place)
    if not named or sentence.spoken_of(place):
        return
    if place and sentence.line[place].text[0].isupper():
        return  # a name
    follows = sentence.noun_at(place + 1) and not sentence.line[place].low.endswith("ly")
    if follows and (is_program(sentence, place + 1, place + 1) or _of_program(sentence, place + 1)):
        return
    yield sentence.found(place, place, "character", REPROACH, "error")


def _of_program(sentence: Sentence, noun: int) -> bool:
    """Whether what is judged is a program's: `an unprofessional tone of the chatbot`."""
    whose = phrase_after(sentence.line, noun + 2) if sentence.low(noun + 1) in ("of", "by", "in") else None
    return whose is not None and is_program(sentence, *whose)


def _is_of_deed(sentence: Sentence, place: int) -> bool:
    """Whether a deed is judged, whoever did it: `pushing to main at midnight is unprofessional`."""
    verb = sentence.linking(place)
    return verb > 0 and is_gerund(sentence.line[0]) and sentence.low(0) not in _GOOD_DEEDS


def _blunder(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `a lapse in concentration by the administrator`, `a typo from our lead developer`."""
    if sentence.spared(place, place):
        return
    for by in range(place + 1, min(len(sentence.line), place + 7)):
        low = sentence.low(by)
        if (
            low in _PUT_DOWN
            or (low in ("of", "in") and by == place + 1)
            or sentence.lows[by : by + 3] == ["on", "the", "part"]
        ):
            who = sentence.who(by + 4 if low == "on" else by + 1)
            if who is not None and who[0] in _PEOPLE and not is_explained(sentence, who[1]):
                yield sentence.found(place, who[1], "human-error", ERROR, "error")
                return
        elif low == "with" and sentence.low(by + 1) == "which":
            who = sentence.who(by + 2)
            if who is not None and who[0] in _PEOPLE:
                yield sentence.found(place, who[1], "human-error", ERROR, "error")
            return
        elif not (low in _MADE_OF or sentence.noun_at(by) or low in words.ARTICLES):
            return


def _disposed(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `people do not follow instructions`, `she does not read the host name`."""
    verb = place + 1 if sentence.low(place).endswith("n't") else place + 2
    denied = verb == place + 1 or sentence.low(place + 1) in ("not", "never")
    if not denied or sentence.low(verb) not in _DISPOSITIONS or sentence.hypothetical(place):
        return
    object_ = sentence.line[verb + 1 : verb + 2]
    if sentence.low(place - 1) == "please" or (object_ and object_[0].text[0].isupper()):
        return  # an order; a language
    found = sentence.actor_before(place, mental=True)
    if found is None or is_explained(sentence, verb) or sentence.low(found[1]) == "you":
        return
    phrase = phrase_after(sentence.line, found[1])
    of_mind = sentence.low(verb) in _OF_MIND and phrase is not None and may_be_a_person(sentence, *phrase)
    if found[0] is not Actor.HUMAN and not of_mind:
        return
    yield sentence.found(found[1], verb, "character", REPROACH, "error")


def _lacking(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `did not have the courtesy`, `with a little more backbone`, `nobody had the nerve`."""
    before = sentence.lows[max(0, place - 10) : place]
    if ";" in before or not (sentence.people_named or "nobody" in before or "anyone" in before):
        return
    near = before[-4:]
    less = not _LESS.isdisjoint(near)
    denied = less or any(low in words.NEGATIONS or low.endswith("n't") for low in before)
    more = not {"more", "bit", "some"}.isdisjoint(near) and not _UNREAL.isdisjoint(sentence.lows)
    if (denied or more) and not explained(sentence, place):
        yield sentence.found(max(0, place - 1), place, "character", REPROACH, "error")


def _work_of(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `Amina's code was garbage`."""
    who = sentence.who(place + 2) if sentence.low(place + 1) in ("by", "from", "of") else None
    by_person = who is not None and who[0] in _PEOPLE
    verb = sentence.after_adverbs(who[1] + 1 if who is not None and by_person else place + 1)
    if sentence.low(verb) not in words.BE:
        return
    if DAMNING.isdisjoint(sentence.lows[verb + 1 : verb + 5]) or "not" in sentence.lows[verb + 1 : verb + 3]:
        return
    owner = possessed(sentence, place, "fault")
    if owner is None and by_person:
        owner = place, verb, "error"
    if owner is not None and not is_explained(sentence, verb):
        yield sentence.found(owner[0], verb, "character", REPROACH, owner[2])


def _clearly_not(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `someone who clearly had not used it`, `the author obviously never ran it`."""
    after = sentence.lows[place + 1 : place + 4]
    if not any(low in ("not", "never") or low.endswith("n't") for low in after[:2]):
        return
    verb = sentence.after_adverbs(place + 1, (*words.AUXILIARIES, "not", "never"))
    found = sentence.actor_before(place, mental=True)
    if found is not None and found[0] in _PEOPLE and not is_explained(sentence, verb) and not words.BE & set(after):
        yield sentence.found(found[1], verb, "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _if_they_did(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `if our engineers cared about tests, this would not …`."""
    who = sentence.who(place + 1) if not {"would", "wouldn't"}.isdisjoint(sentence.lows) else None
    if who is None or who[0] not in _PEOPLE:
        return
    verb = sentence.after_adverbs(who[1] + 1)
    if sentence.low(verb) in _CARED and sentence.low(verb + 1) != "been":
        yield sentence.found(place, verb, "counterfactual", REPROACH, "error")


def _some(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `their so-called data engineer`, `Some developer hard-coded it`."""
    who = sentence.who(place if sentence.low(place) == "some" else place + 1)
    if sentence.low(place) != "some" and (owner := possessed(sentence, place, "fault")) is not None:
        yield sentence.found(owner[0], place, "scorn", REPROACH, "error")
        return
    if who is None or who[0] is not Actor.HUMAN:
        return
    if sentence.low(place) == "some":
        is_one = not (sentence.low(who[1]).endswith("s") or sentence.low(who[1]) in words.PLURAL_PEOPLE)
        acted = sentence.line[who[1] + 1 : who[1] + 2]
        if not (is_one and acted and is_past(acted[0]) and acted[0].low != "had"):
            return
    yield sentence.found(place, who[1], "scorn", REPROACH, "error")


RULES: tuple[Rule, ...] = (
    *(_scorn(*row) for row in phrases_of("scorn")),
    WordRule(EVALUATIVE, _evaluated),
    WordRule(BLUNDERS, _blunder),
    WordRule({"clearly", "obviously", "evidently", "plainly", "apparently"}, _clearly_not, DENIALS),
    WordRule({"if"}, _if_they_did, {"would", "wouldn"}),
    phrase_rule("some so", r"so-called|(?<!.)some", lambda sentence, first, _: _some(sentence, first)),
    WordRule(VIRTUES, _lacking, DENIALS | triggers(_LESS) | _UNREAL),
    WordRule(WORKS, _work_of, triggers(DAMNING)),
    WordRule(_DOES, _disposed, DENIALS),
)
