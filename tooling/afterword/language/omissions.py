"""Find what someone failed to do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from afterword.language import words
from afterword.language.actors import TIERS_IF_UNSURE, Actor, is_past, phrase_after
from afterword.language.explanations import is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.person_or_program import (
    CONCERNS,
    concerns,
    does_work,
    is_of_mind,
    names_a_person,
    works_alone,
)
from afterword.language.sentence import Sentence
from afterword.language.word_rules import DENIALS, WordRule
from afterword.text.word_set import word_set

_PLAIN = word_set("""
    forgot forgotten neglected overlooked ignored disregarded omitted refused violated mishandled mismanaged
    botched bungled rubber-stamped dismissed
""")
_TO = word_set("failed omitted refused")
_ATTEMPTS = word_set("""
    access agree boot break bring bypass connect contain download exploit find fix get install keep locate obtain open
    reach rebuild recover repair reproduce resolve restore revive save secure stabilise stabilize stop win
""")
"""What somebody tried, and what did not work: `the team failed to reproduce the error`."""
_SEEN = word_set("catch caught spot spotted")
_MENTAL = word_set("forgot forgotten neglected bother bothered ignored refused violated")
_SOFT = word_set("missed skipped")
_PASSED_OVER = word_set("ignored disregarded skipped dismissed")
"""What is often right to do: only what people are given to act on makes it an omission."""
_LOST = word_set("overlooked forgotten neglected missed rushed")
_APPOINTMENTS = word_set("""
    lunch dinner breakfast train bus flight meeting stand-up standup target targets version versions sleep sla slas
    slo slos objective goal goals window milestone milestones release
""")
"""What may be missed or skipped without neglect: a train, a version."""
_PASSIVE = (_PLAIN | _SOFT | {"rushed"}) - {"refused", "omitted"}
_DUTIES = word_set("""
    check checked verify verified validate validated test tested follow followed read confirm confirmed consult
    consulted heed heeded double-check double-checked doublecheck review reviewed think bother bothered care cared
    listen listened inspect inspected question questioned look looked pay paid paying tell told inform informed notify
    notified escalate escalated communicate communicated mention mentioned document documented catch caught spot spotted
    run ran wait waited thought carry complete completed comply complied adhere adhered observe observed obtain obtained
    request requested seek sought submit submitted write wrote note noted make made take taken took record recorded hand
    handed consider considered stick stuck keep kept apologise apologised
""")
_SOFT_DUTIES = word_set("""
    announce announced ask asked update updated pause paused report reported raise raised respond responded react
    reacted act acted warn warned monitor monitored rotate rotated plan planned clean cleaned practise practised
    rehearse rehearsed restore restored acknowledge acknowledged pick picked call called page paged perform performed
    reply replied answer answered return returned attend attended appear appeared
""")
"""What is as often left undone for a reason: `never` makes it a reproach."""
_MAKE = word_set("make made take taken took")
_MADE = word_set("backup backups copy copies snapshot snapshots dump plan plans note notes notice care")
_ATTENTION = word_set("pay paid paying")
_RUN = word_set("run ran")
_TESTS = word_set("test tests suite suites eval evals check checks linter benchmark evaluation evaluations them it")
_BOTHER = word_set("bother bothered care cared think thought")
_NO_OMISSION = word_set("""
    could couldn't can can't cannot should shouldn't would wouldn't will won't may might must do does don't doesn't
    been was were wasn't weren't is are isn't aren't
""")
_SORRY = word_set("sorry apologies apology apologise apologize ashamed fault")
_ANYBODY = word_set("those anyone anybody everyone everybody people all persons")


def _left_undone(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find actors who failed to, forgot, neglected, overlooked, ignored or skipped."""
    return _passive(sentence, place) if _is_passive(sentence, place) else _active(sentence, place)


