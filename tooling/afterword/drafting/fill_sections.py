"""Fill sections of a post-mortem: only what is missing, never over a person's words. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from afterword.errors import AfterwordError
from afterword.evidence import Ledger
from afterword.postmortem import PostMortem, Section, Span, State, outline, read
from afterword.postmortem.document import DerivedBlock, action_table
from afterword.postmortem.drafted import ASSEMBLED, DERIVED, NOT_MODELS, QUESTIONS
from afterword.postmortem.edit import Splice, apply, insert_parts, insert_sections, replace_body
from afterword.postmortem.edit_front_matter import record_drafted
from afterword.postmortem.edit_notice import share_notice
from afterword.postmortem.markers import is_open_question, is_outlines_question, questions_digest, write_derived
from afterword.postmortem.outline import SectionKind
from afterword.text.comments import closed_comments, without_closed_comments
from afterword.text.newlines import with_lf

_OUR_COMMENTS = frozenset(" ".join(kind.guidance.split()) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))
_NEWEST = re.compile(r"E\d{1,7}")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class SectionText:
    """The new text of one section.

    Attributes:
        kind: the section.
        by: what wrote it: `derived`, `assembled`, `questions`, or the name of a model.
        words: claims, quotations and questions, as Markdown.
        derived: what code derived, as Markdown.
        asked: what the record keeps of it beside its writer, see `Drafted.asked`; "" for nothing.
    """

    kind: SectionKind
    by: str
    words: str = ""
    derived: str = ""
    asked: str = ""

    @property
    def drafter(self) -> str | None:
        """The model that drafted it, "" if it was assembled by code, None if neither drafted it."""
        return None if self.by in (DERIVED, QUESTIONS) else "" if self.by == ASSEMBLED else self.by

    @property
    def text(self) -> str:
        """Markdown without the heading. What code derived is between markers, but not in a draft."""
        derived = self.derived
        if derived and self.drafter is None:
            derived = write_derived(self.kind.block, derived, is_closed=bool(self.words))
        return "\n\n".join(filter(None, (derived, self.words)))


def apply_splices(document: PostMortem, splices: Iterable[Splice]) -> PostMortem:
    """Apply edits and read the document again."""
    return read(apply(document.source, splices).encode("utf-8", "surrogateescape"), document.path)


def is_declined(document: PostMortem, kind: SectionKind) -> bool:
    """Whether Afterword filled the section once and a person deleted its text."""
    section = document.section(kind.name)
    return kind.name in document.front.drafted.sections and (section is None or section.state is State.EMPTY)


def can_fill(document: PostMortem, kind: SectionKind) -> bool:
    """Whether a section is missing, or a person wrote and changed nothing in it, closed comments aside.

    A question is the tool's if it is one of the outline's, or if all are as the record says that the tool left them.
    One that a person rewrote, or answered in its place, is theirs. What code assembled is the tool's as long as it has
    its notice and is as the record says.
    """
    section = document.section(kind.name)
    if section is None:
        return True
    if not all(block.untouched for block in blocks_in(document, section)):
        return False
    paragraphs = _own_paragraphs(document, section)
    recorded = document.front.drafted.asked.get(kind.name, "").partition("-")[2]
    if recorded and recorded == _digest(paragraphs) and is_assembled(document, section):
        return True
    return all(is_outlines_question(paragraph, kind) for paragraph in paragraphs) or (
        all(map(is_open_question, paragraphs)) and recorded == questions_digest("\n\n".join(paragraphs))
    )


def is_assembled(document: PostMortem, section: Section) -> bool:
    """Whether a section, or its parent, has the notice of what code assembled."""
    return any(not notice.model and section in above.walk() for above, notice in document.notices)


def drafted_before(document: PostMortem, section: Section) -> int | None:
    """Return how many items of evidence there were when a model drafted a section that awaits review.

    None if people changed its text, if it does not await review, or if no model drafted it.
    """
    by = document.front.drafted.sections.get(section.name, "")
    if not by or by in NOT_MODELS or section.notice is None:
        return None
    newest, _, recorded = document.front.drafted.asked.get(section.name, "").partition("-")
    if not _NEWEST.fullmatch(newest) or recorded != _digest(_own_paragraphs(document, section)):
        return None
    return int(newest[1:])


def by_model(kind: SectionKind, model: str, words: str, derived: str, evidence: Ledger) -> SectionText:
    """Return what a model drafted, with what tells later whether people changed it, and which evidence is newer."""
    text = SectionText(kind, model, words, derived)
    newest = max((int(item.id.removeprefix("E")) for item in evidence.items), default=0)
    return replace(text, asked=f"E{newest}-{text_digest(text.text)}")


def without_drafts(document: PostMortem, names: Collection[str]) -> PostMortem:
    """Return a post-mortem without the drafted text of some sections, as if they had never been drafted."""
    known = document.front.drafted
    sections = {name: by for name, by in known.sections.items() if name not in names}
    asked = {name: entry for name, entry in known.asked.items() if name not in names}
    splices = [
        splice for section in document.walk() if section.name in names for splice in replace_body(document, section, "")
    ]
    return apply_splices(
        document, [*splices, *record_drafted(document, replace(known, sections=sections, asked=asked))]
    )


def text_digest(text: str) -> str:
    """Compute the digest by which assembled Markdown is known to be as it was written."""
    return _digest(_paragraphs(text))


def _digest(paragraphs: Iterable[str]) -> str:
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def blocks_in(document: PostMortem, section: Section | None) -> list[DerivedBlock]:
    """List the derived blocks below a section's heading; none if there is no section."""
    if section is None:
        return []
    start, end = section.body.start, section.body.end
    return [block for block in document.derived if start <= block.span.start and block.span.end <= end]


