"""The Evidence section: one footnote for each item that the document cites."""

from __future__ import annotations

from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem
from afterword.text.escaping import escape_markdown

BLOCK_NAME = "evidence"


def footnotes(document: PostMortem, ledger: Ledger) -> str:
    """Definitions of the cited items in the order of their ids; those that a person defined are left to them."""
    cited = {label for label, _ in document.citations}
    own = {block.name: block for block in document.derived}.get(BLOCK_NAME)
    by_hand = {
        note.label for note in document.footnotes if own is None or not own.span.start <= note.span.start < own.span.end
    }
    return "\n".join(
        f"[^{item.label}]: {_describe(item)}"
        for item in ledger.items
        if item.label in cited and item.label not in by_hand
    )


def _describe(item: EvidenceItem) -> str:
    parts = [escape_markdown(item.source)]
    if item.line is not None:
        parts[0] += f" line {item.line}"
    if item.at is not None and item.at.known:
        parts.append(item.at.display())
    if item.actor:
        parts.append(escape_markdown(item.actor))
    return ", ".join(parts)