def _is_passive(sentence: Sentence, place: int) -> bool:
    if sentence.low(place) == "failed":
        return False
    return sentence.low(sentence.after_adverbs(place + 1)) == "by" or sentence.is_passive(place)


def _active(sentence: Sentence, place: int) -> Iterator[Finding]:
    low, last = sentence.low(place), place
    if low in _TO and not (low == "omitted" and phrase_after(sentence.line, place + 1)):
        last = _infinitive(sentence, place)
        if last < 0 or (low == "failed" and sentence.low(last) in _ATTEMPTS):
            return
    helpers = sentence.auxiliaries(place)
    denied = any(h in words.NEGATIONS or h.endswith("n't") for h in helpers)
    guessed = any(h in ("may", "might", "must", "could", "would", "can", "will") for h in helpers)
    if _is_no_lapse(sentence, place):
        return
    if denied or sentence.low(place + 1) in words.NOBODY or {"should", "shouldn't", "should've"} & set(helpers):
        return
    if sentence.hypothetical(place) or {"could", "would"} & set(helpers):
        return
    if low in _SOFT and not _APPOINTMENTS.isdisjoint(_object(sentence, place)):
        return
    found = sentence.actor_before(place, mental=low in _MENTAL)
    tier = _tier(sentence, found[0], place, _named_infinitive(sentence, place, last)) if found else None
    if found is None or tier is None or _only_tells_whom(sentence, *found, place):
        return
    in_passing = _in_passing(sentence, place)
    if in_passing and sentence.low(place + 1) != "that" and not concerns(sentence, place):
        return  # what happened meanwhile: `worked on it and missed the second trip`
    if tier == "error" and (guessed or in_passing):
        tier = "warning"
    yield from _reported(sentence, found, last, place, tier)


def _is_no_lapse(sentence: Sentence, place: int) -> bool:
    """Whether a verb of omission tells of none: a decision, a button for forgotten passwords, hidden text ignored."""
    low = sentence.low(place)
    if low in _PASSED_OVER and not concerns(sentence, place):
        return True
    if low == "omitted":
        return "deliberately" in sentence.lows[place - 1 : place + 6]
    forgot_password = low == "forgot" and sentence.low(place + 1).startswith("password")
    return low == "rushed" or forgot_password or (low == "forgotten" and not sentence.auxiliaries(place))


def _reported(sentence: Sentence, found: tuple[Actor, int], last: int, place: int, tier: Tier) -> Iterator[Finding]:
    """Report an omission, unless the sentence says what made it likely."""
    if is_explained(sentence, place):
        return
    if sentence.low(found[1]) in words.MYSELF and not _SORRY.isdisjoint(sentence.lows):
        tier = "error"
    yield sentence.found(found[1], last, "actor-failed", WHAT_MADE_IT_LIKELY, tier)


def _in_passing(sentence: Sentence, place: int) -> bool:
    """Whether somebody is only said to have missed something beside what they did: `… but missed that …`."""
    aside = sentence.low(place - 1) in ("and", "but") or sentence.low(place + 1) == "that"
    return sentence.low(place) == "missed" and aside


def _only_tells_whom(sentence: Sentence, actor: Actor, start: int, place: int) -> bool:
    """Whether a clause only says which people are meant: `those who did not update could still connect`."""
    subject = sentence.lows[start:place]
    anybody = actor is Actor.OUTSIDER or subject[:1] == ["who"] or not _ANYBODY.isdisjoint(subject[:1])
    if not anybody or "who" not in subject or "," in subject:
        return False
    after = range(place + 1, len(sentence.line))
    return any(
        (sentence.low(at) in words.AUXILIARIES or is_past(sentence.line[at]))
        and sentence.low(at - 1) not in words.CONJUNCTIONS | words.THIRD | {"to", "which", "that"}
        for at in after
    )


def _object(sentence: Sentence, verb: int) -> list[str]:
    """Return the words of the object of a verb."""
    phrase = phrase_after(sentence.line, verb + 1)
    return sentence.lows[phrase[0] : phrase[1] + 1] if phrase else []


