"""One comment of our own on an issue or pull request, found again by a hidden marker and kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afterword.github.errors import translate_errors
from afterword.github.repository import Repository
from afterword.text.newlines import with_lf


def keep_comment(
    repository: Repository, number: int, marker: str, render: Callable[[str], str], *, begins: bool = True
) -> str:
    """Create or update the comment.

    Only comments of the token's own account count: anyone can write the marker. Two runs at a time may have written one
    each; the first stays.

    Args:
        repository: with a token that has `pull-requests: write` or `issues: write`.
        number: of the issue or pull request.
        marker: how the comment begins.
        render: returns the text from the text until now, "" if there is none; the same text is not written again.
        begins: whether to create one if there is none.

    Returns:
        `written`, `changed` or `unchanged`; empty if there is none.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    api = repository.api
    with translate_errors(repository.name, needs="pull-requests: write` or `issues: write"):
        ours = _own_comments(repository, number, marker)
        before = (ours[0]["body"] or "") if ours else ""
        body = render(before)
        for extra in ours[1:]:
            api.delete(f"{repository.root}/issues/comments/{extra['id']}")
        if not ours and not begins:
            return ""
        if not ours:
            api.write("POST", f"{repository.root}/issues/{number}/comments", {"body": body})
            return "written"
        if with_lf(before).rstrip() == body.rstrip():
            return "unchanged"
        api.write("PATCH", f"{repository.root}/issues/comments/{ours[0]['id']}", {"body": body})
        return "changed"


def read_comment(repository: Repository, number: int, marker: str) -> str:
    """Return the text of the comment; "" if there is none.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    with translate_errors(repository.name, needs="pull-requests: read` or `issues: read"):
        ours = _own_comments(repository, number, marker)
    return with_lf(ours[0]["body"] or "") if ours else ""


def _own_comments(repository: Repository, number: int, marker: str) -> list[dict[str, Any]]:
    own = repository.api.own_account()
    comments = repository.api.pages(f"{repository.root}/issues/{number}/comments")
    return [one for one in comments if (one["user"] or {}).get("id") == own and begins_with(one["body"] or "", marker)]


def begins_with(body: str, marker: str) -> bool:
    """Whether a text begins with a marker, perhaps behind blanks."""
    return body.lstrip("\ufeff \r\n").startswith(marker)