def questions_in(document: PostMortem, kind: SectionKind) -> list[str]:
    """List the paragraphs of a section that ask an open question, outside derived blocks."""
    section = document.section(kind.name)
    return list(filter(is_open_question, _own_paragraphs(document, section))) if section else []


def _own_paragraphs(document: PostMortem, section: Section) -> list[str]:
    """Split what is below a heading into paragraphs, without notices, derived blocks, comments and an empty table."""
    spans = [block.span for block in blocks_in(document, section)]
    spans += [part.own_notice.span for part in section.walk() if part.own_notice is not None]
    rest, position = "", section.body.start
    for span in sorted(spans):
        rest += document.text(Span(position, span.start)) + "\n\n"
        position = span.end
    return _paragraphs(rest + document.text(Span(position, section.body.end)))


def _paragraphs(text: str) -> list[str]:
    text = without_closed_comments(with_lf(text))
    for hides_status in (False, True):
        text = text.replace(action_table(hides_status=hides_status), "")
    return [paragraph.strip("\n") for paragraph in _BLANK_LINES.split(text) if paragraph.strip()]


def fill_sections(
    document: PostMortem,
    texts: Sequence[SectionText],
    more: Iterable[Splice] = (),
    headings: Mapping[str, str] | None = None,
) -> tuple[PostMortem, list[SectionText]]:
    """Fill sections.

    The document is read again at most twice: once with the headings that were missing, once with all the texts.

    Args:
        document: the post-mortem.
        texts: the new sections.
        more: further edits of the document as it is given, outside the sections that are filled.
        headings: the headings of sections that the settings call otherwise, by their names.

    Returns:
        The new document, and the texts that changed something.

    Raises:
        AfterwordError: a new section is not read back; in a code block that is not closed, it would be text.
    """
    missing = _missing_headings(document, [text.kind for text in texts], headings)
    more = list(more)
    if missing:
        # The edits were made for the text as it is, so they go in together with the headings.
        document, more = apply_splices(document, [*missing, *more]), []
    splices: list[Splice] = []
    changed: list[SectionText] = []
    for text in texts:
        section = document.section(text.kind.name)
        if section is None:
            raise AfterwordError(
                f"`{text.kind.name}` cannot be added, because something above it is not closed; nothing was written",
                remedy="close the code block above it",
                path=document.path,
            )
        body = "\n\n".join((*_kept_comments(document.text(section.body)), text.text))
        placed = _place_body(document, section, body)
        if [with_lf(splice.text) for splice in placed] != [with_lf(document.text(splice.span)) for splice in placed]:
            splices += placed
            changed.append(text)
    if any(text.kind.parent for text in changed):
        splices += _above_parts(document)
    if changed:
        splices += share_notice(document, {text.kind.name: text.drafter for text in changed})
    return apply_splices(document, [*splices, *more]) if splices or more else document, changed


def _place_body(document: PostMortem, section: Section, text: str) -> list[Splice]:
    """Replace what is below a heading, without blank lines that Markdown does not need: there is less to review."""
    above = document.section(outline.ROOT_CAUSE.name)
    is_before_part = above is not None and any(one is section for one in above.parts[:-1])
    (splice,) = replace_body(document, section, text)
    lead = "\n" if section.body.start == section.heading.end else ""
    body = splice.text.removeprefix(lead).removeprefix("\n")
    return [Splice(splice.span, lead + (body.removesuffix("\n") if is_before_part and text.strip() else body))]


def _above_parts(document: PostMortem) -> list[Splice]:
    """Delete our guidance above the parts of Root cause; comments of people stay."""
    section = document.section(outline.ROOT_CAUSE.name)
    if section is None or section.own_state is not State.EMPTY:
        return []
    kept = "\n\n".join(_kept_comments(document.text(section.own)))
    return [Splice(section.own, f"{kept}\n" if kept else "")]  # headings need no blank line between them


def _missing_headings(
    document: PostMortem, kinds: Sequence[SectionKind], headings: Mapping[str, str] | None
) -> list[Splice]:
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
    return splices + insert_sections(document, texts, headings=headings)


def _kept_comments(text: str) -> list[str]:
    """List the HTML comments of people in a text, without the template's guidance and our markers."""
    found = []
    for comment in closed_comments(text):
        words = " ".join(comment.removeprefix("<!--").removesuffix("-->").split())
        if words not in _OUR_COMMENTS and "afterword:derived" not in words:
            found.append(comment)
    return found
