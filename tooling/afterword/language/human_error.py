"""Find human error as a cause."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor, classify, is_adverb, is_past, phrase_after, phrase_before, singular
from afterword.language.explanations import explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.person_or_program import may_be_a_person
from afterword.language.sentence import Sentence
from afterword.language.word_rules import WordRule
from afterword.text.word_set import word_set

ERROR = "go on from the error to what made it likely, and to what let it through"

_ERRORS = word_set("""
    error mistake oversight slip blunder failing lapse misjudgement misjudgment fallibility slip-up gaffe misstep
    screw-up foul-up goof shortcut mishandling mismanagement mess handiwork misclick typo misreading misconception
    misunderstanding misinterpretation misuse abuse omission miscalculation
""")
_NOT_DOING = word_set("failure inability refusal unwillingness reluctance")
_PERSONAL = word_set("human operational operator user manual clerical pilot administrator")
_OF_PEOPLE = word_set("fault negligence carelessness incompetence recklessness laziness sloppiness arrogance stupidity")
"""What nothing but people has, even where a program bears their name."""
_MANAGED = word_set("""
    manage assess plan train disclose notify comply oversee supervise inform warn communicate staff invest review audit
    prepare document escalate consult
""")
"""What an organisation fails to do, and no product."""
_NOT_A_CAUSE = word_set("""
    rate rates message messages log logs code codes budget page pages report reports handling count counts bar bars
    correction injection margin baseline analysis class classes state free tolerance tracking monitoring response
    responses term label taxonomy taxonomies research theory theories literature expert experts specialist model
""")
_OWNED: dict[str, Tier] = {"his": "error", "hers": "error", "theirs": "error", "ours": "warning", "mine": "error"}
_PARTS = word_set("part side end")
_BROUGHT = word_set("to by of through from")
_FEWER = word_set("fewer less no few")
_TIERS_BY = TIERS | {Actor.NAMED: "error"}
_MADE_TIERS = TIERS | {Actor.UNSURE: "warning", Actor.NAMED: "warning"}


_AT_FAULT = (Actor.NAMED, Actor.OUTSIDER, Actor.ORGANISATION)
"""Whose own fault something can be said to be, as much as a person's."""

_Place = tuple[int, int, Tier]


def owned(sentence: Sentence, place: int) -> _Place | None:
    """Find `the fault was his`, `the mistake was entirely the engineer's`."""
    if sentence.low(place + 1) not in words.BE:
        return None
    owner = sentence.after_adverbs(place + 2, ("all",))
    if sentence.low(owner) in _OWNED:
        return place, owner, _OWNED[sentence.low(owner)]
    phrase = phrase_after(sentence.line, owner)
    if phrase is None or not sentence.line[phrase[1]].possessive:
        return None
    return (place, phrase[1], "error") if classify(sentence.line, *phrase, sentence.people) is Actor.HUMAN else None


