"""What someone failed to do, or should have done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, classify, is_adverb, is_past, phrase_before
from afterword.language.finding import Finding, Tier
from afterword.language.sentence import Sentence
from afterword.language.tokens import heads
from afterword.language.words import word_set

FAILED = "say what made it likely: what the person saw, knew and was asked to do, and what the system let happen"
SHOULD = "say what was known at the time, and which control or signal was missing"

_PLAIN = word_set("""
    forgot forgotten neglected overlooked ignored disregarded omitted refused violated mishandled mismanaged
    botched bungled rubber-stamped
""")
_TO = word_set("failed omitted refused")
_MENTAL = word_set("forgot forgotten neglected bother bothered ignored refused violated")
_SOFT = word_set("missed skipped")
_PASSIVE = (_PLAIN | _SOFT) - {"refused", "omitted"}
_DUTIES = word_set("""
    check checked verify verified validate validated test tested follow followed read confirm confirmed consult
    consulted heed heeded double-check double-checked doublecheck review reviewed think bother bothered care cared
    listen listened inspect inspected question questioned look looked pay paid paying
""")
_ATTENTION = word_set("pay paid paying")
_BOTHER = word_set("bother bothered care cared think")
_NO_OMISSION = word_set("""
    could couldn't can can't cannot should shouldn't would wouldn't will won't may might must do does don't doesn't
    been was were wasn't weren't is are isn't aren't
""")
_GERUNDS = word_set("""
    checking verifying validating testing following reading confirming consulting heeding double-checking reviewing
    listening noticing bothering
""")
_IDIOMS = {
    ("messed", "up"), ("screwed", "up"), ("slipped", "up"), ("dropped", "the", "ball"), ("fell", "asleep"),
    ("fat-fingered",), ("blundered",), ("goofed",), ("cut", "corners"), ("asleep", "at", "the", "wheel"),
}  # fmt: skip
_CAREFUL = word_set("""
    careful vigilant attentive aware diligent thorough cautious alert mindful careless hasty lazy
""")
_KNOWING = word_set("""
    known thought realised realized asked told cared questioned understood
