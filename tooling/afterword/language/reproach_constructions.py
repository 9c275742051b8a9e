"""Find reproaches by their construction, whatever the words in it: who, and how the sentence speaks of them.

`Marek's way of saying`, `comes down to Dana not testing it`, `nobody in Legal reads`, `typical of that team`.
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, classify, is_gerund, phrase_before
from afterword.language.explanations import explained, is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.human_error import ERROR
from afterword.language.reproach_words import DAMNING, REPROACH
from afterword.language.reproved_deeds import nearest_person
from afterword.language.sentence import Sentence
from afterword.language.word_rules import PatternRule, Rule, WordRule, phrase_rule
from afterword.text.word_set import word_set

_ACCUSED: dict[Actor, Tier] = {
    Actor.HUMAN: "error", Actor.UNSURE: "error", Actor.NAMED: "error", Actor.ORGANISATION: "error",
    Actor.OUTSIDER: "error", Actor.OURS: "warning",
}  # fmt: skip
_BEFORE_WHO = (
    ("typical par", r"typical (?:of|for)|par for the course (?:with|for|from)"),
    ("expect", r"what (?:else )?(?:can|could|do|did) (?:you|we|one|anybody|anyone) expect (?:of|from)"),
    ("ask expect", r"(?:too much|a lot) to (?:ask|expect) (?:of|from)"),
    ("trust leave", r"(?<!.)(?:trust|leave it to)(?= [^.;:,]{1,40} to\b)"),
    (
        "nice lovely great wonderful helpful",
        r"would(?:n't| not)? (?:it )?be (?:nice|lovely|great|wonderful|helpful) if",
    ),
    ("mystery puzzle beyond riddle; why how", r"(?:mystery|puzzle|riddle|beyond \w+)(?: to \w+)? (?:why|how)"),
    ("lost", r"(?:was|is|were) (?:\w+ )?lost on"),
    ("badly poorly", r"reflects? (?:very )?(?:badly|poorly) on"),
    ("hard difficult much", r"is it (?:really |so |that )?(?:too )?(?:hard|difficult|much to ask)(?: for)?"),
    ("again", r"never again (?:give|let|allow|leave|trust)"),
    (
        "beyond",
        r"(?:is|was|seems?|are|were) (?:\w+ )?beyond(?= (?:the|our|this|that) [^.;,]{1,40}?(?:team|people|crew|squad|"
        r"group|staff|folks|guys|department|engineers?)\b)",
    ),
    (
        "beyond; wit abilities ability capabilities competence skills grasp",
        r"beyond the (?:wit|abilities|ability|capabilities|competence|skills|grasp) of",
    ),
)
"""How one speaks with irony of whoever follows."""
_CALLS = word_set("call calls called considers consider")
_NOT_OF_THEM = word_set("having being seeing knowing receiving getting needing finding belonging")
"""What somebody does not do for want of something: `due to engineers not having access`."""
_WRONGLY = word_set("wrong wrongly incorrect incorrectly mistakenly")
_LAPSING = word_set("""
    failing forgetting ignoring neglecting refusing skipping overlooking botching rushing messing fumbling disregarding
""")
_DISPOSED = (
    r"(?:\w+ly )?(?:reads?|checks?|listens?|cares?|bothers?|bothered|cared|follows?|thinks?|learns?|seems? (?:\w+ "
    r")?(?:capable|able|to (?:care|read|know|understand|mind))|is capable|could be bothered|can be bothered|wants? "
    r"to)"
)
_NONSENSE = word_set("nonsense rubbish garbage junk crap drivel gibberish trash tripe bollocks")
_OF_MEMORY = word_set(
    "collection collector collectors collected collecting data value values byte bytes text in out mail"
)
_SENT = word_set("from by of for")
_MILD = word_set("poor weak slow inadequate chaotic mess trash garbage nonsense rubbish crap shit useless unacceptable")
_DAMNED = DAMNING - _MILD
_EXCESS = word_set("far much way so ages forever an")
_OF_MIND = word_set("wake bother realise realize notice understand admit answer react respond do act")


def _ironic(words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        who = sentence.who(last + (2 if sentence.low(last + 1) == "that" else 1))
        if who is not None and who[0] in _ACCUSED and not sentence.negated(first):
            yield sentence.found(first, who[1], "scorn", REPROACH, _ACCUSED[who[0]])

    return phrase_rule(words_, pattern, report)


def _notion(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `"tested" is Marek's way of saying not tested`."""
    owner = first - 1
    phrase = phrase_before(sentence.line, owner) if owner > 0 and sentence.line[owner].possessive else None
    named = sentence.low(owner) in ("his", "her", "their") or (
        phrase is not None and classify(sentence.line, *phrase, sentence.people) in _ACCUSED
    )
    is_told = not words.BE.isdisjoint(sentence.lows[last + 1 : last + 3]) and "idea" in sentence.lows[first : last + 1]
    if named and (is_told or sentence.linking(phrase[0] if phrase else owner) >= 0):
        yield sentence.found(phrase[0] if phrase else owner, last, "scorn", REPROACH, "error")


