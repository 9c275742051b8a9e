"""Find quotation marks that mock: `our "expert"`, `the "senior" engineer`, `Chiara "fixes" it`, `his "review"`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.language import words
from afterword.language.actors import Actor, is_past
from afterword.language.finding import Finding
from afterword.language.human_error import possessed
from afterword.language.inflection import inflect
from afterword.language.prose import OBJECT
from afterword.language.reproach_words import REPROACH
from afterword.language.sentence import Sentence
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_PEOPLE = word_set("""
    expert experts specialist specialists professional professionals genius geniuses guru gurus hero heroes helper
    helpers wizard wizards ninja ninjas pro pros leader leaders friend friends engineer engineers architect architects
    developer developers consultant consultants admin admins colleague colleagues
""")
_SKILLED = word_set("senior experienced skilled trained qualified certified smart clever professional expert careful")
_VERBS = word_set("""
    fix test review check verify improve optimise optimize help monitor validate investigate analyse analyze supervise
    explain document plan repair clean
""")
_WORK = frozenset(form for verb in _VERBS for form in inflect(verb))
_WORKS = _WORK | word_set("analysis expertise support handover solution documentation supervision knowledge quality")
_DETERMINERS = word_set("the our their his her these those some my your its")
_CHOSEN = word_set("called named labelled labeled marked clicked pressed typed chose selected said says status as to")
QUOTED = late_pattern(rf"""["“‘](?:{"|".join(sorted(_PEOPLE | _SKILLED | _WORKS))})["”’]""")
"""A word in quotation marks that may be meant to mock."""


def find_scare_quotes(sentence: Sentence, source: str) -> Iterator[Finding]:
    """Find them in a sentence, given the same text with what is quoted in it."""
    for match in QUOTED.finditer(source):
        place = sentence.place_at(match.start())
        if place < len(sentence.line) and OBJECT in sentence.low(place) and _mocks(sentence, place, match[0][1:-1]):
            yield sentence.found(max(0, place - 1), place, "scorn", REPROACH, "error")


def _mocks(sentence: Sentence, place: int, quoted: str) -> bool:
    before = sentence.low(place - 1)
    after = sentence.low(place + 1)
    goes_on = sentence.noun_at(place + 1) and after not in words.ARTICLES and not is_past(sentence.line[place + 1])
    if quoted in _SKILLED and before in _DETERMINERS | words.ARTICLES and goes_on:
        who = sentence.who(place + 1)
        return who is not None and who[0] in (Actor.HUMAN, Actor.UNSURE)
    if goes_on:
        return False  # `the "operator" role`
    if quoted in _PEOPLE and before in _DETERMINERS:
        return after not in ("", ".", ",", ")")
    if quoted in _WORKS and possessed(sentence, place, "fault") is not None:
        return True
    does = place > 0 and before not in _CHOSEN and sentence.names_a_person(place - 1) in (Actor.HUMAN, Actor.UNSURE)
    return quoted in _WORK and does and re.fullmatch(r"\w+(?:ed|s|es)", quoted) is not None