def _error(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find errors that are put down to people."""
    low = sentence.low(place)
    noun = singular(low)
    kind = "character" if noun.startswith("judg") else "human-error"
    poor = sentence.low(place - 1) in ("poor", "bad", "terrible")
    if (noun.startswith("judg") and not poor) or sentence.low(place + 1) in _NOT_A_CAUSE:
        return
    found = (
        _made(sentence, place, noun) or possessed(sentence, place, noun) or _compound(sentence, place, noun)
        or _attributed(sentence, place, noun) or (None if noun in _NOT_DOING else owned(sentence, place))
    )  # fmt: skip
    if found is None:
        return
    first, last, tier = found
    if tier == "error" and explained(sentence, last):
        tier = "warning"
    if noun in _NOT_DOING:
        yield sentence.found(first, last, "actor-failed", WHAT_MADE_IT_LIKELY, tier)
    elif not sentence.spared(first, last):
        yield sentence.found(first, last, kind, ERROR, tier)


def possessed(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """Find `the reviewer's failure to`, `her mistake`, `a trader's costly error`."""
    if noun in _NOT_DOING and sentence.low(place + 1) != "to":
        return None
    for left in range(place - 1, max(-1, place - 4), -1):
        token = sentence.line[left]
        if token.low in ("his", "her", "their", "your"):
            plural = token.low == "their" and sentence.subjects.they_are_people(left, False) is False
            # `he noticed his mistake` is what happened next
            seen = left > 0 and is_past(sentence.line[left - 1]) and sentence.low(left - 1) not in words.BE
            return None if plural else (left, place, "warning" if seen else "error")
        if token.low in ("our", "my"):
            is_owned = token.low == "my" and sentence.low(left - 1) in ("was", "is", "'s", "it", "that", "this")
            return left, place, "error" if is_owned else "warning"
        if token.possessive:
            phrase = phrase_before(sentence.line, left)
            actor = classify(sentence.line, *phrase, sentence.people) if phrase else Actor.MACHINE
            if actor is Actor.UNSURE or (noun == "fault" and actor in _AT_FAULT):
                actor = Actor.HUMAN
            if phrase and actor is Actor.MACHINE and noun in _OF_PEOPLE and may_be_a_person(sentence, *phrase):
                actor = Actor.HUMAN
            if actor is Actor.NAMED and sentence.low(sentence.after_adverbs(place + 2)) in _MANAGED:
                actor = Actor.ORGANISATION  # a company that no list holds
            return (phrase[0], place, TIERS[actor]) if phrase and actor in TIERS else None
        if not sentence.noun_at(left) or token.low in words.ARTICLES:
            return None
    return None


def _compound(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """Find `human error`, `operator mistake`, `engineer oversight`."""
    before = sentence.low(place - 1)
    if noun == "oversight" and before == "an" and sentence.low(place - 2) in _BROUGHT:
        return None if sentence.low(place + 1) in ("in", "of", "by", "on") else (place - 1, place, "warning")
    if noun == "oversight" and sentence.low(place - 2) not in _BROUGHT | {"a"}:
        return None  # human oversight is supervision
    plural = sentence.low(place) != noun
    if before in _PERSONAL and not (plural and before in ("operator", "user")):
        if before == "user" and sentence.low(place - 2) in words.ARTICLES:
            return place - 1, place, "warning"  # or a class of errors
        return (place - 1, place, "error") if before == "human" or noun not in _NOT_DOING else None
    if noun in _NOT_DOING or place < 1 or before in words.ARTICLES:
        return None
    actor = classify(sentence.line, place - 1, place - 1, sentence.people) if sentence.noun_at(place - 1) else None
    if actor is Actor.HUMAN and not sentence.line[place - 1].possessive:
        return place - 1, place, "error"
    return None


def _attributed(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """Find `a mistake by the release manager`, `the failure of the engineers to test`."""
    after = place + 1
    if sentence.low(after) == "of" and sentence.low(after + 1) in ("judgement", "judgment"):
        after += 2
    if sentence.low(after) in words.BE:
        after += 1
    if sentence.low(after) in ("made", "committed", "introduced", "created", "produced"):
        after += 1
    elif after > place + 1 and sentence.low(after - 1) in words.BE:
        return None
    if noun == "oversight" and sentence.low(after) == "of":
        return None  # supervision
    if sentence.low(after) == "on" and sentence.low(after + 2) in _PARTS:
        if sentence.low(after + 1) in ("my", "our"):
            return place, after + 2, "warning"
        after += 3
    elif sentence.low(after) not in ("by", "of"):
        after = _by(sentence, after)
        if after < 0:
            return None
    who = sentence.who(after + 1)
    to = "to" in sentence.lows[who[1] + 1 : who[1] + 8] if who else False
    if who is None or who[0] not in _TIERS_BY or (noun in _NOT_DOING and not to):
        return None
    return place, who[1], _TIERS_BY[who[0]]


def _by(sentence: Sentence, place: int) -> int:
    """Find the `by` of `a mistake during the manual upgrade by the operators`; -1 if there is none."""
    if sentence.low(place) not in ("during", "in", "at", "on", "with", "while"):
        return -1
    for at in range(place + 1, min(len(sentence.line), place + 8)):
        if sentence.low(at) == "by":
            return at
        if is_past(sentence.line[at]) or not sentence.line[at].word:
            break
    return -1


def _made(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """Find `the nurse made an error`, `the developers had made several mistakes`."""
    if noun not in _ERRORS:
        return None
    for left in range(place - 1, max(-1, place - 5), -1):
        low = sentence.low(left)
        if low in ("made", "committed"):
            found = sentence.actor_before(left)
            negated = sentence.negated(left, 3)
            if found is None or found[0] not in _MADE_TIERS or negated:
                return None
            return found[1], place, "error" if sentence.is_mostly_human(found[1]) else _MADE_TIERS[found[0]]
        if low in _FEWER or not (sentence.noun_at(left) or low in words.ARTICLES or is_adverb(sentence.line[left])):
            return None
    return None


_NOUNS = _ERRORS | _NOT_DOING
RULES = (WordRule(_NOUNS | {f"{noun}s" for noun in _NOUNS} | {"judgement", "judgment"}, _error),)