def _tier(sentence: Sentence, actor: Actor, place: int, last: int) -> Tier | None:
    """Decide how severe it is that the actor left something undone; None if no person is meant."""
    if actor in (Actor.UNSURE, Actor.NAMED):
        person = does_work(sentence, place, last)
        if actor is Actor.NAMED:
            # A name that no list holds may be a product's.
            surely = person and names_a_person(sentence, place, last)
            told = is_of_mind(sentence, place) or bool(person)
            return "error" if surely else "warning" if person is not False and told else None
        return "error" if person else "warning" if person is None else None
    if actor is Actor.HUMAN and works_alone(sentence, last):
        return None
    if actor is Actor.ORGANISATION and last > place and does_work(sentence, place, last) is False:
        return None  # its service did not
    if actor is Actor.OUTSIDER:
        forgot = is_of_mind(sentence, place) and last > place
        return "error" if forgot or (sentence.low(place) != "missed" and concerns(sentence, last)) else None
    # What the writers left undone, they say themselves: a note asks for what let it happen.
    return "info" if actor is Actor.OURS else TIERS_IF_UNSURE.get(actor)


def _named_infinitive(sentence: Sentence, place: int, last: int) -> int:
    """Find the place of `run` in `forgot to run`; the verb's own place if no infinitive follows."""
    if last > place:
        return last
    to = sentence.after_adverbs(place + 1, end=place + 4)
    return to + 1 if sentence.low(to) == "to" and sentence.low(to + 1) else place


def _infinitive(sentence: Sentence, place: int) -> int:
    """Find `notice` in `failed miserably to notice`; -1 for `failed to the replica` or `failed over to`."""
    to = sentence.after_adverbs(place + 1, end=place + 4)
    if sentence.low(place) == "failed" and sentence.low(to) in ("in", "at") and sentence.low(to + 1) in (
        "his", "her", "their", "its"
    ):  # fmt: skip
        return to + 1
    verb = sentence.after_adverbs(to + 1)
    follows = sentence.low(verb)
    if sentence.low(to) != "to" or not follows or follows in words.ARTICLES or follows in words.PREPOSITIONS:
        return -1
    return verb if follows[0].isalpha() else -1


def _passive(sentence: Sentence, place: int) -> Iterator[Finding]:
    if sentence.low(place) not in _PASSIVE:
        return
    doer = sentence.doer(place, place)
    who = (doer.actor, doer.last) if doer and doer.first == place else None
    if sentence.low(place) in _PASSED_OVER and CONCERNS.isdisjoint(sentence.lows[max(0, place - 12) : place]):
        return  # what nobody had to act on, such as hidden text
    if who is None and _is_lost(sentence, place):
        yield sentence.found(place - 1, place, "actor-failed", WHAT_MADE_IT_LIKELY, "info")
    if who is None or who[0] not in TIERS_IF_UNSURE or sentence.negated(place, 3):
        return
    tier = TIERS_IF_UNSURE[who[0]]
    if who[0] is Actor.UNSURE and sentence.low(place) in _PASSED_OVER:
        tier = "error"  # what people are given to act on
    if not is_explained(sentence, place):
        yield sentence.found(place, who[1], "actor-failed", WHAT_MADE_IT_LIKELY, tier)


def _is_lost(sentence: Sentence, place: int) -> bool:
    """Whether it is said that a step was overlooked, without saying by whom."""
    helpers = sentence.auxiliaries(place)
    if (
        sentence.low(place) not in _LOST
        or "by" in sentence.lows[place + 1 : place + 4]
        or is_explained(sentence, place)
    ):
        return False
    if any(low in words.NEGATIONS or low.endswith("n't") for low in helpers) and sentence.low(place) != "rushed":
        return False
    if not {"was", "were", "been"} & set(helpers) or {"could", "may", "might", "will", "can", "must"} & set(helpers):
        return False
    subject = sentence.subjects.skipped(place)
    return sentence.low(place) != "missed" or (subject >= 0 and sentence.low(subject) in CONCERNS)


