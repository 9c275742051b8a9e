"""Write-back of issue numbers and statuses into the action tables: only the cells that differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword.github.issues import Issue
from afterword.postmortem import ActionItem, PostMortem, read, save_text
from afterword.postmortem.edit import add_columns, apply, set_cells
from afterword.postmortem.statuses import is_action_status
from afterword.postmortem.values import Ref
from afterword.text.comments import closed_comments
from afterword.tracking.issue_state import status_of
from afterword.tracking.wanted_issues import WantedIssue


@dataclass(frozen=True, slots=True)
class RowChange:
    """Cells of one row that have to change.

    Attributes:
        number: the row's issue.
        before: the status in the table; empty for none.
    """

    document: str
    action: str
    number: int
    cells: dict[str, str]
    before: str


COLUMNS: Mapping[str, frozenset[str]] = {
    "all": frozenset({"Issue", "Status"}),
    "numbers": frozenset({"Issue"}),
    "none": frozenset(),
}
"""The columns that are written, by the setting `tracking.write_back`."""


def find_changes(
    documents: Iterable[PostMortem],
    tracked: Iterable[tuple[WantedIssue, Issue | None]],
    columns: Collection[str] = COLUMNS["all"],
) -> dict[str, list[RowChange]]:
    """Return what has to be written, by document id.

    Args:
        tracked: every row with its issue.
        columns: those that are written.
    """
    # The first of several rows with one id; they are not tracked anyway.
    items = {(document.id, item.id): item for document in documents for item in reversed(document.actions)}
    found: dict[str, list[RowChange]] = {}
    for wanted, issue in tracked:
        item = items.get((wanted.document, wanted.action))
        if item is None:
            continue
        cells = _cells(wanted, issue, item) if issue is not None else _keep_pending(wanted, item)
        cells = {column: value for column, value in cells.items() if column in columns}
        if cells:
            named = wanted.issue.number if wanted.issue else None
            number = issue.number if issue is not None else named or 0
            change = RowChange(wanted.document, wanted.action, number, cells, wanted.status)
            found.setdefault(wanted.document, []).append(change)
    return found


def _cells(wanted: WantedIssue, issue: Issue, item: ActionItem) -> dict[str, str]:
    cells: dict[str, str] = {}
    status = status_of(issue)
    # A word of a person's own, such as "in progress", stays while the issue is open.
    own_word = bool(wanted.status) and not is_action_status(wanted.status) and issue.open
    if wanted.status != status and not own_word:
        cells["Status"] = status
    cell = _issue_in(item)
    place = issue.repository
    if cell is None or (place is not None and (cell.repository, cell.number) != (place, issue.number)):
        cells["Issue"] = f"{place or ''}#{issue.number}"
    return _with_comments(cells, item)


def _keep_pending(wanted: WantedIssue, item: ActionItem) -> dict[str, str]:
    """Keep in the status pull request what it says of an issue that cannot be read."""
    if wanted.issue is None or _issue_in(item) is not None:
        return {}
    return _with_comments({"Issue": str(wanted.issue)}, item)


def _issue_in(item: ActionItem) -> Ref | None:
    """Return what the table itself names; `unknown` is nothing."""
    return None if item.issue is None or item.issue.text == "unknown" else item.issue


def _with_comments(cells: dict[str, str], item: ActionItem) -> dict[str, str]:
    kept = {column: " ".join(closed_comments(cell.text)) for column, cell in item.cells.items()}
    return {column: f"{value} {kept.get(column, '')}".rstrip() for column, value in cells.items()}


def write(document: PostMortem, rows: Iterable[RowChange], path: Path) -> bool:
    """Write the cells of one document.

    Args:
        document: as read; the file must not have changed since.
        rows: what to write.

    Returns:
        Whether the file changed.

    Raises:
        AfterwordError: the file changed meanwhile or cannot be written.
    """
    return save_text(document, with_cells(document, rows), path)


def with_cells(document: PostMortem, rows: Iterable[RowChange]) -> str:
    """Return the document's text with the cells changed; everything else stays byte for byte.

    Raises:
        AfterwordError: a row has more cells than the table has columns.
    """
    rows = list(rows)
    columns = {column for row in rows for column in row.cells}
    added = add_columns(document, columns)
    if added:
        # The cells of the new columns have positions only in the new text.
        document = read(apply(document.source, added).encode(), document.path)
    items = {item.id: item for item in reversed(document.actions)}
    splices = [splice for row in rows for splice in set_cells(document, items[row.action], row.cells)]
    return apply(document.source, splices)
