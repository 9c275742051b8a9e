"""AW9xx: whether people have looked at what the tool wrote."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Context, Found, Rule
from afterword.postmortem import PostMortem


def notices(document: PostMortem, context: Context) -> Iterator[Found]:
    """Sections that a model drafted and nobody accepted."""
    for section, notice in document.notices:
        yield Found(
            notice.span,
            f"`{section.title}` was drafted by {notice.model} and is not reviewed",
            f"check it, then delete the note or run `afterword accept {document.id} '{section.title}'`",
            context.by_status(document),
        )


def open_questions(document: PostMortem, context: Context) -> Iterator[Found]:
    """Questions that still need investigation."""
    for unknown in document.unknowns:
        yield Found(
            unknown.span,
            "a question is still open",
            "answer it, or say in a sentence that it cannot be known",
            context.by_status(document, "published"),
        )


RULES = (
    Rule("AW901", "drafted sections are reviewed", notices),
    Rule("AW902", "questions are answered", open_questions),
)
