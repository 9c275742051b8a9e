"""Read which milestone of the incident a sentence names, and which one its times of day and lengths are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.checks.consistency.sentences import Mention
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

_EVENT = (
    r"(?:it|incident|outage|problem|issue|event|impact|effects?|degradation|trouble|disruption|clock|case|ticket|"
    r"episode|this)"
)
_HAS = r"(?:(?:has|had|have|is|was|were|been|be|first|all|fully|finally|really|only) ){0,3}"
_LEARNED = (
    r"(?:told|tell|alerted|informed|warned|paged|reached) us|(?:we|engineering|the team|(?:the |our )[a-z-]+ team) "
    r"(?:first )?(?:knew|know|learn(?:ed|t)|heard|found out|were (?:told|alerted|informed|warned|paged))(?: (?:of|"
    r"about) (?:it|this))?|came to (?:the |our )?attention(?: of (?:the )?[a-z]+)?"
)
_PHRASES = {
    "started": (
        rf"{_EVENT} {_HAS}(?:start(?:s|ed)?|beg[au]ns?|begins?|commenced|kicked off)|that began|onset|commenc\w+|"
        r"(?:the )?(?:start|beginning|begin)(?! \w+ing)|went (?:sideways|wrong)|first (?:effects?|symptoms?|errors?|"
        r"failures?|(?:(?:visibly )?(?:failing|failed|bad|wrong|broken|faulty|affected|incorrect) [\w-]+))|(?:saw|felt|"
        r"noticed|had|see|feel) the (?:first )?(?:effects?|problems?|errors?|impact|symptoms?)"
    ),
    "detected": (
        r"(?:detect(?:ed|ions?)?|notic(?:ed|ing)|(?<!had the first )(?<!got the first )(?<!public )notice|"
        r"aware(?:ness)?|recogni[sz](?:ed|tion)|undetected|not knowing|"
        rf"unnoticed|spotted|found out|M?TTD|any(?:body|one) (?:knew|noticed)|discover(?:ed|y)|(?:our|the) radar|"
        rf"{_EVENT} was identified|{_LEARNED})"
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
        r"end of (?:the )?(?:incident|outage)|(?:the |our )?close(?=[\s.,;)]|$)|full(?:y)? restor(?:ed|ation)|called "
        r"it done|stood down|back to normal|(?:service|everything|all|things|operations?|traffic)s? (?:was|were) "
        r"(?:back |normal|fine|ok|well|healthy|up|available|restored)(?: again)?)"
    ),
    "communication": (
        r"(?:(?:first|initial) public (?:note|notice|update|post|message|statement)|"
        r"status page (?:went up|was updated|note)|first (?:note|update|post) on the status page)"
    ),
}
_MILESTONE = late_pattern(
    "|".join(rf"\b(?P<{kind}>{phrase})(?!\w)" for kind, phrase in _PHRASES.items()), re.IGNORECASE
)
_DONE = {
    "detected": r"(?:alert|alarm|monitor) (?:fired|went off|rang|triggered)|(?:customer|user|client)s? (?:told|"
    "wrote|called)",
    "mitigated": (
        r"rolled (?:it )?back|roll-?back|reverted|switched (?:it )?(?:off|back)|turned (?:it )?off|disabled|"
        r"fail(?:ed)?[ -]?over|work-?around"
    ),
    "resolved": r"back to normal|recovered|restored",
}
_BROAD = late_pattern(
    "|".join(rf"\b(?P<{kind}>{phrase}|{_DONE.get(kind, '(?!)')})(?!\w)" for kind, phrase in _PHRASES.items()),
    re.IGNORECASE,
)
"""With what milestones are done by, in sentences that need no more than their order."""
_CUES = (
    "start", "beg", "onset", "commen", "first", "the ", "detect", "notic", "aware", "recogn", "knowing", "spotted",
    "found", "ttd", "declar", "mitigat", "contain", "fix", "effect", "harm", "bleeding", "affected", "resol", "clear",
    "clos", "end", "over", "restor", "shut", "kicked", "status page", "note", "public", "radar", "sideways", "wrong",
    "discover", "identified", "ttm", "ttr", "knew", "resume", "hole", "woods", "control", "fine", "safe", "done",
    "stood", "normal", " us", "heard", "learn", "told", "alerted", "warned", "paged", "informed", "attention",
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
_PART_END = late_pattern(r"[;,.:]\s|\s(?:and|but|while|because|which|before|after|until)\s")
_FEW_WORDS = late_pattern(r"\s*[\w()'-]+(?:\s+[\w()'-]+){0,6}[\s(]*")
_OTHER_VERB = late_pattern(
    r"\b(?:not|no|never|start\w*|beg[au]n|went|go(?:es)?|sent|came|look\w*|tri\w+|open\w*|join\w*|call\w*|ask\w*|"
    r"work\w*|to \w+|who|whom|whose|during)\b"
)
_DONE_AT = late_pattern(
    r"\b(?:done|in place|live|active|applied|effective|complete|completed|finished) (?:at|by|from|since) $"
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
    r"that one|partly|partially|attempt\w*|tried|in vain|suspected|(?:was|were|soon|later) cleared|would|could|"
    r"should|might|(?-i:may)|if|unless|"
    r"had (?:it|we|they|noticed|seen|spotted|known)|"
    r"vendor\w*|provider\w*|supplier\w*|their|planned|scheduled|announced|expected|estimated|"
    r"regions?|staging|drills?|simulat\w+|rehears\w+|unrelated|target|objective|goal|SLA|SLO|(?:is|was) not(?! until)|"
    r"not (?:the|of)|instead|confirmed that|some (?:users|customers)|most|mostly|largely|mainly|main (?:impact|part)|"
    r"bulk|same (?:moment|time))\b",
    re.IGNORECASE,
)

EVENT_WORDS = {
    "started": late_pattern(
        r"\b(?:live|deploy\w*|releas\w*|updat\w*|upgrad\w*|roll\w*|start\w*|begin\w*|first|goes|switch\w*|chang\w*|"
        r"migrat\w*|expir\w*|fails?|stall\w*|stops?|merg\w*|load\w*|builds?|new|last|open\w*|serv\w*)\b",
        re.IGNORECASE,
    ),
    "detected": late_pattern(
        r"\b(?:alert\w*|alarm\w*|pages?|paged|notic\w*|sees|saw|spot\w*|report\w*|call\w*|phon\w*|ask\w*|wonder\w*|"
        r"complain\w*|writ\w*|wrote|tells?|told|finds?|found|detect\w*|discover\w*|mail\w*|ticket\w*|flag\w*|mention\w*|"
        r"knew|aware|fires?|fired|screenshots?|messag\w*|post\w*)\b",
        re.IGNORECASE,
    ),
    "mitigated": late_pattern(
        r"\b(?:off|stop\w*|roll\w*|back|disabl\w*|paus\w*|restor\w*|revert\w*|switch\w*|block\w*|remov\w*|limit\w*|"
        r"drain\w*|pin\w*|kill\w*|manual\w*|down|cut|suspend\w*|turn\w*|again|fallback|fixed|old|previous|former|"
        r"mut\w*|active)\b",
        re.IGNORECASE,
    ),
    "resolved": late_pattern(
        r"\b(?:clos\w*|again|resolv\w*|normal|done|complet\w*|back|fixed|finish\w*|all|live|last|restor\w*|over|end\w*|"
        r"correct\w*)\b",
        re.IGNORECASE,
    ),
}
"""Words with which an event of the timeline is, perhaps, that of a milestone."""


def is_of_another(text: str) -> bool:
    """Whether a sentence is, perhaps, of another incident, of a part of this one, or of what did not happen."""
    return _OF_ANOTHER.search(text) is not None


def milestones_in(text: str, *, broadly: bool = False) -> list[tuple[str, int, int]]:
    """The milestones that a text names in their order: kind, first offset, and the offset behind.

    Args:
        text: a text.
        broadly: also by what is done for them, such as a rollback.
    """
    low = text.lower()
    if not broadly and not any(cue in low for cue in _CUES):
        return []
    pattern = _BROAD if broadly else _MILESTONE
    return [(match.lastgroup or "", match.start(), match.end()) for match in pattern.finditer(text)]


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
    return _only_one_near(clock, named) or _done_in_mitigation(clock)


def _only_one_near(clock: Mention, named: Sequence[tuple[str, int, int]]) -> str:
    """The one milestone of a clause with one time of day, a few words from it."""
    text = clock.sentence.text
    begin = max((match.end() for match in _PART_END.finditer(text, 0, clock.start)), default=0)
    last = _PART_END.search(text, clock.end)
    end = last.start() if last else len(text)
    inside = [one for one in named if begin <= one[1] and one[2] <= end]
    if len(inside) != 1 or sum(begin <= other.start < end for other in clock.sentence.clocks) > 1:
        return ""
    kind, first, behind = inside[0]
    gap = text[behind : clock.start] if behind <= clock.start else text[clock.end : first]
    is_near = _FEW_WORDS.fullmatch(gap) and not _OTHER_VERB.search(gap)
    return kind if is_near and not _is_of_cause(text[begin:], first - begin, kind) else ""


def _done_in_mitigation(clock: Mention) -> str:
    """`That was done at 10:45` in the part about the mitigation."""
    is_done = clock.sentence.section == outline.MITIGATION.name and len(clock.sentence.clocks) == 1
    return "mitigated" if is_done and _DONE_AT.search(clock.just_before) else ""


def leads_to_time(text: str, start: int, end: int) -> bool:
    """Whether only small words or a date are between an event and its time of day: `went live at`."""
    return _TO_CLOCK.fullmatch(text, start, end) is not None


def _is_of_cause(text: str, start: int, kind: str) -> bool:
    """Whether the clause before a milestone is about a cause, or about work: `the cause was noticed at 11:00`."""
    clause = re.split(r"[,;:.] ", text[:start])[-1]
    return kind != "communication" and _OF_CAUSE.search(clause) is not None
