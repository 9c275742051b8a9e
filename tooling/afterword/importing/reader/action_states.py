"""The states that short texts of foreign documents name, and the addresses and numbers of issues in them."""

from __future__ import annotations

import re

from afterword.importing.reader.action_words import DONE, DROPPED, OPEN, STATE_LABEL
from afterword.importing.reader.reading import ActionState
from afterword.times.written_days import read_day

_STATE_LABEL = re.compile(rf"(?i:^(?:{STATE_LABEL})\s*[:：]\s*)")
LINK = re.compile(
    r"(?<![\w!])!\d{1,7}\b|https?://[^\s<>()\[\]\"'|]+(?:\([^\s()]*\)[^\s<>()\[\]\"'|]*)?|"
    r"(?<![\w/&#])(?:[\w.-]+/[\w.-]+)?#\d{1,7}\b|(?<![\w/-])(?!UTF-|SHA-|ISO-|RFC-|SEV-|CVE-|AES-|GPT-|TLS-|P-|"
    r"H-|HTTP-|COVID-|MD-|BERT-|RTX-)[A-Z][A-Z0-9]{1,9}-\d{1,6}\b(?!-)|(?<![\w/-])T\d{5,6}\b"
)
_MARKED_DONE = re.compile(r"^\W*(?:✅|☑|✔)\ufe0f?\s+(?=\w)")
_STATES: tuple[tuple[re.Pattern[str], ActionState], ...] = ((DONE, "done"), (DROPPED, "dropped"), (OPEN, "open"))


_SAID = re.compile(
    r"(?i)(?P<lead>(?:(?:it|this|that|they|both|all|which|the fix|the change)(?:['’]s)?\s)?"
    r"(?:(?:is|are|was|were|has been|have been|went|got|wurde|ist|est|a été|está|foi)\s)?"
    r"(?:(?:all|both|now|already|since|bereits|schon|déjà|ya|já)\s)*)"
    r"(?P<state>[^\W\d_][\w'’]*(?: (?:production|prod|out|on|place|use|in))?)"
    r"(?P<behind>(?:,|\s(?:since|on|in|at|with|as of|last|to|everywhere|yesterday|today|this|now|seit|"
    r"am|depuis|le|desde|el|em|see|as)\b|\s(?=#?\d))(?:[^.!?]|\.(?=\S)){0,60}|\snow|\salready)?"
)
_TO_COME = re.compile(
    r"(?i)\b(?:by|until|till|before|q[1-4]|next|soon|if|when|once|unless|not)\b|^\s(?:in|em|en)\s[^\W\d_]+$"
)
"""How a sentence says a state: `It has been merged on 3 May`, `live since Monday`."""


def state_of(text: str) -> ActionState | None:
    """Return the state that a short text names; None if it names none."""
    text = _MARKED_DONE.sub("", text)
    text = _STATE_LABEL.sub("", text.strip(" \t*_.:()[]（）"))
    first, _, rest = text.partition(" ")
    if rest and (day := read_day(rest)) and not rest[day.end :].strip(" .,") and DONE.fullmatch(first):
        return "done"
    if (said := _SAID.fullmatch(text)) and (said["lead"] or said["behind"]):
        is_past = not _TO_COME.search(said["behind"] or "")
        if is_past and (said["lead"] and said["state"] == "in"):
            return "done"
        if is_past and len(said["state"]) > 2 and (DONE.fullmatch(said["state"]) or DROPPED.fullmatch(said["state"])):
            text = said["state"]
    text = re.sub(r"(?i)^(?:still|not yet|already|noch|schon|déjà|ya|já|nog|al|già|ancora|już|jeszcze)\s", "", text)
    for pattern, state in _STATES:
        if text and pattern.fullmatch(text):
            return state
    return None
