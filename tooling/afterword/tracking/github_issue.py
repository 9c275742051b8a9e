"""An issue as GitHub tells it, as a plain value."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from afterword.tracking.tracker import Issue

_INSIDERS = ("OWNER", "MEMBER", "COLLABORATOR")


def issue_of(found: dict[str, Any], own: str) -> Issue:
    """The value of an answer.

    Args:
        found: the answer.
        own: `owner/name` of the tracker's repository; an issue of another one bears that one's name.
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
        created=time_of(found["created_at"]),
        parent=_parent(found.get("parent_issue_url"), own),
        repository=None if repository.casefold() == own.casefold() else repository,
    )


def time_of(text: str) -> datetime:
    """A moment as GitHub writes it, UTC."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _parent(url: str | None, own: str) -> int | None:
    if not url:
        return None
    place, _, number = url.rpartition("/issues/")
    is_own = _repository_of(place).casefold() == own.casefold()
    return int(number) if is_own and number.isdigit() else 0


def _repository_of(url: str) -> str:
    """`owner/name` from the address of a repository."""
    return "/".join(url.rstrip("/").split("/")[-2:])
