"""The part of a retrospective that a model drafts: asked for once, until what it is asked about changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence, Set
from typing import Protocol

from afterword.evidence import EvidenceItem
from afterword.learning.retro.markdown import Links, write_links
from afterword.learning.retro.quoted import Quoted
from afterword.portfolio.incidents import sort_newest_first
from afterword.postmortem.draft_notice import sentence, shown_model


class Writer(Protocol):
    """Drafts the part from items, and writes it as Markdown."""

    @property
    def model(self) -> str:
        """The model that is asked."""

    def __call__(self, items: Sequence[EvidenceItem], counts: Set[str], cite: Callable[[Sequence[str]], str]) -> str:
        """Draft the part; "" if nothing comes of it.

        Args:
            items: what the model may use and cite, not redacted.
            counts: the ids of those that code counted.
            cite: writes links to the post-mortems behind items, which are given by their ids, as Markdown.
        """


def draft_words(quoted: Quoted, write: Writer | None, link: Links, present: str) -> str:
    """Have the part drafted; "" if it is to stay as it is.

    Args:
        quoted: the quarter; without items, nothing is asked.
        write: drafts the part; None if it is not asked for.
        present: the part as it is now; "" without one.
    """
    if write is None or not quoted.items:
        return ""
    if is_about(present, quoted) and sentence(shown_model(write.model)) in present:
        return ""

    def cite(names: Sequence[str]) -> str:
        return f"({write_links(sort_newest_first(quoted.documents(names)), link)})"

    text = write(quoted.items, quoted.counts, cite)
    return f"{text}\n\n{_mark(quoted)}" if text else ""


def is_about(words: str, quoted: Quoted) -> bool:
    """Whether the part was drafted from just these items."""
    return _mark(quoted) in words


def _mark(quoted: Quoted) -> str:
    asked = "\0".join(f"{item.source} {item.text}" for item in quoted.items)
    return f"<!-- afterword:asked {hashlib.sha256(asked.encode('utf-8', 'replace')).hexdigest()[:8]} -->"
