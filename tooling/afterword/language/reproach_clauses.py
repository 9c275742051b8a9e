"""Find reproaches that a whole sentence makes, in whichever words: what was known, whose job it was, what was left out.

`knew that it leaked and still opened it`, `testing was her job, and she did not`, `all but Dennis followed it`.
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, is_past
from afterword.language.explanations import is_explained
from afterword.language.finding import WHAT_MADE_IT_LIKELY, Finding, Tier
from afterword.language.person_or_program import concerns, does_work
from afterword.language.reproach_words import REPROACH, TEMPERS, UNFAVOURABLE
from afterword.language.sentence import Sentence
from afterword.language.word_rules import Rule, phrase_rule
from afterword.text.word_set import word_set

_ACCUSED = (Actor.HUMAN, Actor.UNSURE, Actor.NAMED, Actor.ORGANISATION, Actor.OUTSIDER)
_STATIVE = words.BE | word_set("had needed took got could saw heard found received remained")
_PERCEIVED = word_set("see seen hear heard get got receive received have had know known need needed")
_CLAUSE_ENDS = word_set("; : and but")
_ONLY_OF_PEOPLE = word_set("""
    proud vain shy timid afraid scared cowardly bored arrogant smug ignorant immature stubborn impatient hungover
    spineless conceited cocky squeamish snobbish apathetic indifferent complacent selfish gullible
""")
_FAR = 14
_OBJECTS = words.ARTICLES | words.OURS | words.THIRD | word_set("to it on at about what that whether all three")


def _subjectless(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find a lapse without its subject: `Forgot to drain the node`, `Never asked the owners`, `Ignored three"
    " alerts`."""
    follows = sentence.low(last + 1)
    low = sentence.low(last)
    named = follows == "to" or follows in _OBJECTS or follows.isdigit()
    if low in ("fail", "failed") and not (follows == "to" and does_work(sentence, last, last + 2)):
        return
    ends = follows in ("", ".", "!", "again", ",") and first != last
    if low == "missed" and not concerns(sentence, last):
        return
    if (named or ends) and not is_explained(sentence, last):
        yield sentence.found(first, last, "actor-failed", WHAT_MADE_IT_LIKELY, "warning")


def _against_knowledge(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `knew that it leaked and still opened it`, `was told of it and went ahead all the same`."""
    found = sentence.actor_before(first, mental=True)
    if found is None or found[0] not in (*_ACCUSED, Actor.OURS) or not sentence.is_claimed(first):
        return
    but = next(at for at in range(first + 1, last + 1) if sentence.low(at) in ("and", "but", "yet", "still"))
    acts = [at for at in range(but, len(sentence.line)) if is_past(sentence.line[at])]
    if acts and sentence.low(acts[0]) not in _STATIVE and not is_explained(sentence, last):
        tier: Tier = "warning" if found[0] is Actor.OURS else "error"
        yield sentence.found(found[1], last, "actor-failed", WHAT_MADE_IT_LIKELY, tier)


def _as_ever(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find an ill deed that is said to be a habit: `as ever, payments did not`, `broke it, as they always do`."""
    ends = (at for at in range(last + 1, len(sentence.line)) if sentence.low(at) in _CLAUSE_ENDS)
    clause = (*sentence.lows[max(0, first - _FAR) : first], *sentence.lows[last + 1 : next(ends, last + _FAR)])
    ill = any(low in UNFAVOURABLE or low.endswith("n't") for low in clause)
    if not ill or is_explained(sentence, last) or sentence.spoken_of(first):
        return
    if sentence.people_named and not sentence.is_of_writers:
        yield sentence.found(first, last, "scorn", REPROACH, "warning")


def _not_even(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `did not even open it`, `can't even keep it alive`."""
    denial = sentence.low(first - 1)
    if not (denial in ("not", "never", "cannot") or denial.endswith("n't")):
        return
    found = sentence.actor_before(first - 1, mental=True)
    if found is None or found[0] not in (Actor.HUMAN, Actor.UNSURE) or sentence.low(last) in words.BE | _PERCEIVED:
        return
    if not is_explained(sentence, last) and not sentence.hypothetical(first):
        yield sentence.found(found[1], last, "actor-failed", WHAT_MADE_IT_LIKELY, "error")


def _too(sentence: Sentence, first: int, last: int) -> Iterator[Finding]:
    """Find `too proud to ask`, of a person."""
    if sentence.low(first + 1) not in TEMPERS or sentence.spoken_of(first) or is_explained(sentence, last):
        return
    if sentence.people_named:
        yield sentence.found(first, last, "character", REPROACH, "error")
    elif first == 0 or sentence.low(first + 1) in _ONLY_OF_PEOPLE:
        yield sentence.found(first, last, "character", REPROACH, "warning")


_LAPSED = (
    r"neglected|forgot|ignored|overlooked|disregarded|skipped|omitted|refused|dismissed|botched|bungled|failed|missed|"
    r"rubber-stamped|fumbled|rushed|guessed|assumed"
)
RULES: tuple[Rule, ...] = (
    phrase_rule(
        "neglected forgot ignored overlooked disregarded skipped omitted refused dismissed botched bungled failed "
        "missed rubber fumbled rushed guessed assumed never didn did",
        rf"(?<!.)(?:(?:once again|again|simply|just|completely|totally|blindly),? )?(?:{_LAPSED}|(?:never|didn't|did "
        rf"not)"
        r"(?: even| once| really| so much as| bother to)* (?:read|ask|check|test|open|look|listen|think|bother|verify|"
        r"review|follow|tell|inform|warn|consult|validate|document|care|call|page|escalate|notice|wait)(?:ed)?)",
        _subjectless,
    ),
    phrase_rule(
        "knew knowing known aware told warned saw seen reminded advised asked heard noticed",
        r"(?:knew|was aware|were aware|well aware|(?:was|were|been) (?:told|warned|reminded|advised|asked not)|saw|"
        r"heard|noticed)\b[^.;:]{0,90}?,? (?:(?:and|but|yet) (?:[\w'-]+ ){0,2}?(?:still|nonetheless|nevertheless)\b|"
        r"(?:and|but|yet)\b[^.;:]{1,90}?\b(?:anyway|regardless|all the same|nonetheless|nevertheless|just the same|in "
        r"spite of it|despite it))",
        _against_knowledge,
    ),
    phrase_rule(
        "constantly regularly habitually often generally usual always ever again typical typically course predictably"
        " naturally time way once more usually; as like once yet way predictably time",
        r"as (?:usual|always|ever)|like (?:always|every time)|(?:once|yet) (?:again|more)|(?:like|as|the way) (?:he|"
        r"she|they|you|people|these \w+|those \w+|that \w+) (?:always|usually|so often|constantly|regularly|"
        r"habitually|all too often|generally) (?:do|does|did|are|is)|predictably|(?:for )?the (?:umpteenth|nth|third|"
        r"fourth|fifth|hundredth) time",
        _as_ever,
    ),
    phrase_rule(
        "even once much",
        r"(?:even|once|so much as) (?:\w+ly )?\w+",
        _not_even,
    ),
    phrase_rule("too", r"too [\w-]+ to", _too),
)  # fmt: skip
