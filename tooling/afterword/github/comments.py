"""Comments on an issue or pull request: reading them, reactions, and one of our own that is kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from afterword.github.errors import translate_errors
from afterword.github.repository import Repository
from afterword.text.newlines import with_lf


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is now.

    Attributes:
        id: by which GitHub knows it.
        author: the login of its author; empty if the account was deleted.
        author_id: the number of that account; None if it was deleted.
        is_bot: whether the account is a program's.
        body: what it says.
        created: when it was written; aware.
    """

    id: int
    author: str
    author_id: int | None
    is_bot: bool
    body: str
    created: datetime

    def begins_with(self, marker: str) -> bool:
        """Whether it begins with a marker, perhaps behind blanks."""
        return self.body.lstrip("\ufeff \r\n").startswith(marker)


def keep_comment(
    repository: Repository, number: int, marker: str, render: Callable[[str, int], str], *, begins: bool = True
) -> str:
    """Create or update the comment.

    Only comments of the token's own account count: anyone can write the marker. Two runs at a time may have written one
    each; the first stays.

    Args:
        repository: with a token that has `pull-requests: write` or `issues: write`.
        number: of the issue or pull request.
        marker: how the comment begins.
        render: returns the text from the text until now, "" if there is none, and from the id of the newest comment, 0
            if there is none; the same text is not written again.
        begins: whether to create one if there is none.

    Returns:
        `written`, `changed` or `unchanged`; empty if there is none.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    api = repository.api
    own, comments = list_comments(repository, number)
    ours = [one for one in comments if one.author_id == own and one.begins_with(marker)]
    before = ours[0].body if ours else ""
    body = render(before, max((one.id for one in comments), default=0))
    with translate_errors(repository.name, needs="pull-requests: write` or `issues: write"):
        for extra in ours[1:]:
            api.delete(f"{repository.root}/issues/comments/{extra.id}")
        if not ours and not begins:
            return ""
        if not ours:
            api.write("POST", f"{repository.root}/issues/{number}/comments", {"body": body})
            return "written"
        if before.rstrip() == body.rstrip():
            return "unchanged"
        api.write("PATCH", f"{repository.root}/issues/comments/{ours[0].id}", {"body": body})
        return "changed"


def list_comments(repository: Repository, number: int) -> tuple[int, list[Comment]]:
    """Return the number of the token's own account, and the comments on an issue or pull request, the oldest first.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    with translate_errors(repository.name, needs="pull-requests: read` or `issues: read"):
        own = repository.api.own_account()
        found = [_comment(one) for one in repository.api.pages(f"{repository.root}/issues/{number}/comments")]
    return own, sorted(found, key=lambda one: (one.created, one.id))


def _comment(found: dict[str, Any]) -> Comment:
    user = found["user"] or {}
    return Comment(
        id=int(found["id"]),
        author=str(user.get("login") or ""),
        author_id=user.get("id"),
        is_bot=user.get("type") == "Bot",
        body=with_lf(found["body"] or ""),
        created=datetime.fromisoformat(found["created_at"]),
    )


def add_reaction(repository: Repository, comment: int, content: str) -> None:
    """React to a comment; nothing changes if the token's account has done so already.

    Args:
        repository: with a token that has `pull-requests: write` or `issues: write`.
        comment: its id.
        content: as GitHub names it, such as `+1`. A comment that was deleted gets none.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    from github import GithubException

    with translate_errors(repository.name, needs="pull-requests: write"):
        try:
            path = f"{repository.root}/issues/comments/{comment}/reactions"
            repository.api.write("POST", path, {"content": content})
        except GithubException as error:
            if error.status != 404:
                raise
