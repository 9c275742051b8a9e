"""Requests to GitHub through PyGithub's requester: its authentication and exceptions, and plain JSON.

PyGithub's objects are not used: they send a request of their own when an attribute is read that the answer lacked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from afterword import __version__
from afterword.errors import AfterwordError
from afterword.github.errors import repeat_read, retry_policy
from afterword.github.pacing import BETWEEN_WRITES, Pacer
from afterword.times.clock import Clock, SystemClock
from afterword.times.durations import show_duration

PUBLIC_API = "https://api.github.com"
_URL = re.compile(r"https?://[^/\s]+(/\S*)?")
_MAX_AHEAD = timedelta(minutes=1)
"""How far the clocks of two runs may be apart; the lease has a margin for it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast requests are sent; the defaults keep GitHub's limits. Only tests use others.

    Attributes:
        between_requests: seconds.
        between_writes: seconds.
        backoff: seconds before the second try, doubled before each further one.
        timeout: seconds for one request.
        secondary_wait: seconds to wait if GitHub says that requests came too fast, but not how long to wait.
    """

    between_requests: float = 0.25
    between_writes: float = BETWEEN_WRITES
    backoff: float = 1.0
    timeout: int = 30
    secondary_wait: float = 60.0


PACE = Pace()


class Api:
    """Requests to GitHub's REST and GraphQL interfaces. Raises what PyGithub raises."""

    def __init__(
        self, token: str, url: str = PUBLIC_API, *, pace: Pace | None = None, clock: Clock | None = None
    ) -> None:
        """Prepare the client without sending a request.

        Args:
            token: for all requests.
            url: as Actions gives it in GITHUB_API_URL.
            pace: PACE when None.
            clock: by which writes are spaced; the machine's when None.

        Raises:
            AfterwordError: PyGithub is not installed, or the address is not valid.
        """
        try:
            from github import Auth, Github, set_log_level
        except ImportError:
            raise AfterwordError(
                "GitHub needs the package PyGithub", remedy='pip install "afterword[github]"'
            ) from None
        if not _URL.fullmatch(url):
            remedy = f"set GITHUB_API_URL to an address such as {PUBLIC_API}, or leave it empty"
            raise AfterwordError(f"`{url}` is not the address of GitHub's interface", remedy=remedy)
        set_log_level(logging.WARNING)  # it would write every repeated request to standard error
        self.clock = clock or SystemClock()
        self._pace = pace or PACE
        self._ahead = timedelta(0)
        self.pacer = Pacer(self.clock, self._pace.between_writes)
        self._client = Github(
            auth=Auth.Token(token),
            base_url=url.rstrip("/"),
            per_page=100,
            lazy=True,
            timeout=self._pace.timeout,
            api_version="2022-11-28",
            user_agent=f"afterword/{__version__}",
            seconds_between_requests=self._pace.between_requests,
            seconds_between_writes=0,  # the pacer does it
            retry=retry_policy(self._pace.backoff, self._pace.secondary_wait),
        )

    def get(self, path: str, /, **query: str | int) -> Any:
        """Return the answer to a GET."""
        return self._client.requester.requestJsonAndCheck("GET", path, parameters=query)[1]

    def find(self, path: str, /, *absent: int, **query: str | int) -> Any:
        """Return the answer to a GET; None if GitHub answers 404, or one of the statuses in `absent`."""
        from github import GithubException

        try:
            return self.get(path, **query)
        except GithubException as error:
            if error.status not in (404, *absent):
                raise
            return None

    def pages(self, path: str, /, **query: str | int) -> Iterator[Any]:
        """Yield every element of a list, page by page."""
        from requests.utils import parse_header_links

        address: str | None = path
        parameters: dict[str, str | int] | None = {**query, "per_page": 100}
        while address:
            headers, found = self._client.requester.requestJsonAndCheck("GET", address, parameters=parameters)
            yield from found
            links = parse_header_links(headers.get("link", ""))
            address = next((link["url"] for link in links if link.get("rel") == "next"), None)
            parameters = None  # the link contains them

    def write(self, verb: str, path: str, body: Any = None) -> Any:
        """Send a request that changes something, and return the answer."""
        self.pacer.before_write()
        return self._client.requester.requestJsonAndCheck(verb, path, input=body)[1]

    def delete(self, path: str, *gone: int) -> None:
        """Delete something; ignore a 404, or a status in `gone`, because it is deleted already."""
        from github import GithubException

        try:
            self.write("DELETE", path)
        except GithubException as error:
            if error.status not in (404, *gone):
                raise

    def graphql(self, query: str, variables: dict[str, Any] | None = None) -> Any:
        """Return the data of a GraphQL query."""
        headers, found = repeat_read(
            lambda: self._client.requester.graphql_query(query, variables or {}), self._pace.backoff
        )
        # Of this answer, because no proxy caches the answer to a POST.
        with suppress(KeyError, ValueError, TypeError):  # without a readable date, nothing is known
            self._ahead = self.clock.now() - parsedate_to_datetime(headers["date"])
        return found["data"]

    def own_account(self) -> int:
        """Return the id of the token's own account. REST's /user refuses the token of Actions."""
        return int(self.graphql("query { viewer { databaseId } }")["viewer"]["databaseId"])

    def require_time(self) -> None:
        """Check the machine's clock by GraphQL's last answer: other runs rely on the times that we write.

        Raises:
            AfterwordError: it is wrong by more than a minute.
        """
        if abs(self._ahead) > _MAX_AHEAD:
            way = "ahead of" if self._ahead > timedelta(0) else "behind"
            raise AfterwordError(
                f"the clock of this machine is {show_duration(abs(self._ahead))} {way} GitHub's; nothing was done",
                remedy="correct it: runs use the time to keep out of each other's way",
            )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()
