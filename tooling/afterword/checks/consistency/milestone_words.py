"""Read which milestone of the incident a sentence names, and which one its times of day and lengths are of."""

from __future__ import annotations

import re

from afterword.checks.consistency.sentences import Mention
from afterword.text.late_pattern import late_pattern

_EVENT = (
    r"(?:it|incident|outage|problem|issue|event|impact|effects?|degradation|trouble|disruption|clock|case|ticket|"
    r"episode|this)"
)
_HAS = r"(?:(?:has|had|have|is|was|were|been|be|first|all|fully|finally|really|only) ){0,3}"
_PHRASES = {
    "started": (
        rf"{_EVENT} {_HAS}(?:start(?:s|ed)?|beg[au]ns?|begins?|commenced|kicked off)|that began|onset|commenc\w+|"
        r"(?:the )?(?:start|beginning|begin)(?! \w+ing)|went (?:sideways|wrong)|first (?:effects?|symptoms?|errors?|"
        r"failures?|(?:(?:visibly )?(?:failing|failed|bad|wrong|broken|faulty|affected|incorrect) [\w-]+))|(?:saw|felt|"
        r"noticed|had|see|feel) the (?:first )?(?:effects?|problems?|errors?|impact|symptoms?)"
    ),
    "detected": (
        r"(?:detect(?:ed|ions?)?|notic(?:ed?|ing)|aware(?:ness)?|recogni[sz](?:ed|tion)|undetected|not knowing|"
        rf"unnoticed|spotted|found out|M?TTD|any(?:body|one) (?:knew|noticed)|discover(?:ed|y)|(?:our|the) radar|"
        rf"{_EVENT} was identified)"
    ),
    "declared": r"(?:declared|declaration)(?! (?:it )?(?:resolved|over|mitigated|safe|fixed|the (?:end|all)))",
    "mitigated": (
        r"(?:mitigat(?:ed?|ions?)|contain(?:ed|ment)?|M?TTM|(?:had|got) it fixed|"
        r"(?:fix|mitigation) (?:went|held|was (?:in|live|out|effective))|took effect|"
        r"(?:measures?) (?:took effect|(?:was|were) effective)|stopped the harm|bleeding (?:was )?stopped|"
        r"nobody(?: among [\w ]{1,30})? was affected after|no more \w+ (?:are|were) affected|plugged the hole|"
        r"out of the woods|(?:back )?under control|(?:users|customers) (?:fine|(?:were )?safe) (?:from|again))"
    ),
    "resolved": (
        r"(?:(?<!declared )resol(?:ved?|ution)|closure|M?TTR|(?:service|operations?) (?:was |were )?resumed|"
        r"declared (?:it )?(?:resolved|over)|all[ -]clear|victory declared|"
        rf"(?:the |this )?{_EVENT} {_HAS}(?:closed|over|ended|shut)|closed the (?:incident|book|ticket|case)|"
        r"end of (?:the )?(?:incident|outage)|(?:the |our )?close(?=[\s.,;)]|$)|full(?:y)? restor(?:ed|ation)|"
        r"called it done|stood down)"
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
    "clos", "end", "over", "restor", "shut", "kicked", "status page", "note", "public", "radar", "sideways", "wrong",
    "discover", "identified", "ttm", "ttr", "knew", "resume", "hole", "woods", "control", "fine", "safe", "done",
    "stood",
)  # fmt: skip
"""Of which every milestone contains one: to look for them is several times as fast."""
_SMALL = (
    r"(?:is|was|were|it|at|on|from|since|as of|by|that|only|then|already|came|happened|took place|achieved|confirmed|"
    r"established|effective|in|out|live|done|over|we|have|had|has|them|us|time|again|(?:the|this) (?:problem|incident|"
    r"issue|outage|event|harm|impact))"
)
_DATED = (
    r"(?:(?:on )?(?:the )?(?:\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{4})?|"
    r"[A-Z][a-z]+ \d{1,2}(?:, \d{4})?),?)"
)
_TO_CLOCK = late_pattern(rf"(?:[\s:(]|{_SMALL}\b|{_DATED}|, (?=(?:at|from|on) ))*")
_FROM_CLOCK = late_pattern(
    rf"(?: UTC| Z|\))*(?:,? (?:when|which is when|is when|that)\b)?(?:\s|{_DATED}|"
    r"\b(?:it|is|was|were|we|have|had|has|the|our|incident|event|outage|team|been|fully|finally|first|be)\b)*",
    re.IGNORECASE,
)
_ROUGH = late_pattern(
    r"\b(?:about|around|roughly|approximately|circa|ca\.?|(?:shortly|just) (?:before|after))\s(?:the\s)?$|~\s?$",
    re.IGNORECASE,
)
_BESIDE = late_pattern(r"\b(?:before|after|until|till|between|to|by then)\s$", re.IGNORECASE)
_EXPLAINED = late_pattern(r",? (?:when|that) ")
_OF_CAUSE = late_pattern(
    r"\b(?:root cause|cause|culprit|bug|commit|source|change|deploy\w*|roll-?out|roll-?back|rollback|release\w*|"
    r"migration|maintenance|investigat\w+|work|attempt\w*)\b",
    re.IGNORECASE,
)
"""Words of what begins, is noticed or is done too, and is not the incident."""
_OF_ANOTHER = late_pattern(
    r"\b(?:another(?! \d)|other|second|third|similar|(?<!not )earlier|previous\w*|last (?:time|week|month|year)|"
    r"that one|partly|partially|attempt\w*|tried|in vain|suspected|cleared|would|could|should|might|may|if|unless|"
    r"had (?:it|we|they)|vendor\w*|provider\w*|supplier\w*|their|planned|scheduled|announced|expected|estimated|"
    r"regions?|staging|drills?|simulat\w+|rehears\w+|unrelated|target|objective|goal|SLA|SLO|(?:is|was) not(?! until)|"
    r"not (?:the|of)|instead|confirmed that|some (?:users|customers)|most|same (?:moment|time))\b",
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


def milestone_of(clock: Mention) -> str:
    """The milestone that a time of day is said to be of: `Mitigated 09:43`, `at 12:18, when the mitigation went in`.

    Empty if it is said to be of none, only about, or if it is of something else.
    """
    text = clock.sentence.text
    if is_of_another(text) or _ROUGH.search(clock.just_before):
        return ""
    if _BESIDE.search(clock.just_before) and not _EXPLAINED.match(clock.behind):
        return ""
    named = milestones_in(text)
    for kind, start, end in reversed(named):
        if end <= clock.start and leads_to_time(text, end, clock.start):
            return "" if _is_of_cause(text, start, kind) else kind
    for kind, start, _ in named:
        is_next = not any(clock.start < other.start < start for other in clock.sentence.clocks)
        if start >= clock.end and is_next and _FROM_CLOCK.fullmatch(text, clock.end, start):
            return "" if _is_of_cause(text, start, kind) else kind
    return ""


def leads_to_time(text: str, start: int, end: int) -> bool:
    """Whether only small words or a date are between an event and its time of day: `went live at`."""
    return _TO_CLOCK.fullmatch(text, start, end) is not None


def _is_of_cause(text: str, start: int, kind: str) -> bool:
    """Whether the clause before a milestone is about a cause, or about work: `the cause was noticed at 11:00`."""
    clause = re.split(r"[,;:.] ", text[:start])[-1]
    return kind != "communication" and _OF_CAUSE.search(clause) is not None