""")
_RECEIVED = word_set("had received got gotten been become gone")
_TIERS: dict[Actor, Tier] = {
    Actor.HUMAN: "error",
    Actor.OURS: "warning",
    Actor.ORGANISATION: "warning",
    Actor.UNSURE: "warning",
}


_FIRST_OF_IDIOM = frozenset(idiom[0] for idiom in _IDIOMS)
_FAILURES = heads(_PLAIN | _SOFT | {"failed"} | {idiom[0] for idiom in _IDIOMS if len(idiom) == 1})
_LONG_IDIOMS = {idiom[0]: frozenset({idiom[1]}) for idiom in _IDIOMS if len(idiom) > 1}
_UNDONE = heads(_DUTIES | _GERUNDS)
_MODALS = heads(f"{modal}{ending}" for modal in ("should", "ought", "could", "would") for ending in ("", "n't"))
_HAVE = frozenset({"have", "ve"})
_HAD = frozenset({"had"})
# Where `had` stands before its subject: at the start, behind a mark or `and`, or in a sentence that says `would`.
_INVERTED = re.compile(r"(?:^|[,;:]|(?:and|but)(?:['’]\w{1,2})?)[\s_]*had\b|would", re.IGNORECASE)


def failures(sentence: Sentence) -> Iterator[Finding]:
    """Actors who failed to, forgot, neglected, overlooked, ignored, skipped or did not bother."""
    undone = sentence.denies and sentence.may_say(_UNDONE)
    if not (undone or sentence.may_say(_FAILURES) or sentence.may_follow(_LONG_IDIOMS)):
        return
    for place, low in enumerate(sentence.lows):
        if low in _PLAIN or low in _SOFT or low == "failed":
            yield from _active(sentence, place) if not _is_passive(sentence, place) else _passive(sentence, place)
        elif low in _DUTIES:
            yield from _omission(sentence, place)
        elif low in _GERUNDS and sentence.low(place - 1) == "not":
            yield from _not_doing(sentence, place)
        elif low in _FIRST_OF_IDIOM:
            yield from _idiom(sentence, place)


def _auxiliaries(sentence: Sentence, verb: int) -> list[str]:
    return sentence.lows[sentence.subjects.skipped(verb) + 1 : verb]


def _is_passive(sentence: Sentence, place: int) -> bool:
    if sentence.low(place) == "failed":
        return False
    after = place + 1
    while after < len(sentence.line) and is_adverb(sentence.line[after]):
        after += 1
    helpers = _auxiliaries(sentence, place)
    return sentence.low(after) == "by" or any(helper in words.BE for helper in helpers)


def _active(sentence: Sentence, place: int) -> Iterator[Finding]:
    low, last = sentence.low(place), place
    if low in _TO:
        last = _infinitive(sentence, place)
        if last < 0:
            return
    helpers = _auxiliaries(sentence, place)
    denied = any(h in words.NEGATIONS or h.endswith("n't") for h in helpers)
    guessed = any(h in ("may", "might", "must", "could", "would", "can", "will") for h in helpers)
    if denied or sentence.low(place + 1) in words.NOBODY or {"should", "shouldn't", "should've"} & set(helpers):
        return
    if low == "forgotten" and not helpers:
        return
    if sentence.hypothetical(place) or {"could", "would"} & set(helpers):
        return
    found = sentence.actor_before(place, mental=low in _MENTAL)
    if found is None or found[0] not in _TIERS:
        return
    tier = "warning" if guessed else _TIERS[found[0]]
    if found[0] is Actor.UNSURE and low in ("forgot", "neglected", "refused"):
        tier = "error"
    if low in _SOFT and sentence.explained(place):
        tier = "info"
    yield sentence.found(found[1], last, "actor-failed", FAILED, tier)


def _infinitive(sentence: Sentence, place: int) -> int:
    """The place of `notice` in `failed miserably to notice`; -1 for `failed to the replica` or `failed over to`."""
    to = place + 1
    while to < len(sentence.line) and to - place < 4 and is_adverb(sentence.line[to]):
        to += 1
    if sentence.low(place) == "failed" and sentence.low(to) in ("in", "at") and sentence.low(to + 1) in (
        "his", "her", "their", "its"
    ):  # fmt: skip
        return to + 1
    verb = to + 1
    while verb < len(sentence.line) and is_adverb(sentence.line[verb]):
        verb += 1
    follows = sentence.low(verb)
    if sentence.low(to) != "to" or not follows or follows in words.ARTICLES or follows in words.PREPOSITIONS:
        return -1
    return verb if follows[0].isalpha() else -1


def _passive(sentence: Sentence, place: int) -> Iterator[Finding]:
    if sentence.low(place) not in _PASSIVE:
        return
    by = place + 1
    while by < len(sentence.line) and is_adverb(sentence.line[by]):
        by += 1
    who = sentence.who(by + 1) if sentence.low(by) == "by" else None
    if who is None or who[0] not in _TIERS or sentence.negated(place, 3):
        return
    soft = sentence.low(place) in _SOFT and sentence.explained(place)
    yield sentence.found(place, who[1], "actor-failed", FAILED, "info" if soft else _TIERS[who[0]])


def _omission(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Duties not done: `never followed`, `did not even check`, `hadn't tested`, `nobody bothered`."""
    low, helpers = sentence.low(place), _auxiliaries(sentence, place)
    if low in _ATTENTION and "attention" not in sentence.lows[place + 1 : place + 4]:
        return
    if low == "think" and sentence.low(place + 1) != "to":
        return
    bother = low in _BOTHER
    ruled_out = _NO_OMISSION - {"was", "were", "wasn't", "weren't"} if low == "paying" else _NO_OMISSION
    if ruled_out.intersection(helpers) and not (bother and "be" in helpers):
        return
    found = sentence.actor_before(place, mental=bother)
    negative = any(h in ("not", "never") or h.endswith("n't") for h in helpers)
    if found is None or not (negative or found[0] is Actor.NOBODY) or sentence.hypothetical(place):
        return
    actor, start = found
    if actor is Actor.NOBODY and low in ("bother", "bothered", "cared"):
        actor = Actor.HUMAN
    if actor in _TIERS:
        tier = "info" if sentence.explained(place) and not bother else _TIERS[actor]
        yield sentence.found(start, place, "actor-failed", FAILED, tier)


def _not_doing(sentence: Sentence, place: int) -> Iterator[Finding]:
    """`the engineer not following the process`, without a verb between."""
    phrase = phrase_before(sentence.line, place - 2)
    actor = classify(sentence.line, *phrase, sentence.people) if phrase else Actor.MACHINE
    if phrase and actor is Actor.HUMAN and not sentence.hypothetical(place) and not sentence.explained(place):
        yield sentence.found(phrase[0], place, "actor-failed", FAILED, "error")


