"""Asking a tracker all that a plan needs, in as few requests as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterword.config import Tracking
from afterword.github.issues import Issue
from afterword.postmortem.values import Ref
from afterword.tracking.marker import DOCUMENT, Key, document_place, find_key
from afterword.tracking.plan import plan
from afterword.tracking.tracker import Tracker
from afterword.tracking.tracker_facts import TrackerFacts, place_of
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues


def list_our_issues(tracker: Tracker, *labels: str) -> list[Issue]:
    """Return every issue that has one of some labels, by number.

    Raises:
        AfterwordError: the tracker cannot be asked.
    """
    found = {issue.number: issue for label in dict.fromkeys(labels) for issue in tracker.list_issues(label)}
    return [found[number] for number in sorted(found)]


@dataclass(frozen=True, slots=True)
class AskRepository:
    """What the repository of the documents is asked; nothing by default.

    Attributes:
        read_pending: returns which issues are about to be written into rows; called only for rows that seem to have
            none.
        is_still_at: whether a post-mortem is still at a place outside our folder.
    """

    read_pending: Callable[[list[WantedIssue]], dict[Key, Ref]] = lambda _: {}
    is_still_at: Callable[[str], bool] = lambda _: False


_NO_REPOSITORY = AskRepository()


def read_tracker(
    wanted: WantedIssues,
    tracker: Tracker,
    settings: Tracking,
    now: datetime,
    *,
    is_writing: bool = True,
    repository: AskRepository = _NO_REPOSITORY,
) -> tuple[list[Issue], TrackerFacts]:
    """Ask a tracker all that a plan needs.

    Args:
        wanted: what the documents want.
        tracker: what is asked.
        now: the current time, UTC.
        is_writing: whether the plan may be carried out: only then it matters who can be assigned, and whether an issue
            that would be opened exists without its label.
        repository: what the repository of the documents is asked.

    Returns:
        Every issue with one of our labels, and the facts.

    Raises:
        AfterwordError: the tracker cannot be asked.
    """
    about = tracker.about()
    issues = list_our_issues(tracker, settings.label, settings.document_label)
    have = {find_key(issue.body) for issue in issues if issue.author_id in about.trusted}
    lacking = [row for row in wanted.rows if row.issue is None and not row.is_settled and row.key not in have]
    facts = TrackerFacts(
        name=tracker.name,
        repository=tracker.repository_name,
        trusted=about.trusted,
        now=now,
        document_label=settings.document_label,
        label=settings.label,
        due_soon=timedelta(days=settings.due_soon_days),
        parents=about.sub_issues and settings.parent_issues,
        file_owns_status=tracker.file_owns_status,
        pending=repository.read_pending(lacking) if lacking else {},
    )
    wanted_now = facts.with_pending(wanted)
    facts = _with_named(facts, wanted_now, tracker, {issue.number for issue in issues})
    others = [*facts.others, *(_unlisted_parents(issues, tracker, facts) if facts.parents else ())]
    if is_writing:
        others += _unlabelled(wanted_now, [*issues, *others], tracker, facts)
    facts = replace(facts, others=tuple(others))
    facts = replace(facts, same_id=_with_same_id(wanted, (*others, *issues), facts, repository.is_still_at))
    made = plan(wanted, issues, facts)
    if doubtful := made.doubtful:  # whose title may have been changed
        facts = replace(facts, titles={number: tracker.former_titles(number) for number in doubtful})
        made = plan(wanted, issues, facts)
    if not is_writing:
        return issues, facts
    logins = {one.assign.casefold() for one in made.operations if one.assign}
    return issues, replace(facts, unassignable=tracker.unassignable(logins))


def _with_named(facts: TrackerFacts, wanted: WantedIssues, tracker: Tracker, listed: set[int]) -> TrackerFacts:
    """Ask for the issues that rows name and no list shows: those of other people, of other repositories, and those that
    were moved or deleted."""
    places = [place_of(row, facts.repository) for row in wanted.rows]
    asked = {
        place
        for row, place in zip(wanted.rows, places, strict=True)
        if place and (not row.is_settled if place[0] else place[1] not in listed)
    }
    found = {place: tracker.get(place[1], place[0] or None) for place in sorted(asked)}
    own = (one for (repository, _), one in found.items() if not repository)
    return replace(
        facts, named=found, others=tuple(one for one in own if isinstance(one, Issue) and one.repository is None)
    )


def _unlabelled(wanted: WantedIssues, issues: list[Issue], tracker: Tracker, facts: TrackerFacts) -> list[Issue]:
    """Issues that lost their label, or have the one of former settings, before a table named them, where others would
    be opened instead."""
    made = plan(wanted, issues, facts)
    if not made.held and not any(one.kind == "create" for one in made.operations):
        return []
    everything = (*wanted.rows, *wanted.parents, *wanted.reminders)
    titles, listed = {one.text.title for one in everything}, {issue.number for issue in issues}
    labels = {*wanted.labels, *(label for one in everything for label in one.labels)}

    def is_ours(issue: Issue) -> bool | None:
        if issue.number in listed:
            return False
        if any(issue.bears(label) for label in labels):
            return True
        return None if find_key(issue.body) or issue.title in titles else False

    return tracker.find_unlabelled(labels, is_ours)


def _with_same_id(
    wanted: WantedIssues, issues: Iterable[Issue], facts: TrackerFacts, is_still_at: Callable[[str], bool]
) -> frozenset[int]:
    """Numbers of issues for a post-mortem that has the id of one of ours, and is in another place."""
    documents = {row.document.casefold() for row in (*wanted.rows, *wanted.reminders)}
    away: dict[str, list[int]] = {}
    for issue in issues:
        key, place = find_key(issue.body), document_place(issue.body)
        if key and key.document in documents and issue.author_id in facts.trusted and not wanted.is_home(place):
            away.setdefault(place, []).append(issue.number)
    return frozenset(number for place, numbers in away.items() if is_still_at(place) for number in numbers)


def _unlisted_parents(issues: list[Issue], tracker: Tracker, facts: TrackerFacts) -> list[Issue]:
    """Issues of post-mortems that lost their label: their parts still name them, and a second one is not wanted."""
    ours = {issue.number: find_key(issue.body) for issue in issues if issue.author_id in facts.trusted}
    have = {key.document for key in ours.values() if key is not None and key.subject == DOCUMENT}
    listed = {issue.number for issue in issues}
    numbers = {
        issue.parent
        for issue in issues
        if issue.parent and issue.parent not in listed and (key := ours.get(issue.number)) and key.document not in have
    }
    found = (tracker.get(number) for number in sorted(numbers))
    return [issue for issue in found if isinstance(issue, Issue) and issue.repository is None]
