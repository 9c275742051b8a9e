"""AW125: forms that earlier versions wrote."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import NOTE, Found, rule
from afterword.postmortem import PostMortem
from afterword.postmortem.migrate import migrate


@rule("AW125", "the document has the forms of this version", NOTE)
def old_forms(document: PostMortem, _: object) -> Iterator[Found]:
    """Find what earlier versions wrote and this one writes otherwise.

    Documents of earlier versions are read as they are. In a section with several pairs of markers, or with questions
    between markers, reviewers see what only the tool needs.

    Bad:
        drafted: [{section: Timeline, by: derived}]

    Good:
        drafted:
          derived: [Timeline]
    """
    if splices := migrate(document):
        yield Found(
            splices[0].span,
            "this is a form that an earlier version wrote",
            "`afterword check --fix` brings the document over; the words of people stay",
            fix=tuple(splices),
        )


RULES = (old_forms,)
