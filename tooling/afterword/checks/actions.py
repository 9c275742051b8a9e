"""AW5xx: action items that can be tracked."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import ACTION_STATUSES, CATEGORIES, ActionItem, PostMortem, Span
from afterword.postmortem.values import PersonKind


def _cell(item: ActionItem, column: str) -> Span:
    return item.cells[column].span if column in item.cells else item.span


def ids(document: PostMortem, _: Context) -> Iterator[Found]:
    """Rows without an id, and ids that stand twice."""
    seen: dict[str, int] = {}
    for item in document.actions:
        if not item.id:
            yield Found(
                item.span,
                "the action item has no id",
                f"give it the next free one, such as A{len(document.actions)}; ids are never reused",
                grading=FROM_REVIEW,
            )
        elif item.id.casefold() in seen:
            yield Found(
                _cell(item, "ID"),
                f"the id `{item.id}` stands also at line {seen[item.id.casefold()]}",
                "give each action item its own id",
            )
        else:
            seen[item.id.casefold()] = document.line(item.span)


def words(document: PostMortem, _: Context) -> Iterator[Found]:
    """Categories and statuses that the format does not have."""
    for item in document.actions:
        if item.category not in ("", "unknown", *CATEGORIES):
            yield Found(
                _cell(item, "Category"), f"`{item.category}` is no category", f"use one of: {', '.join(CATEGORIES)}"
            )
        elif item.category == "":
            yield Found(
                _cell(item, "Category"),
                "the action item has no category",
                f"use one of: {', '.join(CATEGORIES)}",
                grading=FROM_REVIEW,
            )
        if item.status not in (*ACTION_STATUSES, "unknown"):
            yield Found(
                _cell(item, "Status"), f"`{item.status}` is no status", f"use one of: {', '.join(ACTION_STATUSES)}"
            )


def owner_and_date(document: PostMortem, _: Context) -> Iterator[Found]:
    """Open actions that nobody owns, or that are due at no time."""
    for item in document.actions:
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
