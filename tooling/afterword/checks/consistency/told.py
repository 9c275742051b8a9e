"""Read which milestone a time or a length in a sentence is of, and whether it is of this incident."""

from __future__ import annotations

import re

from afterword.checks.consistency.account import Account, Mention, Moment
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime

_EVENT = r"(?:it|incident|outage|problem|issue|event|impact|effects?|degradation|trouble|disruption|clock|this)"
_HAS = r"(?:(?:has|had|have|is|was|were|been|be|first|all|fully|finally|really|only) ){0,3}"
_PHRASES = {
    "started": (
        rf"{_EVENT} {_HAS}(?:start(?:s|ed)?|beg[au]ns?|begins?|commenced|kicked off)|that began|onset|commenc\w+|"
        r"(?:the )?(?:start|beginning|begin)(?! \w+ing)|first (?:effects?|symptoms?|errors?|failures?|"
        r"(?:(?:visibly )?(?:failing|failed|bad|wrong|broken|faulty|affected|incorrect) [\w-]+))|"
        r"(?:saw|felt|noticed|had|see|feel) the (?:first )?(?:effects?|problems?|errors?|impact|symptoms?)"
    ),
    "detected": (
        r"(?:detect(?:ed|ions?)|notic(?:ed?|ing)|aware(?:ness)?|recogni[sz](?:ed|tion)|undetected|not knowing|"
        r"spotted|found out|TTD)"
    ),
    "declared": r"(?:declared|declaration)(?! (?:it )?(?:resolved|over|mitigated|safe|fixed|the (?:end|all)))",
    "mitigated": (
        r"(?:mitigat(?:ed|ions?)|contain(?:ed|ment)|(?:fix|mitigation) (?:went|held|was (?:in|live|out|effective))|"
        r"took effect|(?:measures?) (?:took effect|(?:was|were) effective)|stopped the harm|bleeding stopped|"
        r"nobody(?: among [\w ]{1,30})? was affected after|no more \w+ (?:are|were) affected)"
    ),
    "resolved": (
        r"(?:(?<!declared )resol(?:ved|ution)|declared (?:it )?(?:resolved|over)|all[ -]clear|victory declared|"
        rf"(?:the |this )?{_EVENT} {_HAS}(?:closed|over|ended|shut)|closed the (?:incident|book)|"
        r"end of (?:the )?(?:incident|outage)|(?:the |our )?close(?=[\s.,;)]|$)|full(?:y)? restor(?:ed|ation))"
    ),
    "communication": (
        r"(?:(?:first|initial) public (?:note|notice|update|post|message|statement)|"
        r"status page (?:went up|was updated|note)|first (?:note|update|post) on the status page)"
    ),
}
_MILESTONE = late_pattern(
    "|".join(rf"\b(?P<{kind}>{phrase})(?!\w)" for kind, phrase in _PHRASES.items()), re.IGNORECASE
)
_CUES = (
    "start", "beg", "onset", "commen", "first", "the ", "detect", "notic", "aware", "recogn", "knowing", "spotted",
    "found", "ttd", "declar", "mitigat", "contain", "fix", "effect", "harm", "bleeding", "affected", "resol", "clear",
    "clos", "end", "over", "restor", "shut", "kicked", "status page", "note", "public",
)  # fmt: skip
"""Of which every milestone contains one: to look for them is several times as fast."""
_SMALL = (
    r"(?:is|was|were|it|at|on|from|since|as of|by|that|only|then|already|came|happened|took place|achieved|confirmed|"
    r"established|effective|in|out|live|done|over|we|have|had|has|them|us)"
)
_DATED = (
    r"(?:(?:on )?(?:the )?(?:\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{4})?|"
    r"[A-Z][a-z]+ \d{1,2}(?:, \d{4})?),?)"
)
_TO_CLOCK = late_pattern(rf"(?:[\s:(]|{_SMALL}\b|{_DATED}|, (?=(?:at|from|on) ))*")
_FROM_CLOCK = late_pattern(
    rf"(?: UTC| Z|\))*(?:,? (?:when|which is when|is when)\b)?(?:\s|{_DATED}|"
    r"\b(?:it|is|was|were|we|have|had|has|the|our|incident|event|outage|team|been|fully|finally|first|be)\b)*",
    re.IGNORECASE,
)
_ROUGH = late_pattern(
    r"\b(?:about|around|roughly|approximately|circa|ca\.?|(?:shortly|just) (?:before|after))\s(?:the\s)?$|~\s?$",
    re.IGNORECASE,
)
_BESIDE = late_pattern(r"\b(?:before|after|until|till|between|to|by then)\s$", re.IGNORECASE)
_EXPLAINED = late_pattern(r",? when ")
_OF_CAUSE = late_pattern(
    r"\b(?:root cause|cause|culprit|bug|commit|source|change|deploy\w*|roll-?out|roll-?back|rollback|release\w*|"
    r"migration|maintenance|investigat\w+|work|attempt\w*)\b",
    re.IGNORECASE,
)
"""Words of what begins, is noticed or is done too, and is not the incident."""
_OF_ANOTHER = late_pattern(
    r"\b(?:another(?! \d)|other|second|third|similar|(?<!not )earlier|previous\w*|last (?:time|week|month|year)|"
    r"that one|partly|partially|attempt\w*|tried|in vain|suspected|cleared|would|could|should|might|may|if|unless|"
    r"had (?:it|we|they)|vendor\w*|provider\w*|supplier\w*|their|"
    r"planned|scheduled|announced|expected|estimated|regions?|staging|drills?|simulat\w+|rehears\w+|unrelated|target|"
    r"objective|goal|SLA|SLO|(?:is|was) not|not (?:the|of)|instead|confirmed that|some (?:users|customers)|most|"
    r"same (?:moment|time))\b",
    re.IGNORECASE,
)


