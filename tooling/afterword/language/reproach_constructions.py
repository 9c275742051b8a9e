"""Find reproaches by their construction, whatever the words in it: who, and how the sentence speaks of them.

`Marek's way of saying`, `comes down to Dana not testing it`, `nobody in Legal reads`, `typical of that team`.
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language.actors import Actor, is_gerund
from afterword.language.finding import Finding, Tier
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
    ("expect", r"what (?:else )?(?:can|could|do|did) (?:you|we|one|anybody|anyone) expect (?:of|from|when|if|with)"),
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
_NONSENSE = word_set("nonsense rubbish garbage junk crap drivel gibberish trash tripe bollocks")
_OF_MEMORY = word_set(
    "collection collector collectors collected collecting data value values byte bytes text in out mail"
)
_SENT = word_set("from by of for")
_MILD = word_set("poor weak slow inadequate chaotic mess trash garbage nonsense rubbish crap shit useless unacceptable")
_DAMNED = DAMNING - _MILD


def _ironic(words_: str, pattern: str) -> PatternRule:
    def report(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
        who = sentence.who(last + (2 if sentence.low(last + 1) == "that" else 1))
        if who is not None and who[0] in _ACCUSED and not sentence.negated(first):
            yield sentence.found(first, who[1], "scorn", REPROACH, _ACCUSED[who[0]])

    return phrase_rule(words_, pattern, report)


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
    WordRule(_NONSENSE, _nonsense),
    WordRule(_DAMNED, _damned),
)
