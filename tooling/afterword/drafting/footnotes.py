"""The Evidence section: a footnote with the words of each evidence item that the post-mortem cites."""

from __future__ import annotations

from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.edit import Splice, append_to_body, insert_sections, replace_derived
from afterword.postmortem.markers import digest, write_derived
from afterword.text.escaping import escape_markdown

_MAX_WORDS = 240
"""Characters of an item that its footnote quotes."""


def footnote_edits(document: PostMortem, ledger: Ledger) -> list[Splice]:
    """Write or update the footnotes of the cited items, in the order of their ids.

    Footnotes that a person defined, and a block that a person edited, stay as they are.
    """
    name = outline.EVIDENCE.block
    block = next((block for block in document.derived if block.name == name), None)
    cited = {label for label, _ in document.citations}
    by_hand = {
        note.label
        for note in document.footnotes
        if block is None or not block.span.start <= note.span.start < block.span.end
    }
    content = "\n".join(
        f"[^{item.label}]: {_describe(item)}"
        for item in ledger.items
        if item.label in cited and item.label not in by_hand
    )
    if not content:
        return []
    if block is not None:
        return replace_derived(block, content) if block.untouched and block.digest != digest(content) else []
    section, text = document.section(outline.EVIDENCE.name), write_derived(name, content)
    if section is not None:
        return append_to_body(document, section.body, text)
    return insert_sections(document, {outline.EVIDENCE: text})


def _describe(item: EvidenceItem) -> str:
    """Write time, actor, words and source of an item, so that a claim that cites it can be checked where it is."""
    words = " ".join(item.text.split())
    if len(words) > _MAX_WORDS:
        words = f"{words[:_MAX_WORDS].rsplit(' ', 1)[0].rstrip(' ,.;:')} …"
    known = (item.at.display() if item.at is not None and item.at.known else "", escape_markdown(item.actor or ""))
    head = ", ".join(filter(None, known))
    return f'{head}{": " if head else ""}"{escape_markdown(words)}" ({escape_markdown(item.source)})'