def is_of_another(text: str) -> bool:
    """Whether a sentence is, perhaps, of another incident, of a part of this one, or of what did not happen."""
    return _OF_ANOTHER.search(text) is not None


def milestones_in(text: str) -> list[tuple[str, int, int]]:
    """The milestones that a text names in their order: kind, first offset, and the offset behind."""
    low = text.lower()
    if not any(cue in low for cue in _CUES):
        return []
    return [(match.lastgroup or "", match.start(), match.end()) for match in _MILESTONE.finditer(text)]


def milestone_of(mention: Mention) -> str:
    """The milestone that a time of day is said to be of: `Mitigated 09:43`, `at 12:18, when the mitigation went in`.

    Empty if it is said to be of none, only about, or if it is of something else.
    """
    text = mention.sentence.text
    if is_of_another(text) or _ROUGH.search(mention.just_before):
        return ""
    if _BESIDE.search(mention.just_before) and not _EXPLAINED.match(mention.behind):
        return ""
    named = milestones_in(text)
    for kind, start, end in reversed(named):
        if end <= mention.fact.start and leads_to_time(text, end, mention.fact.start):
            return "" if _is_of_cause(text, start, kind) else kind
    clocks = [one.fact.start for one in mention.sentence.mentions if isinstance(one.fact.value, ClockTime)]
    for kind, start, _ in named:
        is_next = not any(mention.fact.start < other < start for other in clocks)
        if start >= mention.end and is_next and _FROM_CLOCK.fullmatch(text, mention.end, start):
            return "" if _is_of_cause(text, start, kind) else kind
    return ""


def leads_to_time(text: str, start: int, end: int) -> bool:
    """Whether only small words or a date are between an event and its time of day: `went live at`."""
    return _TO_CLOCK.fullmatch(text, start, end) is not None


def _is_of_cause(text: str, start: int, kind: str) -> bool:
    """Whether the clause before a milestone is about a cause, or about work: `the cause was noticed at 11:00`."""
    clause = re.split(r"[,;:.] ", text[:start])[-1]
    return kind != "communication" and _OF_CAUSE.search(clause) is not None


KINDS = {
    "started": ("started", "first symptom"),
    "detected": ("detected",),
    "declared": ("declared", "incident declared"),
    "mitigated": ("mitigated", "mitigation applied"),
    "resolved": ("resolved",),
    "communication": ("communication",),
}
"""The kinds of moments that are of a milestone."""


def moments_of(account: Account, kind: str) -> list[Moment]:
    """The moments of a milestone that are known to the minute, those of the front matter first."""
    found = [moment for moment in account.moments if moment.is_exact and moment.kind in KINDS[kind]]
    return sorted(found, key=lambda moment: not moment.is_in_front)
