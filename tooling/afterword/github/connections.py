"""A connection to GitHub, from what Actions sets in the environment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from afterword.errors import AfterwordError
from afterword.github.api import PUBLIC_API, Api
from afterword.github.repository import Repository, is_repository


class Connection:
    """A connection that is opened when it is first used; as a context manager, it is closed at the end.

    Args:
        env: GITHUB_TOKEN, GITHUB_REPOSITORY and GITHUB_API_URL, as Actions sets them.
        remedy: what to do if there is no token.
    """

    def __init__(self, env: Mapping[str, str], *, remedy: str = "set GITHUB_TOKEN") -> None:
        self._env = env
        self._remedy = remedy

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def api(self) -> Api:
        """The connection.

        Raises:
            AfterwordError: there is no token, or PyGithub is not installed.
        """
        token = (self._env.get("GITHUB_TOKEN") or "").strip()  # one that was pasted may end with a newline
        if not token:
            raise AfterwordError("there is no token for GitHub", remedy=self._remedy)
        return Api(token, self._env.get("GITHUB_API_URL") or PUBLIC_API)

    def repository(self, name: str | None = None) -> Repository:
        """Return a repository, without sending a request.

        Args:
            name: `owner/name`; that of GITHUB_REPOSITORY when None.

        Raises:
            AfterwordError: there is no token or no such name, or PyGithub is not installed.
        """
        api, name = self.api, name or self._env.get("GITHUB_REPOSITORY") or ""
        if not is_repository(name):
            raise AfterwordError("cannot determine the repository", remedy="set GITHUB_REPOSITORY to owner/name")
        return Repository(api, name)

    def close(self) -> None:
        """Close the connection if it was opened."""
        if "api" in self.__dict__:
            self.api.close()
