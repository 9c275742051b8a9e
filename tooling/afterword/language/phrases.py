"""Find hindsight, care as a fix, named people and dramatic words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.language.actors import Actor, classify, is_past
from afterword.language.finding import Finding, Tier
from afterword.language.sentence import Sentence
from afterword.language.tokens import Letters, triggers
from afterword.language.words import PRODUCT_NAMES
from afterword.text.late_pattern import late_pattern

_STAFF = (
    r"(?:the |all |our |every |each )?(?:[\w-]+ ){0,2}?(?:team|teams|staff|engineers?|developers?|reviewers?|"
    r"operators?|everyone|everybody|people|responders?|nurses?|analysts?|employees|agents on shift|on-call)\b"
)
_CAREFUL = r"(?:careful|vigilant|diligent|attentive|mindful|cautious|thorough)"
_MUST = (
    r"(?:should|must|will|shall|let's|let us|please|always|needs? to|ha(?:ve|s) to|ought to)"
    r"(?: all| just| also| always){0,2}"
)
_DRAMA = "state the size in numbers and leave out the drama"
_AFTERWARDS = "leave out the hindsight: say what could be seen at the time"
# Each with words of which a match contains at least one: sentences with none of them are passed over.
_RULES: tuple[tuple[str, Tier, str, str, str], ...] = (
    ("if-only", "warning", "only",
     r"\bif only (?:(?:the |an? )?[\w-]+ ){0,2}(?:had|would|could|knew|were)\b",
     "say what was known at the time instead"),
    ("should-have", "error", "competent reasonable decent",
     r"\bany (?:competent|reasonable|decent|half-decent) \w+ (?:would|should|could)\b", _AFTERWARDS),
    ("hindsight", "warning", "better sense saying hindsight coming bound matter obvious clear avoidable preventable",
     r"\b(?:knew|known) better\b|\bcommon sense (?:says|dictates|tells|would have|should have)\b|"
     r"\b(?:little|bit of|basic) common sense\b|\bgoes without saying\b|"
     r"\b(?:it|this|that|which) (?:is|was|seems) (?:obvious|clear) in (?:hindsight|retrospect)\b|"
     r"\bin (?:hindsight|retrospect),? (?:it|this|that) (?:is|was|seems) (?:obvious|clear)\b|"
     r"\b(?:it|that|this) should have been (?:obvious|clear)\b|"
     r"\b(?:could|should) have seen (?:it|this|that) coming\b|\bwas (?:always )?bound to (?:happen|fail|go wrong)\b|"
     r"\bwas only a matter of time\b|\b(?:entirely|completely|totally|easily|perfectly) (?:avoidable|preventable)\b",
     _AFTERWARDS),
    ("care-as-fix", "warning",
     "careful vigilant diligent attentive mindful cautious thorough aware care diligence vigilance attention awareness "
     "discipline carefully harder follow following mistake",
     rf"\b{_MUST} (?:have to |need to )?be (?:more |extra |much more |very )?{_CAREFUL}\b|"
     rf"^\W*be (?:more |extra |much more |very )?{_CAREFUL}\b|\bby being (?:more|extra) {_CAREFUL}\b|"
     r"\bbe more aware of\b|"
     r"\b(?:more|greater|better|extra|increased) (?:diligence|vigilance|awareness|discipline)\b|"
     r"\b(?:more|greater|extra) care (?:when|in|with|to|must|should|is|will|needs?)\b|"
     r"\b(?:more|greater|better|extra|increased) attention to detail\b|"
     r"\b(?:increas\w+|rais\w+) (?:the )?awareness (?:of|among|within) (?:all |our |the )?"
     r"(?:staff|employees|engineers|teams?)|"
     r"\bpay(?:ing)? (?:closer|more|better|extra|careful) attention\b|\bmore carefully\b|\btake more care\b|"
     r"\btr(?:y|ying) harder\b|\bstay vigilant\b|\b(?:do not|don't|never) make (?:this|that|the same) mistake again\b|"
     r"\bfollow(?:ing)? the (?:process|procedures?|runbook|checklist|policy)\b(?= (?:next|in future|more|properly|"
     rf"strictly|from now))|(?:\b{_MUST}|^\W*) follow the (?:process|procedures?|runbook|checklist|policy)\b",
     "care is no control: change the system so that the slip cannot happen or is caught"),
    ("care-as-fix", "warning",
     "remind reminding reminded re retrain retraining retrained reeducate reeducating reeducated coach coaching told",
     rf"\b(?:remind(?:ing|ed)?|re-?train(?:ing|ed)?|re-?educat(?:e|ing|ed)|coach(?:ing)?) {_STAFF}|"
     rf"\b{_STAFF} (?:was|were|has been|have been|will be) (?:reminded|re-?trained|re-?educated|"
     rf"told to (?:be|double-check|check|read|follow|remember|pay|take))\b",
     "reminding and retraining fade: change the system so that the slip cannot happen or is caught"),
    ("care-as-fix", "warning", "sure ensure",
     rf"\b(?:make sure|ensure)(?: that)? {_STAFF} (?:\w+ )?(?:remembers?|follows?|knows?|checks?|pays?|reads?|"
     r"are aware)",
     "say which check or control makes sure of it"),
    ("sole-cause", "info", "cause", r"\b(?:the|our|its) (?:only|sole|single) (?:root )?cause\b",
     "incidents have several causes; list what contributed"),
    ("dramatic", "info",
     "catastrophic catastrophically disastrous disastrously horrible horrific horribly terrible nightmare devastating "
     "unbelievable unbelievably shocking shockingly insane insanely apocalyptic outrageous ridiculous fiasco debacle",
     r"\b(?:catastrophic(?:ally)?|disastrous(?:ly)?|horrible|horrific|horribly|terrible (?:mistake|decision|failure|"
     r"outage|bug)|nightmare|devastating|unbelievabl[ey]|shocking(?:ly)?|insane|insanely|apocalyptic|outrageous|"
     r"ridiculous|fiasco|debacle)\b(?! (?:forgetting|backtracking|cancellation))",
     _DRAMA),
)  # fmt: skip
RULES = tuple(
    (kind, tier, triggers(needs.split()), late_pattern(pattern, re.IGNORECASE), say)
    for kind, tier, needs, pattern, say in _RULES
)
_TRIGGERS = frozenset().union(*(rule[2] for rule in RULES))
_DENIED = re.compile(r"(?:\b(?:no|not|never|than|without|isn't|wasn't)|n't)(?:\s+\S{1,20}){0,2}\s*$", re.IGNORECASE)


def may_find_phrases(text: Letters) -> bool:
    """Whether `find_phrases` can find something: quick, and never no if it does."""
    return text.may_contain(_TRIGGERS)


def find_phrases(sentence: Sentence) -> Iterator[Finding]:
    """Find what is wrong whoever it is said of."""
    if not may_find_phrases(sentence):
        return
    text = sentence.plain
    for kind, tier, needs, pattern, suggestion in RULES:
        if not sentence.may_contain(needs):
            continue
        for match in pattern.finditer(text):
            if kind == "care-as-fix" and _DENIED.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            if kind == "care-as-fix" and _is_of_machine(sentence, match.start()):
                continue
            yield sentence.found_at(*match.span(), kind, suggestion, tier)


def _is_of_machine(sentence: Sentence, start: int) -> bool:
    """Whether a program does what is said: `the bot reminded the team`."""
    place = next((place for place, token in enumerate(sentence.line) if token.start >= start), 0)
    found = sentence.actor_before(place) if is_past(sentence.line[place]) else None
    return found is not None and found[0] is Actor.MACHINE


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
