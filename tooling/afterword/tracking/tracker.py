"""What a tracker is: the operations that a plan needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from afterword.errors import AfterwordError
from afterword.github.closings import Closing
from afterword.github.issues import Issue, State


class Absence(Enum):
    """Why there is no issue with a number. GitHub gives one answer for a deleted issue and one made a discussion."""

    MISSING = "there is no issue {0}"
    DELETED = "issue {0} was deleted, or made a discussion"
    PULL_REQUEST = "{0} is a pull request"


@dataclass(frozen=True, slots=True)
class About:
    """What a tracker says about itself.

    Attributes:
        trusted: numeric ids of the accounts whose markers are ours.
        sub_issues: whether an issue can be a part of another one.
    """

    trusted: frozenset[int]
    sub_issues: bool = False


@dataclass
class Lease:
    """The right to write, as long as it is held. The local tracker's never ends.

    Attributes:
        last: the highest number that was opened within ten minutes before: a list that lacks it is stale. Else 0.
        is_clean: whether nothing is uncertain; otherwise the lease is not given back but runs out, so that by then
            every list shows what happened.
    """

    last: int = 0
    is_clean: bool = True

    def keep(self, number: int = 0) -> None:
        """Check before a write that the lease is still held.

        Args:
            number: an issue that was just opened.

        Raises:
            AfterwordError: another run has it now.
        """
        self.last = max(self.last, number)


class Tracker(Protocol):
    """Where issues live. Every operation raises AfterwordError with one clear line when it fails.

    An operation with a body is for trackers that have no such thing.
    """

    @property
    def name(self) -> str:
        """The tracker, for people: `owner/name` or `the local tracker`."""

    @property
    def repository_name(self) -> str | None:
        """`owner/name`; None if issues have no repository."""
        return None

    @property
    def file_owns_status(self) -> bool:
        """Whether the Status cell decides if an issue is open, because people have no other place to do it."""
        return False

    def exclusively(self) -> AbstractContextManager[None]:
        """Keep other runs of this machine out; they wait. Without it, the lease does so once something is written."""
        return nullcontext()

    def lease(self) -> AbstractContextManager[Lease]:
        """Keep other runs out on any machine; they wait, or give up in one line."""

    def about(self) -> About:
        """Return who we are and what the tracker can do."""

    def list_issues(self, label: str) -> list[Issue]:
        """Return every issue that has the label, open or closed, by number."""

    def find_unlabelled(self, labels: Iterable[str], is_ours: Callable[[Issue], bool | None]) -> list[Issue]:
        """Return issues by accounts of ours that have, or had, one of the labels, by number.

        Args:
            labels: names of those that we give.
            is_ours: whether an issue is one of them; None if only its history shows it.
        """
        return []

    def former_titles(self, number: int) -> tuple[str, ...]:
        """Return the titles that an issue had before its present one, oldest first."""
        return ()

    def closings(self, numbers: Iterable[int]) -> Mapping[int, Closing]:
        """Return what closed some issues, by number; those of which it is not known are left out."""
        return {}

    def get(self, number: int, repository: str | None = None) -> Issue | Absence:
        """Return an issue, of the tracker's own repository by default; one that was moved is read where it is now."""

    def ensure_labels(self, labels: Iterable[str]) -> None:
        """Create the labels that do not exist. Without it, any label can be given."""
        return

    def create(self, title: str, body: str, labels: Iterable[str], *, number: int | None = None) -> Issue:
        """Open an issue, once, without assignees: an owner who cannot be assigned would prevent it.

        Args:
            number: the number that it had, for a tracker that can give it again.

        Raises:
            AmbiguousCreate: it may have been created or not.
        """

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, state: State | None = None
    ) -> None:
        """Change what is given, in one step, and leave the rest."""

    def label(self, number: int, add: Iterable[str], remove: Iterable[str]) -> None:
        """Add and remove labels."""

    def comments(self, number: int) -> list[str]:
        """Return the comments that are ours, oldest first."""

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""

    def unassignable(self, logins: Iterable[str]) -> frozenset[str]:
        """Return those of some accounts that issues cannot be assigned to; logins in lower case."""
        return frozenset()

    def assign(self, number: int, login: str) -> bool:
        """Assign an issue; return False, and do nothing, if the account cannot be assigned."""

    def unassign(self, number: int, login: str) -> None:
        """Remove an assignment."""

    def link(self, parent: int, child: Issue) -> None:
        """Make an issue a part of another one. Not called if `about` says that there are no sub-issues."""
        raise AfterwordError("issues of this tracker have no parts")

    def has_budget(self) -> bool:
        """Whether more may be written within the hour."""
        return True

    def close_connection(self) -> None:
        """Close files and connections."""
