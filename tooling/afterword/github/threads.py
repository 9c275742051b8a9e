"""Threads and files of a repository on GitHub, read as evidence. Nothing is written there."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.api import Api, Pace
from afterword.github.errors import translate_errors

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
    """Something that somebody, or something, did in a thread.

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


class GitHubReader:
    """Reads from one repository, with the pauses, repetitions and messages of the tracker.

    Args:
        token: needs `issues: read`, and `contents: read` for files.
        name: `owner/name`.
        api_url: as Actions gives it in GITHUB_API_URL.
        pace: PACE when None.

    Raises:
        AfterwordError: PyGithub is not installed.
    """

    def __init__(self, token: str, name: str, *, api_url: str, pace: Pace | None = None) -> None:
        self.name = name
        self._api = Api(token, api_url, pace=pace)
        self._root = f"/repos/{name}"

    def thread(self, number: int, *, members_only: bool = False, until: datetime | None = None) -> IssueThread:
        """An issue or pull request with its comments, reviews and the events that tell what happened.

        Args:
            number: its number.
            members_only: whether only what owners, members and collaborators wrote counts; the rest is counted.
            until: what was written or changed later is left out and counted; aware.

        Raises:
            AfterwordError: there is none of that number, or it cannot be read.
        """
        from github import GithubException

        left_out: Counter[str] = Counter()
        with translate_errors(self.name):
            try:
                issue = self._api.get(f"{self._root}/issues/{number}")
                place = f"{self._root}/issues/{number}"

                def kept(written: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
                    return _kept(written, left_out, members_only, until)

                posts = [*map(_beginning, kept(iter([issue])))] if members_only else [_beginning(issue)]
                posts += map(_comment, kept(self._api.pages(f"{place}/comments")))
                posts += _events(self._api.pages(f"{place}/events"), left_out)
                if "pull_request" in issue:
                    place = f"{self._root}/pulls/{number}"
                    posts += _reviews(kept(self._api.pages(f"{place}/reviews")))
                    posts += map(_remark, kept(self._api.pages(f"{place}/comments")))
            except GithubException as error:
                if error.status in (404, 410):
                    raise AfterwordError(
                        f"there is no issue #{number} in {self.name}, or the token may not see it",
                        remedy="correct the number or the repository; the token needs `issues: read` there",
                    ) from error
                raise
        return IssueThread(tuple(posts), dict(left_out))

    def file(self, path: str, commit: str) -> bytes:
        """A file as it was at a commit.

        Raises:
            AfterwordError: there is none, or it is too large for GitHub to answer it.
        """
        from github import GithubException

        with translate_errors(self.name):
            try:
                found = self._api.get(f"{self._root}/contents/{quote(path)}", ref=commit)
            except GithubException as error:
                if error.status == 404:
                    raise AfterwordError(
                        f"there is no file `{path}` at `{commit}` in {self.name}",
                        remedy="correct the path or the commit; the token needs `contents: read` there",
                    ) from error
                raise
        if not isinstance(found, dict) or found.get("encoding") != "base64":
            raise AfterwordError(f"`{path}` at `{commit}` in {self.name} is no file of at most 1 MB")
        return base64.b64decode(found["content"])

    def close(self) -> None:
        """Close the connection."""
        self._api.close()


def _kept(
    written: Iterator[dict[str, Any]], left_out: Counter[str], members_only: bool, until: datetime | None
) -> Iterator[dict[str, Any]]:
    """What counts of a thread."""
    for one in written:
        changed = one.get("updated_at") or one.get("submitted_at")
        if members_only and one.get("author_association") not in _MEMBERS:
            left_out["written by others than members"] += 1
        elif until is not None and "state" not in one and changed and _time(changed) > until:
            left_out["written or changed later"] += 1
        else:
            yield one


def _beginning(issue: dict[str, Any]) -> Post:
    return _post(issue["created_at"], issue["user"], f"{issue['title']}\n\n{issue['body'] or ''}")


def _comment(comment: dict[str, Any]) -> Post:
    created, updated = _time(comment["created_at"]), _time(comment["updated_at"])
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
    return Post(_time(at), login, is_bot, text, edited)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
