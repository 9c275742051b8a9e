"""What a plan needs to know of a tracker, beside its lists of issues."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from afterword.github.issues import Issue
from afterword.postmortem.values import Ref
from afterword.tracking.marker import Key
from afterword.tracking.tracker import Absence
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues

Place = tuple[str, int]
"""The repository of an issue, in lower case, and its number; the repository is empty for the tracker's own."""


@dataclass(frozen=True, slots=True)
class TrackerFacts:
    """What a tracker was asked.

    Attributes:
        name: the tracker, for people.
        repository: `owner/name`; None if issues have none.
        trusted: ids of the authors whose markers are ours.
        now: the current time, UTC.
        document_label: the label of issues for a whole post-mortem.
        label: the label of issues for an action item.
        due_soon: how long before its date an action item is due soon.
        parents: whether post-mortems get an issue that their action items are parts of.
        others: issues that a row names and that lack the label.
        named: what rows name and no list shows, by its place: an issue, or why there is none.
        file_owns_status: whether the Status cell decides, because people cannot close an issue anywhere else.
        unassignable: logins, in lower case, that cannot be assigned.
        same_id: numbers of issues for a post-mortem of another place that has the id of one of ours.
        titles: former titles of issues whose present one is not that of their row, by number.
        pending: issues that the status pull request is about to write into rows that name none and that no list shows.
    """

    name: str
    repository: str | None
    trusted: frozenset[int]
    now: datetime
    document_label: str = ""
    label: str = ""
    due_soon: timedelta = timedelta(0)
    parents: bool = False
    others: tuple[Issue, ...] = ()
    named: dict[Place, Issue | Absence] = field(default_factory=dict)
    file_owns_status: bool = False
    unassignable: frozenset[str] = frozenset()
    same_id: frozenset[int] = frozenset()
    titles: dict[int, tuple[str, ...]] = field(default_factory=dict)
    pending: dict[Key, Ref] = field(default_factory=dict)

    def with_pending(self, wanted: WantedIssues) -> WantedIssues:
        """Return what the documents want, with the issues that are about to be written into them."""
        rows = [replace(row, issue=self.pending.get(row.key, row.issue)) for row in wanted.rows]
        return replace(wanted, rows=rows) if self.pending else wanted

    def can_assign(self, login: str | None) -> bool:
        """Whether there is a login, and it can be assigned."""
        return login is not None and login.casefold() not in self.unassignable


def place_of(row: WantedIssue, repository: str | None) -> Place | None:
    """Return the place that a row's Issue cell names; None for none, or an address that is not one of an issue.

    Args:
        repository: of the tracker's issues; None if they have none.
    """
    if row.issue is None or row.issue.number is None:
        return None
    named = (row.issue.repository or "").casefold()
    return "" if named == (repository or "").casefold() else named, row.issue.number


def own_number(row: WantedIssue, repository: str | None) -> int | None:
    """Return the number that a row's Issue cell names in this tracker; None for an issue elsewhere."""
    place = place_of(row, repository)
    return place[1] if place and not place[0] else None
