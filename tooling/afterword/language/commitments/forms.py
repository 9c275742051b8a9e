"""Forms of speech in which people promise, ask, need and report work."""

from __future__ import annotations

import re

from afterword.language.commitments.commitment import EDGES, Voice
from afterword.text.late_pattern import late_pattern

OPENER = (
    r"(?:(?:going|moving) forward,? |(?:in|by|until|on|from|after|before|next|"
    r"this) (?!to )[^,.;]{2,30}, )?(?:(?:ok|okay|yes|yep|yeah|sure|fine|right|done already|and|so|then|also|but|"
    r"well|from (?:our|my) side|for the record|"
    r"longer term|in the long run|agreed|ja|also next|closing)\b[,:.]? *)*"
)
WHO = r"(?P<who>@[\w./-]+|[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3}?)"
NUMBER = late_pattern(r"^(?:\[[\d:.]{4,12}\]|\(?(?:\d{1,2}|[a-h])\)|(?:FU|AI|A)-?\d{1,3}:?)\s+")
PRONOUN = late_pattern(
    r"^(?:take |own |do |build |write |run |file |make |add |handle )?(?:(?:care )?of )?(?:it|this|that|them|"
    r"those|these|one)"
    r"(?: one)?(?: (?:myself|over|too|as well|then|now))?\W*$",
    re.IGNORECASE,
)
PROMISES = late_pattern(
    rf"^{OPENER}{WHO} (?:(?:will|shall|is going to|are going to|is to|to|has to|have to|must|wird|soll|va|"
    r"(?:has |have )?(?:agreed|volunteered|promised|offered) to) (?P<what>\S.*)|(?P<takes>takes|owns|will own|"
    r"(?:is|are) responsible "
    r"for|leads|drives|übernimmt) (?P<thing>\S.*))",
    re.IGNORECASE,
)
DOES = late_pattern(rf"^{OPENER}{WHO} (?:also |then )?(?P<verb>[a-z]{{2,}}s),? (?P<rest>.+)")
NEED = late_pattern(
    rf"^{OPENER}(?:(?:the )?next step(?: is)?:?|(?:we|you)(?:['’]ll| will| shall| are going to| are planning to|"
    rf" plan to| intend to| must| have to| need to| should| (?:still )?must still| still need to)|"
    r"somebody (?:has to|must|should|needs to)|someone (?:has to|must|should|needs to)|to ?do:?|"
    r"it is agreed (?:to|that)|"
    r"wir werden|nous allons|vamos a|.{3,40}? asks? for) (?!not\b|never\b)(?:also |still |then |"
    r"really )*(?P<what>\S.*)",
    re.IGNORECASE,
)
VAGUE = late_pattern(
    r"\b(?:maybe|perhaps|might|could be|at some point|some ?day|one day|eventually|would be (?:nice|good|great|cool)|"
    r"would love|'d love|wish|if (?:it|this|that|we|they|there)|not sure|in theory|ideally|supposed to|was going to|"
    r"were going to|decided against|sollten? eigentlich|irgendwann)\b",
    re.IGNORECASE,
)
REFUSES = late_pattern(r"\b(?:can't|cannot|won't|can not|will not|not going to|no time|unable)\b", re.IGNORECASE)
_NO_DEED = (
    r"(?!(?:need|feed|exceed|succeed|proceed|speed|indeed|heed|agreed|decided|planned|promised|committed|wanted)\b)"
)
_DEED = rf"{_NO_DEED}(?:[\w/-]+ed|made|put|set|built|wrote|written|ran|run|cut|taught|begun|sent|taken)\b"
WE_DID = late_pattern(
    rf"^{OPENER}we(?P<have>(?:['’]ve| have| had))?(?: \w+ly| also| now| since| already)* (?P<what>{_DEED}.*)",
    re.IGNORECASE,
)
HAS_DONE = late_pattern(rf"^{OPENER}{WHO} ha(?:s|ve)(?: already| now| since| also)+ (?P<what>{_DEED}.*)", re.IGNORECASE)
_GOES_ON = late_pattern(rf"{_NO_DEED}[A-Z][\w-]*ed\b")


def is_done_by_us(text: str) -> bool:
    """Whether a text says that its authors did it: `We've added a limit`."""
    return WE_DID.match(text) is not None


def goes_on_with_deeds(text: str) -> bool:
    """Whether an item of a list goes on with what was done: `Added a limit`."""
    return _GOES_ON.match(text) is not None


def topic_of(before: str, voice: Voice) -> str:
    """What the sentence before is about, to which `it` leads back."""
    need = NEED.match(before)
    text = voice.take_due(need["what"] if need else before).rest
    return re.sub(r"(?i)^.*?\bI want to ", "", text).strip(EDGES)
