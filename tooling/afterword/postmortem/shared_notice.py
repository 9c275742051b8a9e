"""Which sections a shared draft notice covers.

What is unclear about a notice makes more sections await review, never fewer: nothing must look accepted because a
notice was moved, torn, or put into a code block, or because a heading was renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from afterword.postmortem import draft_notice
from afterword.postmortem.blocks import Block
from afterword.postmortem.body import Body
from afterword.postmortem.document import Section
from afterword.postmortem.draft_notice import Notice, SharedNotice
from afterword.postmortem.outline import ROOT_CAUSE, recognise

_SILENT = ("hr", "footnote_reference")


def read_shared_notice(body: Body, block: Block) -> SharedNotice | None:
    """Read a block quote as a shared notice; None if it is something else."""
    if block.kind != "blockquote":
        return None
    span = body.lines_span(block.start, block.end)
    text = span.of(body.source.readable)
    listed = draft_notice.find_listed(text)
    if not any(one.names for one in listed) and not draft_notice.has_open_list(text):
        return None
    rest = draft_notice.rest_of_notice(text)
    is_torn = draft_notice.is_remnant(rest) or not listed or not all(one.names for one in listed)
    return SharedNotice(span, tuple((one.model, name) for one in listed for name in one.names), rest.strip(), is_torn)


def read_torn_notice(body: Body, block: Block, recorded: Sequence[str]) -> SharedNotice | None:
    """Read a block above the sections that was a draft notice once, or is one that names no section.

    Args:
        block: a block that `read_shared_notice` takes for something else.
        recorded: the names of the sections that were ever drafted; without any, some words of a notice mean nothing.
    """
    if block.kind in _SILENT:
        return None
    span = body.lines_span(block.start, block.end)
    text = span.of(body.source.readable)
    is_own = block.kind == "blockquote" and draft_notice.has_sentence(text)
    is_list = bool(listed := draft_notice.listed_last(text)) and all(_keys(name) & _folded(recorded) for name in listed)
    is_torn = is_own or is_list or (bool(recorded) and draft_notice.is_remnant(text))
    return SharedNotice(span, (), text, is_torn=True) if is_torn else None


def cover(
    sections: Sequence[Section], notices: Sequence[SharedNotice], recorded: Sequence[str]
) -> tuple[tuple[Section, ...], tuple[SharedNotice, ...]]:
    """Mark the sections that shared notices cover.

    Args:
        sections: the sections of the document.
        recorded: the names of the sections that were ever drafted or assembled.

    Returns:
        The sections, and the notices with what they do not name any section by.
    """
    if not notices:
        return tuple(sections), ()
    present = {name for section in sections for part in section.walk() for name in _names(part)}
    covered = _Covered()
    judged = []
    for notice in notices:
        missing = [(model, name) for model, name in notice.listed if not _keys(name) & present]
        is_torn = notice.is_torn or any(not _keys(name) & _folded(recorded) for _, name in missing)
        for model, name in notice.listed:
            covered.by_name |= dict.fromkeys(_keys(name), Notice(model, notice.span))
        if missing:  # deleted, or it has another heading now
            covered.unknown = Notice(missing[0][0], notice.span)
        if is_torn:
            torn = Notice("", notice.span)
            covered.by_name = dict.fromkeys((key for name in recorded for key in _keys(name)), torn) | covered.by_name
            covered.everything = covered.everything or (None if recorded else torn)
        judged.append(replace(notice, is_torn=is_torn, missing=tuple(name for _, name in missing)))
    return tuple(covered.mark(section) for section in sections), tuple(judged)


@dataclass
class _Covered:
    """What is covered: sections by the case-folded names of theirs, all with a heading of their own, or all."""

    by_name: dict[str, Notice] = field(default_factory=dict)
    unknown: Notice | None = None
    everything: Notice | None = None

    def mark(self, section: Section, parent: Section | None = None) -> Section:
        """Return the section with the notice that covers it, and its parts with theirs."""
        notice = next((self.by_name[name] for name in _names(section) if name in self.by_name), None)
        is_unknown = section.kind is None and (parent is None or parent.kind is ROOT_CAUSE)
        notice = notice or (self.unknown if is_unknown else None) or (self.everything if parent is None else None)
        parts = tuple(self.mark(part, section) for part in section.parts)
        return replace(section, shared_notice=notice, parts=parts)


def is_named(section: Section, name: str) -> bool:
    """Whether a name in a notice means a section."""
    return not _keys(name).isdisjoint(_names(section))


def is_same_name(one: str, other: str) -> bool:
    """Whether two names mean the same section."""
    return not _keys(one).isdisjoint(_keys(other))


def _names(section: Section) -> tuple[str, str]:
    return section.name.casefold(), " ".join(section.title.split()).casefold()


def _keys(name: str) -> set[str]:
    """Return the names, case-folded, of the sections that a name can mean."""
    kinds = (recognise(name, 2), recognise(name, 3))
    return {name.casefold(), *(kind.name.casefold() for kind in kinds if kind)}


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}
