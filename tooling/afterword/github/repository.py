"""A repository on GitHub: its present name and its branches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.api import Api
from afterword.github.errors import translate_errors

_NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FIELDS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Head:
    """The default branch of a repository and the commit that it is at."""

    branch: str
    commit: str


class Repository:
    """One repository.

    Args:
        api: the connection.
        name: `owner/name`, perhaps a former one.
    """

    def __init__(self, api: Api, name: str) -> None:
        self.api = api
        self._asked_for = name
        self._found: dict[str, Any] | None = None

    @property
    def name(self) -> str:
        """`owner/name`; once it was looked up, the present one."""
        return str(self._found["full_name"]) if self._found else self._asked_for

    @property
    def root(self) -> str:
        """The address of the repository in the interface."""
        return f"/repos/{self.name}"

    def is_named(self, name: str) -> bool:
        """Whether it is the repository of this name, present or former."""
        return name.casefold() in (self.name.casefold(), self._asked_for.casefold())

    def look_up(self) -> dict[str, Any]:
        """Ask GitHub for the repository, once. A list with a query needs this first: if the repository was renamed,
        PyGithub follows GitHub to the new name but drops the query, so that the list would not be filtered."""
        if self._found is None:
            self._found = self.api.get(f"/repos/{self._asked_for}")
        return self._found

    def head(self) -> Head | None:
        """Return the default branch; None if it has no commit yet.

        Raises:
            AfterwordError: the token cannot read it.
        """
        from github import GithubException

        with translate_errors(self.name):
            branch = str(self.look_up()["default_branch"])
            try:
                return Head(branch, self.commit_of(branch))
            except GithubException as error:
                if error.status == 409:
                    return None
                if error.status not in (403, 404):
                    raise
                reason = f"the token cannot read the branch {branch} of {self.name}"
                raise AfterwordError(reason, remedy="it needs `contents: read` there") from error

    def commit_of(self, branch: str) -> str:
        """Return the commit that a branch is at.

        Raises:
            GithubException: there is no such branch, or GitHub fails.
            AfterwordError: the answer is not a commit.
        """
        return require_commit(self.api.get(f"{self.root}/git/ref/heads/{quote(branch)}")["object"]["sha"])

    def graphql(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return what GitHub says of the repository in answer to a query with `$owner` and `$name`.

        Raises:
            GithubException: GitHub fails.
        """
        owner, _, name = self.name.partition("/")
        return self.api.graphql(query, {"owner": owner, "name": name, **variables}).get("repository") or {}

    def ask_each(self, fields: Iterable[str], fragment: str = "") -> list[dict[str, Any]]:
        """Ask for several fields of the repository by GraphQL, 50 in a request.

        Args:
            fields: each with what is asked of it: `issue(number: 7) { title }`.
            fragment: that they name.

        Returns:
            The answers in the same order; empty for what GitHub says nothing of.

        Raises:
            GithubException: GitHub fails.
        """
        asked, answers = list(fields), []
        for first in range(0, len(asked), _FIELDS_AT_ONCE):
            batch = asked[first : first + _FIELDS_AT_ONCE]
            named = " ".join(f"i{at}: {field}" for at, field in enumerate(batch))
            query = (
                f"query ($owner: String!, $name: String!) {{ repository(owner: $owner, name: $name) {{ {named} }} }} "
            )
            found = self.graphql(query + fragment)
            answers += [found.get(f"i{at}") or {} for at in range(len(batch))]
        return answers

    def present_name(self) -> str | None:
        """Return its present name, `owner/name` in lower case; None if the token cannot see it."""
        if self._found is None:
            with translate_errors(self.name):
                self._found = self.api.find(f"/repos/{self._asked_for}", 403, 451)
        return None if self._found is None else self.name.casefold()


def is_repository(name: str) -> bool:
    """Whether a text is `owner/name`."""
    return bool(_NAME.fullmatch(name))


def is_commit(text: str) -> bool:
    """Whether a text is a commit with all of its digits."""
    return bool(_COMMIT.fullmatch(text))


def require_commit(text: Any) -> str:
    """Return a commit as GitHub names it: git is given it.

    Raises:
        AfterwordError: it is not a commit.
    """
    if not isinstance(text, str) or not is_commit(text):
        raise AfterwordError(f"GitHub names a commit that is not one: `{str(text)[:40]}`")
    return text
