"""A real browser for the tests: the system's Chromium, driven by Playwright, and a server for what it looks at."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = "REQUIRE_BROWSER"
"""Set where a missing browser is a failure, as in CI."""


def find_chromium() -> str:
    """The system's browser; without one the test is skipped, or fails where one is required."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, and there is no Chromium on the PATH ({', '.join(NAMES)})")
        pytest.skip("no Chromium on this machine: what the site does in a browser is not tested")
    return found


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, headers: Mapping[str, str], below: str, **options: Any) -> None:
        self._headers = headers
        self._below = f"/{below}"
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        is_below = path.startswith(self._below)
        return super().translate_path("/" + path.removeprefix(self._below) if is_below else "/nothing/is/here")

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *args: Any, **options: Any) -> None:
        """Answer with the site's own page for what is not found, as servers of static files do."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, *args, **options)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.read_bytes())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None, below: str = "") -> Iterator[str]:
    """The address of a server of a folder, with a slash at its end; it sends the headers with every file.

    Args:
        folder: what is served.
        headers: by their names.
        below: where the folder is on the server, with a slash at its end; empty for the root.
    """
    handler = functools.partial(_Handler, directory=str(folder), headers=headers or {}, below=below)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/{below}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
