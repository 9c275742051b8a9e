"""AW5xx: action items that can be tracked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from afterword.checks.blanks import owner_lack, says_nothing
from afterword.checks.locations import cell, guards, rows
from afterword.checks.rule import FROM_REVIEW, Context, Found, Rule
from afterword.checks.spelling import choices, nearest
from afterword.postmortem import ACTION_COLUMNS, CATEGORIES, ActionItem, PostMortem, outline
from afterword.postmortem.action_table import column_name
from afterword.postmortem.edit import Splice, add_columns, set_cells
from afterword.postmortem.statuses import ACTION_STATUSES

_MENTIONED = re.compile(r"\bA(\d{1,6})\b", re.ASCII)
_NUMBERED = re.compile(r"A(\d{1,6})\b", re.IGNORECASE | re.ASCII)


def ids(document: PostMortem, _: Context) -> Iterator[Found]:
    """Rows without an id, and ids that stand twice."""
    seen: dict[str, int] = {}
    numbers = _free_numbers(document)
    for item in document.actions:
        if not item.id:
            free = next(numbers)
            yield Found(
                item.span,
                "the action item has no id",
                f"give it the next free one, A{free}; ids are never reused",
                fix=_with_id(document, item, free),
                grading=FROM_REVIEW,
            )
        elif item.id.casefold() in seen:
            yield Found(
                cell(item, "ID"),
                f"the id `{item.id}` stands also at line {seen[item.id.casefold()]}",
                "give each action item its own id",
            )
        else:
            seen[item.id.casefold()] = document.line(item.span)


def _free_numbers(document: PostMortem) -> Iterator[int]:
    """Numbers above any that a row, a heading below the table or a guard bears, and that no sentence mentions.

    A number that is mentioned only in words is passed over and no more: `A100` can be the name of a chip.
    """
    section = document.section(outline.ACTION_ITEMS.name)
    titles = [part.title for part in section.parts] if section else []
    guarding = [name for guard in guards(document) for name in guard.ids]
    numbers = [_NUMBERED.match(name) for name in (*(item.id for item in document.actions), *titles, *guarding)]
    first = max((int(number[1]) for number in numbers if number), default=0) + 1
    mentioned = {int(number) for number in _MENTIONED.findall(document.source.readable, document.body_start)}
    yield from (number for number in count(first) if number not in mentioned)


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
                cell(item, "Category"),
                "the action item has no category",
                f"use one of: {', '.join(CATEGORIES)}",
                grading=FROM_REVIEW,
            )
        elif item.category not in ("unknown", *CATEGORIES):
            yield _unknown_word(document, item, "Category", item.category, CATEGORIES)
        if item.status not in ("unknown", *ACTION_STATUSES):
            yield _unknown_word(document, item, "Status", item.status, ACTION_STATUSES)


def _unknown_word(document: PostMortem, item: ActionItem, column: str, word: str, known: tuple[str, ...]) -> Found:
    near = nearest(word, known)
    commented = "<!--" in item.cells[column].text
    return Found(
        cell(item, column),
        f"`{word}` is no {column.casefold()}",
        choices(word, known),
        fix=tuple(set_cells(document, item, {column: near})) if near and not commented else (),
    )


def owner_and_date(document: PostMortem, _: Context) -> Iterator[Found]:
    """Open actions that nobody owns, or that are due at no time."""
    for item in rows(document):
        if item.status != "open":
            continue
        if lack := owner_lack(item):
            yield Found(
                cell(item, "Owner"),
                f"the action item has {lack}",
                "name one person or team; `unknown` says that it is not known",
            )
        if not item.text("Due"):
            yield Found(
                cell(item, "Due"),
                "the action item has no due date",
                "write a date such as 2026-04-24",
            )


def said(document: PostMortem, _: Context) -> Iterator[Found]:
    """Rows that do not say what is to be done."""
    for item in rows(document):
        if "Action" in item.cells and says_nothing(item.action):
            yield Found(
                cell(item, "Action"), "the action item does not say what is to be done", "write it, or delete the row"
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
        "open action items have one owner and a date",
        "What nobody owns by no date is not done: the most common complaint about post-mortems. Two owners wait for "
        "each other; a team is one.",
        "| A1 | Add a case | eval case | P1 | TBD | | …",
        "| A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | …",
        owner_and_date,
        FROM_REVIEW,
    ),
    Rule(
        "AW510",
        "action items say what is to be done",
        "A row with an owner and a date and no action is a reminder of nothing.",
        "| A1 | | eval case | P1 | @octocat | 2026-04-24 | it fails on v41 | open | |",
        "| A1 | Add the refund case | eval case | P1 | @octocat | 2026-04-24 | it fails on v41 | open | |",
        said,
        FROM_REVIEW,
    ),
)
