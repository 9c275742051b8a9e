"""Find acts that are said to have been mistakes: deleted by accident, ran it with the wrong options."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, classify, is_gerund, is_past, phrase_before
from afterword.language.explanations import is_explained
from afterword.language.finding import Finding, Tier
from afterword.language.inflection import inflect
from afterword.language.sentence import Doer, Sentence
from afterword.language.word_rules import WordRule
from afterword.text.word_set import word_set

SLIP = "the word explains nothing: say what the person or the tool showed"


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in inflect(verb))


_ACCIDENTALLY = word_set("""
    inadvertently accidentally unintentionally unwittingly unknowingly mistakenly erroneously wrongly incorrectly
    falsely
""")
_MISTAKE = word_set("mistake accident error oversight")
_BELIEVED = _forms("assume believe think conclude expect judge interpret suppose")
_DESTROY = _forms("""
    delete drop wipe erase destroy purge overwrite truncate terminate kill remove revoke disable detach unplug
    disconnect cut shut clear reset reformat format drain evict uninstall unmount break crash corrupt leak expose
    overload flood scrap discard trash flush nuke ruin wreck empty deactivate decommission evacuate fence
""")
"""What an act does harm by itself."""
_RUN = _forms("run execute apply start launch deploy push merge load restore import reboot restart roll point")
_LIVE = word_set("live production prod primary master main")
_TAKE = _forms("take bring turn switch knock power")
_AWAY = word_set("out down off offline over")
_ACT = (
    _DESTROY
    | _RUN
    | _TAKE
    | _forms("""
    type enter key choose pick select set configure use pass supply upload copy paste send give put plug pull connect
    click press move promote tag label page order install commit export edit change update publish approve assign
    mount rotate stop open
""")
)
_REASON = word_set("cause causes reason factor due because")
_DONE = word_set("done executed performed run carried applied entered completed")
_LOOK = _forms("look check suspect investigate debug chase search watch follow")
_WRONG = word_set("wrong incorrect mistaken erroneous")
_DEEDS = word_set("""
    command assumption input entry choice decision change diagnosis judgement judgment conclusion estimate calculation
    query edit setting configuration config call
""")
_FAR = 12
_CLAUSE = words.SUBORDINATORS | word_set(", ; : . and but or who which that what")
_CAUSE = word_set("cause causes caused began begun started trigger triggered due because blame reason down led")
_OUTCOME = word_set("so causing thereby resulting leading therefore thus hence result consequence caused led resulted")
_ON_PURPOSE = word_set("purpose deliberately intentionally reproduce lab sandbox")
_TOLD = word_set("shown told given asked sent handed advised instructed led misled")
_TIERS: dict[Actor, Tier] = {
    Actor.HUMAN: "warning", Actor.ORGANISATION: "warning", Actor.UNSURE: "warning", Actor.OURS: "info",
}  # fmt: skip


def _tier(sentence: Sentence, actor: Actor, verb: int, last: int) -> Tier:
    """Decide how severe a slip is: clear blame where a person did harm by it, or where it is offered as the cause."""
    if actor is Actor.HUMAN and (_destroys(sentence, verb) or _is_offered_as_cause(sentence, verb, last)):
        return "error"
    return _TIERS[actor]


def _destroys(sentence: Sentence, verb: int) -> bool:
    low = sentence.low(verb)
    if low in _DESTROY:
        return True
    object_ = sentence.lows[verb + 1 : verb + 9]
    if low in _TAKE and not _AWAY.isdisjoint(object_[:4]):
        return True
    return low in _RUN and not _LIVE.isdisjoint(object_)


def _is_offered_as_cause(sentence: Sentence, verb: int, last: int) -> bool:
    """Whether the sentence leads up to an act as to the cause, or goes on to what came of it."""
    if not _CAUSE.isdisjoint(sentence.lows[:verb]):
        return True
    for place in range(last + 1, len(sentence.line)):
        low, before = sentence.low(place), sentence.low(place - 1)
        if low in _OUTCOME or (before == "," and is_gerund(sentence.line[place])):
            return True
        if low == "which" and place + 1 < len(sentence.line) and is_past(sentence.line[place + 1]):
            return sentence.low(place + 1) not in words.BE
    return False


def _is_excused(sentence: Sentence, verb: int) -> bool:
    """Whether it is said what led to the slip, or that it was none: `she was shown both and picked …`."""
    before = sentence.lows[max(0, verb - 12) : verb]
    shown = any(low in _TOLD and before[at] in words.BE for at, low in enumerate(before[1:]))
    return shown or is_explained(sentence, verb) or not _ON_PURPOSE.isdisjoint(sentence.lows)


def _report(sentence: Sentence, first: int, actor: Actor, verb: int, last: int) -> Iterator[Finding]:
    if actor in _TIERS and not _is_excused(sentence, verb):
        yield sentence.found(first, max(verb, last), "accident", SLIP, _tier(sentence, actor, verb, max(verb, last)))


def _accidentally(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `an analyst accidentally shared`, `the engineer mistakenly running it`, `ran it inadvertently`."""
    verb = sentence.after_adverbs(place + 1)
    if sentence.low(verb) in _BELIEVED:
        return
    if _has_no_doer(sentence, place, verb):
        is_attribute = sentence.low(verb) in _ACT
        yield sentence.found(place - (not is_attribute), verb if is_attribute else place, "accident", SLIP, "warning")
        return
    if verb < len(sentence.line) and is_gerund(sentence.line[verb]):
        phrase = phrase_before(sentence.line, place - 1)
        if phrase is not None:
            yield from _report(sentence, phrase[0], classify(sentence.line, *phrase, sentence.people), verb, verb)
        return
    yield from _said_of(sentence, verb if _is_act(sentence, verb) else _verb_around(sentence, place, place), place)


