"""The states that short texts of foreign documents name, and the addresses and numbers of issues in them."""

from __future__ import annotations

import re
from functools import lru_cache

from afterword.importing.reader.action_words import DONE, DROPPED, MARKS, NAMES, OPEN
from afterword.importing.reader.reading import ActionState
from afterword.times.written_days import read_day

_STATE_LABEL = re.compile(rf"(?i:^(?:{NAMES['state']})\s*[:：]\s*)")
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
    r"(?P<behind>(?:,|\s(?:(?:the|that) (?:same |next |very )?(?:day|evening|night|morning|week)|straight away|"
    r"since|on|in|at|with|as of|last|to|everywhere|yesterday|today|this|now|seit|"
    r"am|depuis|le|desde|el|em|see|as)\b|\s(?=#?\d))(?:[^.!?]|\.(?=\S)){0,60}|\snow|\salready)?"
)
_TO_COME = re.compile(
    r"(?i)\b(?:by|until|till|before|q[1-4]|next|soon|if|when|once|unless|not)\b|^\s(?:in|em|en)\s[^\W\d_]+$"
)
"""How a sentence says a state: `It has been merged on 3 May`, `live since Monday`."""


_NOT_YET = r"not yet|still not|noch nicht|pas encore|(?:todavía|aún) no|ainda não|non ancora|nog niet|jeszcze nie"
_NOT_DONE = re.compile(
    rf"(?i:(?:(?:it|this|that|is|are|was|has|have|been|ist|wurde|est|está)\s)*(?:{_NOT_YET}|(?P<denied>not|nicht|pas|no|não|"
    r"non|niet|nie))(?:\s(?:been\s)?(?P<state>[^\W\d_]{3,}(?: [^\W\d_]+)??))?(?P<yet>\syet)?)"
)
"""How a short text says that a task is not done yet: `not done yet`, `noch nicht erledigt`, `pas encore`."""
_DENIED = re.compile(
    r"(?:^(?i:not|never|nicht|kein|ne|pas|no|não|non|niet|nie)\s(?=[a-zß-ÿ])|\b(?:not|never|nicht|keine?|ne|pas|não|non|niet|"
    r"nie|won['’]?t|can['’]?t|isn['’]?t|hasn['’]?t|didn['’]?t)\b|\b(?:in progress|in arbeit|en cours|maybe)\b|\d\s?%)"
)
_WORD = re.compile(r"(?:^[^\W\d_]|\b[a-zß-ÿ])[a-zß-ÿ]{3,}\b")
_ALSO_OF_NAMES = frozenset(("live", "open", "close", "lista", "listo", "clos"))
"""Words of a state with which teams are called, too: `live video team`."""
_OF_TEAM = re.compile(r"(?i)(?!.*\b(?:by|von|par|por)\b).*\b(?:team|squad|guild|group|crew|desk)")
"""What may be called by a thing that is done with: `cancelled orders team`."""


def tells_state(text: str) -> bool:
    """Whether a short text says how far a task is, or denies something, so that it names no owner.

    A word with a capital is that of a name, but for the first: `done by the vendor`, `teilweise erledigt`.
    """
    if _DENIED.search(text):
        return True
    words = {word.casefold() for word in _WORD.findall(text) if " " in text.strip()} - _ALSO_OF_NAMES
    states = {state_of(word) for word in words} - {None}
    return bool(states) and ("open" in states or _OF_TEAM.fullmatch(text.strip()) is None)


_MOST_STATE_WORDS = 4
_AROUND = " \t*_([（【"
_REASON = re.compile(
    r"[^\w\s]|\d|(?:on|since|am|le|el|em)\s(?=\d|[A-Z])|"
    r"(?i:any ?more|according|because|since|as|due to|for now|in favou?r|after|weil|laut|nach|car|selon|"
    r"según|porque|segundo|perché|secondo|omdat|volgens|bo)\b|$"
)
"""What follows a state that a text begins with, and is not about something else: `rejected because of …`."""
_DECIDED_BY = re.compile(
    r"(?i:(?:by (?!default|hand|design|mistake|accident|chance)|per|von|durch|par|por|pel[ao]|dal|dalla|door|przez)\b)"
)
"""Who rejected a task; `done by the supplier` may be what the supplier is to do."""


def leading_state(text: str) -> ActionState | None:
    """Return the state with which a text begins, and whose reason, day or doer follows; None if there is none.

    `Won't do (too big)`, `done 3 Feb`, `❌ not needed according to sales`; `Closed tickets count twice` has none.
    """
    text = text.strip(_AROUND)
    marked: ActionState | None = None
    while mark := re.match(rf"(?:{MARKS})\ufe0f?", text):
        marked = state_of_mark(mark[0])
        text = text[mark.end() :].strip(_AROUND)
    places = [match.end() for match in re.finditer(r"[^\s,;:.()（）\[\]—–]+", text)][:_MOST_STATE_WORDS]
    for end in reversed(places):
        state = state_of(text[:end])
        behind = text[end:].strip(" \t*_")
        if state and end > 1 and (_REASON.match(behind) or (state == "dropped" and _DECIDED_BY.match(behind))):
            return state
    return marked


def state_of_mark(mark: str) -> ActionState:
    """Return the state that an emoji means."""
    return "done" if mark == "🟢" else state_of(mark) or "open"


@lru_cache(maxsize=4096)  # several readers look at the same pieces
def state_of(text: str) -> ActionState | None:
    """Return the state that a short text names; None if it names none."""
    text = _MARKED_DONE.sub("", text)
    text = _STATE_LABEL.sub("", text.strip(" \t*_.:()[]（）【】"))
    first, _, rest = text.partition(" ")
    if rest and (day := read_day(rest)) and not rest[day.end :].strip(" .,") and DONE.fullmatch(first):
        return "done"
    if (said := _SAID.fullmatch(text)) and (said["lead"] or said["behind"]):
        is_past = not _TO_COME.search(said["behind"] or "")
        if is_past and (said["lead"] and said["state"] == "in"):
            return "done"
        if is_past and len(said["state"]) > 2 and (DONE.fullmatch(said["state"]) or DROPPED.fullmatch(said["state"])):
            text = said["state"]
    denied = _NOT_DONE.fullmatch(text)
    if denied:
        is_yet = denied["yet"] or not denied["denied"]
        state = denied["state"] or ""
        if (is_yet and (not state or OPEN.fullmatch(state))) or DONE.fullmatch(state):
            return "open"
    text = re.sub(r"(?i)^(?:still|already|noch|schon|déjà|ya|já|nog|al|già|ancora|już|jeszcze)\s", "", text)
    for pattern, state in _STATES:
        if text and pattern.fullmatch(text):
            return state
    return None