def _idiom(sentence: Sentence, place: int) -> Iterator[Finding]:
    for idiom in _IDIOMS:
        if tuple(sentence.lows[place : place + len(idiom)]) != idiom or sentence.negated(place, 2):
            continue
        found = sentence.actor_before(place, mental=True)
        if found is not None and found[0] in _TIERS and not sentence.hypothetical(place):
            yield sentence.found(found[1], place + len(idiom) - 1, "human-error", FAILED, _TIERS[found[0]])


def should_have(sentence: Sentence) -> Iterator[Finding]:
    """Actors who should, could or would have done something, and `had they looked`."""
    perfect = sentence.may_say(_MODALS) and sentence.may_say(_HAVE)
    if not (perfect or (sentence.may_say(_HAD) and _INVERTED.search(sentence.passage.text))):
        return
    for place, low in enumerate(sentence.lows):
        modal = low.removesuffix("n't've").removesuffix("n't").removesuffix("'ve").removesuffix("'")
        if modal in ("should", "ought", "could", "would"):
            yield from _modal(sentence, place, modal)
        elif low == "had":
            yield from _inverted(sentence, place)


def _modal(sentence: Sentence, place: int, modal: str) -> Iterator[Finding]:
    have = place if "'ve" in sentence.low(place) else -1
    for right in range(place + 1, min(len(sentence.line), place + 5)):
        if have >= 0:
            break
        token = sentence.line[right]
        if token.low == "have":
            have = right
        elif not (is_adverb(token) or token.low in ("not", "to", "least")):
            return
    if have < 0:
        return
    verb = have + 1
    while verb < len(sentence.line) and (is_adverb(sentence.line[verb]) or sentence.low(verb) == "not"):
        verb += 1
    last = _blamed_participle(sentence, verb)
    if last < 0:
        return
    found = sentence.actor_before(place, mental=modal in ("should", "ought"))
    if found is None or found[0] not in _TIERS or sentence.hypothetical(place):
        return
    tier = "error" if found[0] is Actor.UNSURE and sentence.low(last) in _KNOWING else _TIERS[found[0]]
    if modal in ("could", "would"):
        tier = "info" if found[0] is Actor.OURS else "warning"
        yield sentence.found(found[1], last, "counterfactual", SHOULD, tier)
    else:
        yield sentence.found(found[1], last, "should-have", SHOULD, tier)


def _blamed_participle(sentence: Sentence, verb: int) -> int:
    """The place of the participle; -1 where none follows or where it is done to the subject: `been paged`."""
    low = sentence.low(verb)
    if low == "been":
        for right in range(verb + 1, min(len(sentence.line), verb + 5)):
            after = sentence.low(right)
            if after in _CAREFUL or (after.endswith("ing") and sentence.low(right - 1) in ("been", "not")):
                return right
            if not (is_adverb(sentence.line[right]) or after in ("more", "so", "less", "as", "a")):
                break
        return -1
    if not low or low in _RECEIVED:
        return -1
    return verb if low.endswith("ed") or low in words.IRREGULAR_PARTICIPLES else -1


def _inverted(sentence: Sentence, had: int) -> Iterator[Finding]:
    """`Had the reviewer read the diff, …` and `… would have seen it had they looked`."""
    before = sentence.low(had - 1)
    starts = had == 0 or before in (",", ";", ":", "and", "but")
    counterfactual = "would" in sentence.lows[max(0, had - 15) : had]
    if not (starts or counterfactual):
        return
    who = sentence.who(had + 1)
    if who is None or who[0] not in (Actor.HUMAN, Actor.ORGANISATION):
        return
    verb = who[1] + 1
    while verb < len(sentence.line) and (
        is_adverb(sentence.line[verb]) or sentence.low(verb) in ("not", "been", "more")
    ):
        verb += 1
    if verb >= len(sentence.line) or (phrase_before(sentence.line, had - 1) is not None and not counterfactual):
        return
    if is_past(sentence.line[verb]) or sentence.low(verb) in words.IRREGULAR_PARTICIPLES | _CAREFUL:
        yield sentence.found(had, verb, "counterfactual", SHOULD, "warning")
