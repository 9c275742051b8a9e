"""The words of a reply in a document: in the place of their question, and found again for an edited reply. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.postmortem import PostMortem, read
from afterword.postmortem.edit import Splice, apply
from afterword.postmortem.source import Span
from afterword.pull_requests.question_record import NumberedQuestion
from afterword.pull_requests.replies import digest
from afterword.redaction import masked


def words_digest(words: str) -> str:
    """Return a digest of an answer, the same under every number of its placeholders."""
    return digest(masked(words))


def write_words(document: PostMortem, span: Span, words: str) -> str | None:
    """Return the text with an answer in the place of a question or of an earlier answer.

    None if the document would have other sections, draft notices, blocks, action items or questions than before: an
    answer is text of its section, and a person who wants to change more edits the file.

    Args:
        span: the lines of the question or of the earlier answer.
        words: the answer.
    """
    text = apply(document.source, [Splice(span, words)])
    after = read(text.encode("utf-8", "replace"), document.path)
    asked = [one.question for one in document.open_questions if not span.start <= one.span.start < span.end]
    is_same = _shape(document) == _shape(after) and [one.question for one in after.open_questions] == asked
    return text if is_same else None


def _shape(document: PostMortem) -> tuple[Any, ...]:
    return (
        document.front_span and document.front_span.of(document.source.text),
        [(section.title, section.level) for section in document.walk()],
        [section.title for section, _ in document.notices],
        [notice.listed for notice in document.shared_notices],
        [(block.name, block.digest, block.untouched) for block in document.derived],
        [(item.id, item.span.of(document.source.text)) for item in document.actions],
        len(document.ignores),
        len(document.footnotes),
        [problem.kind for problem in document.problems],
    )


def find_words(document: PostMortem, question: NumberedQuestion) -> Span | None:
    """Find the answer to a question in its section, as whole lines; None if it is not there as it was written."""
    if not question.lines:
        return None
    for spans in _runs(document, question.section, question.lines):
        if words_digest("\n".join(span.of(document.source.text) for span in spans)) == question.said:
            return Span(spans[0].start, spans[-1].end)
    return None


def _runs(document: PostMortem, section: str, lines: int) -> Iterator[list[Span]]:
    """Yield each run of so many lines of a section."""
    source, found = document.source, document.section(section) if section else None
    start, end = (found.body.start, found.body.end) if found else (document.body_start, len(source.text))
    if section and not found:
        return
    first, last = source.line_of(start) - 1, source.line_of(max(start, end - 1))
    spans = [source.line_span(index) for index in range(first, last)]
    for index in range(len(spans) - lines + 1):
        yield spans[index : index + lines]
