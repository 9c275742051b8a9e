"""AW501 to AW503, AW508, AW510, and AW511: what each row of the action items says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from afterword.checks.context import Context
from afterword.checks.facts import DocumentFacts
from afterword.checks.key_facts import KeyFacts
from afterword.checks.locations import cell, unshifted_rows
from afterword.checks.placeholders import owner_lack, says_nothing
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, NOTE, Found, rule, rule_around
from afterword.checks.spelling import choices, nearest
from afterword.postmortem import ACTION_COLUMNS, CATEGORIES, ActionItem, PostMortem, Span, outline
from afterword.postmortem.action_table import column_name
from afterword.postmortem.edit import Splice, add_columns, set_cells
from afterword.postmortem.guards import guards
from afterword.postmortem.statuses import ACTION_STATUSES
from afterword.text.likeness import likeness

_MENTIONED = re.compile(r"\bA(\d{1,6})\b", re.ASCII)
_MAX_SHOWN = 60
_NUMBERED = re.compile(r"A(\d{1,6})\b", re.IGNORECASE | re.ASCII)


@rule("AW501", "action items have an id of their own", many="{} action items have no id of their own")
def ids(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find rows without an id, and ids that are used twice.

    Afterword finds the issue by it. An id that is used twice, or again, leads to the wrong issue.

    Bad:
        | A1 | Add a case | …
        | A1 | Add an alert | …

    Good:
        | A1 | Add a case | …
        | A2 | Add an alert | …
    """
    seen: dict[str, int] = {}
    numbers, lowest = _free_numbers(document), 0
    for item in document.actions:
        if not item.id:
            number = next(numbers)
            lowest = lowest or number
            yield Found(
                item.span,
                "the action item has no id",
                f"give it the next free one, from A{lowest} on; ids are never reused",
                fix=_with_id(document, item, number, hides_status=facts.config.hides_status),
                levels=ERROR_FROM_REVIEW,
            )
        elif item.id.casefold() in seen:
            yield Found.in_cell(
                item,
                "ID",
                f"id `{item.id}` is also used on line {seen[item.id.casefold()]}",
                "give each action item its own id",
            )
        else:
            seen[item.id.casefold()] = document.line(item.span)


def _free_numbers(document: PostMortem, former: Iterable[str] = ()) -> Iterator[int]:
    """Yield numbers above those of rows, headings below the table, guards, and former ids, that no sentence mentions.

    A number that only a sentence mentions is skipped, and the numbers below it are not: `A100` can be a chip.
    """
    section = document.section(outline.ACTION_ITEMS.name)
    titles = [part.title for part in section.parts] if section else []
    guarding = [name for guard in guards(document) for name in guard.ids]
    names = (*(item.id for item in document.actions), *titles, *guarding, *former)
    numbers = [_NUMBERED.match(name) for name in names]
    first = max((int(number[1]) for number in numbers if number), default=0) + 1
    mentioned = {int(number) for number in _MENTIONED.findall(document.source.readable, document.body_start)}
    yield from (number for number in count(first) if number not in mentioned)


def _with_id(document: PostMortem, item: ActionItem, number: int, *, hides_status: bool) -> tuple[Splice, ...]:
    """Return the edits that give a row its id; if the table has no such column, those that add the missing columns."""
    table = document.action_table
    if table is None or any(len(cells) > len(table.header) for _, cells in table.rows):
        return ()  # a pipe too many: its cells are in the wrong columns
    if any(column_name(cell.text) == "ID" for cell in table.header):
        return tuple(set_cells(document, item, {"ID": f"A{number}"}))
    missing = [column for column in ACTION_COLUMNS if column != "Status" or not hides_status]
    return tuple(add_columns(document, missing)) if item is document.actions[0] else ()


@rule(
    "AW502",
    "category, priority and status are those of the format",
    many="{} action items have no category, priority or status of the format",
)
def words(document: PostMortem, _: object) -> Iterator[Found]:
    """Find categories and statuses that are not in the format, and priorities in another spelling.

    Retrospectives count categories, the list of action items filters by priority, and the status mirrors the issue.

    Bad:
        | A1 | Add a case | testing | …

    Good:
        | A1 | Add a case | eval case | …
    """
    for item in unshifted_rows(document):
        if item.category == "":
            yield Found.in_cell(
                item,
                "Category",
                "the action item has no category",
                f"use one of: {', '.join(CATEGORIES)}",
                levels=ERROR_FROM_REVIEW,
            )
        elif item.category not in ("unknown", *CATEGORIES):
            yield _unknown_word(document, item, "Category", item.category, CATEGORIES)
        if item.status not in ("unknown", *ACTION_STATUSES):
            yield _unknown_word(document, item, "Status", item.status, ACTION_STATUSES)
        if item.text("Priority") != item.priority:
            yield Found.in_cell(
                item,
                "Priority",
                f"`{item.text('Priority')}` is another spelling of `{item.priority}`",
                f"write `{item.priority}`",
                levels=NOTE,
                fix=_unless_commented(document, item, "Priority", item.priority),
            )


