"""A small GitHub over real HTTP on loopback, with a memory and with faults.

It answers what PyGithub asks of one repository: issues, labels, comments, assignees, the GraphQL viewer.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "token-of-the-bot"
BOT_ID = 41898282
STRANGER_ID = 666
_AT = "2026-04-16T17:00:00Z"


@dataclass
class Request:
    """What the client asked."""

    method: str
    path: str
    body: Any

    @property
    def writes(self) -> bool:
        """Whether it changes anything; a GraphQL query is a POST that does not."""
        return self.method not in ("GET", "HEAD") and self.path != "/graphql"


@dataclass
class Fault:
    """Goes wrong once per `times` for requests that match.

    Attributes:
        kind: a status such as `403`, or `create-then-502`, `create-then-timeout`, `reset`.
        headers: sent along.
        message: what the answer says.
    """

    kind: str
    method: str = "POST"
    path: str = r".*/issues"
    times: int = 1
    message: str = "Something went wrong"
    headers: dict[str, str] = field(default_factory=dict)


class FakeGitHub:
    """A repository `acme/widgets`; use it as a context manager.

    Attributes:
        log: every request, in order.
        faults: what goes wrong next.
        assignable: logins that issues can be assigned to.
        drop_labels: whether labels given on creation are dropped, as for a token without the right to label.
        old_name: a former name of the repository, redirected.
    """

    def __init__(self, repository: str = "acme/widgets") -> None:
        self.repository = repository
        self.old_name = ""
        self.issues: dict[int, dict[str, Any]] = {}
        self.comments: dict[int, list[str]] = {}
        self.labels: set[str] = set()
        self.assignable = {"octocat", "hubot"}
        self.viewer_id = BOT_ID
        self.drop_labels = False
        self.log: list[Request] = []
        self.faults: list[Fault] = []
        self.closing = threading.Event()
        self.lock = threading.Lock()

    def __enter__(self) -> FakeGitHub:
        fake = self

        class Handler(_Handler):
            github = fake

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def writes(self) -> list[Request]:
        """The requests that changed something, or tried to."""
        return [request for request in self.log if request.writes]

    def add_issue(
        self,
        title: str = "An issue",
        body: str | None = "",
        *,
        author: int = STRANGER_ID,
        labels: tuple[str, ...] = ("postmortem-action",),
        association: str = "NONE",
        pull_request: bool = False,
    ) -> int:
        """Put an issue there, as somebody else would have."""
        number = len(self.issues) + 1
        url = f"{self.url}/repos/{self.repository}"
        place = "pull" if pull_request else "issues"
        login = "afterword-bot" if author == BOT_ID else f"user-{author}"
        self.issues[number] = {
            "id": 1000 + number,
            "node_id": f"I_{number}",
            "number": number,
            "url": f"{url}/issues/{number}",
            "repository_url": url,
            "labels_url": f"{url}/issues/{number}/labels{{/name}}",
            "comments_url": f"{url}/issues/{number}/comments",
            "events_url": f"{url}/issues/{number}/events",
            "html_url": f"https://github.com/{self.repository}/{place}/{number}",
            "title": title,
            "body": body,
            "user": self._user(login, author),
            "labels": [self._label(label) for label in labels],
            "state": "open",
            "state_reason": None,
            "locked": False,
            "active_lock_reason": None,
            "assignee": None,
            "assignees": [],
            "milestone": None,
            "comments": 0,
            "created_at": _AT,
            "updated_at": _AT,
            "closed_at": None,
            "closed_by": None,
            "author_association": association,
        }
        if pull_request:
            self.issues[number]["pull_request"] = {"url": f"{url}/pulls/{number}"}
        return number

    def close(self, number: int, reason: str = "completed") -> None:
        """Close an issue, as a person would."""
        self.issues[number] |= {"state": "closed", "state_reason": reason, "closed_at": _AT}

    def _user(self, login: str, number: int) -> dict[str, Any]:
        kind = "Bot" if number == BOT_ID else "User"
        url = f"{self.url}/users/{login}"
        return {"login": login, "id": number, "node_id": f"U_{number}", "url": url, "type": kind, "site_admin": False}

    def _label(self, name: str) -> dict[str, Any]:
        url = f"{self.url}/repos/{self.repository}/labels/{name}"
        return {"id": 1, "node_id": "L_1", "url": url, "name": name, "color": "5319e7", "default": False}

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON and headers for a request."""
        if self.old_name and path.startswith(f"/repos/{self.old_name}"):
            place = self.url + path.replace(f"/repos/{self.old_name}", "/repositories/1", 1)
            return 301, {"message": "Moved Permanently"}, {"Location": place}
        path = path.replace("/repositories/1", f"/repos/{self.repository}", 1)
        if path == "/graphql":
            return 200, {"data": {"viewer": {"databaseId": self.viewer_id}}}, {}
        root = f"/repos/{self.repository}"
        if path != root and not path.startswith(root + "/"):
            return _not_found()
        for pattern, verb, action in self._routes():
            match = re.fullmatch(pattern, path[len(root) :])
            if match and verb == method:
                return action(*match.groups(), query=query, body=body)
        return _not_found()

    def _routes(self) -> list[tuple[str, str, Callable[..., tuple[int, Any, dict[str, str]]]]]:
        return [
            (r"", "GET", self._get_repository),
            (r"/issues", "GET", self._list),
            (r"/issues", "POST", self._create),
            (r"/issues/(\d+)", "GET", self._get),
            (r"/issues/(\d+)", "PATCH", self._edit),
            (r"/issues/(\d+)/comments", "POST", self._comment),
            (r"/issues/(\d+)/labels", "POST", self._add_labels),
            (r"/issues/(\d+)/assignees", "POST", self._assign),
            (r"/assignees/([^/]+)", "GET", self._assignee),
            (r"/labels/([^/]+)", "GET", self._get_label),
            (r"/labels", "POST", self._create_label),
        ]

    def _get_repository(self, **_: Any) -> tuple[int, Any, dict[str, str]]:
        owner, name = self.repository.split("/")
        url = f"{self.url}/repos/{self.repository}"
        answer = {"id": 1, "name": name, "full_name": self.repository, "url": url, "owner": self._user(owner, 5)}
        return 200, answer, {}

    def _list(self, *, query: dict[str, list[str]], **_: Any) -> tuple[int, Any, dict[str, str]]:
        wanted = {label.casefold() for label in query.get("labels", [""])[0].split(",") if label}
        state = query.get("state", ["open"])[0]
        per_page, page = int(query.get("per_page", ["30"])[0]), int(query.get("page", ["1"])[0])
        found = [
            issue
            for number, issue in sorted(self.issues.items(), reverse=query.get("direction") != ["asc"])
            if wanted <= {label["name"].casefold() for label in issue["labels"]} and state in ("all", issue["state"])
        ]
        headers = {}
        if page * per_page < len(found):
            rest = "&".join(f"{key}={value[0]}" for key, value in query.items() if key != "page")
            url = f"{self.url}/repositories/1/issues?{rest}&page={page + 1}"
            headers["Link"] = f'<{url}>; rel="next"'
        return 200, found[(page - 1) * per_page : page * per_page], headers

    def _create(self, *, body: Any, **_: Any) -> tuple[int, Any, dict[str, str]]:
        if set(body.get("assignees", [])) - self.assignable:
            return 422, {"message": "Validation Failed", "errors": [{"field": "assignees", "code": "invalid"}]}, {}
        labels = () if self.drop_labels else tuple(body.get("labels", []))
        number = self.add_issue(body["title"], body.get("body"), author=self.viewer_id, labels=labels)
        return 201, self.issues[number], {}

    def _get(self, number: str, **_: Any) -> tuple[int, Any, dict[str, str]]:
        issue = self.issues.get(int(number))
        return (200, issue, {}) if issue else _not_found()

    def _edit(self, number: str, *, body: Any, **_: Any) -> tuple[int, Any, dict[str, str]]:
        issue = self.issues[int(number)]
        issue |= {key: body[key] for key in ("title", "body", "state", "state_reason") if key in body}
        if issue["state"] == "open":
            issue["state_reason"] = "reopened" if "state" in body else issue["state_reason"]
        return 200, issue, {}

    def _comment(self, number: str, *, body: Any, **_: Any) -> tuple[int, Any, dict[str, str]]:
        self.comments.setdefault(int(number), []).append(body["body"])
        return 201, {"id": 1, "body": body["body"], "url": f"{self.url}/comments/1"}, {}

    def _add_labels(self, number: str, *, body: Any, **_: Any) -> tuple[int, Any, dict[str, str]]:
        names = body["labels"] if isinstance(body, dict) else body
        self.issues[int(number)]["labels"] += [self._label(name) for name in names]
        return 200, self.issues[int(number)]["labels"], {}

    def _assign(self, number: str, *, body: Any, **_: Any) -> tuple[int, Any, dict[str, str]]:
        issue = self.issues[int(number)]
        issue["assignees"] += [self._user(login, 7) for login in body["assignees"] if login in self.assignable]
        return 201, issue, {}

    def _assignee(self, login: str, **_: Any) -> tuple[int, Any, dict[str, str]]:
        return (204, None, {}) if login in self.assignable else _not_found()

    def _get_label(self, name: str, **_: Any) -> tuple[int, Any, dict[str, str]]:
        return (200, self._label(name), {}) if name in self.labels else _not_found()

    def _create_label(self, *, body: Any, **_: Any) -> tuple[int, Any, dict[str, str]]:
        if body["name"] in self.labels:
            return 422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}, {}
        self.labels.add(body["name"])
        return 201, self._label(body["name"]), {}

    def next_fault(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, used up."""
        for fault in self.faults:
            if fault.times and fault.method == method and re.fullmatch(fault.path, path):
                fault.times -= 1
                return fault
        return None


def _not_found() -> tuple[int, Any, dict[str, str]]:
    return 404, {"message": "Not Found"}, {}


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up waiting is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    github: FakeGitHub

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the base class names it so
        pass

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        github = self.github
        with github.lock:
            github.log.append(Request(self.command, path, body))
            fault = github.next_fault(self.command, path)
            if self.headers.get("Authorization") != f"token {TOKEN}":
                answer: tuple[int, Any, dict[str, str]] = (401, {"message": "Bad credentials"}, {})
            elif fault and fault.kind.isdigit():
                answer = (int(fault.kind), {"message": fault.message}, fault.headers)
            elif fault and fault.kind == "reset":
                return
            else:
                answer = github.answer(self.command, path, parse_qs(parts.query), body)
        if fault and fault.kind == "create-then-502":
            answer = (502, {"message": "Server Error"}, {})
        if fault and fault.kind == "create-then-timeout":
            github.closing.wait(10)
            return
        self._send(*answer)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve

    def _send(self, status: int, answer: Any, headers: dict[str, str]) -> None:
        data = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
