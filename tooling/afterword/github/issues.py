"""An issue as GitHub tells it, as a plain value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

Reason = Literal["completed", "not_planned", "duplicate"]
"""Why an issue was closed."""

State = Literal["open"] | Reason
"""Of an issue: open, or closed for a reason."""

_INSIDERS = ("OWNER", "MEMBER", "COLLABORATOR")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as a tracker told it.

    Attributes:
        number: as people write it after `#`.
        body: with the newlines that the tracker keeps, which may be CRLF.
        open: whether it is open.
        reason: why it was closed; None while it is open, or if the reason is not given.
        labels: names, as written.
        assignees: logins.
        author_id: numeric id of the author's account; None where the account is gone.
        url: where people find it.
        insider: whether the author may write to the repository or is a bot that was let in.
        id: by which the tracker's interface knows it beside its number.
        created: when it was opened, UTC; None where the tracker does not say.
        closed: when it was closed, UTC; None while it is open, or where the tracker does not say.
        parent: number of the issue that it is a part of, 0 for one of another repository; None for none.
        repository: `owner/name` of an issue that is not in the tracker's own repository.
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
    id: int = 0
    created: datetime | None = None
    closed: datetime | None = None
    parent: int | None = None
    repository: str | None = None

    def edited(self, title: str | None, body: str | None, state: State | None) -> Issue:
        """Return the issue with what is given; None leaves a value as it is."""
        changed = replace(self, title=self.title if title is None else title, body=self.body if body is None else body)
        if state is None:
            return changed
        return replace(changed, open=state == "open", reason=None if state == "open" else state)

    def relabelled(self, add: Iterable[str], remove: Iterable[str]) -> Issue:
        """Return the issue with labels added and removed."""
        return replace(self, labels=self.labels.difference(remove).union(add))

    def bears(self, label: str) -> bool:
        """Whether it has a label; GitHub takes no notice of case."""
        return label.casefold() in {name.casefold() for name in self.labels}


def issue_of(found: dict[str, Any], own: str) -> Issue:
    """The value of an answer.

    Args:
        found: the answer.
        own: `owner/name` of the tracker's repository; an issue of another one has that one's name.
    """
    # An account that was deleted leaves no user behind.
    user = found.get("user") or {}
    repository = _repository_of(found.get("repository_url") or "")
    is_open = found["state"] == "open"
    return Issue(
        number=int(found["number"]),
        title=found["title"],
        body=found.get("body") or "",
        open=is_open,
        reason=None if is_open else found.get("state_reason"),
        labels=frozenset(one if isinstance(one, str) else one["name"] for one in found["labels"]),
        assignees=tuple(one["login"] for one in found.get("assignees") or ()),
        author_id=user.get("id"),
        url=found["html_url"],
        insider=found.get("author_association") in _INSIDERS or user.get("type") == "Bot",
        id=int(found["id"]),
        created=datetime.fromisoformat(found["created_at"]),
        closed=datetime.fromisoformat(found["closed_at"]) if found.get("closed_at") else None,
        parent=_parent(found.get("parent_issue_url"), own),
        repository=None if repository.casefold() == own.casefold() else repository,
    )


def _parent(url: str | None, own: str) -> int | None:
    if not url:
        return None
    place, _, number = url.rpartition("/issues/")
    is_own = _repository_of(place).casefold() == own.casefold()
    return int(number) if is_own and number.isdigit() else 0


def _repository_of(url: str) -> str:
    """`owner/name` from the address of a repository."""
    return "/".join(url.rstrip("/").split("/")[-2:])
