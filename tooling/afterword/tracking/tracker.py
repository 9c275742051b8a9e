"""What a tracker is: the operations that a plan needs, and an issue as a plain value."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from afterword.errors import AfterwordError

Reason = Literal["completed", "not_planned", "duplicate"]


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as a tracker told it.

    Attributes:
        number: as people write it after `#`.
        body: with the newlines that the tracker keeps, which may be CRLF.
        open: whether it is open.
        reason: why it was closed; None while it is open, or where nobody said.
        labels: names, as written.
        assignees: logins.
        author_id: numeric id of the author's account; None where the account is gone.
        url: where people find it.
        insider: whether the author may write to the repository or is a bot that was let in.
    """

    number: int
    title: str
    body: str
    open: bool
    reason: str | None
    labels: frozenset[str]
    assignees: tuple[str, ...]
    author_id: int | None
    url: str
    insider: bool = False


class AmbiguousCreate(AfterwordError):  # noqa: N818 it says what happened
    """Nobody can say whether an issue was created: no answer came, or one that says nothing. Look, then decide."""


class Tracker(Protocol):
    """Where issues live. Every operation raises AfterwordError with one clear line when it fails."""

    @property
    def name(self) -> str:
        """The tracker, for people: `owner/name` or `the local tracker`."""

    @property
    def repository(self) -> str | None:
        """`owner/name`, None where issues have no repository."""

    @property
    def settled_in_file(self) -> bool:
        """Whether the action table decides if an issue is open, because people have no other place to do it."""

    def exclusively(self) -> AbstractContextManager[None]:
        """Keeps other runs of this machine out, as far as the tracker can; they wait."""

    def list_issues(self, label: str) -> list[Issue]:
        """Every issue that bears the label, open or closed, by number."""

    def get(self, number: int) -> Issue | None:
        """One issue; None where there is none, it was deleted, moved, or is a pull request."""

    def create(self, title: str, body: str, labels: Iterable[str]) -> Issue:
        """Open an issue, once, without assignees: an owner who cannot be assigned would prevent it.

        Raises:
            AmbiguousCreate: it may have been created or not.
        """

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, add_labels: Iterable[str] = ()
    ) -> None:
        """Change what is given and leave the rest."""

    def close(self, number: int, reason: Reason, *, body: str | None = None) -> None:
        """Close an issue, in one step with a new body where one is given."""

    def reopen(self, number: int) -> None:
        """Open an issue again."""

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""

    def can_assign(self, login: str) -> bool:
        """Whether issues can be assigned to the account."""

    def assign(self, number: int, login: str) -> bool:
        """Assign an issue; False, and nothing done, where the account cannot be assigned."""

    def trusted_authors(self) -> frozenset[int]:
        """Numeric ids of the accounts whose markers are ours."""

    def close_connection(self) -> None:
        """Let go of files and connections."""
