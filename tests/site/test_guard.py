"""The internal edition of a private repository never reaches a public site."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from afterword.errors import AfterwordError
from afterword.project import Project
from afterword.site import guard

PRIVATE = {"private": True, "visibility": "private"}
PUBLIC = {"private": False, "visibility": "public"}


@pytest.mark.parametrize(
    ("repository", "pages"),
    [
        (PUBLIC, {"public": True}),
        (PUBLIC, None),
        (PRIVATE, {"public": False}),
        ({"private": True, "visibility": "internal"}, {"public": False}),
    ],
)
def test_what_may_be_deployed(repository: dict[str, Any], pages: dict[str, Any] | None) -> None:
    assert "acme/bots is " in guard.judge("acme/bots", repository, pages)


@pytest.mark.parametrize(
    ("repository", "pages"),
    [
        (PRIVATE, {"public": True}),
        (PRIVATE, {}),
        (PRIVATE, None),
        ({"private": True, "visibility": "internal"}, {"public": True}),
        ({"private": False, "visibility": "internal"}, {"public": True}),
        ({}, {"public": True}),
        ({"private": None}, {"public": None}),
    ],
)
def test_what_may_not_or_is_not_said_clearly(repository: dict[str, Any], pages: dict[str, Any] | None) -> None:
    with pytest.raises(AfterwordError):
        guard.judge("acme/bots", repository, pages)


@contextmanager
def github(answers: dict[str, tuple[int, object]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (404, {"message": "Not Found"}))
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ({"/repos/a/b": (200, PUBLIC)}, 0, "may be deployed: a/b is public"),
        (
            {"/repos/a/b": (200, PRIVATE), "/repos/a/b/pages": (200, {"public": False})},
            0,
            "only people with access to it",
        ),
        ({"/repos/a/b": (200, PRIVATE), "/repos/a/b/pages": (200, {"public": True})}, 1, "everyone can read its site"),
        ({"/repos/a/b": (200, PRIVATE)}, 1, "has no site on GitHub Pages yet"),
        ({"/repos/a/b": (200, PRIVATE), "/repos/a/b/pages": (403, {"message": "no"})}, 1, "needs `contents: read, p"),
        ({}, 1, "there is no repository a/b, or the token cannot see it"),
    ],
)
def test_github_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    answers: dict[str, tuple[int, object]], code: int, said: str,
) -> None:  # fmt: skip
    with github(answers) as url:
        for name, value in {"TOKEN": "t", "REPOSITORY": "a/b", "API_URL": url}.items():
            monkeypatch.setenv(f"GITHUB_{name}", value)
        assert run(["-C", str(tmp_path), "site", "guard"]) == code
    out, err = capsys.readouterr()
    assert said in out + err


def test_without_a_token_or_a_repository_it_says_what_is_missing(open_project: Callable[..., Project]) -> None:
    with pytest.raises(AfterwordError, match="no token for GitHub"):
        guard.check(open_project(GITHUB_REPOSITORY="a/b"))
    with pytest.raises(AfterwordError, match="cannot determine the repository"):
        guard.check(open_project(GITHUB_TOKEN="t"))
