"""The 72 hours to publication, to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from afterword.postmortem import PostMortem, read
from afterword.postmortem.deadlines import TRACK_WITHIN, is_publication_overdue, publication_due, resolved_by


def post_mortem(resolved: str, status: str = "draft") -> PostMortem:
    return read(f"---\nstatus: {status}\nincident:\n  resolved: {resolved}\n---\n".encode(), "2026-04-16-a.md")


DUE = datetime(2026, 4, 19, 17, 0, tzinfo=UTC)


def test_publication_is_due_72_hours_after_the_end() -> None:
    assert publication_due(post_mortem("2026-04-16T17:00Z")) == DUE
    assert resolved_by(post_mortem("2026-04-16")) == datetime(2026, 4, 17, tzinfo=UTC)
    assert publication_due(post_mortem("2026-04-16")) == datetime(2026, 4, 20, tzinfo=UTC)


@pytest.mark.parametrize("resolved", ["unknown", "ongoing"])
def test_publication_is_not_due_without_an_end(resolved: str) -> None:
    assert publication_due(post_mortem(resolved)) is None
    assert not is_publication_overdue(post_mortem(resolved), datetime(2030, 1, 1, tzinfo=UTC))
    assert publication_due(read(b"---\nstatus: draft\n---\n", "2026-04-16-a.md")) is None


def test_publication_is_overdue_once_the_time_has_passed() -> None:
    document = post_mortem("2026-04-16T17:00Z")
    due = publication_due(document)
    assert due is not None
    assert not is_publication_overdue(document, due)
    assert is_publication_overdue(document, due + timedelta(seconds=1))
    assert is_publication_overdue(post_mortem("2026-04-16T17:00Z", "in-review"), due + timedelta(seconds=1))
    assert not is_publication_overdue(post_mortem("2026-04-16T17:00Z", "published"), due + timedelta(days=9))


def test_action_items_are_tracked_within_a_day() -> None:
    assert timedelta(days=1) == TRACK_WITHIN
