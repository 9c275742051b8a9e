"""Find what someone should have done, seen from afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS_IF_UNSURE, Actor, is_adverb, is_past, phrase_before
from afterword.language.explanations import is_explained
from afterword.language.finding import Finding, Tier
from afterword.language.reproach_words import EVALUATIVE
from afterword.language.sentence import Sentence
from afterword.language.word_rules import Rule, WordRule, phrase_rule
from afterword.text.word_set import word_set

SHOULD = "say what was known at the time, and which control or signal was missing"
_CAREFUL = word_set("""
    careful vigilant attentive aware diligent thorough cautious alert mindful careless hasty lazy awake sober sloppy
    competent honest paying
""")
_KNOWING = word_set("""
    known thought realised realized asked told cared questioned understood read escalated consulted communicated
    mentioned remembered listened spoken trusted
""")
_DUTIES_OF_USERS = _KNOWING | word_set("""
    tested checked reviewed updated upgraded followed contacted rotated configured enabled migrated renewed
    backed verified validated prepared planned
""")
_IRREAL = word_set("would could might")
_LOOKED_AT = word_set("""
    caught noticed spotted detected prevented avoided tested checked reviewed addressed questioned escalated acted
    looked rushed
""")
_NOTICED = _LOOKED_AT | word_set("seen found fixed known asked looked read realised realized")
_STRESSED = word_set("even bothered simply ever once awake sober")
_MODALS = word_set("should ought could would")
_RECEIVED = word_set("had received got gotten been become gone")


def _modal(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find actors who should, could or would have done something."""
    modal = sentence.low(place).removesuffix("'ve").removesuffix("n't")
    have = _have(sentence, place)
    if have < 0 or sentence.hypothetical(place):
        return
    verb = sentence.after_adverbs(have + 1, ("not",))
    last = _blamed_participle(sentence, verb)
    if last < 0:
        return
    if "been" in sentence.lows[have:last] and sentence.low(last) in _NOTICED:
        return  # the patterns of what should have been seen find it
    found = (Actor.OURS, 0) if place == 0 else sentence.actor_before(place, mental=modal in ("should", "ought"))
    if found is None:
        return
    if modal in ("could", "would") and (sentence.low(last) not in _LOOKED_AT or is_explained(sentence, place)):
        return
    knows = sentence.low(last) in _KNOWING
    if found[0] is Actor.OUTSIDER and modal in ("should", "ought") and sentence.low(last) in _DUTIES_OF_USERS:
        yield sentence.found(found[1], last, "should-have", SHOULD, "error")
    if found[0] not in TIERS_IF_UNSURE and not (found[0] is Actor.NAMED and knows):
        return
    tier = "error" if knows and found[0] in (Actor.UNSURE, Actor.NAMED) else TIERS_IF_UNSURE[found[0]]
    if sentence.low(last) == "seen":
        tier = "warning"  # what the panel should have shown, as often as what the person should have noticed
    if modal in ("could", "would"):
        tier = "info" if found[0] is Actor.OURS else "warning"
        yield sentence.found(found[1], last, "counterfactual", SHOULD, tier)
    else:
        tier = "error" if sentence.low(found[1]) in words.MYSELF else tier
        yield sentence.found(found[1], last, "should-have", SHOULD, tier)


def _have(sentence: Sentence, place: int) -> int:
    """Find the `have` of `should probably not have`, or of `should've`; -1 if there is none."""
    if "'ve" in sentence.low(place):
        return place
    have = sentence.after_adverbs(place + 1, ("not", "to", "least"), place + 5)
    return have if sentence.low(have) == "have" else -1


def _blamed_participle(sentence: Sentence, verb: int) -> int:
    """Find the participle; -1 if none follows or if it is done to the subject: `been paged`."""
    low = sentence.low(verb)
    if low == "been":
        for right in range(verb + 1, min(len(sentence.line), verb + 5)):
            after = sentence.low(right)
            if after in _CAREFUL | _NOTICED or (after.endswith("ing") and sentence.low(right - 1) in ("been", "not")):
                return right
            if not (is_adverb(sentence.line[right]) or after in ("more", "so", "less", "as", "a")):
                break
        return -1
    if not low or low in _RECEIVED:
        return -1
    return verb if low.endswith("ed") or low in words.IRREGULAR_PARTICIPLES else -1


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
    if is_past(sentence.line[verb]) or sentence.low(verb) in words.IRREGULAR_PARTICIPLES | _CAREFUL | EVALUATIVE:
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
    if participle in _RECEIVED or not (
        participle.endswith("ed") or participle in words.IRREGULAR_PARTICIPLES | _CAREFUL
    ):
        return
    if not is_explained(sentence, verb) and ";" not in sentence.lows:
        stressed = not _STRESSED.isdisjoint(sentence.lows[place : verb + 3])
        tier: Tier = "error" if sentence.low(place + 1) == "you" or stressed else "warning"
        yield sentence.found(place, verb, "counterfactual", SHOULD, tier)


def _told_otherwise(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `one look would have told her`."""
    yield sentence.found(first, last, "counterfactual", SHOULD, "error")


def _would_not_have(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `this would not have happened if people read the notes`."""
    who = sentence.who(first + 5)
    if who is not None and who[0] in (Actor.HUMAN, Actor.OUTSIDER):
        yield sentence.found(first, last, "counterfactual", SHOULD, "warning")


RULES: tuple[Rule, ...] = (
    WordRule({"if"}, _if_had, _IRREAL),
    phrase_rule(
        "happened",
        r"(?:would not|wouldn't) have happened if (?:(?:the|our) )?\w+ (?:had )?(?:read|followed|checked|listened|"
        r"asked|paid)",
        _would_not_have,
    ),
    phrase_rule("him her", r"would have (?:told|shown|taught|warned|saved|spared) (?:him|her)", _told_otherwise),
    WordRule({modal + ending for modal in _MODALS for ending in ("", "n't", "'ve", "n't've")}, _modal),
    WordRule({"had"}, _inverted, _IRREAL),
)
