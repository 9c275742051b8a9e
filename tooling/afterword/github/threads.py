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
_EVENTS = {
    "closed": "Closed this.",
    "reopened": "Reopened this.",
    "merged": "Merged this.",
    "locked": "Locked this.",
}
_EDITED_SECONDS = 1
_MEMBERS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})


@dataclass(frozen=True, slots=True)
class Post:
    """An entry of a thread: something written, or an event.

    Attributes:
        at: when; aware.
        author: login, empty for an account that was deleted.
        is_bot: whether the account is a program's.
        text: what was written, or what happened.
        edited: whether it was changed later.
    """

    at: datetime
    author: str
    is_bot: bool
    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class IssueThread:
    """A thread, in any order; `left_out` counts events that say nothing about an incident."""

    posts: tuple[Post, ...]
    left_out: dict[str, int]


def read_thread(
    repository: Repository, number: int, *, members_only: bool = False, until: datetime | None = None
) -> IssueThread:
    """Return an issue or pull request with its comments, reviews and the events that say what happened.

    Args:
        repository: with a token that has `issues: read`.
        number: its number.
        members_only: whether to keep only what owners, members and collaborators wrote; the rest is counted.
        until: leave out, and count, what was written or changed later; aware.

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
        posts = [*map(_beginning, kept([issue]))]
        posts += map(_comment, kept(api.pages(f"{place}/comments")))
        posts += _events(api.pages(f"{place}/events"), left_out)
        if "pull_request" in issue:
            place = f"{repository.root}/pulls/{number}"
            posts += _reviews(kept(api.pages(f"{place}/reviews")))
            posts += map(_remark, kept(api.pages(f"{place}/comments")))
    return IssueThread(tuple(posts), dict(left_out))


def _kept(
    written: Iterable[dict[str, Any]], left_out: Counter[str], members_only: bool, until: datetime | None
) -> Iterator[dict[str, Any]]:
    """What counts of a thread."""
    for one in written:
        changed = one.get("updated_at") or one.get("submitted_at")
        if members_only and one.get("author_association") not in _MEMBERS:
            left_out["written by others than members"] += 1
        elif until is not None and "state" not in one and changed and datetime.fromisoformat(changed) > until:
            left_out["written or changed later"] += 1
        else:
            yield one


def _beginning(issue: dict[str, Any]) -> Post:
    return _post(issue["created_at"], issue["user"], f"{issue['title']}\n\n{issue['body'] or ''}")


def _comment(comment: dict[str, Any]) -> Post:
    created, updated = datetime.fromisoformat(comment["created_at"]), datetime.fromisoformat(comment["updated_at"])
    edited = (updated - created).total_seconds() > _EDITED_SECONDS
    return _post(comment["created_at"], comment["user"], comment["body"] or "", edited)


def _events(events: Iterator[dict[str, Any]], left_out: Counter[str]) -> Iterator[Post]:
    for event in events:
        if text := _event(event):
            yield _post(event["created_at"], event["actor"], text)
        else:
            left_out[event["event"]] += 1


def _event(event: dict[str, Any]) -> str:
    kind = event["event"]
    if kind in ("labeled", "unlabeled"):
        verb = "Added" if kind == "labeled" else "Removed"
        return f"{verb} the label {event['label']['name']}."
    return _EVENTS.get(kind, "")


def _reviews(reviews: Iterator[dict[str, Any]]) -> Iterator[Post]:
    for review in reviews:
        if review.get("submitted_at"):  # one that is still being written has none
            words = review["state"].lower().replace("_", " ")
            yield _post(review["submitted_at"], review["user"], f"Review, {words}. {review['body'] or ''}")


def _remark(comment: dict[str, Any]) -> Post:
    return _post(comment["created_at"], comment["user"], f"On {comment['path']}: {comment['body'] or ''}")


def _post(at: str, user: dict[str, Any] | None, text: str, edited: bool = False) -> Post:
    # An account that was deleted leaves no user behind.
    login, is_bot = (user["login"], user["type"] == "Bot") if user else ("", False)
    return Post(datetime.fromisoformat(at), login, is_bot, text, edited)
