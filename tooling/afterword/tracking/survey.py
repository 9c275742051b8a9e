"""Asking a tracker all that a plan needs, in as few requests as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from afterword.config import Tracking
from afterword.github.issues import Issue
from afterword.postmortem.values import Ref
from afterword.tracking.marker import DOCUMENT, Key, document_place, find_key
from afterword.tracking.operations import Known, foreign_number, own_number
from afterword.tracking.plan import plan
from afterword.tracking.tracker import Absence, Tracker
from afterword.tracking.wanted import Collected, Wanted


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
    collected: Collected,
    tracker: Tracker,
    settings: Tracking,
    now: datetime,
    *,
    is_writing: bool = True,
    proposed: Callable[[list[Wanted]], dict[Key, Ref]] = lambda _: {},
    stands_at: Callable[[str], bool] = lambda _: False,
) -> tuple[list[Issue], Known]:
    """Ask a tracker all that a plan needs.

    Args:
        collected: what the documents want.
        tracker: what is asked.
        settings: of tracking.
        now: the current time, UTC.
        is_writing: whether the plan may be carried out: only then it matters who can be assigned, and whether an issue
            that would be opened is there without its label.
        stands_at: tells whether a post-mortem is still at a place outside our folder.
        proposed: tells which issues are about to be written into rows; asked for rows alone that seem to have none.

    Raises:
        AfterwordError: the tracker cannot be asked.
    """
    about = tracker.about()
    issues = list_ours(tracker, settings)
    keys = {find_key(issue.body) for issue in issues if issue.author_id in about.trusted}
    lacking = [row for row in collected.rows if row.issue is None and not row.is_settled and row.key not in keys]
    coming = proposed(lacking) if lacking else {}
    known = Known(
        name=tracker.name,
        repository=tracker.repository_name,
        label=settings.label,
        trusted=about.trusted,
        now=now,
        soon=timedelta(days=settings.due_soon_days),
        parents=about.sub_issues and settings.parent_issues,
        settled_in_file=tracker.settled_in_file,
        proposed=coming,
    )
    named = known.named(collected)
    others, moved, missing = _named(named, tracker, {issue.number for issue in issues})
    parents = _unlisted_parents(issues, tracker, known) if known.parents else ()
    known = replace(
        known, others=(*others, *parents), moved=moved, missing=missing, elsewhere=_elsewhere(named, tracker)
    )
    if is_writing:
        known = replace(known, others=(*known.others, *_lost(named, issues, tracker, known, settings)))
    known = replace(known, namesakes=_namesakes(collected, (*known.others, *issues), known, stands_at))
    if not is_writing:
        return issues, known
    wanted = (o.assign for o in plan(collected, issues, known).operations if o.assign)
    return issues, replace(known, unassignable=tracker.unassignable({login.casefold() for login in wanted}))


def _named(
    collected: Collected, tracker: Tracker, listed: set[int]
) -> tuple[tuple[Issue, ...], dict[int, Issue], dict[int, Absence]]:
    """Issues that rows name and no list holds: those of other people, those that were moved, and what is none."""
    numbers = {number for row in collected.rows if (number := own_number(row, tracker.repository_name)) is not None}
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


def _lost(collected: Collected, issues: list[Issue], tracker: Tracker, known: Known, settings: Tracking) -> list[Issue]:
    """Issues that lost their label before a table named them, where others would be opened instead."""
    have = {find_key(issue.body) for issue in (*issues, *known.others) if issue.author_id in known.trusted}
    rows = [row for row in collected.rows if row.issue is None and not row.is_settled]
    # One that a post-mortem's actions are parts of is opened for those that are open.
    busy = {row.document for row in collected.rows if not row.is_settled} if known.parents else set()
    parents = [one for one in collected.parents if one.document in busy]
    reminders = [one for one in collected.reminders if one.is_needed]
    lacking = {one.key for one in (*rows, *parents, *reminders)} - have
    return tracker.lost(labels(settings), lambda issue: find_key(issue.body) in lacking) if lacking else []


def _namesakes(
    collected: Collected, issues: Iterable[Issue], known: Known, stands_at: Callable[[str], bool]
) -> frozenset[int]:
    """Issues for a post-mortem that has the id of one of ours, and is kept in another place."""
    documents = {row.document.casefold() for row in (*collected.rows, *collected.reminders)}
    away: dict[str, list[int]] = {}
    for issue in issues:
        key, place = find_key(issue.body), document_place(issue.body)
        if key and key.document in documents and issue.author_id in known.trusted and not collected.is_home(place):
            away.setdefault(place, []).append(issue.number)
    return frozenset(number for place, numbers in away.items() if stands_at(place) for number in numbers)


def _elsewhere(collected: Collected, tracker: Tracker) -> dict[tuple[str, int], Issue]:
    """Issues of other repositories that rows name, as far as they may be read."""
    found: dict[tuple[str, int], Issue] = {}
    for row in collected.rows:
        place = foreign_number(row, tracker.repository_name)
        if place is not None and not row.is_settled and (place[0].casefold(), place[1]) not in found:
            issue = tracker.get(place[1], place[0])
            if isinstance(issue, Issue):
                found[place[0].casefold(), place[1]] = issue
    return found


def _unlisted_parents(issues: list[Issue], tracker: Tracker, known: Known) -> list[Issue]:
    """Issues of post-mortems that lost their label: their parts still know them, and a second one is not wanted."""
    ours = {issue.number: find_key(issue.body) for issue in issues if issue.author_id in known.trusted}
    have = {key.document for key in ours.values() if key is not None and key.subject == DOCUMENT}
    listed = {issue.number for issue in issues}
    numbers = {
        issue.parent
        for issue in issues
        if issue.parent and issue.parent not in listed and (key := ours.get(issue.number)) and key.document not in have
    }
    found = (tracker.get(number) for number in sorted(numbers))
    return [issue for issue in found if isinstance(issue, Issue) and issue.repository is None]
