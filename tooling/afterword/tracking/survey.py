"""Asking a tracker all that a plan needs, in as few requests as it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from afterword.config import Tracking
from afterword.tracking.operations import Known, foreign_number, own_number
from afterword.tracking.plan import plan
from afterword.tracking.tracker import Absence, Issue, Tracker
from afterword.tracking.wanted import Collected


def list_ours(tracker: Tracker, settings: Tracking) -> list[Issue]:
    """Every issue that bears one of our labels, by number.

    Raises:
        AfterwordError: the tracker cannot be asked.
    """
    found = {issue.number: issue for label in labels(settings) for issue in tracker.list_issues(label)}
    return [found[number] for number in sorted(found)]


def labels(settings: Tracking) -> tuple[str, ...]:
    """The labels that issues are found by."""
    return tuple(dict.fromkeys((settings.label, settings.document_label)))


def survey(
    collected: Collected, tracker: Tracker, settings: Tracking, now: datetime, *, is_writing: bool = True
) -> tuple[list[Issue], Known]:
    """Ask a tracker all that a plan needs.

    Args:
        collected: what the documents want.
        tracker: what is asked.
        settings: of tracking.
        now: the current time, UTC.
        is_writing: whether it matters who can be assigned.

    Raises:
        AfterwordError: the tracker cannot be asked.
    """
    about = tracker.about()
    issues = list_ours(tracker, settings)
    others, moved, missing = _named(collected, tracker, {issue.number for issue in issues})
    known = Known(
        name=tracker.name,
        repository=tracker.repository,
        label=settings.label,
        trusted=about.trusted,
        now=now,
        soon=timedelta(days=settings.due_soon_days),
        parents=about.sub_issues and settings.parent_issues,
        others=others,
        moved=moved,
        elsewhere=_elsewhere(collected, tracker),
        missing=missing,
        settled_in_file=tracker.settled_in_file,
    )
    if not is_writing:
        return issues, known
    wanted = (o.assign for o in plan(collected, issues, known).operations if o.assign)
    logins = sorted({login.casefold() for login in wanted})
    return issues, replace(known, unassignable=frozenset(login for login in logins if not tracker.can_assign(login)))


def _named(
    collected: Collected, tracker: Tracker, listed: set[int]
) -> tuple[tuple[Issue, ...], dict[int, Issue], dict[int, Absence]]:
    """Issues that rows name and no list holds: those of other people, those that were moved, and what is none."""
    numbers = {number for row in collected.rows if (number := own_number(row, tracker.repository)) is not None}
    others: list[Issue] = []
    moved: dict[int, Issue] = {}
    missing: dict[int, Absence] = {}
    for number in sorted(numbers - listed):
        found = tracker.get(number)
        if isinstance(found, Absence):
            missing[number] = found
        elif found.repository is not None:
            moved[number] = found
        else:
            others.append(found)
    return tuple(others), moved, missing


def _elsewhere(collected: Collected, tracker: Tracker) -> dict[tuple[str, int], Issue]:
    """Issues of other repositories that rows name, as far as they may be read."""
    found: dict[tuple[str, int], Issue] = {}
    for row in collected.rows:
        place = foreign_number(row, tracker.repository)
        if place is not None and not row.is_settled and (place[0].casefold(), place[1]) not in found:
            issue = tracker.get(place[1], place[0])
            if isinstance(issue, Issue):
                found[place[0].casefold(), place[1]] = issue
    return found
