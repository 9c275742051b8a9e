"""AW5xx: action items that can be tracked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from afterword.checks.places import rows
from afterword.checks.rule import FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import ACTION_COLUMNS, ACTION_STATUSES, CATEGORIES, ActionItem, PostMortem, Span, outline
from afterword.postmortem.actiontable import column_name
from afterword.postmortem.edit import Splice, add_columns, set_cells
from afterword.postmortem.values import PersonKind

_NUMBERED = re.compile(r"A(\d{1,6})\b", re.IGNORECASE | re.ASCII)
_SEPARATORS = re.compile(r"[\s_-]+")


def _cell(item: ActionItem, column: str) -> Span:
    return item.cells[column].span if column in item.cells else item.span


def ids(document: PostMortem, _: Context) -> Iterator[Found]:
    """Rows without an id, and ids that stand twice."""
    seen: dict[str, int] = {}
    free = _next_number(document)
    for item in document.actions:
        if not item.id:
            yield Found(
                item.span,
                "the action item has no id",
                f"give it the next free one, A{free}; ids are never reused",
                fix=_with_id(document, item, free),
                grading=FROM_REVIEW,
            )
            free += 1
        elif item.id.casefold() in seen:
            yield Found(
                _cell(item, "ID"),
                f"the id `{item.id}` stands also at line {seen[item.id.casefold()]}",
                "give each action item its own id",
            )
        else:
            seen[item.id.casefold()] = document.line(item.span)


def _next_number(document: PostMortem) -> int:
    """One more than any number that a row, or a heading below the table, bears."""
    section = document.section(outline.ACTION_ITEMS.name)
    titles = [part.title for part in section.parts] if section else []
    names = [_NUMBERED.match(name) for name in (*(item.id for item in document.actions), *titles)]
    return max((int(name[1]) for name in names if name), default=0) + 1


def _with_id(document: PostMortem, item: ActionItem, number: int) -> tuple[Splice, ...]:
    """The row with an id; where the table has no such column, first the columns that it lacks."""
    table = document.action_table
    if table is None or any(len(cells) > len(table.header) for _, cells in table.rows):
        return ()  # a pipe too many: its cells stand in the wrong columns
    if any(column_name(cell.text) == "ID" for cell in table.header):
        return tuple(set_cells(document, item, {"ID": f"A{number}"}))
    return tuple(add_columns(document, ACTION_COLUMNS)) if item is document.actions[0] else ()


def words(document: PostMortem, _: Context) -> Iterator[Found]:
    """Categories and statuses that the format does not have."""
    for item in rows(document):
        if item.category == "":
            yield Found(
                _cell(item, "Category"),
                "the action item has no category",
                f"use one of: {', '.join(CATEGORIES)}",
                grading=FROM_REVIEW,
            )
        elif item.category not in ("unknown", *CATEGORIES):
            yield _unknown_word(document, item, "Category", item.category, CATEGORIES)
        if item.status not in ("unknown", *ACTION_STATUSES):
            yield _unknown_word(document, item, "Status", item.status, ACTION_STATUSES)


def _unknown_word(document: PostMortem, item: ActionItem, column: str, word: str, known: tuple[str, ...]) -> Found:
    near = get_close_matches(" ".join(_SEPARATORS.split(word)), known, n=1, cutoff=0.8)
    commented = "<!--" in item.cells[column].text
    return Found(
        _cell(item, column),
        f"`{word}` is no {column.casefold()}",
        f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(known)}",
        fix=tuple(set_cells(document, item, {column: near[0]})) if near and not commented else (),
    )


def owner_and_date(document: PostMortem, _: Context) -> Iterator[Found]:
    """Open actions that nobody owns, or that are due at no time."""
    for item in rows(document):
        if item.status != "open":
            continue
        unset = item.owner is None or (item.owner.kind is PersonKind.UNSET and item.owner.name.upper() == "TBD")
        if unset:
            yield Found(
                _cell(item, "Owner"),
                "the action item has no owner",
                "name one person or team; `unknown` says that it is not known",
            )
        if "Due" not in item.cells or not item.cells["Due"].text:
            yield Found(
                _cell(item, "Due"),
                "the action item has no due date",
                "write a date such as 2026-04-24",
            )


RULES = (
    Rule(
        "AW501",
        "action items have an id of their own",
        "The issue is found again by it. An id that is used twice, or again, points to the wrong issue.",
        "| A1 | Add a case | …\n| A1 | Add an alert | …",
        "| A1 | Add a case | …\n| A2 | Add an alert | …",
        ids,
    ),
    Rule(
        "AW502",
        "category and status are those of the format",
        "Retrospectives count categories; the status mirrors the issue.",
        "| A1 | Add a case | testing | …",
        "| A1 | Add a case | eval case | …",
        words,
    ),
    Rule(
        "AW503",
        "open action items have an owner and a date",
        "What nobody owns by no date is not done: the most common complaint about post-mortems.",
        "| A1 | Add a case | eval case | P1 | TBD | | …",
        "| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | …",
        owner_and_date,
        FROM_REVIEW,
    ),
)
