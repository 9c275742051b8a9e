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
_STATES: tuple[tuple[re.Pattern[str], ActionState], ...] = ((DONE, "done"), (DROPPED, "dropped"), (OPEN, "open"))


def state_of(text: str) -> ActionState | None:
    """Return the state that a short text names; None if it names none."""
    text = _STATE_LABEL.sub("", text.strip(" \t*_.:()[]（）"))
    first, _, rest = text.partition(" ")
    if rest and (day := read_day(rest)) and not rest[day.end :].strip(" .,") and DONE.fullmatch(first):
        return "done"
    text = re.sub(r"(?i)^(?:still|not yet|already|noch|schon|déjà|ya|já|nog|al|già|ancora|już|jeszcze)\s", "", text)
    for pattern, state in _STATES:
        if text and pattern.fullmatch(text):
            return state
    return None
