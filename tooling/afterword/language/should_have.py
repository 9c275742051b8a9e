"""Find what someone should have done, seen from afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS_IF_UNSURE, Actor, is_past, phrase_before
from afterword.language.counterfactuals import (
    HARMED,
    HAVE,
    KNOWING,
    LOOKED_AT,
    NEEDS,
    NOTICED,
    OF_SYSTEMS,
    Unreal,
    is_fact,
    read_unreal,
)
from afterword.language.explanations import is_explained
from afterword.language.finding import Finding, Tier
from afterword.language.inflection import IRREGULAR_PARTICIPLES
from afterword.language.reproach_words import EVALUATIVE
from afterword.language.sentence import Sentence
from afterword.language.word_rules import Rule, WordRule
from afterword.text.word_set import word_set

SHOULD = "say what was known at the time, and which control or signal was missing"
_IRREAL = word_set("would could might d")
_CAREFUL = word_set("""
    careful vigilant attentive aware diligent thorough cautious alert mindful careless hasty lazy awake sober sloppy
    competent honest paying
""")
_DUTIES_OF_USERS = KNOWING | word_set("""
    tested checked reviewed updated upgraded followed contacted rotated configured enabled migrated renewed
    backed verified validated prepared planned
""")
_SUPPOSING = word_set("assume assumed assuming think thinking believe believed whether claim claimed")
_STRESSED = word_set("even bothered simply ever once awake sober")
_RECEIVED = word_set("had received got gotten been become gone")


def _modal(sentence: Sentence, have: int) -> Iterator[Finding]:
    """Find actors who should, could or would have done something."""
    unreal = read_unreal(sentence, have)
    if unreal is None or unreal.modal in ("must", "might", "need") or sentence.hypothetical(unreal.place):
        return
    place, last = unreal.place, _blamed_participle(sentence, unreal)
    if last < 0 or is_fact(sentence, unreal) or (unreal.passive and sentence.low(last) in NOTICED):
        return
    ought = unreal.modal in ("should", "ought")
    found = (Actor.OURS, 0) if place == 0 else sentence.actor_before(place, mental=ought)
    if found is None:
        return
    low = sentence.low(last)
    if not ought and not _SUPPOSING.isdisjoint(sentence.lows[max(0, place - 4) : place]):
        return  # `do not assume that we could have been faster`
    if not ought and ((low not in LOOKED_AT and not _is_our_choice(unreal, found[0], low))
                      or is_explained(sentence, place)):  # fmt: skip
        return
    knows = low in KNOWING
    if found[0] is Actor.OUTSIDER and ought and low in _DUTIES_OF_USERS:
        yield sentence.found(found[1], last, "should-have", SHOULD, "error")
    if found[0] not in TIERS_IF_UNSURE and not (found[0] is Actor.NAMED and knows):
        return
    tier = "error" if knows and found[0] in (Actor.UNSURE, Actor.NAMED) else TIERS_IF_UNSURE[found[0]]
    if low == "seen":
        tier = "warning"  # what the panel should have shown, as often as what the person should have noticed
    if ought:
        tier = "error" if sentence.low(found[1]) in words.MYSELF else tier
        yield sentence.found(found[1], last, "should-have", SHOULD, tier)
    else:
        tier = "info" if found[0] is Actor.OURS else "warning"
        yield sentence.found(found[1], last, "counterfactual", SHOULD, tier)


def _is_our_choice(unreal: Unreal, actor: Actor, low: str) -> bool:
    """Whether the writers say what they could have done: `we could have rolled back at ten`."""
    is_ours = actor is Actor.OURS and not unreal.denied
    return is_ours and (
        (unreal.modal == "could" and low not in HARMED | OF_SYSTEMS | {"chosen", "taken"})
        or low in ("saved", "spared", "gained")
    )


def _blamed_participle(sentence: Sentence, unreal: Unreal) -> int:
    """Find the participle; -1 if none follows or if it is done to the subject: `been paged`."""
    low = sentence.low(unreal.verb)
    if unreal.passive:
        is_so = low in _CAREFUL | NOTICED or (low.endswith("ing") and sentence.low(unreal.verb - 1) in ("been", "not"))
        return unreal.verb if is_so else -1
    if not low or low in _RECEIVED:
        return -1
    return unreal.verb if low.endswith("ed") or low in IRREGULAR_PARTICIPLES else -1


def _inverted(sentence: Sentence, had: int) -> Iterator[Finding]:
    """Find `Had the reviewer read the diff, it would …` and `… would have seen it had they looked`."""
    if _IRREAL.isdisjoint(sentence.lows):
        return
    before = sentence.low(had - 1)
    starts = had == 0 or before in (",", ";", ":", "and", "but")
    counterfactual = "would" in sentence.lows[max(0, had - 15) : had]
    if not (starts or counterfactual):
        return
    who = sentence.who(had + 1)
    if who is None or who[0] not in (Actor.HUMAN, Actor.ORGANISATION):
        return
    verb = sentence.after_adverbs(who[1] + 1, ("not", "been", "more", "less", "a", "bit", "little", "any"))
    if verb >= len(sentence.line) or (phrase_before(sentence.line, had - 1) is not None and not counterfactual):
        return
    if "been" in sentence.lows[who[1] : verb] and sentence.low(verb) not in _CAREFUL | EVALUATIVE:
        return  # what was done to somebody: `had they been given access`
    if is_past(sentence.line[verb]) or sentence.low(verb) in IRREGULAR_PARTICIPLES | _CAREFUL | EVALUATIVE:
        judged = sentence.low(verb) in _CAREFUL | EVALUATIVE
        stressed = judged or not _STRESSED.isdisjoint(sentence.lows[had : verb + 3])
        tier: Tier = "error" if sentence.low(had + 1) == "you" or stressed else "warning"
        yield sentence.found(had, verb, "counterfactual", SHOULD, tier)


def _if_had(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `If the operator had followed the runbook, there would …`; said to `you` it is a reproach."""
    who = sentence.who(place + 1)
    if who is None or who[0] not in (Actor.HUMAN, Actor.UNSURE) or sentence.low(who[1] + 1) not in ("had", "hadn't"):
        return
    verb = sentence.after_adverbs(who[1] + 2, ("not", "been", "more"))
    participle = sentence.low(verb)
    if participle in _RECEIVED or not (participle.endswith("ed") or participle in IRREGULAR_PARTICIPLES | _CAREFUL):
        return
    if not is_explained(sentence, verb) and ";" not in sentence.lows:
        stressed = not _STRESSED.isdisjoint(sentence.lows[place : verb + 3])
        tier: Tier = "error" if sentence.low(place + 1) == "you" or stressed else "warning"
        yield sentence.found(place, verb, "counterfactual", SHOULD, tier)


RULES: tuple[Rule, ...] = (
    WordRule({"if"}, _if_had, _IRREAL),
    WordRule(HAVE, _modal, NEEDS),
    WordRule({"had"}, _inverted, _IRREAL),
)
