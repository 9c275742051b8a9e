"""Find words that say whose fault it was."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import TIERS, Actor, classify, is_adverb, is_gerund, phrase_before
from afterword.language.finding import Finding, Tier
from afterword.language.human_error import ERROR, owned, possessed
from afterword.language.inflection import inflect
from afterword.language.sentence import Sentence
from afterword.language.word_rules import PatternRule, Rule, WordRule, phrase_rule
from afterword.text.word_set import word_set

BLAME = "describe what happened and what allowed it; nobody's fault prevents the next incident"
_ON_CALL = word_set("on-call oncall call")
_POINTERS = word_set("this that one mess batch outage incident mistake")
_HARMED = word_set("""
    broke caused brought took deleted dropped wiped erased crashed killed ruined wrecked leaked exposed corrupted
    disabled removed approved merged pushed let forgot ignored missed overlooked failed overwrote triggered started
""")
_HARMING = (
    "break", "delete", "drop", "wipe", "crash", "kill", "ruin", "wreck", "leak", "corrupt", "forget", "ignore",
    "miss",
)  # fmt: skip
_WHO = word_set("who that which")
_ENDS = word_set(", ; ! who on in at from") | {"", "."}
# Nobody takes the blame but people, whatever else bears their name.
_BLAME_TIERS = TIERS | {Actor.UNSURE: "error", Actor.OUTSIDER: "error"}

# What comes before the person. A person who is a cause stands alone: `due to engineers adding two shards` tells more.
_BEFORE_THE_BLAMED = (
    ("finger fingers", r"fingers? points?(?: \w+ly)? at|point(?:ed|ing|s)? (?:the|a) finger at"),
    ("blame blamed", r"blamed?(?: [\w'-]+){0,7}? (?:with|on|upon|at|goes to|belongs to)"),
    ("fault", r"fault (?:lies|lay|rests|rested|is|was)(?: \w+ly)? (?:with|on)"),
    ("responsibility accountability",
     rf"(?:responsi|accounta)bility for (?:[\w'-]+ ){{0,4}}?(?:{'|'.join(sorted(words.DAMAGE))}) (?:[\w'-]+ ){{0,3}}?"
     r"(?:falls|fell|lies|lay|rests|rested)(?: \w+)? (?:on|with|upon)"),
    ("shame", r"shame on"),
    ("one; goes", r"(?:this|that) one goes to"),
    ("fault", r"fault of|fault\s?:"),
    ("blame blamed", r"(?<!.)blamed?\s?:"),
    ("pinned", r"pinned (?:squarely |firmly )?on"),
    ("responsible", rf"(?<!.)responsible for (?:[\w'-]+ ){{0,3}}?(?:{'|'.join(sorted(words.DAMAGE))}) "
                    r"(?:is|was|are|were)"),
    ("blame", r"to blame(?: here| for [\w' -]{1,40}?)? (?:is|was|are|were)"),
    ("name", r"has a name\s?:"),
)  # fmt: skip
_BEFORE_THE_CAUSE = (
    ("due owing attributable down because result", r"(?:due|owing|attributable|down) to|because of|result of"),
    ("guilty", r"guilty (?:one|ones|party|parties) (?:was|were|is|are|turned out to be|proved to be)"),
    ("down failed betrayed misled served; by", r"(?:let down|failed|betrayed|misled|badly served) by"),
    ("cause causes reason culprit culprits weak weakest guilty root",
     r"(?:causes?|reason|culprits?|weak(?:est)? link|guilty party|root of (?:all )?(?:this|the \w+))"
     r"(?: here| of [\w' -]{1,40}?| (?:was|were) (?:\w+ ){1,2})?(?: (?:is|was|were|turned out to be|proved to "
     r"be)(?:,[^,]{1,20},)?|\W{0,3}:\W{0,3})"),
)  # fmt: skip
_SURELY_CAUSED = (("caused", r"caused by"),)


def _blamed(words_: str, pattern: str) -> PatternRule:
    """Find who is named as the one to blame: `fingers point at the analyst`."""

    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        who = sentence.who(last + 1)
        if who is not None and who[0] in _BLAME_TIERS and not sentence.spared(first, last):
            yield sentence.found(first, who[1], "blame-noun", BLAME, _BLAME_TIERS[who[0]])

    return phrase_rule(words_, pattern, report)


def _caused(words_: str, pattern: str, *, surely: bool = False) -> PatternRule:
    """Find who is named as the cause: `due to the engineer`, `the root cause was the new engineer`."""

    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        who = sentence.who(last + 1)
        if who is None or who[0] is not Actor.HUMAN or sentence.spared(first, last):
            return
        after = sentence.after_adverbs(who[1] + 1)
        does = after < len(sentence.line) and is_gerund(sentence.line[after])
        if sentence.low(after) in _ENDS or (surely and not does):
            yield sentence.found(first, who[1], "human-error", ERROR, "error")

    return phrase_rule(words_, pattern, report)


def _on(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `this one is on the release engineer`, if nothing follows."""
    verb = sentence.linking(first)
    subject = (verb if verb >= 0 else first) - 1  # `that's on me` has its verb in the word before
    mine = sentence.low(last + 1) in ("me", "us") and sentence.noun_at(subject)
    who = sentence.who(last + 1) if mine or sentence.low(subject) in _POINTERS else None
    ends = who is not None and sentence.low(who[1] + 1) in ("", ".", ",", ";", "!", "—", "–", "-")
    blamed = (Actor.HUMAN, Actor.OURS, Actor.ORGANISATION, Actor.OUTSIDER)
    is_blamed = who is not None and (
        who[0] in blamed or (who[0] is Actor.UNSURE and sentence.line[who[1]].text[0].isupper())
    )
    if who is not None and ends and is_blamed and sentence.low(who[1]) not in _ON_CALL:
        tier: Tier = "error" if sentence.low(who[1]) in words.MYSELF else TIERS.get(who[0], "error")
        yield sentence.found(subject, who[1], "blame-noun", BLAME, tier)