def _unknown_word(document: PostMortem, item: ActionItem, column: str, word: str, known: tuple[str, ...]) -> Found:
    near = nearest(word, known)
    return Found.in_cell(
        item,
        column,
        f"`{word}` is not a {column.casefold()}",
        choices(word, known),
        fix=_unless_commented(document, item, column, near),
    )


def _unless_commented(document: PostMortem, item: ActionItem, column: str, word: str) -> tuple[Splice, ...]:
    """Return the edit that writes a word into a cell; none if there is no word, or a comment would be lost."""
    return tuple(set_cells(document, item, {column: word})) if word and "<!--" not in item.cells[column].text else ()


@rule(
    "AW503",
    "open action items have one owner and a date",
    ERROR_FROM_REVIEW,
    many="{} open action items lack an owner or a date",
)
def owner_and_date(document: PostMortem, _: object) -> Iterator[Found]:
    """Find open action items without an owner or a due date.

    An action item without an owner and a date is not done: the most common complaint about post-mortems. Two owners
    wait for each other; a team is one owner.

    Bad:
        | A1 | Add a case | eval case | P1 | TBD | | …

    Good:
        | A1 | Add a case | eval case | P1 | @octocat | 2026-04-24 | …
    """
    for item in unshifted_rows(document):
        if item.status != "open":
            continue
        if lack := owner_lack(item):
            yield Found.in_cell(
                item,
                "Owner",
                f"the action item has {lack}",
                "name one person or team; `unknown` says that it is not known",
            )
        if not item.text("Due"):
            yield Found.in_cell(item, "Due", "the action item has no due date", "write a date such as 2026-04-24")


@rule(
    "AW510",
    "action items describe the work",
    ERROR_FROM_REVIEW,
    many="{} action items do not say what is to be done",
)
def said(document: PostMortem, _: object) -> Iterator[Found]:
    """Find rows that do not say what is to be done.

    A row with an owner and a date, but no action, does not help anyone.

    Bad:
        | A1 | | eval case | P1 | @octocat | 2026-04-24 | it fails on v41 | open | |

    Good:
        | A1 | Add the refund case | eval case | P1 | @octocat | 2026-04-24 | it fails on v41 | open | |
    """
    for item in unshifted_rows(document):
        if "Action" in item.cells and says_nothing(item.action):
            yield Found.in_cell(
                item, "Action", "the action item does not say what is to be done", "write it, or delete the row"
            )


@rule("AW508", "action items name the work and say what will be different", ADVICE)
def vague_actions(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find action items that do not say what will be different.

    “Improve monitoring” can never be done (Google SRE workbook, chapter 10). An item names work in any form: `Add …`,
    `Adding …`, `We will add …`, `When X, roll back …`, with a label before it or not. An address, a guess, and the name
    of a thing do not.

    Bad:
        | A1 | Improve monitoring | …

    Good:
        | A1 | Alert on refund promises beyond 30 days | …
    """
    from afterword import language
    from afterword.checks.written_texts import report

    facts.require_english()
    for item in unshifted_rows(document):
        if "Action" in item.cells and not item.is_settled:
            # The text of the cell as written, so that offsets match.
            span = item.cells["Action"].span
            for finding in language.find_vague_action(document.text(span)):
                yield report(finding, Span(span.start + finding.start, span.start + finding.end))


@rule_around("AW511", "an id of an action item stays with its action", needs={"git"})
def reused_ids(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find ids that belonged to another action on the default branch.

    Afterword finds the issue by the id. An id that is used again, or that rows were renumbered with, leads to the issue
    of another action: the new one would be called done with it. So `afterword sync` holds such rows.

    Bad:
        | A1 | Write a runbook | …
        | A2 | Add a case, which was A1 | …

    Good:
        | A1 | Add a case | …
        | A2 | Write a runbook | …

    Raises:
        Skipped: git cannot say what the default branch has.
    """
    former: dict[str, list[ActionItem]] = {}
    for item in context.former_actions(facts.path):
        former.setdefault(item.id.casefold(), []).append(item)
    if not former:
        return
    document = context.document(facts.path)
    numbers = _free_numbers(document, former)
    for item in document.actions:
        before = former.get(item.id.casefold(), [])
        like = likeness(item.action, (one.action for one in before))
        if not item.id or not item.action or like == 1:
            continue
        owner = next(
            (one for same in former.values() for one in same if likeness(item.action, [one.action]) == 1), None
        )
        if owner is not None:
            new, message = owner.id, f"this action has the id `{owner.id}` on the default branch"
        elif before and like == 0:
            new = f"A{next(numbers)}"
            message = (
                f"id `{item.id}` is that of another action on the default branch: “{before[0].action[:_MAX_SHOWN]}”"
            )
        else:
            continue
        fix = tuple(set_cells(document, item, {"ID": new})) if "ID" in item.cells and not item.shifted else ()
        remedy = f"give it the id {new}; ids are never reused"
        yield Found(cell(item, "ID"), message, remedy, fix=fix, document=document)


RULES = (ids, words, owner_and_date, vague_actions, said, reused_ids)
