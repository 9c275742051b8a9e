"""When statuses are proposed: in one batch a week, so that not every closed issue asks people for a review."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from afterword.github.errors import translate_errors
from afterword.github.repository import Head, Repository
from afterword.tracking.status_pull_request import STATUS_MESSAGES, is_proposing_statuses


def is_batch_due(repository: Repository, head: Head, now: datetime) -> bool:
    """Whether statuses go into the status pull request now: by the first `sync` of a week, which begins on Monday, UTC.

    The repository says when the last batch was: the commit of a batch on the default branch has a message of its own.
    While a batch waits to be merged, it is brought up to date, because it asks for no further review.

    Args:
        repository: of the documents, with a token that has `contents: read`.
        head: of its default branch.
        now: the current time; aware.

    Raises:
        AfterwordError: the token cannot read it.
    """
    if is_proposing_statuses(repository, head):
        return True
    since = f"{_monday(now):%Y-%m-%dT%H:%M:%SZ}"
    with translate_errors(repository.name, needs="contents: read"):
        found = repository.api.pages(f"{repository.root}/commits", sha=head.commit, since=since)
        return not any(str(one["commit"]["message"]).startswith(STATUS_MESSAGES) for one in found)


def next_batch(now: datetime) -> str:
    """Return the day on which statuses are proposed next: `2026-12-07`."""
    return f"{_monday(now) + timedelta(days=7):%Y-%m-%d}"


def _monday(now: datetime) -> datetime:
    day = now.astimezone(UTC).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(), UTC)
