"""Footnotes under the name that the evidence has: a citation shows `E8`, and the footnote the evidence item itself.

A running number would be the name of another item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from markdown_it.token import Token

from afterword.evidence.footnote import is_old_footnote, write_footnote
from afterword.evidence.item import EvidenceItem
from afterword.site.headings import plain_text

_NAME = re.compile(r"[A-Za-z]{1,2}[0-9]{1,6}")
_LABEL = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MOST_WORDS = 300
"""Characters of a footnote that a citation shows without scripts."""
_MOST_TEXT = 1_500
"""Characters of an evidence item that its footnote shows."""


def name_citations(tokens: list[Token], evidence: Mapping[str, EvidenceItem]) -> None:
    """Give each citation the words of its footnote, and put the footnotes in the order of their names.

    Args:
        tokens: a document, which is changed in place.
        evidence: by label, the items whose text, actor, time and source the footnotes show.
    """
    _sort(tokens)
    _show_evidence(tokens, evidence)
    words: dict[int, str] = {}
    opened: int | None = None
    for token in tokens:
        if token.type == "footnote_open":
            opened = token.meta["id"]
        elif opened is not None and token.type in ("inline", "aw_evidence", "footnote_close"):
            item = token.meta.get("item")
            text = " ".join((item.text if item else plain_text(token.children)).split())
            words[opened] = text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS].rsplit(" ", 1)[0] + "…"
            opened = None
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                child.meta["words"] = words.get(child.meta["id"], "")


def _show_evidence(tokens: list[Token], evidence: Mapping[str, EvidenceItem]) -> None:
    """Put the evidence items in the place of the footnotes that were made from them; notes of people stay below."""
    at = 0
    while at < len(tokens):
        opening = tokens[at]
        item = evidence.get(str(opening.meta.get("label") or "").lower()) if opening.type == "footnote_open" else None
        at += 1
        if item is None:
            continue
        end = next(i for i in range(at, len(tokens)) if tokens[i].type == "footnote_close")
        written = " ".join(token.content for token in tokens[at:end] if token.type == "inline")
        shown = Token("aw_evidence", "", 0, meta={"item": item})
        note = [] if _repeats(written, item) else [t for t in tokens[at:end] if t.type != "footnote_anchor"]
        tokens[at:end] = [shown, *note, *(t for t in tokens[at:end] if t.type == "footnote_anchor")]


def _repeats(written: str, item: EvidenceItem) -> bool:
    """Return whether a footnote says nothing that its evidence item does not."""
    text = " ".join(f"[^{item.label}]: {written}".split())
    same = " ".join(write_footnote(item).split())
    return text.replace("\\", "") == same.replace("\\", "") or is_old_footnote(text, item)


def write_evidence(token: Token) -> str:
    """Write an evidence item: when, who or what, where it was collected, and its text."""
    item: EvidenceItem = token.meta["item"]
    source = f"{item.source}, line {item.line}" if item.line else item.source
    when = item.at.display() if item.at is not None and item.at.known else "time unknown"
    head = " · ".join(escape(part) for part in (when, item.actor or "", source) if part)
    text = item.text.strip()
    cut = "" if len(text) <= _MOST_TEXT else '<span class="aw-muted"> … the rest is in the ledger</span>'
    return f'<p class="aw-evidence-head">{head}</p>\n<p class="aw-evidence-text">{escape(text[:_MOST_TEXT])}{cut}</p>\n'


def _sort(tokens: list[Token]) -> None:
    """Sort the footnotes, which the parser lists as they are cited: E2 is found before E10."""
    opened = [at for at, token in enumerate(tokens) if token.type == "footnote_open"]
    if not opened:
        return
    end = next(at for at, token in enumerate(tokens) if token.type == "footnote_block_close")
    notes = [tokens[at:following] for at, following in zip(opened, [*opened[1:], end], strict=True)]
    notes.sort(key=lambda note: _order(note[0]))
    tokens[opened[0] : end] = [token for note in notes for token in note]


def _order(token: Token) -> tuple[str, int]:
    name = _name(token)
    letters = name.rstrip("0123456789")
    return letters, int(name[len(letters) :] or 0)


def write_citation(token: Token) -> str:
    """Write a citation: the name of its footnote, which leads to it."""
    words = escape(str(token.meta.get("words") or ""))
    title = f' title="{words}"' if words else ""
    link = f'<a class="footnote-ref" href="#fn:{_id(token)}"{title}>{_name(token)}</a>'
    return f'<sup id="{_citation_id(token)}">{link}</sup>'


def write_opening(token: Token) -> str:
    """Write the beginning of a footnote, with its name."""
    link = f'<a class="aw-note-name" href="#fn:{_id(token)}" title="Permanent link">{_name(token)}</a>'
    return f'<li id="fn:{_id(token)}">{link}<div>'


def write_way_back(token: Token) -> str:
    """Write the link from a footnote to where it is cited."""
    label, href = "Back to the text", f"#{_citation_id(token)}"
    return f' <a class="footnote-backref" href="{href}" title="{label}" aria-label="{label}">↩</a>'


def _name(token: Token) -> str:
    label = str(token.meta.get("label") or "")
    return label.upper() if _NAME.fullmatch(label) else str(token.meta["id"] + 1)


def _id(token: Token) -> str:
    """Return an id that is made of the footnote's label, so that a link to it outlives its number."""
    label = str(token.meta.get("label") or "")
    return label if _LABEL.fullmatch(label) else f".{token.meta['id'] + 1}"


def _citation_id(token: Token) -> str:
    repeated = int(token.meta.get("subId", 0))
    return f"fnref:{_id(token)}" + (f":{repeated}" if repeated > 0 else "")
