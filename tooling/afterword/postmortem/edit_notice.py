"""Edits of the draft notices as splices: accept sections, and name those that were drafted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from afterword.postmortem.body import parse_body
from afterword.postmortem.document import Document, Section
from afterword.postmortem.draft_notice import shown_model, without_names, write_shared_notice
from afterword.postmortem.edit import Splice
from afterword.postmortem.outline import READING_ORDER
from afterword.postmortem.shared_notice import is_named, is_same_name
from afterword.postmortem.source import Source, Span
from afterword.text.newlines import with_lf


def remove_notice(document: Document, sections: Iterable[Section], missing: Collection[str] = ()) -> list[Splice]:
    """Accept sections: delete their own draft notices, and take their names off those that they share.

    A notice without names goes as a whole. What people wrote into a notice stays.

    Args:
        sections: the sections to accept.
        missing: names of sections that are not there, to be taken off too.
    """
    sections = list(sections)
    own = (section.own_notice for section in sections if section.own_notice)
    splices = [splice for notice in own for splice in _cut(document, notice.span)]
    for shared in document.shared_notices:
        before = document.source.text[shared.span.start : shared.span.end]
        after = without_names(before, lambda name: name in missing or any(is_named(one, name) for one in sections))
        if not after.strip():
            splices += _cut(document, shared.span)
        elif after != before:
            splices.append(_change(shared.span, before, after))
    return splices


def _change(span: Span, before: str, after: str) -> Splice:
    """Replace a text by another, without what both begin and end with."""
    first = _same(before, after)
    last = _same(before[first:][::-1], after[first:][::-1])
    return Splice(Span(span.start + first, span.end - last), after[first : len(after) - last])


def _same(one: str, other: str) -> int:
    """Return with how many characters two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(document: Document, span: Span) -> list[Splice]:
    """Cut a draft notice out, with the blank line below it."""
    source = document.source
    start, end = span.start, _after_newline(source, span.end)
    kept = source.text[span.end : end]
    if kept.strip():  # a person wrote more into the notice's last line
        return [Splice(Span(start, end - len(kept.lstrip(" \t"))), "> ")]
    next_line = source.line_around(end)
    if not next_line.of(source.text).strip():
        end = _after_newline(source, next_line.end)
    return [Splice(Span(start, end), "")]


def share_notice(document: Document, drafters: Mapping[str, str | None]) -> list[Splice]:
    """Name sections in the draft notice above them; if there is none, write it below the title or above the first.

    Args:
        document: the document, with its sections.
        drafters: by the name of a section of the outline, the model that drafted it, "" for code, None for neither.
    """
    above = document.sections[0].span.start
    known = next((one for one in document.shared_notices if one.span.start < above and not one.is_torn), None)
    listed = {name: model for model, name in known.listed} if known else {}
    kept = {name: by for name, by in listed.items() if not any(is_same_name(name, filled) for filled in drafters)}
    named = kept | {name: by and shown_model(by) for name, by in drafters.items() if by is not None}
    if named == listed:
        return []
    order = {kind.name: place for place, kind in enumerate(READING_ORDER)}
    groups: dict[str, list[str]] = {}
    for name in sorted(named, key=lambda name: order.get(name, len(order))):
        groups.setdefault(named[name], []).append(name)
    if known is None:
        return _insert_above(document, write_shared_notice(groups))
    if not groups:
        return remove_notice(document, (), listed)
    return [Splice(known.span, "\n".join(filter(None, (write_shared_notice(groups), known.rest))))]


def _insert_above(document: Document, notice: str) -> list[Splice]:
    source, first = document.source, document.sections[0].span.start
    for token, span in parse_body(source, document.body_start).tokens_in(Span(document.body_start, first)):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            at = source.line_span(source.line_of(span.end) - 2).end
            follows = source.line_around(span.end).of(source.text)
            return [Splice(Span(at, at), f"\n\n{notice}" + ("\n" if follows.strip() else ""))]
    before = with_lf(source.text[document.body_start : first])
    lead = "\n" if before.strip() and not before.endswith("\n\n") else ""
    return [Splice(Span(first, first), f"{lead}{notice}\n\n")]


def _after_newline(source: Source, offset: int) -> int:
    return source.line_start(source.line_of(offset))
