"""Putting sections into a document: only where something is missing, never over a person's words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.postmortem import PostMortem, Section, Span, State, outline, read
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.edit import (
    Splice,
    add_item,
    append_to_body,
    apply,
    insert_part,
    insert_section,
    replace_body,
    set_value,
)
from afterword.postmortem.marks import UNKNOWN_MARK
from afterword.postmortem.outline import SectionKind

# `<!-->` and `<!--->` are whole comments to a renderer, and what follows them is text.
_COMMENT = re.compile(r"<!--(?!-?>).*?(?P<end>-->|\Z)", re.DOTALL)
_OUR_COMMENTS = frozenset(" ".join(kind.guidance.split()) for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS))

_OUR_QUESTIONS = frozenset(
    f"{UNKNOWN_MARK} {question}"
    for kind in (*outline.SECTIONS, *outline.ROOT_CAUSE_PARTS)
    for question in kind.questions
)
_DERIVED_QUESTION = re.compile(
    rf"{re.escape(UNKNOWN_MARK)} what (?:was the prompt|were the settings) of `[^`\n]{{1,80}}` before and after\? "
    r"(?:Collect both with `afterword collect`\.|\([^()\n]{1,200}\))"
)


@dataclass(frozen=True, slots=True)
class Filling:
    """What one section is to hold.

    Attributes:
        kind: the section.
        text: Markdown without its heading.
        by: what wrote it: `derived`, `questions`, or the name of a model.
    """

    kind: SectionKind
    text: str
    by: str


def edited(document: PostMortem, splices: Iterable[Splice]) -> PostMortem:
    """The document as it reads after edits."""
    return read(apply(document.source, splices).encode("utf-8", "surrogateescape"), document.path)


def declined(document: PostMortem, kind: SectionKind) -> bool:
    """Whether the tool once filled the section and a person took it out again."""
    section = document.section(kind.name)
    listed = any(drafted.section == kind.name for drafted in document.front.drafted or [])
    return listed and (section is None or section.state is State.EMPTY)


def may_fill(document: PostMortem, kind: SectionKind) -> bool:
    """Whether the section is missing, or every word of it is the tool's.

    Questions count as the tool's only to the letter: an answer behind one, or a question of a person's own, stays.
    """
    section = document.section(kind.name)
    return section is None or _is_ours(document, section)


def _is_ours(document: PostMortem, section: Section) -> bool:
    """Whether nothing below the heading was written or changed by a person, closed comments aside."""
    rest, position = "", section.body.start
    for block in document.derived:
        if section.body.start <= block.span.start and block.span.end <= section.body.end:
            if not block.untouched:
                return False
            rest += document.text(Span(position, block.span.start))
            position = block.span.end
    rest += document.text(Span(position, section.body.end))
    rest = (
        _COMMENT.sub(lambda match: "" if match["end"] else match.group(), rest)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    lines = [line for line in rest.replace(EMPTY_ACTION_TABLE, "").split("\n") if line.strip()]
    return all(line in _OUR_QUESTIONS or _DERIVED_QUESTION.fullmatch(line) for line in lines)


def fill(document: PostMortem, filling: Filling) -> PostMortem:
    """The document with the section filled and its provenance noted; itself where that changes nothing."""
    section = document.section(filling.kind.name)
    changed = edited(document, _placed(document, section, filling))
    if changed.source.text == document.source.text:
        return document
    return _noted(changed, filling)


def _placed(document: PostMortem, section: Section | None, filling: Filling) -> list[Splice]:
    kind = filling.kind
    if section is not None:
        kept = _kept_comments(document, section)
        return replace_body(document, section, "\n\n".join((*kept, filling.text)))
    if kind.parent is None:
        return insert_section(document, kind, filling.text)
    parent = document.section(kind.parent)
    if parent is None:
        return insert_section(document, outline.ROOT_CAUSE, f"### {kind.name}\n\n{filling.text}")
    return insert_part(document, parent, kind, filling.text)


def _kept_comments(document: PostMortem, section: Section) -> list[str]:
    """A person's own HTML comments; the template's guidance and our markers have served their purpose."""
    found = []
    for comment in (match.group() for match in _COMMENT.finditer(document.text(section.body)) if match["end"]):
        words = " ".join(comment.removeprefix("<!--").removesuffix("-->").split())
        if words not in _OUR_COMMENTS and "afterword:derived" not in words:
            found.append(comment)
    return found


def _noted(document: PostMortem, filling: Filling) -> PostMortem:
    """Provenance in the front matter: who filled the section last."""
    for index, drafted in enumerate(document.front.drafted or []):
        if drafted.section == filling.kind.name:
            if drafted.by == filling.by:
                return document
            return edited(document, set_value(document, ("drafted", index, "by"), filling.by))
    return edited(document, add_item(document, "drafted", {"section": filling.kind.name, "by": filling.by}))


def append(document: PostMortem, section: Section, text: str) -> PostMortem:
    """The document with text below what a section holds."""
    return edited(document, append_to_body(document, section.body, text))
