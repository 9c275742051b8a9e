"""Fill sections of a post-mortem: only what is missing, never over a person's words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from afterword.postmortem import PostMortem, Section, Span, State, outline, read
from afterword.postmortem.document import EMPTY_ACTION_TABLE, DerivedBlock
from afterword.postmortem.edit import (
    Splice,
    add_items,
    apply,
    insert_parts,
    insert_sections,
    replace_body,
    set_value,
)
from afterword.postmortem.outline import SectionKind
from afterword.text.comments import closed_comments, without_closed_comments
from afterword.text.newlines import with_lf

DERIVED, QUESTIONS = "derived", "questions"
NOT_MODELS = frozenset({DERIVED, QUESTIONS})
"""What the front matter says about sections that no model drafted."""

_OUR_COMMENTS = frozenset(" ".join(kind.guidance.split()) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))


@dataclass(frozen=True, slots=True)
class SectionText:
    """The new text of one section.

    Attributes:
        kind: the section.
        text: Markdown without its heading.
        by: what wrote it: `derived`, `questions`, or the name of a model.
    """

    kind: SectionKind
    text: str
    by: str


def apply_splices(document: PostMortem, splices: Iterable[Splice]) -> PostMortem:
    """Apply edits and read the document again."""
    return read(apply(document.source, splices).encode("utf-8", "surrogateescape"), document.path)


def is_declined(document: PostMortem, kind: SectionKind) -> bool:
    """Whether Afterword filled the section once and a person deleted its text."""
    section = document.section(kind.name)
    listed = any(drafted.section == kind.name for drafted in document.front.drafted or [])
    return listed and (section is None or section.state is State.EMPTY)


def can_fill(document: PostMortem, kind: SectionKind) -> bool:
    """Whether the section is missing, or a person wrote and changed nothing in it, closed comments aside."""
    section = document.section(kind.name)
    if section is None:
        return True
    blocks = blocks_in(document, section)
    if not all(block.untouched for block in blocks):
        return False
    spans = [block.span for block in blocks]
    if section.notice is not None:
        spans.append(section.notice.span)
    rest, position = "", section.body.start
    for span in sorted(spans, key=lambda span: span.start):
        rest += document.text(Span(position, span.start))
        position = span.end
    rest += document.text(Span(position, section.body.end))
    rest = without_closed_comments(with_lf(rest))
    return not rest.replace(EMPTY_ACTION_TABLE, "").strip()


def blocks_in(document: PostMortem, section: Section | None) -> list[DerivedBlock]:
    """List the derived blocks below a section's heading; none if there is no section."""
    if section is None:
        return []
    start, end = section.body.start, section.body.end
    return [block for block in document.derived if start <= block.span.start and block.span.end <= end]


def fill_sections(
    document: PostMortem, texts: Sequence[SectionText], more: Iterable[Splice] = ()
) -> tuple[PostMortem, list[SectionText]]:
    """Fill sections, and note in the front matter who filled each.

    The document is read again at most twice: once with the headings that were missing, once with all the texts.

    Args:
        document: the post-mortem.
        texts: the new sections.
        more: further edits of the document as it is given, outside the sections that are filled.

    Returns:
        The new document, and the texts that changed something.
    """
    headings = _missing_headings(document, [text.kind for text in texts])
    more = list(more)
    if headings:
        # The edits were made for the text as it is, so they go in together with the headings.
        document, more = apply_splices(document, [*headings, *more]), []
    splices: list[Splice] = []
    changed: list[SectionText] = []
    for text in texts:
        section = document.section(text.kind.name)
        assert section is not None
        placed = replace_body(document, section, "\n\n".join((*_kept_comments(document, section), text.text)))
        if [with_lf(splice.text) for splice in placed] != [with_lf(document.text(splice.span)) for splice in placed]:
            splices += placed
            changed.append(text)
    if not splices and not more:
        return document, []
    return apply_splices(document, [*splices, *more, *_provenance(document, changed)]), changed


def _missing_headings(document: PostMortem, kinds: Sequence[SectionKind]) -> list[Splice]:
    """Add empty sections, and empty parts of Root cause, for what has no heading yet."""
    missing = [kind for kind in kinds if document.section(kind.name) is None]
    parts = [kind for kind in missing if kind.parent is not None]
    root_cause = document.section(outline.ROOT_CAUSE.name)
    wanted = {kind.name for kind in missing if kind.parent is None}
    splices: list[Splice] = []
    if parts and root_cause is not None:
        splices += insert_parts(document, root_cause, parts)
    elif parts:
        wanted.add(outline.ROOT_CAUSE.name)
    texts = {
        kind: "\n\n".join(f"### {part.name}" for part in parts) if kind is outline.ROOT_CAUSE else ""
        for kind in outline.SECTIONS
        if kind.name in wanted
    }
    return splices + insert_sections(document, texts)


def _kept_comments(document: PostMortem, section: Section) -> list[str]:
    """List the HTML comments of people, without the template's guidance and our markers."""
    found = []
    for comment in closed_comments(document.text(section.body)):
        words = " ".join(comment.removeprefix("<!--").removesuffix("-->").split())
        if words not in _OUR_COMMENTS and "afterword:derived" not in words:
            found.append(comment)
    return found


def _provenance(document: PostMortem, texts: Sequence[SectionText]) -> Iterator[Splice]:
    """Note in the front matter who filled each section last."""
    listed = {drafted.section: (index, drafted.by) for index, drafted in enumerate(document.front.drafted or [])}
    for text in texts:
        index, by = listed.get(text.kind.name, (-1, None))
        if index >= 0 and by != text.by:
            yield from set_value(document, ("drafted", index, "by"), text.by)
    new = [{"section": f.kind.name, "by": f.by} for f in texts if f.kind.name not in listed]
    yield from add_items(document, "drafted", new)