def _omission(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find duties not done: `never followed`, `did not even check`, `hadn't tested`, `nobody bothered`."""
    low, helpers = sentence.low(place), sentence.auxiliaries(place)
    if not _may_be_duty(sentence, place, helpers):
        return
    bother = low in _BOTHER
    found = sentence.actor_before(place, mental=bother)
    negative = any(h in ("not", "never") or h.endswith("n't") for h in helpers)
    if found is not None and sentence.lows[max(0, found[1] - 1) : found[1] + 1] in (["not", "one"], ["not", "a"]):
        negative = True  # `not one reviewer bothered`
    if found is None or not (negative or found[0] is Actor.NOBODY) or sentence.hypothetical(place):
        return
    actor, start = found
    if not bother and _only_tells_whom(sentence, actor, start, place):
        return
    if sentence.low(start) == "you" and not {"did", "didn't"}.intersection(helpers):
        return  # an instruction
    if actor is Actor.NOBODY and (low in ("bother", "bothered", "cared", "thought") or _is_of_group(sentence, start)):
        actor = Actor.HUMAN
    if actor is Actor.OURS and low in _SOFT_DUTIES:
        return
    tier = _tier(sentence, actor, place, place)
    if not words.EMPHATIC.isdisjoint(helpers):
        tier = "error" if actor in (Actor.HUMAN, Actor.UNSURE) else "warning" if actor is Actor.OURS else tier
    elif tier == "error" and low in _SEEN | _SOFT_DUTIES and not _is_stressed(sentence, place):
        tier = "warning"
    if tier is not None and (bother or not is_explained(sentence, place)):
        yield sentence.found(start, place, "actor-failed", WHAT_MADE_IT_LIKELY, tier)


def _is_stressed(sentence: Sentence, place: int) -> bool:
    """Whether it was something to act on, or left undone in spite of all: `did not respond to the page`."""
    after = sentence.lows[place + 1 :]
    return (
        (sentence.low(place) not in _SEEN and bool(concerns(sentence, place)))
        or not {"although", "though", "despite", "spite"}.isdisjoint(after)
        or any(pair == ("at", "all") for pair in pairwise(after))
    )


def _may_be_duty(sentence: Sentence, place: int, helpers: list[str]) -> bool:
    """Whether the words around a verb allow that it tells of a duty: `paying attention`, not `paying the bill`."""
    low, after = sentence.low(place), sentence.lows[place + 1 : place + 5]
    if low in _ATTENTION and "attention" not in after[:3]:
        return False
    if low in _MAKE and _MADE.isdisjoint(after):
        return False
    if low.startswith("perform") and not concerns(sentence, place):
        return False  # who did it, not what was left undone: `the admin did not perform the suspension`
    if (low in _RUN and _TESTS.isdisjoint(after)) or (low in ("think", "thought") and after[:1] != ["to"]):
        return False
    if not {"have", "has", "haven't", "hasn't"}.isdisjoint(helpers):
        return False  # what is still to be done
    ruled_out = _NO_OMISSION - {"was", "were", "wasn't", "weren't"} if low == "paying" else _NO_OMISSION
    return ruled_out.isdisjoint(helpers) or (low in _BOTHER and "be" in helpers)


def _is_of_group(sentence: Sentence, nobody: int) -> bool:
    """Whether it is said of which group nobody did it: `nobody in the search squad`."""
    if sentence.low(nobody + 1) not in ("in", "on", "from", "at", "of"):
        return False
    who = sentence.who(nobody + 2)
    return who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE)


RULES = (
    WordRule(_PLAIN | _SOFT | {"failed", "rushed"}, _left_undone),
    WordRule(_DUTIES | _SOFT_DUTIES, _omission, DENIALS),
)
