"""The label and the comment for an action item that is due soon or overdue."""

from __future__ import annotations

from datetime import datetime, timedelta

OVERDUE, DUE_SOON = "overdue", "due-soon"
"""Labels."""


def due_label(due: datetime | None, now: datetime, soon: timedelta) -> str:
    """Return the label that an issue has because of its date; empty for none.

    Args:
        due: the first moment at which the item is overdue, UTC; None for no date.
        now: the current time, UTC.
        soon: how long before its date an item is due soon; zero for never.
    """
    if due is None:
        return ""
    if now >= due:
        return OVERDUE
    return DUE_SOON if soon and now >= due - soon else ""


def due_comment(label: str, due: datetime) -> tuple[str, str]:
    """Return name and text of the one comment that goes with a label.

    Args:
        label: `OVERDUE` or `DUE_SOON`.
        due: the first moment at which the item is overdue, UTC.
    """
    day = (due - timedelta(seconds=1)).date().isoformat()
    text = f"This action item {'was' if label == OVERDUE else 'is'} due on {day}."
    if label == OVERDUE:
        text += " If another date applies, change it in the post-mortem; if it will not be done, close"
        text += " this issue as not planned."
    return f"{label}/{day}", text
