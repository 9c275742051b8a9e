"""Human error as a cause, and words that put the blame on someone or judge a character."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, classify, is_adverb, phrase_before
from afterword.language.failures import FAILED
from afterword.language.finding import Finding, Tier
from afterword.language.sentence import Sentence
from afterword.language.tokens import heads
from afterword.language.words import word_set

ERROR = "go on from the error to what made it likely, and to what let it through"
BLAME = "describe what happened and what allowed it; nobody's fault prevents the next incident"
CHARACTER = "leave out the judgement of a person; say what they saw, knew and could do"

_ERRORS = word_set("""
    error mistake oversight slip blunder failing lapse misjudgement misjudgment fallibility slip-up
""")
_FLAWS = word_set("""
    negligence carelessness incompetence inattention inattentiveness sloppiness laziness complacency recklessness
    forgetfulness ignorance thoughtlessness stupidity ineptitude haste
""")
_NOT_DOING = word_set("failure inability refusal")
_PERSONAL = word_set("human operator user manual clerical pilot administrator")
_NOT_A_CAUSE = word_set("""
    rate rates message messages log logs code codes budget page pages report reports handling count counts bar bars
    baseline analysis class classes state free tolerance tracking monitoring response responses term label
""")
_BRINGS = {"caused": ("by",), "due": ("to",), "because": ("of",), "result": ("of",), "down": ("to",),
           "attributed": ("to",), "attributable": ("to",), "traced": ("to",), "fault": ("of",)}  # fmt: skip
_STRONG = word_set("""
    careless carelessly carelessness negligent negligently negligence incompetent incompetently incompetence
    reckless recklessly recklessness irresponsible irresponsibly sloppy sloppily sloppiness inept ineptly clueless
    unprofessional unprofessionally amateurish idiotic idiot idiots moron stupid stupidly stupidity foolish
    foolishly thoughtless thoughtlessly inattentive inattentively lackadaisical boneheaded incompetents laziness
""")
_WEAK = word_set("""
    lazy lazily complacent complacency ignorant dumb lax forgetful distracted inattention unreliable useless
    hopeless
""")
_TERMS = word_set("""
    quorum claim claims lawsuit law suit insurer insurance clause liability phrase matching
""")
_NOVICE = word_set("rookie amateur beginner schoolboy newbie")
_LACKING = word_set("""
    care diligence competence discipline professionalism rigour rigor effort
