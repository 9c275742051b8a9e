"""Why a post-mortem, or a row of its action table, cannot be tracked: pure."""

from __future__ import annotations

from afterword.errors import AfterwordError
from afterword.postmortem import ActionItem, PostMortem, ProblemKind
from afterword.postmortem.action_table import ACTION_ID
from afterword.postmortem.edit import require_editable
from afterword.postmortem.values import Ref
from afterword.text.invisible import one_line
from afterword.tracking.remark import Remark

_NOT_TRACKED = "its action items are not tracked"


def why_untrackable(document: PostMortem) -> Remark | None:
    """Return why nothing of a document can be tracked; None if it can."""
    rows = _rows_without_issue(document)
    try:
        require_editable(document)
    except AfterwordError as error:
        message = error.message.removesuffix("; nothing was written")
        return Remark(error.path, error.line, f"{message}; {_NOT_TRACKED}", error.remedy, rows or None)
    mismatch = (one for one in document.problems if one.kind is ProblemKind.ID_MISMATCH)
    invalid = (one for one in document.problems if one.message.startswith("`id`:"))
    for problem in (*mismatch, *invalid):
        line = document.line(problem.span)
        return Remark(document.path, line, f"{problem.message}; {_NOT_TRACKED}", problem.remedy, rows)
    if not document.front.id:
        remedy = f"add `id: {document.id}` to the front matter"
        return Remark(document.path, 1, f"there is no id; {_NOT_TRACKED}", remedy, rows)
    return None


def why_row_untrackable(item: ActionItem, times: int) -> tuple[str, str] | None:
    """Return why a row is not tracked, and the remedy; empty texts if that needs no report; None if it is tracked.

    Args:
        item: the row.
        times: how many rows have its id.
    """
    cell = item.text("Issue")
    if item.shifted:
        return "its cells are in the wrong columns", "write a pipe inside a cell as `\\|`"
    if not item.id:
        remark = "the row has no ID, so it is not tracked", "`afterword check --fix` adds it"
        return ("", "") if item.is_settled else remark
    if times > 1:
        return f"{times} rows have this ID", "give the newer ones an ID that was never used"
    if not ACTION_ID.fullmatch(item.id):
        return "this is not an id", "write A1, A2, … or a short name"
    if not item.action:
        return "the row has no action", "describe the work, or delete the row"
    if cell and read_issue_cell(cell) is None:
        return f"the Issue cell `{cell[:60]}` names no issue", "write `#9`, `owner/repo#9` or a URL, or empty it"
    return None


def row_name(item: ActionItem) -> str:
    """Return what a row goes by: its id, else its action."""
    return item.id or one_line(item.action)[:80]


def read_issue_cell(cell: str) -> Ref | None:
    """Return what an Issue cell names; None if it names nothing."""
    try:
        return Ref.parse(cell)
    except ValueError:
        return None


def _rows_without_issue(document: PostMortem) -> tuple[str, ...]:
    """Names of the rows, as far as they can be read, that are not settled and name no issue."""
    rows = (item for item in document.actions if not item.under_notice and not item.is_settled)
    return tuple(name for item in rows if not item.text("Issue") and (name := row_name(item)))
