"""The Evidence section: one footnote for each evidence item that the post-mortem cites."""

from __future__ import annotations

from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.edit import Splice, append_to_body, insert_sections, replace_derived
from afterword.postmortem.markers import digest, write_derived
from afterword.text.escaping import escape_markdown

_BLOCK_NAME = "evidence"


def footnote_edits(document: PostMortem, ledger: Ledger) -> list[Splice]:
    """Write or update the footnotes of the cited items, in the order of their ids.

    Footnotes that a person defined, and a block that a person edited, stay as they are.
    """
    block = next((block for block in document.derived if block.name == _BLOCK_NAME), None)
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
    section, text = document.section(outline.EVIDENCE.name), write_derived(_BLOCK_NAME, content)
    if section is not None:
        return append_to_body(document, section.body, text)
    return insert_sections(document, {outline.EVIDENCE: text})


def _describe(item: EvidenceItem) -> str:
    parts = [escape_markdown(item.source) + (f" line {item.line}" if item.line is not None else "")]
    if item.at is not None and item.at.known:
        parts.append(item.at.display())
    if item.actor:
        parts.append(escape_markdown(item.actor))
    return ", ".join(parts)
