"""A repository on GitHub: where it is, and what beside its issues is to be known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.api import Api
from afterword.github.errors import issues_are_off, translate_errors
from afterword.github.issues import time_of

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PULLS = """query ($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  pullRequests(states: OPEN, first: 50, orderBy: {field: CREATED_AT, direction: ASC}) {
    nodes { number url createdAt headRefName files(first: 100) { nodes { path } } } } } }"""


@dataclass(frozen=True, slots=True)
class Head:
    """The default branch of a repository and the commit that it stands at."""

    branch: str
    commit: str


@dataclass(frozen=True, slots=True)
class OpenPullRequest:
    """An open pull request, and the files that it changes."""

    number: int
    url: str
    created: datetime
    branch: str
    paths: tuple[str, ...]


class GitHubRepository:
    """One repository, and what can be read of others beside it."""

    def __init__(self, api: Api, repository: str) -> None:
        """Nothing is asked yet.

        Args:
            api: the connection.
            repository: `owner/name`, perhaps a former one.
        """
        self._api = api
        self._asked_for = repository
        self._found: dict[str, Any] | None = None

    @property
    def name(self) -> str:
        """`owner/name`, as the repository is called now."""
        return str(self._found["full_name"]) if self._found else self._asked_for

    @property
    def root(self) -> str:
        """Where the repository is. Asked for once and not taken on trust: for one that was renamed, PyGithub follows
        GitHub to the new name but drops the query, so that a list would come back without its filters."""
        if self._found is None:
            found = self._api.get(f"/repos/{self._asked_for}")
            if found.get("has_issues") is False:
                raise issues_are_off(self._asked_for)
            self._found = found
        return f"/repos/{self._found['full_name']}"

    def head(self, repository: str | None = None) -> Head | None:
        """The default branch of a repository, this one when None; None where there is no commit yet.

        Raises:
            AfterwordError: it may not be read.
        """
        from github import GithubException

        name = repository or self.name
        with translate_errors(name):
            is_own = name.casefold() in (self.name.casefold(), self._asked_for.casefold())
            root = self.root if is_own else f"/repos/{name}"
            found = self._found if is_own else self._api.get(root)
            assert found is not None
            branch = str(found["default_branch"])
            try:
                ref = self._api.get(f"{root}/git/ref/heads/{quote(branch)}")
            except GithubException as error:
                if error.status == 409:
                    return None
                if error.status in (403, 404):
                    reason = f"the token may not read the branch {branch} of {name}"
                    raise AfterwordError(reason, remedy="it needs `contents: read` there") from error
                raise
        commit = str(ref["object"]["sha"])
        if not _COMMIT.fullmatch(commit):  # git is given it
            raise AfterwordError(f"GitHub names a head of {branch} in {name} that is no commit: `{commit[:40]}`")
        return Head(branch, commit)

    def present_name(self, repository: str) -> str | None:
        """What a repository is called now, `owner/name` in lower case; None for one that the token cannot see."""
        from github import GithubException

        with translate_errors(repository):
            try:
                return str(self._api.get(f"/repos/{repository}")["full_name"]).casefold()
            except GithubException as error:
                if error.status in (403, 404, 451):
                    return None
                raise

    def has_file(self, repository: str, path: str) -> bool:
        """Whether the default branch of a repository holds a file; True where the token may not know."""
        from github import GithubException

        with translate_errors(repository, needs="contents: read"):
            try:
                self._api.get(f"/repos/{repository}/contents/{quote(path)}")
            except GithubException as error:
                if error.status not in (403, 404):
                    raise
                return error.status == 403
        return True

    def open_pull_requests(self) -> list[OpenPullRequest]:
        """The fifty oldest open pull requests, from one query."""
        owner, _, name = self.name.partition("/")
        with translate_errors(self.name):
            data = self._api.graphql(_PULLS, {"owner": owner, "name": name})
        nodes = ((data.get("repository") or {}).get("pullRequests") or {}).get("nodes") or []
        return [
            OpenPullRequest(
                number=int(one["number"]),
                url=str(one["url"]),
                created=time_of(one["createdAt"]),
                branch=str(one["headRefName"]),
                paths=tuple(str(file["path"]) for file in (one.get("files") or {}).get("nodes") or ()),
            )
            for one in nodes
        ]