def _has_no_doer(sentence: Sentence, place: int, verb: int) -> bool:
    """Whether only the act is named: `the cause was a wrongly applied patch`, `a manual step was done wrongly`."""
    if sentence.low(place - 1) in ("a", "an"):
        is_cause = not _REASON.isdisjoint(sentence.lows[max(0, place - 6) : place])
        return is_cause and sentence.low(verb) in _ACT and sentence.noun_at(verb + 1)
    if sentence.low(place - 1) not in _DONE or not sentence.is_passive(place - 1):
        return False
    subject = phrase_before(sentence.line, sentence.subjects.skipped(place - 1))
    return subject is not None and "manual" in sentence.lows[subject[0] : subject[1]]


def _by_mistake(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `a developer removed the guard by mistake`, `By mistake, one of the scientists overwrote it`."""
    by = "in" if sentence.low(place) == "error" else "by"
    if sentence.low(place - 1) == by and not sentence.noun_at(place + 1):
        yield from _said_of(sentence, _verb_around(sentence, place - 1, place), place)


def _verb_around(sentence: Sentence, first: int, last: int) -> int:
    """Find the verb that an adverb after its object, or at the beginning, belongs to; -1 if there is none."""
    if first == 0:
        start = last + 1
        return next((at for at in range(start, min(len(sentence.line), start + _FAR)) if _is_act(sentence, at)), -1)
    for left in range(first - 1, max(-1, first - _FAR), -1):
        if _is_act(sentence, left):
            return left
        if sentence.low(left) in _CLAUSE:
            break
    return -1


def _is_act(sentence: Sentence, place: int) -> bool:
    """Whether a word is a verb in the past, or in the present of a timeline."""
    low = sentence.low(place)
    if not 0 <= place < len(sentence.line) or low in words.BE - _LOOK or low in words.AUXILIARIES:
        return False
    if is_past(sentence.line[place]):
        return sentence.low(place - 1) not in words.ARTICLES
    return sentence.is_of_timeline and low in _ACT and low.endswith("s")


def _said_of(sentence: Sentence, verb: int, last: int) -> Iterator[Finding]:
    if verb < 1 or not sentence.is_claimed(verb):
        return
    if sentence.is_passive(verb):
        doer = sentence.doer(verb, verb)  # `was deleted by an employee`
    else:
        found = sentence.actor_before(verb)
        doer = Doer(found[0], found[1], last) if found else None
    if doer is not None:
        yield from _report(sentence, doer.first, doer.actor, verb, max(last, doer.last))


def _wrong(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `ran the restore with the wrong options`, `entered a wrong VLAN id`."""
    if not sentence.noun_at(place + 1):
        return
    owner = phrase_before(sentence.line, place - 1) if place and sentence.line[place - 1].possessive else None
    if owner is not None and not _DEEDS.isdisjoint(sentence.lows[place + 1 : place + 4]):
        actor = classify(sentence.line, *owner, sentence.people)  # `the engineer's incorrect command`
        yield from _report(sentence, owner[0], actor, place, place + 1)
        return
    verb = _verb_around(sentence, place, place) if place else -1
    if verb < 0:
        verb = next((at for at in range(place + 2, place + 7) if sentence.low(at - 1) in words.BE), -1)
    if sentence.low(verb) in _ACT or sentence.low(verb) in _LOOK:
        yield from _said_of(sentence, verb, place + 1)


RULES = (WordRule(_ACCIDENTALLY, _accidentally), WordRule(_MISTAKE, _by_mistake), WordRule(_WRONG, _wrong))
