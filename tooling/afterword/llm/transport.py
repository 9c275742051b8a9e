"""An HTTP client that ends in time, in spite of the endpoint."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from afterword.llm.errors import LlmUnavailable

if TYPE_CHECKING:
    import httpx2

_MAX_REPLY_BYTES = 4_000_000


def limited_client(
    deadline: Callable[[], float], timeout: float, where: str, before_request: Callable[[], None] = lambda: None
) -> httpx2.Client:
    """Make an HTTP client with a deadline and a limit of bytes.

    Compressed answers are refused: a few hundred kilobytes can become gigabytes.

    The library's own timeout restarts with every piece of data, so an endpoint that sends a byte at a time would never
    end; and the library waits up to two minutes if an endpoint asks for it.

    Args:
        deadline: returns when the request must end, on the clock of `time.monotonic`.
        timeout: seconds for one request.
        where: the endpoint, for messages.
        before_request: called before each request, also before one that the library repeats; may raise.
    """
    import httpx2
    import openai

    def check() -> float:
        left = deadline() - time.monotonic()
        if left <= 0:
            raise LlmUnavailable(f"{where} took too long", remedy="raise `llm.timeout_seconds`, or try later")
        return left

    class Bounded(httpx2.SyncByteStream):
        def __init__(self, stream: httpx2.SyncByteStream, encoding: str) -> None:
            self.stream = stream
            self.encoding = encoding

        def __iter__(self) -> Iterator[bytes]:
            if self.encoding not in ("", "identity"):
                raise LlmUnavailable(f"{where} sent a compressed answer, which was not asked for")
            size = 0
            for chunk in self.stream:
                check()
                size += len(chunk)
                if size > _MAX_REPLY_BYTES:
                    raise LlmUnavailable(f"{where} sent more than {_MAX_REPLY_BYTES // 1_000_000} MB")
                yield chunk

        def close(self) -> None:
            self.stream.close()

    def on_request(request: httpx2.Request) -> None:
        left = min(check(), timeout)
        before_request()
        request.headers["accept-encoding"] = "identity"
        request.extensions["timeout"] = {"connect": min(left, 10), "read": left, "write": left, "pool": left}

    def on_response(response: httpx2.Response) -> None:
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = Bounded(response.stream, response.headers.get("content-encoding", "").lower())
        if _wait(response.headers) > deadline() - time.monotonic():
            response.headers["x-should-retry"] = "false"

    return openai.DefaultHttpxClient(
        timeout=timeout,
        limits=httpx2.Limits(max_connections=None, max_keepalive_connections=None),
        follow_redirects=False,
        event_hooks={"request": [on_request], "response": [on_response]},
        # What goes to this machine does not leave it: a proxy of the environment would see it.
        trust_env=not _is_this_machine(where),
    )


def _is_this_machine(where: str) -> bool:
    """Whether an endpoint is at a loopback address."""
    name = urlsplit(where).hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _wait(headers: Mapping[str, str]) -> float:
    """Read how many seconds an endpoint asks us to wait; infinite for a date."""
    for key, divisor in (("retry-after-ms", 1000), ("retry-after", 1)):
        if key in headers:
            try:
                return float(headers[key]) / divisor
            except ValueError:
                return float("inf")
    return 0
