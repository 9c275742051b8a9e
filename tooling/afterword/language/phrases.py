"""Find hindsight, care as a fix, named people and dramatic words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.language.actors import Actor, classify
from afterword.language.finding import Finding, Tier
from afterword.language.sentence import Sentence
from afterword.language.tokens import Letters, triggers
from afterword.language.words import PRODUCT_NAMES

_STAFF = (
    r"(?:the |all |our |every |each )?(?:\w+ )?(?:team|teams|staff|engineers?|developers?|reviewers?|operators?|"
    r"everyone|people|responders?|nurses?|analysts?|agents on shift|on-call)\b"
)
_DRAMA = "state the size in numbers and leave out the drama"
# Each with words of which a match contains at least one: sentences with none of them are passed over.
_RULES: tuple[tuple[str, Tier, str, str, str], ...] = (
    ("if-only", "warning", "only",
     r"\bif only (?:(?:the |an? )?[\w-]+ ){0,2}(?:had|would|could|knew|were)\b",
     "say what was known at the time instead"),
    ("hindsight", "warning", "obviously obvious knew simply just sense clearly competent reasonable decent",
     r"\bobviously\b|\bknew better\b|\b(?:simply|just) had to\b|\bcommon sense\b|\bclearly should\b|"
     r"\bany (?:competent|reasonable|decent) \w+ would\b|\bit was obvious\b|"
     r"\bin hindsight,? (?:it|this) is obvious\b",
     "leave out the hindsight: say what could be seen at the time"),
    ("care-as-fix", "warning",
     "careful vigilant diligent attentive mindful cautious care diligence vigilance attention awareness discipline "
     "carefully harder follow following",
     r"\b(?:be|being|been) (?:more |extra |much more |very )?(?:careful|vigilant|diligent|attentive|mindful|"
     r"cautious)\b|"
     r"\b(?:more|greater|better|extra|increased) (?:care|diligence|vigilance|attention|awareness|discipline)\b|"
     r"\bpay(?:ing)? (?:closer|more|better|extra|careful) attention\b|\bmore carefully\b|\btake more care\b|"
     r"\btr(?:y|ying) harder\b|\brais(?:e|ing) awareness\b|\bstay vigilant\b|"
     r"\bfollow(?:ing)? the (?:process|procedures?|runbook|checklist|policy)\b(?= (?:next|in future|more|properly|"
     r"strictly|from now)|\W*$)",
     "care is no control: change the system so that the slip cannot happen or is caught"),
    ("care-as-fix", "warning",
     "remind reminding reminded re retrain retraining retrained reeducate reeducating reeducated coach coaching tell "
     "warn",
     rf"\b(?:remind(?:ing|ed)?|re-?train(?:ing|ed)?|re-?educat(?:e|ing|ed)|coach(?:ing)?|tell|warn) {_STAFF}",
     "reminding and retraining fade: change the system so that the slip cannot happen or is caught"),
    ("care-as-fix", "warning", "sure ensure",
     rf"\b(?:make sure|ensure)(?: that)? {_STAFF} (?:\w+ )?(?:remember|follow|know|check|pay|read|are aware)",
     "say which check or control makes sure of it"),
    ("sole-cause", "info", "cause", r"\b(?:only|sole|single) (?:root )?cause\b",
     "incidents have several causes; list what contributed"),
    ("accident", "info", "inadvertently accidentally mistakenly unintentionally unwittingly",
     r"\b(?:inadvertent|accidental|mistaken|unintentional|unwitting)ly\b",
     "the adverb explains nothing: say what the person or the tool showed"),
    ("dramatic", "info",
     "catastrophic catastrophically disastrous disastrously horrible horrific horribly terrible terribly nightmare "
     "devastating unbelievable unbelievably shocking shockingly insane insanely awful apocalyptic embarrassing "
     "embarrassingly epic massive massively outrageous ridiculous fiasco debacle meltdown",
     r"\b(?:catastrophic(?:ally)?|disastrous(?:ly)?|horrible|horrific|horribly|terrible|terribly|nightmare|"
     r"devastating|unbelievabl[ey]|shocking(?:ly)?|insane|insanely|awful|apocalyptic|embarrassing(?:ly)?|epic|massive|"
     r"massively|outrageous|ridiculous|fiasco|debacle|meltdown)\b(?! forgetting)",
     _DRAMA),
    ("dramatic", "info", "", r"(?<=[^\W\d_]|\))!(?![=\w(\[])", _DRAMA),
)  # fmt: skip
RULES = tuple(
    (kind, tier, triggers(needs.split()), re.compile(pattern, re.IGNORECASE), say)
    for kind, tier, needs, pattern, say in _RULES
)
_TRIGGERS = frozenset().union(*(rule[2] for rule in RULES))
# `Yahoo!` and `¡Hola!` exclaim nothing.
_OF_A_NAME = re.compile(r"¡[^!]*$|\b[^\W\d_a-z]\w*$")
_DENIED = re.compile(r"(?:\b(?:no|not|never|than|without|isn't|wasn't)|n't)(?:\s+\S{1,20}){0,2}\s*$", re.IGNORECASE)


def may_find_phrases(text: Letters, low: str) -> bool:
    """Whether `find_phrases` can find something: quick, and never no if it does."""
    return "!" in low or text.may_contain(_TRIGGERS)


def find_phrases(sentence: Sentence) -> Iterator[Finding]:
    """Find what is wrong whoever it is said of."""
    exclaims = "!" in sentence.passage.text
    if not may_find_phrases(sentence, sentence.text_low):
        return
    text = sentence.plain
    for kind, tier, needs, pattern, suggestion in RULES:
        if not (sentence.may_contain(needs) if needs else exclaims):
            continue
        for match in pattern.finditer(text):
            if kind != "hindsight" and _DENIED.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            if match[0] == "!" and _OF_A_NAME.search(text[max(0, match.start() - 60) : match.start()]):
                continue
            yield sentence.found_at(*match.span(), kind, suggestion, tier)


def find_names(sentence: Sentence) -> Iterator[Finding]:
    """Find people by name or handle; the caller knows whether names matter here."""
    if not sentence.people.may_be_in(sentence.text_low):
        return
    line, place = sentence.line, 0
    while place < len(line):
        width = next((w for w in (3, 2, 1) if _is_person(sentence, place, w)), 0)
        if width:
            yield sentence.found(
                place, place + width - 1, "named-person", "name the role, not the person, in causes", "warning"
            )
        place += max(1, width)


def _is_person(sentence: Sentence, place: int, width: int) -> bool:
    line = sentence.line[place : place + width]
    if len(line) < width:
        return False
    low = " ".join(token.low for token in line)
    if low in sentence.people.full and (width > 1 or line[0].text[0].isupper() or not low.isalpha()):
        return width > 1 or low not in PRODUCT_NAMES
    if width > 1:
        return False
    if line[0].text.startswith("@"):
        return classify(sentence.line, place, place, sentence.people) is Actor.HUMAN
    return low in sentence.people.parts and line[0].text[0].isupper()
