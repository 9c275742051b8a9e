"""AW808: whether the footnotes of evidence items say what the items say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import prose_matches
from afterword.checks.rule import ERROR, NOTE, WARNING, Found, rule
from afterword.errors import AfterwordError
from afterword.evidence import EvidenceItem, read_ledger
from afterword.evidence.footnote import is_old_footnote, write_footnote
from afterword.postmortem import PostMortem, Span, outline
from afterword.postmortem.document import DerivedBlock, Footnote
from afterword.postmortem.edit import Splice
from afterword.text.comments import COMMENT, without_comments

_OF_ITEM = re.compile(r"e\d+", re.IGNORECASE | re.ASCII)
_DEFINITION = re.compile(
    r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]){0,40}(?P<definition>\[\^(?P<label>e\d+)\]:)", re.I | re.M | re.A
)
_OWN_LABEL = "a footnote of your own has another label, such as `[^runbook]`"


@rule("AW808", "footnotes of evidence are those of the ledger", needs={"evidence"})
def footnotes(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find footnotes of evidence items that do not say what the ledger says, or that are defined twice.

    Reviewers compare a claim with the footnote, and not with the ledger. A label of `e` and a number is that of an
    item. A footnote of your own has another label.

    Bad:
        [^e4]: 2026-04-16 14:02Z, on-call: "words that were changed by hand" (chat)

    Good:
        [^e4]: 2026-04-16 14:02Z, on-call: "the words in the ledger" (chat)
        [^runbook]: the runbook on refunds, step 4
    """
    notes = [note for note in document.footnotes if _OF_ITEM.fullmatch(note.label)]
    yield from _nested(document, {note.span.start for note in notes})
    if not notes:
        return
    try:
        ledger = read_ledger(facts.evidence_folder)
    except AfterwordError:  # AW803 reports it
        return
    items = {item.label: item for item in ledger.items}
    first: dict[str, Footnote] = {}
    for note in notes:
        item, earlier = items.get(note.label.lower()), first.setdefault(note.label.lower(), note)
        if earlier is not note:
            yield Found(
                note.span,
                f"`[^{note.label}]` is also defined on line {document.line(earlier.span)}",
                f"delete one of the two; {_OWN_LABEL}",
                fix=_delete(document, note) if _written(document, note) == _written(document, earlier) else (),
                place=f"[^{note.label}]",
            )
        elif item is not None:
            yield from _compare(document, note, item, items)
        elif not ledger.problems:  # the item could be in a line that AW803 reports
            yield Found(
                note.span,
                f"the evidence ledger has no item {note.label.upper()}",
                f"cite an item of the ledger; {_OWN_LABEL}",
                levels=ERROR if items else WARNING,
                place=f"[^{note.label}]",
            )


def _nested(document: PostMortem, known: set[int]) -> Iterator[Found]:
    """Find definitions in quotes and lists: GitHub reads them, and the first one counts."""
    others = [match for match in prose_matches(document, _DEFINITION) if match.start() not in known]
    comments = [match.span() for match in COMMENT.finditer(document.source.readable)] if others else []
    for match in others:
        if not any(start <= match.start() < end for start, end in comments):
            yield Found(
                Span(*match.span("definition")),
                f"`[^{match['label']}]` is defined inside a quote, a list, or another footnote",
                f"delete it: the footnote is defined under Evidence; {_OWN_LABEL}",
                place=f"[^{match['label']}]",
            )


def _compare(
    document: PostMortem, note: Footnote, item: EvidenceItem, items: dict[str, EvidenceItem]
) -> Iterator[Found]:
    written, ours = _written(document, note), write_footnote(item)
    if written == " ".join(ours.split()):
        return
    is_old, fix = is_old_footnote(written, item), _rewrite(document, note, ours, items)
    yield Found(
        note.span,
        f"the footnote of {item.id} has the form of an earlier version, without the item's words"
        if is_old
        else f"the footnote of {item.id} is not what the evidence ledger says",
        f"`afterword check --fix` writes what the ledger says; {_OWN_LABEL}"
        if fix
        else "delete it and run `afterword draft`, which writes it; put text of your own into a paragraph of its own",
        fix=fix,
        levels=NOTE if is_old else None,
        place=f"[^{note.label}]",
    )


def _written(document: PostMortem, note: Footnote) -> str:
    """Return a footnote as one line, without comments."""
    return " ".join(without_comments(document.text(note.span)).split())


def _rewrite(document: PostMortem, note: Footnote, ours: str, items: dict[str, EvidenceItem]) -> tuple[Splice, ...]:
    """Return the edits that put the tool's text in place of a footnote; none if a person's lines could be lost.

    Earlier versions put markers around the footnotes. Of such a block that no person edited, the markers go too.
    """
    blocks = (one for one in document.derived if one.span.start <= note.span.start < one.span.end)
    block = next((one for one in blocks if one.name == outline.EVIDENCE.block and one.untouched), None)
    if block is not None:
        return _without_markers(document, block, items)
    text = document.text(note.span)
    if "<!--" in text:
        return ()
    line, newline, rest = text.partition(document.source.newline)
    if not newline:
        return (Splice(note.span, ours),)
    if line.strip() != ours or rest[:1].isspace():
        return ()
    end = note.span.start + len(line)
    return (Splice(Span(end, end), "\n"),)  # a paragraph that begins in the next line is read as a part of it


def _without_markers(document: PostMortem, block: DerivedBlock, items: dict[str, EvidenceItem]) -> tuple[Splice, ...]:
    notes = [note for note in document.footnotes if block.span.start <= note.span.start < block.span.end]
    lines = (write_footnote(items[note.label]) if note.label in items else document.text(note.span) for note in notes)
    return (Splice(block.span, "\n".join(lines)),)


def _delete(document: PostMortem, note: Footnote) -> tuple[Splice, ...]:
    end = document.source.line_start(document.source.line_of(note.span.end))
    return (Splice(Span(note.span.start, end), ""),)


RULES = (footnotes,)
