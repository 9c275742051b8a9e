"""Threads of issues and pull requests, read as evidence. Nothing is written there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from afterword.errors import AfterwordError
from afterword.github.errors import translate_errors
from afterword.github.repository import Repository

# Others (mentions, subscriptions, projects) say nothing about an incident.
_EVENTS = {"closed": "Closed this.", "reopened": "Reopened this.", "merged": "Merged this.", "locked": "Locked this."}
_EDITED_SECONDS = 1
MEMBERS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
"""Associations with a repository that outsiders do not have."""


@dataclass(frozen=True, slots=True)
class Post:
    """An entry of a thread: something written, or an event.

    Attributes:
        at: when; aware.
        author: login, empty for an account that was deleted.
        is_bot: whether the account is a program's.
        text: what was written, or what happened.
        edited: whether it was changed later.
        is_member: whether the author was an owner, a member or a collaborator; anyone can write in a public repository.
    """

    at: datetime
    author: str
    is_bot: bool
    text: str
    edited: bool = False
    is_member: bool = True


@dataclass(frozen=True, slots=True)
class IssueThread:
    """A thread, in any order; `left_out` counts events that say nothing about an incident."""

    posts: tuple[Post, ...]
    left_out: dict[str, int]


def read_thread(
    repository: Repository,
    number: int,
    *,
    members_only: bool = False,
    until: datetime | None = None,
    comments_only: bool = False,
) -> IssueThread:
    """Return an issue or pull request with its comments, reviews and the events that say what happened.

    Args:
        repository: with a token that has `issues: read`.
        members_only: whether to keep only what owners, members and collaborators wrote; the rest is counted.
        until: leave out, and count, what was written or changed later; aware.
        comments_only: leave out its own text, and what happened to it.

    Raises:
        AfterwordError: there is none of that number, or it cannot be read.
    """
    api, left_out = repository.api, Counter[str]()

    def kept(written: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        return _kept(written, left_out, members_only, until)

    with translate_errors(repository.name):
        place = f"{repository.root}/issues/{number}"
        issue = api.find(place, 410)
        if issue is None:
            raise AfterwordError(
                f"there is no issue #{number} in {repository.name}, or the token cannot see it",
                remedy="correct the number or the repository; the token needs `issues: read` there",
            )
        own = [] if comments_only else [issue]
        posts = [_post(one, f"{one['title']}\n\n{one['body'] or ''}") for one in kept(own)]
        comments = kept(api.pages(f"{place}/comments"))
        posts += [_post(one, one["body"] or "", edited=_is_edited(one)) for one in comments]
        if not comments_only:
            posts += _events(api.pages(f"{place}/events"), left_out)
        if "pull_request" in issue:
            place = f"{repository.root}/pulls/{number}"
            # A review that is still being written has no time.
            reviews = (one for one in kept(api.pages(f"{place}/reviews")) if one.get("submitted_at"))
            posts += [_post(one, f"Review, {_words(one['state'])}. {one['body'] or ''}") for one in reviews]
            remarks = kept(api.pages(f"{place}/comments"))
            posts += [_post(one, f"On {one['path']}: {one['body'] or ''}") for one in remarks]
    return IssueThread(tuple(posts), dict(left_out))


def _kept(
    written: Iterable[dict[str, Any]], left_out: Counter[str], members_only: bool, until: datetime | None
) -> Iterator[dict[str, Any]]:
    """What counts of a thread."""
    for one in written:
        changed = one.get("updated_at") or one.get("submitted_at")
        if members_only and one.get("author_association") not in MEMBERS:
            left_out["written by others than members"] += 1
        elif until is not None and "state" not in one and changed and datetime.fromisoformat(changed) > until:
            left_out["written or changed later"] += 1
        else:
            yield one


def _is_edited(comment: dict[str, Any]) -> bool:
    created, updated = datetime.fromisoformat(comment["created_at"]), datetime.fromisoformat(comment["updated_at"])
    return (updated - created).total_seconds() > _EDITED_SECONDS


def _words(state: str) -> str:
    return state.lower().replace("_", " ")


def _events(events: Iterator[dict[str, Any]], left_out: Counter[str]) -> Iterator[Post]:
    for event in events:
        if text := _event(event):
            yield _post(event, text)
        else:
            left_out[event["event"]] += 1


def _event(event: dict[str, Any]) -> str:
    kind = event["event"]
    if kind in ("labeled", "unlabeled"):
        verb = "Added" if kind == "labeled" else "Removed"
        return f"{verb} the label {event['label']['name']}."
    return _EVENTS.get(kind, "")


def _post(one: dict[str, Any], text: str, *, edited: bool = False) -> Post:
    at = datetime.fromisoformat(one.get("created_at") or one["submitted_at"])
    user = one.get("user") or one.get("actor")
    # An account that was deleted leaves no user behind.
    login, is_bot = (user["login"], user["type"] == "Bot") if user else ("", False)
    is_member = one.get("author_association", "MEMBER") in MEMBERS  # only members cause events, but for their own
    return Post(at, login, is_bot, text, edited, is_member)