def _so_called(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `what the deploy team calls testing is opening the page once`."""
    verb = next((at for at in range(first + 2, first + 7) if sentence.low(at) in _CALLS), -1)
    if verb < 0 or words.BE.isdisjoint(sentence.lows[verb : verb + 6]):
        return
    actor = classify(sentence.line, first + 1, verb - 1, sentence.people)
    if actor in _ACCUSED:
        yield sentence.found(first, verb, "scorn", REPROACH, _ACCUSED[actor])


def _not_doing(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `comes down to Dana not testing it`, `because of the operator ignoring the alert`."""
    who = sentence.who(last + 1)
    if who is None or who[0] not in _ACCUSED:
        return
    denied = sentence.low(who[1] + 1) in ("not", "never")
    verb = sentence.after_adverbs(who[1] + (2 if denied else 1))
    if verb >= len(sentence.line) or explained(sentence, verb):
        return
    is_verb = is_gerund(sentence.line[verb])
    wrong = is_verb and not _WRONGLY.isdisjoint(sentence.lows[verb + 1 : verb + 5])
    does = denied and is_verb and sentence.low(verb) not in _NOT_OF_THEM
    if does or wrong or sentence.low(verb) in _LAPSING:
        yield sentence.found(first, verb, "actor-failed", WHAT_MADE_IT_LIKELY, _ACCUSED[who[0]])


def _nobody(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `nobody in Legal reads their mail`."""
    if not is_explained(sentence, last):
        surely = sentence.low(last).startswith(("bother", "care", "capable", "able"))
        yield sentence.found(first, last, "character", REPROACH, "error" if surely else "warning")


def _too_long(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `it took the on-call far too long to wake up`, `Legal took ages to answer`."""
    excess = next(at for at in range(first + 1, last) if sentence.low(at) in _EXCESS)
    if excess > first + 1:
        actor = classify(sentence.line, first + 1, excess - 1, sentence.people)
    else:
        found = sentence.actor_before(first, mental=True)
        actor = found[0] if found else Actor.MACHINE
    if actor not in (Actor.HUMAN, Actor.UNSURE, Actor.ORGANISATION) or explained(sentence, last):
        return
    tier: Tier = "error" if sentence.low(last) in _OF_MIND and actor is Actor.HUMAN else "warning"
    yield sentence.found(first, last, "human-error", WHAT_MADE_IT_LIKELY, tier)


def _nonsense(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `staff keep typing nonsense`, `the labelling firm sent us garbage`."""
    if sentence.low(place + 1) in _OF_MEMORY or sentence.spoken_of(place):
        return
    left = range(place - 1, max(-1, place - 6), -1)
    verb = next((at for at in left if not sentence.noun_at(at) or is_gerund(sentence.line[at])), place - 1)
    if sentence.low(verb - 1) in ("keep", "keeps", "kept"):
        verb -= 1
    found = sentence.actor_before(verb, mental=True) or nearest_person(sentence, place)
    if found is not None and found[0] in (Actor.HUMAN, Actor.ORGANISATION, Actor.OUTSIDER):
        tier: Tier = "error" if found[0] is Actor.HUMAN else "warning"
        yield sentence.found(found[1], place, "character", REPROACH, tier)


def _damned(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Find `an embarrassing own goal from the search team`."""
    if sentence.spoken_of(place) or not sentence.noun_at(place + 1):
        return
    for by in range(place + 2, min(len(sentence.line), place + 6)):
        if sentence.low(by) in _SENT:
            who = sentence.who(by + 1)
            if who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE, Actor.ORGANISATION):
                yield sentence.found(place, who[1], "character", ERROR, "error")
            return
        if not sentence.noun_at(by):
            return


RULES: tuple[Rule, ...] = (
    *(_ironic(*row) for row in _BEFORE_WHO),
    phrase_rule("what", r"what", _so_called),
    phrase_rule(
        "way idea notion",
        r"way of (?:saying|telling|asking|showing|dealing|solving|handling|testing)|(?:idea|notion) of (?:an?\b|"
        r"\w+ing)",
        _notion,
    ),
    phrase_rule(
        "due owing thanks down because result stems stemmed back case example instance consequence story pattern talk",
        r"(?:due|owing|thanks|down|traced? back) to|because of|(?:result|case|example|instance|consequence|story|"
        r"pattern|talk) of|stem(?:s|med) from",
        _not_doing,
    ),
    phrase_rule(
        "nobody one; nobody no not",
        rf"(?:nobody|no one|no-one|not one (?:person|soul|of them)) (?:in|at|on|from) (?:[\w-]+ ){{1,4}}?{_DISPOSED}",
        _nobody,
    ),
    phrase_rule(
        "long ages forever eternity",
        r"(?:took|takes|taken) (?:[\w'-]+ ){0,5}?(?:(?:far|much|way|so) too long|ages|forever|an eternity) to [\w]+",
        _too_long,
    ),
    WordRule(_NONSENSE, _nonsense),
    WordRule(_DAMNED, _damned),
)
