"""The footnote of an evidence item: its words in the post-mortem, beside the claims that cite it. Pure."""

from __future__ import annotations

import re

from afterword.evidence.item import EvidenceItem
from afterword.text.escaping import escape_markdown

_MAX_WORDS = 240
"""Characters of an item that its footnote quotes."""
_TIME = r"\d{4}-[\d :Z./-]{2,40}"


def write_footnote(item: EvidenceItem) -> str:
    """Write time, actor, words and source of an item, so that a claim that cites it can be checked where it is."""
    words = " ".join(item.text.split())
    if len(words) > _MAX_WORDS:
        words = f"{words[:_MAX_WORDS].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"
    known = (item.at.display() if item.at is not None and item.at.known else "", escape_markdown(item.actor or ""))
    head = ", ".join(filter(None, known))
    return f'[^{item.label}]: {head}{": " if head else ""}"{escape_markdown(words)}" ({escape_markdown(item.source)})'


def is_old_footnote(text: str, item: EvidenceItem) -> bool:
    """Whether a text is the footnote that earlier versions wrote, without words: `[^e9]: chat.md line 9, on-call`."""
    # The time and the actor can have been corrected in the ledger since.
    actors = "|".join(
        re.escape(escape_markdown(name)) for name in {item.actor or "", (item.actor or "").split(" (")[0]}
    )
    source = re.escape(escape_markdown(item.source))
    form = rf"\[\^{item.label}\]: {source}(?: line \d+)?(?:, {_TIME})?(?:, (?:{actors}))?"
    return re.fullmatch(form, text) is not None
