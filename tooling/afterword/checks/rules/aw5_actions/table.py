"""AW509: action items are rows of one table below the heading, which Afterword can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.locations import answered_section, tokens
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, Found, rule
from afterword.postmortem import ACTION_COLUMNS, PostMortem, ProblemKind, Section, Span, outline
from afterword.postmortem.action_table import column_name
from afterword.postmortem.tables import split_row

# Looking for rows of dashes first avoids a second parse of the section in most documents.
_DELIMITER = re.compile(r"^[ \t>*+\d.)|:-]{3,}(?=\r?$)", re.MULTILINE)
_CHECKBOX = re.compile(r"^(?:[ \t]{0,3}>)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]", re.MULTILINE)
_MARGIN = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*")
_FORM = f"| {' | '.join(ACTION_COLUMNS)} |"


@rule("AW509", "action items are rows of one table", ERROR_FROM_REVIEW)
def one_table(document: PostMortem, _: object) -> Iterator[Found]:
    """Find sections without a table of action items, and tables and check boxes that are not read.

    A list, a sentence, or a second table looks like action items, but is never checked, tracked, or counted. Longer
    text goes below a heading with the id of the action item.

    Bad:
        ## Action items

        - [ ] Alert on refund promises beyond 30 days (dave)

    Good:
        | A1 | Alert on refund promises beyond 30 days | monitoring improvement | P1 | @dave | 2026-04-25 | …
    """
    section = answered_section(document, outline.ACTION_ITEMS.name)
    if section is None:
        return
    further = list(_further_tables(document, section))
    for span in further:
        yield Found(
            span,
            "the action items of this table are not read",
            "move its rows into the first table below the heading: they are neither checked nor tracked here",
        )
    if document.actions:
        yield from _checkboxes(document, section)
    elif not further and not _has_bad_table(document, section):
        yield Found(
            section.heading,
            "the table contains no action item" if document.action_table else "there is no table of action items",
            f"write a row for each below the head `{_FORM}` (Action, Owner and Due are enough), "
            "or `**Not applicable:** reason`",
        )


def _has_bad_table(document: PostMortem, section: Section) -> bool:
    """Whether the reader has reported a table without an Action column."""
    return any(
        problem.kind is ProblemKind.BAD_TABLE and section.span.start <= problem.span.start < section.span.end
        for problem in document.problems
    )


def _further_tables(document: PostMortem, section: Section) -> Iterator[Span]:
    """Yield the headers of tables of action items that are not read: a second one, or one in a list or a quote."""
    read = document.action_table
    if len(_DELIMITER.findall(document.text(section.body))) <= (read is not None):
        return
    for token, span in tokens(document, section.body):
        if token.type == "table_open" and (read is None or document.line(span) - 1 != read.header_line):
            head = document.source.line_span(document.line(span) - 1)
            text = _MARGIN.sub("", document.text(head), count=1)
            columns = {column_name(text[start:end]) for start, end in split_row(text)}
            if "Action" in columns and len(columns) > 1:
                yield head


def _checkboxes(document: PostMortem, section: Section) -> Iterator[Found]:
    """Find the first check box outside the table; those below the heading of an action item are its steps."""
    ids = {item.id.casefold() for item in document.actions if item.id}
    for part in section.walk():
        if (part.title.split() or [""])[0].rstrip(":").casefold() in ids:
            continue
        if match := _CHECKBOX.search(document.source.readable, part.own.start, part.own.end):
            yield Found(
                document.source.line_span(document.source.line_of(match.start()) - 1),
                "this action item is outside the table",
                "write it as a row: here it is neither checked nor tracked",
                levels=ADVICE,
            )
            return


RULES = (one_table,)
