"""Asking GitHub, through PyGithub's requester: its authentication, retries and exceptions, and plain JSON.

What PyGithub does by default would open issues twice: it repeats a POST that got a 5xx or no answer. Here a POST is
sent once. Its objects are not used: they complete themselves by a request of their own when an attribute is read that
the answer lacked, and on a renamed repository they drop the query of a list.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from afterword import __version__
from afterword.errors import AfterwordError
from afterword.github.pacing import BETWEEN_WRITES, Pacer
from afterword.times.clock import Clock, SystemClock
from afterword.times.durations import show_duration

_MAX_WAIT_SECONDS = 300
_GRAPHQL_TRIES = 3
_URL = re.compile(r"https?://[^/\s]+(/\S*)?")
_MAX_AHEAD = timedelta(minutes=1)
"""How far the clocks of two runs may be off; the lease has a margin for it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast GitHub is asked; the defaults keep its limits. Only tests use others.

    Attributes:
        between_requests: seconds.
        between_writes: seconds.
        backoff: seconds before the second try, doubled before each further one.
        timeout: seconds for one request.
        secondary_wait: seconds to wait where GitHub says that it was asked too fast, and not how long to wait.
    """

    between_requests: float = 0.25
    between_writes: float = BETWEEN_WRITES
    backoff: float = 1.0
    timeout: int = 30
    secondary_wait: float = 60.0


PACE = Pace()


class Api:
    """Requests to GitHub's REST and GraphQL interfaces. Raises what PyGithub raises."""

    def __init__(self, token: str, url: str, *, pace: Pace | None = None, clock: Clock | None = None) -> None:
        """Prepare the client; nothing is asked yet.

        Args:
            token: for all requests.
            url: as Actions gives it in GITHUB_API_URL.
            pace: PACE when None.
            clock: by which writes are spaced; the machine's when None.

        Raises:
            AfterwordError: PyGithub is not installed, or the address is none.
        """
        try:
            from github import Auth, Github, GithubRetry, set_log_level
        except ImportError:
            raise AfterwordError(
                "issues on GitHub need the package PyGithub", remedy='pip install "afterword[github]"'
            ) from None
        if not _URL.fullmatch(url):
            remedy = "set GITHUB_API_URL to one such as https://api.github.com, or to nothing"
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
            retry=GithubRetry(
                total=5,
                backoff_factor=self._pace.backoff,
                status_forcelist=[*range(500, 600), 429],
                allowed_methods={"GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"},
                secondary_rate_wait=self._pace.secondary_wait,
                max_rate_limit_wait=_MAX_WAIT_SECONDS,
            ),
        )

    def get(self, path: str, /, **query: str | int) -> Any:
        """The answer to a GET."""
        return self._client.requester.requestJsonAndCheck("GET", path, parameters=query)[1]

    def pages(self, path: str, /, **query: str | int) -> Iterator[Any]:
        """Every element of a list, page by page."""
        from requests.utils import parse_header_links

        address: str | None = path
        parameters: dict[str, str | int] | None = {**query, "per_page": 100}
        while address:
            headers, found = self._client.requester.requestJsonAndCheck("GET", address, parameters=parameters)
            yield from found
            links = parse_header_links(headers.get("link", ""))
            address = next((link["url"] for link in links if link.get("rel") == "next"), None)
            parameters = None  # the link holds them

    def write(self, verb: str, path: str, body: Any = None) -> Any:
        """The answer to a request that changes something."""
        self.pacer.before_write()
        return self._client.requester.requestJsonAndCheck(verb, path, input=body)[1]

    def graphql(self, query: str, variables: dict[str, Any] | None = None) -> Any:
        """The data of a GraphQL query: it changes nothing, so it may be asked again."""
        headers, found = self._again(lambda: self._client.requester.graphql_query(query, variables or {}))
        # Of this answer, because no proxy keeps what a POST got.
        with suppress(KeyError, ValueError, TypeError):  # without a date that can be read, nothing is known
            self._ahead = self.clock.now() - parsedate_to_datetime(headers["date"])
        return found["data"]

    def require_time(self) -> None:
        """See to it that the clock is right, as far as GraphQL's last answer tells: others go by what we write.

        Raises:
            AfterwordError: it is not.
        """
        if abs(self._ahead) > _MAX_AHEAD:
            way = "ahead of" if self._ahead > timedelta(0) else "behind"
            raise AfterwordError(
                f"the clock of this machine is {show_duration(abs(self._ahead))} {way} GitHub's; nothing was done",
                remedy="set it right: runs keep out of one another's way by the time",
            )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _again(self, ask: Callable[[], Any]) -> Any:
        from requests import RequestException

        from github import GithubException

        for tried in range(1, _GRAPHQL_TRIES):
            try:
                return ask()
            except RequestException:
                pass
            except GithubException as error:
                if error.status < 500:
                    raise
            time.sleep(self._pace.backoff * tried)
        return ask()
