"""The Evidence section: a footnote with the words of each evidence item that the post-mortem cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afterword.evidence import Ledger
from afterword.evidence.footnote import write_footnote
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.document import Footnote
from afterword.postmortem.edit import Splice, append_to_body, insert_sections
from afterword.postmortem.source import Span


def footnote_edits(document: PostMortem, ledger: Ledger) -> list[Splice]:
    """Write the footnotes that are missing, in the order of their ids, and delete those that nothing cites any more.

    They need no markers: the words of an item never change, so a footnote with other words is a person's, and stays. If
    the time or the role of an item was corrected, its footnote follows. Earlier versions put markers around other
    words; such a block is replaced unless a person edited it.
    """
    old = next((one for one in document.derived if one.name == outline.EVIDENCE.block and one.untouched), None)
    cited = {label for label, _ in document.citations}
    notes = {
        note.label: note
        for note in reversed(document.footnotes)
        if old is None or not old.span.start <= note.span.start < old.span.end
    }
    ours = {item.label: write_footnote(item) for item in ledger.items}
    missing = {label: text for label, text in ours.items() if label in cited and label not in notes}
    if old is not None:
        return [Splice(old.span, "\n".join(missing.values()))]
    gone = [note for label, note in notes.items() if label not in cited and document.text(note.span) == ours.get(label)]
    kept = {label: note for label, note in notes.items() if note not in gone}
    return [
        *(_delete_line(document, note.span) for note in gone),
        *(
            Splice(note.span, ours[label])
            for label, note in kept.items()
            if label in ours and _has_its_words(document.text(note.span), ours[label])
        ),
        *_insertions(document, missing, {label: kept.get(label) for label in ours}),
    ]


def _insertions(
    document: PostMortem, missing: Mapping[str, str], present: Mapping[str, Footnote | None]
) -> Iterable[Splice]:
    """Insert footnotes: each below the one that precedes it, or in the Evidence section if it has none of ours.

    Args:
        document: where they are missing.
        missing: the footnotes, by label.
        present: the footnote that is there for each item of the ledger, by label in the order of ids; None without one.
    """
    first = next(filter(None, present.values()), None)
    if first is None:
        return _append(document, "\n".join(missing.values())) if missing else []
    splices, above = [], None
    for label, note in present.items():
        if label in missing:
            at = above.span.end if above else first.span.start
            text = f"\n{missing[label]}" if above else f"{missing[label]}\n"
            splices.append(Splice(Span(at, at), text))
        above = note or above
    return splices


def _append(document: PostMortem, content: str) -> Iterable[Splice]:
    section = document.section(outline.EVIDENCE.name)
    if section is None:
        return insert_sections(document, {outline.EVIDENCE: content})
    return append_to_body(document, section.body, content)


def _has_its_words(text: str, ours: str) -> bool:
    """Whether a footnote differs from ours, and not in the words and the source."""
    words = ours[ours.index('"') :]
    return text != ours and "\n" not in text and text.endswith(words) and '"' not in text[: -len(words)]


def _delete_line(document: PostMortem, span: Span) -> Splice:
    end = document.source.line_start(document.source.line_of(span.end))
    return Splice(Span(span.start, end), "")
