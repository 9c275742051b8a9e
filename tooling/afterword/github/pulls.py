"""Pull requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from afterword.errors import AfterwordError
from afterword.github.errors import translate_errors
from afterword.github.repository import Repository, require_commit

_OPEN = """query ($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  pullRequests(states: OPEN, first: 50, orderBy: {field: CREATED_AT, direction: ASC}) {
    nodes { number url createdAt headRefName files(first: 100) { nodes { path } } } } } }"""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file of a pull request.

    Attributes:
        path: in the repository.
        status: `added`, `modified`, `renamed`, `removed`, …
        before: its former path; empty unless it was renamed.
        patch: its hunks as a unified diff has them; empty for a binary or very large file.
    """

    path: str
    status: str
    before: str = ""
    patch: str = ""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as it is now.

    Attributes:
        number: its number.
        is_open: whether it is neither merged nor closed.
        is_fork: whether its branch is in another repository, or gone with it.
        branch: its branch.
        head: the commit that the branch is at.
        default_branch: that of the repository.
        labels: names.
        files: what it changes.
    """

    number: int
    is_open: bool
    is_fork: bool
    branch: str
    head: str
    default_branch: str
    labels: frozenset[str]
    files: tuple[ChangedFile, ...]


@dataclass(frozen=True, slots=True)
class OpenPullRequest:
    """An open pull request, and the paths of the files that it changes."""

    number: int
    url: str
    created: datetime
    branch: str
    paths: tuple[str, ...]


def read_pull(repository: Repository, number: int) -> PullRequest:
    """Return a pull request with all its files.

    Raises:
        AfterwordError: there is none of that number, or the token cannot read it.
    """
    api, root = repository.api, f"{repository.root}/pulls/{number}"
    with translate_errors(repository.name, needs="pull-requests: read"):
        found = api.find(root)
        if found is None:
            raise AfterwordError(
                f"there is no pull request #{number} in {repository.name}, or the token cannot see it",
                remedy="correct the number; the token needs `pull-requests: read`",
            )
        files = [
            ChangedFile(one["filename"], one["status"], one.get("previous_filename") or "", one.get("patch") or "")
            for one in api.pages(f"{root}/files")
        ]
    head, base = found["head"], found["base"]
    return PullRequest(
        number=number,
        is_open=found["state"] == "open",
        is_fork=_name(head.get("repo")) != _name(base.get("repo")),
        branch=str(head["ref"]),
        head=require_commit(head["sha"]),
        default_branch=str(base["repo"]["default_branch"]),
        labels=frozenset(label["name"] for label in found.get("labels") or ()),
        files=tuple(files),
    )


def list_open_pulls(repository: Repository) -> list[OpenPullRequest]:
    """Return the fifty oldest open pull requests, from one query.

    Raises:
        AfterwordError: the token cannot read them, or GitHub fails.
    """
    with translate_errors(repository.name):
        nodes = (repository.graphql(_OPEN).get("pullRequests") or {}).get("nodes") or []
    return [
        OpenPullRequest(
            number=int(one["number"]),
            url=str(one["url"]),
            created=datetime.fromisoformat(one["createdAt"]),
            branch=str(one["headRefName"]),
            paths=tuple(str(file["path"]) for file in (one.get("files") or {}).get("nodes") or ()),
        )
        for one in nodes
    ]


def find_pull(repository: Repository, branch: str, **query: str) -> dict[str, Any] | None:
    """Return the newest pull request of a branch of this repository, as GitHub answers it; None if there is none.

    Args:
        repository: with a token that has `pull-requests: read`.
        query: further parameters of GitHub's list, such as `state`.

    Raises:
        GithubException: GitHub refuses it, or fails.
    """
    owner = repository.name.partition("/")[0]
    found = repository.api.get(f"{repository.root}/pulls", head=f"{owner}:{branch}", **query)
    return found[0] if found else None


def _name(repository: Any) -> str | None:
    return str(repository["full_name"]).casefold() if repository else None