def _cleft(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `it was the contractor who broke it`, which points at a person where the deed alone would do."""
    who = sentence.who(last + 1)
    if who is None or who[0] not in _BLAME_TIERS or sentence.low(who[1] + 1) not in _WHO or sentence.spoken_of(first):
        return
    deed = sentence.low(sentence.after_adverbs(who[1] + 2))
    if deed in _HARMED or any(deed in inflect(one) for one in _HARMING):
        yield sentence.found(first, who[1], "blame-noun", BLAME, "error")


def _held(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `we hold the identity team responsible for it`."""
    end = last - 1 - is_adverb(sentence.line[last - 1])
    actor = classify(sentence.line, first + 1, end, sentence.people)
    by = sentence.actor_before(first)
    if by is not None and by[0] is Actor.MACHINE:
        return  # `the contract holds the supplier liable`
    if actor in (*_BLAME_TIERS, Actor.NAMED) and not sentence.spoken_of(first):
        yield sentence.found(first, last, "blame-noun", BLAME, "error")


def _bad(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `this is our bad`."""
    if not sentence.noun_at(last + 1):
        yield sentence.found(first, last, "blame-noun", BLAME, "warning")


def _themselves(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `have only themselves to blame`."""
    tier: Tier = "warning" if sentence.low(first) == "ourselves" else "error"
    yield sentence.found(first, last, "blame-noun", BLAME, tier)


def _predicate(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `the analyst is to blame`, `the reviewers were at fault`."""
    verb = sentence.linking(first)
    if verb < 0 and sentence.low(last) == "fault":
        phrase = phrase_before(sentence.line, first - 1)  # `the person at fault`
        if phrase is not None and classify(sentence.line, *phrase, sentence.people) is Actor.HUMAN:
            yield sentence.found(phrase[0], last, "blame-noun", BLAME, "error")
        return
    if (
        verb < 0
        or sentence.negated(first)
        or sentence.low(last + 1).startswith("toleran")
        or sentence.low(verb - 1) in ("who", "what")
    ):
        return
    found = sentence.actor_before(verb, mental=True)
    if found is None or found[0] is Actor.NOBODY:
        return
    if found[0] in _BLAME_TIERS:
        tier: Tier = "error" if sentence.low(found[1]) in words.MYSELF else _BLAME_TIERS[found[0]]
        yield sentence.found(found[1], last, "blame-noun", BLAME, tier)


def _verb(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `we blame the engineer`, `Dana's fault`, `bears the blame`."""
    before = sentence.low(place - 1)
    if sentence.spared(place, place) or before in ("git", "page", "segmentation", "ground", "to", "at", "be"):
        return
    if sentence.low(place) == "fault":
        owner = possessed(sentence, place, "fault") or owned(sentence, place)
        nobody = before in words.NOBODY or sentence.lows[max(0, place - 2) : place] == ["no", "one"]
        if owner is not None and not nobody:
            tier: Tier = "error" if sentence.low(owner[0]) == "my" else owner[2]
            yield sentence.found(owner[0], place, "blame-noun", BLAME, tier)
        return
    who = None if before in words.ARTICLES else sentence.who(place + 1)
    if who is not None and (who[0] is Actor.HUMAN or sentence.low(place + 1) in ("him", "her", "them")):
        by = sentence.actor_before(place, mental=True)
        if by is None or by[0] not in (Actor.MACHINE, Actor.OUTSIDER):  # what users or the press said
            yield sentence.found(place, who[1], "blame-noun", BLAME, "error")
        return
    for left in range(place - 1, max(-1, place - 5), -1):
        if sentence.low(left).startswith(("bear", "bore", "take", "took", "carr", "share", "deserv")):
            found = sentence.actor_before(left)
            if found is not None and found[0] in _BLAME_TIERS:
                tier = "error" if sentence.low(found[1]) in words.MYSELF else _BLAME_TIERS[found[0]]
                yield sentence.found(found[1], place, "blame-noun", BLAME, tier)
            return


def _responsible(sentence: Sentence, place: int) -> Iterator[Finding]:
    object_ = sentence.lows[place + 2 : place + 6]
    harm = next((k for k, low in enumerate(object_) if low in words.DAMAGE), -1)
    if sentence.low(place + 1) != "for" or harm < 0 or sentence.negated(place):
        return
    if object_[harm + 1 : harm + 2] in (["handling"], ["budget"], ["reports"]):
        return
    held = sentence.low(place - 1) == "held" and sentence.low(place - 2) == "be"
    verb = sentence.linking(place - 1 if held else place)
    if sentence.noun_at(place + 3 + harm) or (verb < 0 and object_[0] not in words.ARTICLES):
        return  # `incident response`, `errors in the parser`: a duty
    found = sentence.actor_before(verb if verb >= 0 else place, mental=True)
    if found is not None and found[0] in _BLAME_TIERS:
        yield sentence.found(found[1], place + 2 + harm, "blame-noun", BLAME, _BLAME_TIERS[found[0]])


RULES: tuple[Rule, ...] = (
    *(_blamed(*row) for row in _BEFORE_THE_BLAMED),
    *(_caused(*row) for row in _BEFORE_THE_CAUSE),
    *(_caused(*row, surely=True) for row in _SURELY_CAUSED),
    phrase_rule("on", r"on(?:(?<=is on|ly on|'s on)|(?<=was on|all on))", _on),
    phrase_rule(
        "it", r"it(?: was| is|'s)(?: always| again| once (?:more|again)| of course| as (?:usual|ever))?,?", _cleft
    ),
    phrase_rule(
        "hold holds held holding; responsible accountable liable",
        r"(?:hold|holds|held|holding)(?: [\w'&-]+){1,6}? (?:\w+ly )?(?:responsible|accountable|liable)",
        _held,
    ),
    phrase_rule("bad", r"(?:my|our) bad", _bad),
    phrase_rule("blame thank", r"(?:only )?itself to (?:blame|thank)|(?:himself|herself|themselves|ourselves|myself) "
                               r"to (?:blame|thank)|(?:nobody|no one) (?:else )?to blame but "
                         r"(?:himself|herself|themselves|ourselves|myself)", _themselves),
    phrase_rule("blame blamed fault guilty culpable culprit culprits reason",
                 r"to (?:be )?blamed?|at fault|guilty|culpable|(?:the|an?|our) (?:\w+ )?culprits?|"
                 r"the (?:sole |only |main |real )?reason(?= (?:we|why|our|all|half|every|that we)\b)", _predicate),
    WordRule({"blame", "blamed", "blames", "fault"}, _verb),
    WordRule({"responsible", "accountable"}, _responsible),
)  # fmt: skip
