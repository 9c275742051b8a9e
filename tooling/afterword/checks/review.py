"""AW9xx: whether people have looked at what the tool wrote."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import FROM_PUBLICATION, FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import PostMortem


def notices(document: PostMortem, _: Context) -> Iterator[Found]:
    """Sections that a model drafted and nobody accepted."""
    for section, notice in document.notices:
        yield Found(
            notice.span,
            f"`{section.title}` was drafted by {notice.model} and is not reviewed",
            f"check it, then delete the note or run `afterword accept {document.id} '{section.title}'`",
        )


def open_questions(document: PostMortem, _: Context) -> Iterator[Found]:
    """Questions that still need investigation."""
    for unknown in document.unknowns:
        yield Found(
            unknown.span,
            "a question is still open",
            "answer it, or say in a sentence that it cannot be known",
        )


RULES = (
    Rule(
        "AW901",
        "drafted sections are reviewed",
        "A model's sentence is worth what the person who checked it is worth. Deleting the note is that person's act.",
        "> [!NOTE]\n> Drafted from evidence by MODEL, not yet reviewed.",
        "the section without its note",
        notices,
        FROM_REVIEW,
    ),
    Rule(
        "AW902",
        "questions are answered",
        "An open question is honest in a draft. A published document says what is known, and what cannot be known.",
        "**Unknown, needs investigation:** how many users?",
        "The number of users is not known: requests of that day were not logged.",
        open_questions,
        FROM_PUBLICATION,
    ),
)
