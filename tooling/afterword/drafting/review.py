"""What awaits review, claim by claim, beside the evidence that each cites, and the edits of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.errors import AfterwordError
from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem, Section
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import accept_value, set_value, withdraw_value
from afterword.postmortem.markers import (
    CHECK_FIRST_MARKER,
    OPEN_QUESTION_MARKER,
    is_open_question,
    split_citations,
)
from afterword.postmortem.proposed import ProposedValue
from afterword.postmortem.source import Span
from afterword.postmortem.yamlformat import in_one_line
from afterword.text.comments import without_comments

_DOUBTED = re.compile(rf"{re.escape(CHECK_FIRST_MARKER)} ?")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_ITEM = re.compile(r"E[1-9]\d{0,6}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A line, a row or a block of a drafted section.

    Attributes:
        section: the name of the section.
        text: as it is written.
        span: its lines, without the last newline.
        cited: the items of evidence that it cites.
        missing: what it cites and the evidence does not have.
        is_doubted: whether code doubts it.
    """

    section: str
    text: str
    span: Span
    cited: tuple[EvidenceItem, ...]
    missing: tuple[str, ...]
    is_doubted: bool

    @property
    def is_block(self) -> bool:
        """Whether it has several lines, which are changed in the file."""
        return "\n" in self.text


@dataclass(frozen=True, slots=True)
class Value:
    """A proposed value, with the items of evidence and the files that it was taken from."""

    proposed: ProposedValue
    cited: tuple[EvidenceItem, ...]
    files: tuple[str, ...]

    @property
    def text(self) -> str:
        """The value in one line."""
        return in_one_line(self.proposed.value)


def order_sections(document: PostMortem, ledger: Ledger) -> list[str]:
    """Return the names of the sections that await review, those with claims to check first on top."""
    names = list(dict.fromkeys(section.name for section, _ in document.notices))
    doubted = {name for name in names if any(one.is_doubted for one in list_claims(document, ledger, name))}
    return sorted(names, key=lambda name: name not in doubted)


def list_claims(document: PostMortem, ledger: Ledger, name: str) -> list[Claim]:
    """Return the claims of the drafted sections with a name, those to check first on top.

    Open questions are none: `answer` goes through them.
    """
    items = {item.label: item for item in ledger.items}
    found = []
    for section in (section for section, _ in document.notices if section.name == name):
        for span in _spans(document, section):
            text = span.of(document.source.text)
            labels = split_citations(text)[0]
            cited = tuple(items[label] for label in dict.fromkeys(labels) if label in items)
            missing = tuple(label for label in dict.fromkeys(labels) if label not in items)
            found.append(Claim(name, text, span, cited, missing, bool(_DOUBTED.search(text))))
    return sorted(found, key=lambda one: not one.is_doubted)


def list_values(document: PostMortem, ledger: Ledger) -> list[Value]:
    """Return the values that are only proposed."""
    items = {item.id: item for item in ledger.items}
    return [
        Value(
            one,
            tuple(items[source] for source in one.sources if source in items),
            tuple(source for source in one.sources if not _ITEM.fullmatch(source)),
        )
        for one in document.proposed
    ]


def checked_text(claim: Claim) -> str:
    """Return the text of a claim that a person has checked: without the mark of a doubt."""
    return _DOUBTED.sub("", claim.text)


def keep(claim: Claim) -> list[Splice]:
    """Return the edit for a claim that holds: what is doubted is checked then."""
    text = checked_text(claim)
    return [Splice(claim.span, text)] if text != claim.text else []


def change(claim: Claim, words: str) -> list[Splice]:
    """Return the edit for a claim that a person wrote again."""
    return [Splice(claim.span, words)]


def drop(document: PostMortem, claim: Claim) -> list[Splice]:
    """Return the edit that deletes a claim with its line."""
    source = document.source
    end = source.line_start(source.line_of(claim.span.end))
    return [Splice(Span(claim.span.start, max(end, claim.span.end)), "")]


def ask(claim: Claim, question: str) -> list[Splice]:
    """Return the edit that puts an open question in the place of a claim; it keeps what the claim cites."""
    cited = "".join(f" [^{item.label}]" for item in claim.cited)
    return [Splice(claim.span, f"{OPEN_QUESTION_MARKER} {question}{cited}")]


def _spans(document: PostMortem, section: Section) -> Iterator[Span]:
    """Find the lines, rows and blocks of a section that say something, without those of parts with their own notice."""
    source = document.source
    others = [part.span for part in section.walk() if part is not section and part.notice]
    left_out = [*others, *(notice.span for _, notice in document.notices), *(part.heading for part in section.walk())]
    first, last = source.line_of(section.body.start) - 1, source.line_of(max(section.body.start, section.body.end - 1))
    texts = [source.line_span(line) for line in range(first, last)]
    index = 0
    while index < len(texts):
        span = texts[index]
        text = span.of(source.text)
        index += 1
        if not text.strip() or any(one.start <= span.start < one.end for one in left_out):
            continue
        if fence := _FENCE.match(text):
            end = _end_of_fence(source.text, texts[index:], fence["fence"])
            span, index = Span(span.start, texts[min(index + end, len(texts) - 1)].end), index + end + 1
        elif _says_nothing(text, texts[index : index + 1], source.text):
            continue
        yield span


def _end_of_fence(source: str, lines: list[Span], fence: str) -> int:
    """Return the index of the line that closes a fence; the last line if none does."""
    for index, span in enumerate(lines):
        if span.of(source).strip().startswith(fence):
            return index
    return max(0, len(lines) - 1)


def _says_nothing(text: str, following: list[Span], source: str) -> bool:
    is_header = "|" in text and any(_RULE.match(span.of(source)) for span in following)
    nothing = not without_comments(text).strip() or _RULE.match(text) or _FOOTNOTE.match(text)
    return bool(nothing) or is_header or is_open_question(text)


def change_value(document: PostMortem, value: Value, words: str) -> list[Splice]:
    """Return the edits for a value that a person wrote again; its comment goes.

    Raises:
        AfterwordError: it is a list or a mapping, which is changed in the file.
    """
    proposed = _again(document, value)
    try:
        return [*set_value(document, proposed.path, words), accept_value(proposed)]
    except ValueError:
        raise AfterwordError(
            f"`{proposed.name}` has several parts", remedy="change it in the file", path=document.path,
            line=document.source.line_of(proposed.comment.start),
        ) from None  # fmt: skip


def decline_value(document: PostMortem, value: Value) -> list[Splice]:
    """Return the edits that delete a proposed value, so that it is not proposed again.

    Raises:
        AfterwordError: a person's comment is in its lines, or it is inside brackets.
    """
    proposed = _again(document, value)
    try:
        return withdraw_value(document, proposed)
    except ValueError as error:
        line = document.source.line_of(proposed.comment.start)
        raise AfterwordError(str(error), remedy="delete it in the file", path=document.path, line=line) from None


def _again(document: PostMortem, value: Value) -> ProposedValue:
    """Find a value in the document as it is now."""
    found = next((one for one in document.proposed if one.name == value.proposed.name), None)
    if found is None:
        raise AfterwordError(f"`{value.proposed.name}` is not proposed any more", path=document.path)
    return found
