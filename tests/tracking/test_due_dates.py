"""Labels and comments for dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterword.tracking.due_dates import DUE_SOON, OVERDUE, due_comment, due_label

DUE = datetime(2026, 4, 18, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "soon", "label"),
    [
        (DUE, 3, "overdue"),
        (DUE - SECOND, 3, "due-soon"),
        (DUE - timedelta(days=3), 3, "due-soon"),
        (DUE - timedelta(days=3) - SECOND, 3, ""),
        (DUE - SECOND, 0, ""),
        (DUE, 0, "overdue"),
    ],
)
def test_an_item_is_due_soon_and_then_overdue(now: datetime, soon: int, label: str) -> None:
    assert due_label(DUE, now, timedelta(days=soon)) == label
    assert due_label(None, now, timedelta(days=soon)) == ""


def test_a_comment_names_the_last_day() -> None:
    assert due_comment(DUE_SOON, DUE) == ("due-soon/2026-04-17", "This action item is due on 2026-04-17.")
    assert due_comment(OVERDUE, DUE + timedelta(hours=1)) == (
        "overdue/2026-04-18",
        "This action item was due on 2026-04-18. If another date applies, change it in the post-mortem; "
        "if it will not be done, close this issue as not planned.",
    )
