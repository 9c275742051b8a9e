"""Read action items from their table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from afterword.postmortem.body import Body
from afterword.postmortem.document import ACTION_COLUMNS, ActionItem, Cell, Section, Table
from afterword.postmortem.problems import ProblemKind, Problems, explain
from afterword.postmortem.tables import read_table
from afterword.postmortem.values import Person, Ref
from afterword.text.comments import without_closed_comments
from afterword.times.when import When

T = TypeVar("T")

_COLUMN_SYNONYMS = {
    "action item": "Action", "actions": "Action", "what": "Action", "description": "Action", "assignee": "Owner",
    "who": "Owner", "due date": "Due", "deadline": "Due", "type": "Category", "acceptance": "Done when",
    "acceptance criteria": "Done when", "ticket": "Issue", "state": "Status", "#": "ID",
}  # fmt: skip
_COLUMNS = {column.casefold(): column for column in ACTION_COLUMNS} | _COLUMN_SYNONYMS
ACTION_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")


def column_name(heading: str) -> str:
    """Return the format's name of a column, or the heading itself."""
    text = " ".join(heading.split())
    return _COLUMNS.get(text.casefold(), text)


def read_actions(body: Body, section: Section, problems: Problems) -> tuple[Table | None, tuple[ActionItem, ...]]:
    """Read the first table of the section that has an Action column, and its rows."""
    for block in body.blocks_in(section.own):
        if block.kind == "table":
            table = read_table(body, block)
            columns = [column_name(cell.text) for cell in table.header]
            if "Action" in columns:
                _report_doubles(body, table, columns, problems)
                details = _details(body, section)
                notice = section.notice is not None
                return table, tuple(_item(body, columns, row, details, notice, problems) for row in table.rows)
            problems.report(
                ProblemKind.BAD_TABLE,
                body.source.line_span(table.header_line),
                "this table has no Action column",
                f"use the columns {', '.join(ACTION_COLUMNS)}; only Action, Owner and Due are asked of you",
            )
    return None, ()


def _report_doubles(body: Body, table: Table, columns: list[str], problems: Problems) -> None:
    for column in ACTION_COLUMNS:
        if columns.count(column) > 1:
            span = body.source.line_span(table.header_line)
            message = f"the table has {columns.count(column)} columns for {column}"
            problems.report(ProblemKind.BAD_TABLE, span, message, "merge them; the first counts")


def _item(
    body: Body,
    columns: list[str],
    row: tuple[int, tuple[Cell, ...]],
    details: dict[str, str],
    under_notice: bool,
    problems: Problems,
) -> ActionItem:
    line, written = row
    span = body.source.line_span(line)
    first_is_missing = _first_is_missing(columns, written)
    if first_is_missing:
        problems.report(
            ProblemKind.BAD_TABLE,
            span,
            f"the row has {len(written)} cells, the table has {len(columns)} columns, and the first is not an id",
            "give an empty cell its own two pipes: `| | Add a case | …`",
        )
    shifted = first_is_missing or len(written) > len(columns)  # a cell too many is reported for every table
    if shifted:
        problems = Problems()  # the cells are in the wrong columns: what they contain says nothing
    cells: dict[str, Cell] = {}
    for column, cell in zip(columns, written, strict=False):
        cells.setdefault(column, cell)
    item_id = _text(cells.get("ID"))
    if item_id and not ACTION_ID.fullmatch(item_id):
        message = f"`{item_id}` is not an id"
        problems.report(ProblemKind.INVALID_VALUE, cells["ID"].span, message, "write A1, A2, … or a short name")
    return ActionItem(
        cells=cells,
        span=span,
        owner=_read(Person.parse, cells.get("Owner"), problems),
        due=_read(_due, cells.get("Due"), problems),
        issue=_read(Ref.parse, cells.get("Issue"), problems),
        details=details.get(item_id.casefold(), "") if item_id else "",
        under_notice=under_notice,
        shifted=shifted,
    )


def _first_is_missing(columns: list[str], written: tuple[Cell, ...]) -> bool:
    """Whether a row is too short because its first cell was left out with its pipe."""
    is_short = len(written) < len(columns) and columns[0] == "ID" and bool(written)
    text = _text(written[0]) if is_short else ""
    return bool(text) and not ACTION_ID.fullmatch(text)


def _text(cell: Cell | None) -> str:
    return without_closed_comments(cell.text).strip() if cell else ""


def _due(text: str) -> When:
    return When.parse("unknown" if text.casefold() == "tbd" else text)


def _read(parse: Callable[[str], T], cell: Cell | None, problems: Problems) -> T | None:
    text = _text(cell)
    if cell is None or not text:
        return None
    try:
        return parse(text)
    except ValueError as error:
        problems.report(ProblemKind.INVALID_VALUE, cell.span, *explain(error, "correct the cell"))
        return None


def _details(body: Body, section: Section) -> dict[str, str]:
    """Map the first word of each heading to the text below it; the first of two equal ones counts."""
    details: dict[str, str] = {}
    for part in section.parts:
        if words := part.title.split(maxsplit=1):
            details.setdefault(words[0].rstrip(":").casefold(), part.body.of(body.source.readable).strip())
    return details
