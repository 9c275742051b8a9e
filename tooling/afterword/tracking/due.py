"""What is said of an action item whose date is near or has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from afterword.tracking.marker import ACTION
from afterword.tracking.operations import DUE_SOON, OVERDUE, Known
from afterword.tracking.wanted import Wanted


def due_label(wanted: Wanted, known: Known) -> str:
    """The label that the issue of a row bears because of its date; empty for none."""
    if wanted.due is None or wanted.subject != ACTION:
        return ""
    if known.now >= wanted.due:
        return OVERDUE
    return DUE_SOON if known.soon and known.now >= wanted.due - known.soon else ""


def due_comment(label: str, due: datetime) -> tuple[str, str]:
    """Name and text of the one comment that goes with a label.

    Args:
        label: `OVERDUE` or `DUE_SOON`.
        due: the first moment at which the action is overdue, UTC.
    """
    day = (due - timedelta(seconds=1)).date().isoformat()
    text = f"This action item {'was' if label == OVERDUE else 'is'} due on {day}."
    if label == OVERDUE:
        text += " If another date holds, change it in the post-mortem; if it is not going to be done, close"
        text += " this issue as not planned."
    return f"{label}/{day}", text
