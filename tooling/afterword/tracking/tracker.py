"""What a tracker is: the operations that a plan needs, and an issue as a plain value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from afterword.github.issues import Issue, Reason


class Absence(Enum):
    """Why there is no issue under a number. GitHub answers alike for one that was deleted and one made a discussion."""

    MISSING = "there is no issue {0}"
    DELETED = "issue {0} was deleted, or made a discussion"
    PULL_REQUEST = "{0} is a pull request"


@dataclass(frozen=True, slots=True)
class About:
    """What a tracker says of itself.

    Attributes:
        trusted: numeric ids of the accounts whose markers are ours.
        sub_issues: whether an issue can be a part of another one.
    """

    trusted: frozenset[int]
    sub_issues: bool = False


@dataclass
class Lease:
    """The right to write, as long as it holds. The local tracker's never ends.

    Attributes:
        last: the highest number that was opened within ten minutes before: a list that lacks it is stale. Else 0.
        is_clean: whether nothing is uncertain; otherwise the lease is not given back but runs out, so that by then
            every list shows what happened.
    """

    last: int = 0
    is_clean: bool = True

    def keep(self, number: int = 0) -> None:
        """Assure before a write that the lease still holds.

        Args:
            number: an issue that was just opened.

        Raises:
            AfterwordError: somebody else has it now.
        """
        self.last = max(self.last, number)


class Tracker(Protocol):
    """Where issues live. Every operation raises AfterwordError with one clear line when it fails."""

    @property
    def name(self) -> str:
        """The tracker, for people: `owner/name` or `the local tracker`."""

    @property
    def repository_name(self) -> str | None:
        """`owner/name`; None if issues have no repository."""

    @property
    def settled_in_file(self) -> bool:
        """Whether the action table decides if an issue is open, because people have no other place to do it."""

    def exclusively(self) -> AbstractContextManager[None]:
        """Keeps other runs of this machine out; they wait."""

    def lease(self) -> AbstractContextManager[Lease]:
        """Keeps other runs out wherever they are; they wait, or give up in one line."""

    def about(self) -> About:
        """Who we are and what the tracker can do."""

    def list_issues(self, label: str) -> list[Issue]:
        """Every issue that bears the label, open or closed, by number."""

    def lost(self, labels: Iterable[str], is_wanted: Callable[[Issue], bool]) -> list[Issue]:
        """Issues by accounts that are ours which bore one of the labels once and bear none now, by number.

        Args:
            labels: names.
            is_wanted: which of them are worth a look.
        """

    def get(self, number: int, repository: str | None = None) -> Issue | Absence:
        """One issue, of the tracker's own repository where none is named; one that was moved is told from there."""

    def ensure_labels(self, labels: Iterable[str]) -> None:
        """See to it that labels can be given."""

    def create(self, title: str, body: str, labels: Iterable[str], *, number: int | None = None) -> Issue:
        """Open an issue, once, without assignees: an owner who cannot be assigned would prevent it.

        Args:
            title: its title.
            body: its body.
            labels: its labels.
            number: the number that it had, for a tracker that can give it again.

        Raises:
            AmbiguousCreate: it may have been created or not.
        """

    def edit(self, number: int, *, title: str | None = None, body: str | None = None) -> None:
        """Change what is given and leave the rest."""

    def close(self, number: int, reason: Reason, *, body: str | None = None) -> None:
        """Close an issue, in one step with a new body where one is given."""

    def reopen(self, number: int, *, body: str | None = None) -> None:
        """Open an issue again, in one step with a new body where one is given."""

    def label(self, number: int, add: Iterable[str], remove: Iterable[str]) -> None:
        """Add and take away labels."""

    def comments(self, number: int) -> list[str]:
        """The comments that are ours, oldest first."""

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""

    def unassignable(self, logins: Iterable[str]) -> frozenset[str]:
        """Those of some accounts that issues cannot be assigned to; logins in lower case."""

    def assign(self, number: int, login: str) -> bool:
        """Assign an issue; False, and nothing done, where the account cannot be assigned."""

    def unassign(self, number: int, login: str) -> None:
        """Take an assignment away."""

    def link(self, parent: int, child: Issue) -> None:
        """Make an issue a part of another one."""

    def has_budget(self) -> bool:
        """Whether more may be written within the hour."""

    def close_connection(self) -> None:
        """Let go of files and connections."""