""")
_LINKING = words.BE | word_set("had has have")
_TIERS: dict[Actor, Tier] = {Actor.HUMAN: "error", Actor.OURS: "warning", Actor.ORGANISATION: "warning"}


_ERROR_HEADS = heads(
    _FLAWS | {"judgement", "judgment"} | {form for noun in _ERRORS | _NOT_DOING for form in (noun, noun + "s")}
)
_CAUSED = {verb: frozenset(behind) for verb, behind in _BRINGS.items()}
_BLAME = frozenset({
    "blame", "blamed", "blames", "fault", "guilty", "culpable", "responsible", "accountable", "culprit", "culprits",
})  # fmt: skip
_CHARACTER = heads(_STRONG | _NOVICE | _WEAK | {"lack", "lacked", "lacks"})


def errors(sentence: Sentence) -> Iterator[Finding]:
    """Errors that are put down to people."""
    if not (sentence.may_say(_ERROR_HEADS) or sentence.may_follow(_CAUSED)):
        return
    for place, low in enumerate(sentence.lows):
        noun = low[:-1] if low.endswith("s") and low not in _FLAWS else low
        if noun in _ERRORS or low in _FLAWS or noun in _NOT_DOING or low == "judgement" or low == "judgment":
            yield from _error(sentence, place, noun)
        elif low in _BRINGS and sentence.low(place + 1) in _BRINGS[low]:
            who = sentence.who(place + 2)
            if who is not None and who[0] is Actor.HUMAN and not sentence.spared(place, place):
                # `due to the engineers on leave`: only what is said to have caused it is blame.
                yield sentence.found(place, who[1], "human-error", ERROR, "error")


def _error(sentence: Sentence, place: int, noun: str) -> Iterator[Finding]:
    kind = "character" if noun in _FLAWS or noun.startswith("judg") else "human-error"
    poor = sentence.low(place - 1) in ("poor", "bad", "terrible")
    if (noun.startswith("judg") and not poor) or sentence.low(place + 1) in _NOT_A_CAUSE:
        return
    found = (
        _made(sentence, place, noun) or _possessed(sentence, place, noun) or _compound(sentence, place, noun)
        or _attributed(sentence, place, noun)
    )  # fmt: skip
    if found is None:
        return
    first, last, tier = found
    if noun in _NOT_DOING:
        yield sentence.found(first, last, "actor-failed", FAILED, tier)
    elif not sentence.spared(first, last):
        yield sentence.found(first, last, kind, ERROR, tier)


_Place = tuple[int, int, Tier]


def _possessed(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """`the reviewer's failure to`, `her mistake`, `a trader's costly error`."""
    if noun in _NOT_DOING and sentence.low(place + 1) != "to":
        return None
    for left in range(place - 1, max(-1, place - 4), -1):
        token = sentence.line[left]
        if token.low in ("his", "her", "their", "my", "your"):
            plural = token.low == "their" and not sentence.subjects.they_are_people(left, False)
            return None if plural else (left, place, "error")
        if token.low == "our":
            return left, place, "warning"
        if token.possessive:
            phrase = phrase_before(sentence.line, left)
            actor = classify(sentence.line, *phrase, sentence.people) if phrase else Actor.MACHINE
            actor = Actor.HUMAN if actor is Actor.UNSURE else actor
            return (phrase[0], place, _TIERS[actor]) if phrase and actor in _TIERS else None
        if not sentence.noun_at(left) or token.low in words.ARTICLES:
            return None
    return None


def _compound(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """`human error`, `operator mistake`, `engineer oversight`."""
    before = sentence.low(place - 1)
    plural = sentence.low(place) != noun
    if before in _PERSONAL and not (plural and before in ("operator", "user")):
        return (place - 1, place, "error") if before == "human" or noun not in _NOT_DOING else None
    if noun in _NOT_DOING or place < 1 or before in words.ARTICLES:
        return None
    actor = classify(sentence.line, place - 1, place - 1, sentence.people) if sentence.noun_at(place - 1) else None
    if actor is Actor.HUMAN and not sentence.line[place - 1].possessive:
        return place - 1, place, "error"
    return None


def _attributed(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """`a mistake by the release manager`, `the failure of the engineers to test`."""
    after = place + 1
    if sentence.lows[after : after + 4] == ["on", "the", "part", "of"]:
        after += 3
    elif sentence.low(after) not in ("by", "of"):
        return None
    who = sentence.who(after + 1)
    if who is None or who[0] not in _TIERS or (noun in _NOT_DOING and sentence.low(who[1] + 1) != "to"):
        return None
    return place, who[1], _TIERS[who[0]]


def _made(sentence: Sentence, place: int, noun: str) -> _Place | None:
    """`the nurse made an error`, `the developers had made several mistakes`."""
    if noun not in _ERRORS:
        return None
    for left in range(place - 1, max(-1, place - 5), -1):
        low = sentence.low(left)
        if low in ("made", "committed"):
            found = sentence.actor_before(left)
            negated = sentence.negated(left, 3)
            return (found[1], place, _TIERS[found[0]]) if found and found[0] in _TIERS and not negated else None
        if not (sentence.noun_at(left) or low in words.ARTICLES or is_adverb(sentence.line[left])):
            return None
    return None


def blames(sentence: Sentence) -> Iterator[Finding]:
    """Words that say whose fault it was."""
    if not sentence.may_say(_BLAME):
        return
    for place, low in enumerate(sentence.lows):
        if low in ("blame", "blamed", "blames", "fault"):
            yield from _blame(sentence, place)
        elif low in ("guilty", "culpable"):
            yield from _predicate(sentence, place, place, certain=True)
        elif low in ("responsible", "accountable") and sentence.low(place + 1) == "for":
            yield from _responsible(sentence, place)
        elif low in ("culprit", "culprits"):
            yield from _culprit(sentence, place)


def _blame(sentence: Sentence, place: int) -> Iterator[Finding]:
    low, before = sentence.low(place), sentence.low(place - 1)
    if (low == "blame" and before == "to") or (low == "fault" and before == "at"):
        yield from _predicate(sentence, place - 1, place)
        return
    if sentence.spared(place, place) or before in ("git", "page", "segmentation", "ground"):
        return
    if low == "fault":
        owner = _possessed(sentence, place, "fault")
        nobody = sentence.low(place - 1) in words.NOBODY or sentence.lows[max(0, place - 2) : place] == ["no", "one"]
        if owner is not None and not nobody:
            yield sentence.found(owner[0], place, "blame-noun", BLAME, owner[2])
            return
    verb = low != "fault" and (low != "blame" or before not in words.ARTICLES)
    who = sentence.who(place + 1) if verb else None
    if who is not None and (who[0] is Actor.HUMAN or sentence.low(place + 1) in ("him", "her", "them")):
        yield sentence.found(place, who[1], "blame-noun", BLAME, "error")
        return
    yield from _blame_on(sentence, place)


def _blame_on(sentence: Sentence, place: int) -> Iterator[Finding]:
    """`the blame falls squarely on the analyst`, `bears the blame`."""
    for right in range(place + 1, min(len(sentence.line), place + 6)):
        if sentence.low(right) in ("with", "on", "upon", "at"):
            who = sentence.who(right + 1)
            if who is not None and who[0] in _TIERS:
                yield sentence.found(place, who[1], "blame-noun", BLAME, _TIERS[who[0]])
            return
    for left in range(place - 1, max(-1, place - 5), -1):
        if sentence.low(left).startswith(("bear", "bore", "take", "took", "carr", "share", "deserv")):
            found = sentence.actor_before(left)
            if found is not None and found[0] in _TIERS:
                yield sentence.found(found[1], place, "blame-noun", BLAME, _TIERS[found[0]])
            return


def _linking(sentence: Sentence, place: int) -> int:
    """The place of `was` in `was clearly to blame`; -1 where no such verb stands before."""
    for left in range(place - 1, max(-1, place - 5), -1):
        low = sentence.low(left)
        if low in words.BE:
            return left
        if not (is_adverb(sentence.line[left]) or low in ("not", "so", "more", "the", "least")):
            return -1
    return -1


def _predicate(sentence: Sentence, first: int, last: int, *, certain: bool = False) -> Iterator[Finding]:
    verb = _linking(sentence, first)
    if verb < 0 or sentence.negated(first):
        return
    found = sentence.actor_before(verb, mental=True)
    if found is None or found[0] is Actor.NOBODY:
        return
    if found[0] in _TIERS:
        yield sentence.found(found[1], last, "blame-noun", BLAME, _TIERS[found[0]])
    elif not certain:
        yield sentence.found(found[1], last, "culprit", "say by which mechanism the component caused it", "info")


def _responsible(sentence: Sentence, place: int) -> Iterator[Finding]:
    object_ = sentence.lows[place + 2 : place + 6]
    harm = next((k for k, low in enumerate(object_) if low in words.DAMAGE), -1)
    if harm < 0 or sentence.negated(place) or object_[harm + 1 : harm + 2] in (["handling"], ["budget"], ["reports"]):
        return
    verb = _linking(sentence, place)
    found = sentence.actor_before(verb if verb >= 0 else place, mental=True)
    if found is not None and found[0] in _TIERS:
        yield sentence.found(found[1], place + 2 + harm, "blame-noun", BLAME, _TIERS[found[0]])


def _culprit(sentence: Sentence, place: int) -> Iterator[Finding]:
    if sentence.negated(place):
        return
    verb = place + 1
    who = sentence.who(verb + 1) if sentence.low(verb) in words.BE else None
    linking = _linking(sentence, place)
    found = sentence.actor_before(linking, mental=True) if linking >= 0 else None
    human = (who is not None and who[0] is Actor.HUMAN) or (found is not None and found[0] is Actor.HUMAN)
    if human:
        yield sentence.found(place, who[1] if who else place, "blame-noun", BLAME, "error")
    else:
        yield sentence.found(place, place, "culprit", "say by which mechanism the component caused it", "info")


def characters(sentence: Sentence) -> Iterator[Finding]:
    """Judgements of a character or of competence."""
    if not sentence.may_say(_CHARACTER):
        return
    for place, low in enumerate(sentence.lows):
        after = sentence.low(place + 1)
        if low in _STRONG:
            if after not in _TERMS and not sentence.negated(place, 3):
                yield sentence.found(place, place, "character", CHARACTER, "error")
        elif low in _NOVICE:
            if after in ("mistake", "mistakes", "error", "errors", "move") or low == "rookie":
                yield sentence.found(place, place + 1, "character", CHARACTER, "error")
        elif low in _WEAK:
            yield from _weak(sentence, place)
        elif low in ("lack", "lacked", "lacks") and (after == "of") == (low == "lack"):
            yield from _lacking(sentence, place)


def _weak(sentence: Sentence, place: int) -> Iterator[Finding]:
    if sentence.negated(place, 3):
        return
    who = sentence.who(place)
    verb = _linking(sentence, place)
    found = sentence.actor_before(verb, mental=True) if verb >= 0 else None
    if (who and who[0] is Actor.HUMAN) or (found and found[0] is Actor.HUMAN):
        yield sentence.found(place, place, "character", CHARACTER, "error")


def _lacking(sentence: Sentence, place: int) -> Iterator[Finding]:
    what = sentence.low(place + 2 if sentence.low(place + 1) in ("of", "the", "any") else place + 1)
    if what not in _LACKING | {"attention", "awareness", "focus"} or sentence.spared(place, place + 2):
        return
    human = any(sentence.noun_at(left) and classify(sentence.line, left, left, sentence.people) is Actor.HUMAN
                for left in range(max(0, place - 6), place))  # fmt: skip
    tier: Tier = "error" if human and what in _LACKING else "warning"
    yield sentence.found(place, place + 2, "character", CHARACTER, tier)
