"""A small GitHub over real HTTP on loopback, with a memory and with faults.

It answers what `afterword sync` asks of one repository: issues, labels, comments, assignees, sub-issues, pull requests,
git data and GraphQL. With `validate=True` answers and requests are checked against GitHub's own schema; a request that
the schema refuses is refused with 422, and a wrong answer of this server fails the test.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from fakes import github_bodies as bodies
from fakes.clock import FakeClock

TOKEN = "token-of-the-bot"
BOT_ID = 41898282
STRANGER_ID = 666
Answer = tuple[int, Any, dict[str, str]]


@dataclass
class Request:
    """What the client asked."""

    method: str
    path: str
    body: Any
    at: datetime
    token: str

    @property
    def writes(self) -> bool:
        """Whether it changes anything; a GraphQL query is a POST that does not."""
        return self.method not in ("GET", "HEAD") and self.path != "/graphql"


@dataclass
class Fault:
    """Goes wrong once per `times` for requests that match.

    Attributes:
        kind: a status such as `403`, or `reset`; with `then-` before it, after the request was carried out; or
            `timeout` and `then-timeout`, where no answer comes.
        headers: sent along.
        message: what the answer says.
    """

    kind: str
    method: str = "POST"
    path: str = r".*/issues"
    times: int = 1
    message: str = "Something went wrong"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Commit:
    """A commit, with all its files as text."""

    sha: str
    tree: str
    parents: list[str]
    message: str = ""
    at: str = "2026-01-01T00:00:00Z"


class FakeGitHub:
    """A repository `acme/widgets`; use it as a context manager.

    Attributes:
        log: every request, in order.
        faults: what goes wrong next.
        choose: asked for a fault for every request that `faults` says nothing of.
        assignable: logins that issues can be assigned to.
        viewers: id of the account by token.
        drop_labels: whether labels given on creation are dropped, as for a token without the right to label.
        old_name: a former name of the repository, redirected.
        bore: labels that issues have or had.
        moved: former numbers of issues that were moved, with where they are.
        deleted: numbers of issues that were deleted.
        others: files of the default branches of other repositories that the token may read.
        heads: the commits that those stand at.
        stale: how far behind the lists of issues are.
        dead: tokens whose process is dead: nothing of theirs has an effect any more.
        time: what its `Date` headers say; it sends none where this is None.
        closed: what GraphQL says of how issues were closed.
        wrong: answers of this server that GitHub would not give.
    """

    def __init__(self, repository: str = "acme/widgets", *, validate: bool = False) -> None:
        self.repository = repository
        self.old_name = ""
        self.has_issues = True
        self.private = False
        self.issues: dict[int, dict[str, Any]] = {}
        self.closed: dict[int, dict[str, Any]] = {}
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.labels: dict[str, dict[str, Any]] = {}
        self.assignable = {"octocat", "hubot"}
        self.viewers = {TOKEN: BOT_ID}
        self.drop_labels = False
        self.has_sub_issues = True
        self.types: list[str] | None = None
        self.bore: dict[int, list[str]] = {}
        self.former: dict[int, list[str]] = {}
        self.moved: dict[int, tuple[str, dict[str, Any]]] = {}
        self.deleted: set[int] = set()
        self.others: dict[str, set[str]] = {}
        self.heads: dict[str, str] = {}
        self.pulls: dict[int, dict[str, Any]] = {}
        self.pull_files: dict[int, list[str]] = {}
        self.branch = "main"
        self.refs: dict[str, str] = {}
        self.commits: dict[str, Commit] = {}
        self.trees: dict[str, dict[str, str]] = {}
        self.may_open_pulls = True
        self.clock: Any = FakeClock()
        self.stale = timedelta(0)
        self.time: Callable[[], datetime] | None = None
        self.log: list[Request] = []
        self.faults: list[Fault] = []
        self.choose: Callable[[Request], Fault | None] = lambda _: None
        self.gate: Callable[[str], None] = lambda _: None
        self.dead: set[str] = set()
        self.wrong: list[str] = []
        self.validate = validate
        self.remaining = 5000
        self.closing = threading.Event()
        self.lock = threading.RLock()
        self._history: dict[int, list[tuple[datetime, dict[str, Any]]]] = {}

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
        if self.wrong:
            raise AssertionError("\n".join(self.wrong))

    @property
    def writes(self) -> list[Request]:
        """The requests that changed something, or tried to."""
        return [request for request in self.log if request.writes]

    @property
    def viewer_id(self) -> int:
        """Id of the account that TOKEN belongs to."""
        return self.viewers[TOKEN]

    @viewer_id.setter
    def viewer_id(self, number: int) -> None:
        self.viewers[TOKEN] = number

    def said(self, number: int) -> list[str]:
        """The comments on an issue."""
        return [comment["body"] for comment in self.comments.get(number, [])]

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
        number = max([*self.issues, *self.pulls, *self.deleted, *self.moved], default=0) + 1
        place = "pull" if pull_request else "issues"
        made = bodies.issue(self.url, self.repository, number, author=self._author(author), at=self._now(), place=place)
        made |= {"title": title, "body": body, "author_association": association}
        made["labels"] = [self._label(name) for name in labels]
        self.bore[number] = list(labels)
        if pull_request:
            url = f"{self.url}/repos/{self.repository}/pulls/{number}"
            made["pull_request"] = {"url": url, "html_url": url, "diff_url": url, "patch_url": url}
        self.issues[number] = made
        self._changed(number)
        return number

    def close(
        self,
        number: int,
        reason: str = "completed",
        *,
        by: str = "octocat",
        closer: dict[str, Any] | None = None,
        saying: str = "",
    ) -> None:
        """Close an issue, as a person would: by hand, or by what GitHub calls the closer; perhaps with a comment."""
        if saying:
            self.add_comment(number, by, saying)
        self.issues[number] |= {"state": "closed", "state_reason": reason, "closed_at": self._now()}
        kind = "Bot" if by.endswith("[bot]") else "User"
        actor = {"__typename": kind, "login": by.removesuffix("[bot]")} if by else None
        self.closed[number] = {"createdAt": self._now(), "actor": actor, "closer": closer}
        self._changed(number)

    def add_comment(self, number: int, by: str, text: str) -> None:
        """Comment on an issue, as a person would."""
        found = self.comments.setdefault(number, [])
        author = bodies.user(self.url, by, STRANGER_ID)
        found.append(bodies.comment(self.url, self.repository, number, len(found) + 1, text, author, self._now()))
        if number in self.issues:
            self.issues[number]["comments"] = len(found)

    def _closing(self, number: int) -> dict[str, Any] | None:
        """What GraphQL says of the end of an issue."""
        if number not in self.issues:
            return None
        comments = self.comments.get(number, [])
        nodes = [
            {"createdAt": one["created_at"], "url": one["html_url"],
             "author": {"__typename": "User", "login": one["user"]["login"]}}
            for one in comments[-20:]
        ]  # fmt: skip
        return {
            "timelineItems": {"nodes": [self.closed[number]] if number in self.closed else []},
            "comments": {"totalCount": len(comments), "nodes": nodes},
        }

    def reopen(self, number: int) -> None:
        """Open an issue again, as a person would."""
        self.issues[number] |= {"state": "open", "state_reason": "reopened", "closed_at": None}
        self._changed(number)

    def unlabel(self, number: int) -> None:
        """Take all labels away, as a person would."""
        self.issues[number]["labels"] = []
        self._changed(number)

    def rename(self, number: int, title: str) -> None:
        """Give an issue another title."""
        if title != self.issues[number]["title"]:
            self.former.setdefault(number, []).append(self.issues[number]["title"])
            self.issues[number]["title"] = title
            self._changed(number)

    def delete(self, number: int) -> None:
        """Delete an issue, or make it a discussion."""
        del self.issues[number]
        self.deleted.add(number)

    def transfer(self, number: int, repository: str, new_number: int) -> None:
        """Move an issue to another repository."""
        found = self.issues.pop(number)
        self.moved[number] = (repository, found)
        found |= {
            "number": new_number,
            "url": f"{self.url}/repos/{repository}/issues/{new_number}",
            "repository_url": f"{self.url}/repos/{repository}",
            "html_url": f"https://github.com/{repository}/issues/{new_number}",
        }

    def set_head(self, sha: str, files: dict[str, str], parents: tuple[str, ...] = ()) -> None:
        """Let the default branch stand at a commit of a real repository."""
        tree = self._tree(files)
        self.commits[sha] = Commit(sha, tree, list(parents))
        self.refs[f"heads/{self.branch}"] = sha

    def commit_on(self, branch: str, files: dict[str, str], message: str, *more: str) -> None:
        """Commit to a branch, as a person would; `more` are further branches that this merges."""
        parents = [self.refs[f"heads/{name}"] for name in (branch, *more)]
        tree = self._tree({**self.files_of(branch), **files})
        sha = _sha([tree, parents, message])
        self.commits[sha] = Commit(sha, tree, parents, message)
        self.refs[f"heads/{branch}"] = sha

    def files_of(self, branch: str) -> dict[str, str]:
        """All files of a branch."""
        return self.trees[self.commits[self.refs[f"heads/{branch}"]].tree]

    def _now(self) -> str:
        return str(self.clock.now().isoformat(timespec="seconds")).replace("+00:00", "Z")

    def _author(self, number: int) -> dict[str, Any]:
        is_bot = number == BOT_ID
        return bodies.user(self.url, "afterword-bot" if is_bot else f"user-{number}", number, is_bot=is_bot)

    def _label(self, name: str) -> dict[str, Any]:
        key = name.casefold()
        if key not in self.labels:
            self.labels[key] = bodies.label(self.url, self.repository, name)
        return self.labels[key]

    def _changed(self, number: int) -> None:
        self.issues[number]["updated_at"] = self._now()
        if self.stale:
            self._history.setdefault(number, []).append((self.clock.now(), copy.deepcopy(self.issues[number])))

    def _listed(self) -> list[dict[str, Any]]:
        """The issues as lists show them, which may be as they were a while ago."""
        if not self.stale:
            return [self.issues[number] for number in sorted(self.issues)]
        limit = self.clock.now() - self.stale
        found = []
        for number in sorted(self.issues):
            versions = [issue for moment, issue in self._history.get(number, []) if moment <= limit]
            found += versions[-1:]
        return found

    def answer(self, request: Request, query: dict[str, list[str]]) -> Answer:
        """Status, JSON and headers for a request."""
        path = request.path
        if self.old_name and path.startswith(f"/repos/{self.old_name}"):
            place = self.url + path.replace(f"/repos/{self.old_name}", "/repositories/1", 1)
            return 301, {"message": "Moved Permanently"}, {"Location": place}
        path = path.replace("/repositories/1", f"/repos/{self.repository}", 1)
        if path == "/graphql":
            return self._graphql(request)
        root = f"/repos/{self.repository}"
        if path != root and not path.startswith(root + "/"):
            return self._outside(path)
        if self.validate:
            from fakes.github_schema import wrong_request

            if reason := wrong_request(request.method, path, request.body):
                return 422, {"message": f"Invalid request: {reason}"}, {}
        for pattern, verb, action in self._routes():
            match = re.fullmatch(pattern, path[len(root) :])
            if match and verb == request.method:
                answer = action(*match.groups(), query=query, body=request.body, token=request.token)
                self._check(request.method, path, answer)
                return answer
        return _not_found()

    def _outside(self, path: str) -> Answer:
        """What is asked of accounts and of other repositories."""
        if account := re.fullmatch(r"/user/(\d+)", path):
            return 200, self._author(int(account[1])), {}
        for repository, issue in self.moved.values():
            if path == f"/repos/{repository}/issues/{issue['number']}":
                return 200, issue, {}
        for repository, files in self.others.items():
            if path.startswith(f"/repos/{repository}"):
                return self._other(repository, files, path.removeprefix(f"/repos/{repository}"))
        return _not_found()

    def _other(self, repository: str, files: set[str], rest: str) -> Answer:
        if not rest:
            return 200, bodies.repository(self.url, repository, "main"), {}
        if rest == "/git/ref/heads/main":
            return 200, bodies.reference(self.url, repository, "heads/main", self.heads[repository]), {}
        path = rest.removeprefix("/contents/")
        if path not in files:
            return _not_found()
        blob = {"content": "", "encoding": "base64", "sha": "1" * 40, "size": 0, "url": self.url}
        return 200, bodies.file(self.url, repository, path, blob), {}

    def _check(self, method: str, path: str, answer: Answer) -> None:
        if self.validate and answer[0] < 300 and answer[1] is not None and "/assignees/" not in path:
            from fakes.github_schema import wrong_answer

            if reason := wrong_answer(method, path, answer[1]):
                self.wrong.append(f"{method} {path}: {reason}")

    def _routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        return [
            (r"", "GET", self._get_repository),
            (r"/issues", "GET", self._list),
            (r"/issues", "POST", self._create),
            (r"/issues/(\d+)", "GET", self._get),
            (r"/issues/(\d+)", "PATCH", self._edit),
            (r"/issues/(\d+)/comments", "GET", self._get_comments),
            (r"/issues/(\d+)/comments", "POST", self._comment),
            (r"/issues/(\d+)/events", "GET", self._get_events),
            (r"/issues/(\d+)/labels", "POST", self._add_labels),
            (r"/issues/(\d+)/labels/(.+)", "DELETE", self._remove_label),
            (r"/issues/(\d+)/assignees", "POST", self._assign),
            (r"/issues/(\d+)/assignees", "DELETE", self._unassign),
            (r"/issues/(\d+)/sub_issues", "POST", self._link),
            (r"/issue-types", "GET", self._get_types),
            (r"/assignees", "GET", self._get_assignees),
            (r"/assignees/([^/]+)", "GET", self._assignee),
            (r"/labels", "GET", self._get_labels),
            (r"/labels", "POST", self._create_label),
            (r"/labels/(.+)", "PATCH", self._edit_label),
            (r"/labels/(.+)", "DELETE", self._delete_label),
            (r"/git/ref/(.+)", "GET", self._get_ref),
            (r"/git/refs", "POST", self._create_ref),
            (r"/git/refs/(.+)", "PATCH", self._edit_ref),
            (r"/git/refs/(.+)", "DELETE", self._delete_ref),
            (r"/git/commits/(\w+)", "GET", self._get_commit),
            (r"/git/commits", "POST", self._create_commit),
            (r"/commits", "GET", self._list_commits),
            (r"/git/trees", "POST", self._create_tree),
            (r"/git/blobs/(\w+)", "GET", self._get_blob),
            (r"/contents/(.+)", "GET", self._get_contents),
            (r"/compare/(.+)\.\.\.(.+)", "GET", self._compare),
            (r"/pulls", "GET", self._get_pulls),
            (r"/pulls", "POST", self._create_pull),
            (r"/pulls/(\d+)", "PATCH", self._edit_pull),
        ]

    def _graphql(self, request: Request) -> Answer:
        if "pullRequests" in request.body["query"]:
            nodes = [
                {
                    "number": number,
                    "url": pull["html_url"],
                    "createdAt": pull["created_at"],
                    "headRefName": pull["head"]["ref"],
                    "files": {"nodes": [{"path": path} for path in self.pull_files.get(number, [])]},
                }
                for number, pull in sorted(self.pulls.items())
                if pull["state"] == "open"
            ]
            return 200, {"data": {"repository": {"pullRequests": {"nodes": nodes}}}}, {}
        if "... on Blob" in request.body["query"]:
            shas = re.findall(r'(i\d+): object\(oid: "(\w+)"\)', request.body["query"])
            return 200, {"data": {"repository": {name: self._blob_text(sha) for name, sha in shas}}}, {}
        if "CLOSED_EVENT" in request.body["query"]:
            asked = re.findall(r"(i\d+): issue\(number: (\d+)\)", request.body["query"])
            return 200, {"data": {"repository": {name: self._closing(int(number)) for name, number in asked}}}, {}
        names = ["title", *(["subIssues"] if self.has_sub_issues else [])]
        data = {
            "viewer": {"databaseId": self.viewers[request.token]},
            "__type": {"fields": [{"name": name} for name in names]},
        }
        return 200, {"data": data}, {}

    def _blob_text(self, sha: str) -> dict[str, Any]:
        status, blob, _ = self._get_blob(sha)
        data = base64.b64decode(blob["content"]) if status == 200 else b"\0"
        return {"text": None if b"\0" in data else data.decode("utf-8", "replace"), "isTruncated": len(data) > 500_000}

    def _get_repository(self, **_: Any) -> Answer:
        found = bodies.repository(self.url, self.repository, self.branch, has_issues=self.has_issues)
        return 200, found | {"private": self.private}, {}

    def _list(self, *, query: dict[str, list[str]], **_: Any) -> Answer:
        if not self.has_issues:
            return 410, {"message": "Issues are disabled for this repo"}, {}
        wanted = {label.casefold() for label in query.get("labels", [""])[0].split(",") if label}
        state, creator = query.get("state", ["open"])[0], query.get("creator", [""])[0]
        found = [
            issue
            for issue in self._listed()
            if creator in ("", issue["user"]["login"])
            and wanted <= {label["name"].casefold() for label in issue["labels"]}
            and state in ("all", issue["state"])
        ]
        if query.get("direction") != ["asc"]:
            found.reverse()
        return self._page(found, "issues", query)

    def _page(self, found: list[Any], name: str, query: dict[str, list[str]]) -> Answer:
        per_page, page = int(query.get("per_page", ["30"])[0]), int(query.get("page", ["1"])[0])
        headers = {}
        if page * per_page < len(found):
            rest = "&".join(f"{key}={value[0]}" for key, value in query.items() if key != "page").replace(" ", "%20")
            url = f"{self.url}/repositories/1/{name}?{rest}&page={page + 1}"
            headers["Link"] = f'<{url}>; rel="next", <{url}>; rel="last"'
        return 200, found[(page - 1) * per_page : page * per_page], headers

    def _create(self, *, body: Any, token: str, **_: Any) -> Answer:
        if not self.has_issues:
            return 410, {"message": "Issues are disabled for this repo"}, {}
        if set(body.get("assignees", [])) - self.assignable:
            return 422, {"message": "Validation Failed", "errors": [{"field": "assignees", "code": "invalid"}]}, {}
        if len(body["title"]) > 256 or len(body.get("body") or "") > 65536:
            return 422, {"message": "Validation Failed", "errors": [{"code": "too_long"}]}, {}
        labels = () if self.drop_labels else tuple(body.get("labels", []))
        number = self.add_issue(
            body["title"], body.get("body"), author=self.viewers[token], labels=labels, association="MEMBER"
        )
        if body.get("type"):
            if body["type"] not in (self.types or ()):
                del self.issues[number]
                return 422, {"message": "Validation Failed", "errors": [{"field": "type", "code": "invalid"}]}, {}
            self.issues[number]["type"] = self._type(body["type"])
        return 201, self.issues[number], {}

    def _get(self, number: str, **_: Any) -> Answer:
        if int(number) in self.moved:
            repository, issue = self.moved[int(number)]
            place = f"{self.url}/repos/{repository}/issues/{issue['number']}"
            return 301, {"message": "Moved Permanently"}, {"Location": place}
        if int(number) in self.deleted:
            return 410, {"message": "This issue was deleted"}, {}
        issue = self.issues.get(int(number))
        return (200, issue, {}) if issue else _not_found()

    def _edit(self, number: str, *, body: Any, **_: Any) -> Answer:
        issue = self.issues[int(number)]
        was_open = issue["state"] == "open"
        self.rename(int(number), body.get("title", issue["title"]))
        issue |= {key: body[key] for key in ("body", "state", "state_reason") if key in body}
        if issue["state"] == "open":
            issue["closed_at"] = None
            issue["state_reason"] = issue["state_reason"] if was_open else "reopened"
        else:
            issue["closed_at"] = issue["closed_at"] or self._now()
            issue["state_reason"] = issue["state_reason"] or "completed"
        self._changed(int(number))
        return 200, issue, {}

    def _get_comments(self, number: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        return self._page(self.comments.get(int(number), []), f"issues/{number}/comments", query)

    def _get_events(self, number: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        found = [
            bodies.event(self.url, self.repository) | {"event": "labeled", "label": {"name": name, "color": "ededed"}}
            for name in self.bore[int(number)]
        ]
        renames = [*self.former.get(int(number), []), self.issues[int(number)]["title"]]
        found += [
            bodies.event(self.url, self.repository) | {"event": "renamed", "rename": {"from": before, "to": after}}
            for before, after in pairwise(renames)
        ]
        return self._page(found, f"issues/{number}/events", query)

    def _comment(self, number: str, *, body: Any, token: str, **_: Any) -> Answer:
        found = self.comments.setdefault(int(number), [])
        author = self._author(self.viewers[token])
        made = bodies.comment(self.url, self.repository, int(number), len(found) + 1, body["body"], author, self._now())
        found.append(made)
        return 201, made, {}

    def _add_labels(self, number: str, *, body: Any, **_: Any) -> Answer:
        issue = self.issues[int(number)]
        known = {label["name"].casefold() for label in issue["labels"]}
        self.bore[int(number)] += body["labels"]
        issue["labels"] = issue["labels"] + [self._label(n) for n in body["labels"] if n.casefold() not in known]
        self._changed(int(number))
        return 200, issue["labels"], {}

    def _remove_label(self, number: str, name: str, **_: Any) -> Answer:
        issue = self.issues[int(number)]
        kept = [label for label in issue["labels"] if label["name"].casefold() != name.casefold()]
        if len(kept) == len(issue["labels"]):
            return 404, {"message": "Label does not exist"}, {}
        issue["labels"] = kept
        self._changed(int(number))
        return 200, None, {}

    def _assign(self, number: str, *, body: Any, **_: Any) -> Answer:
        issue = self.issues[int(number)]
        known = {user["login"].casefold() for user in issue["assignees"]}
        issue["assignees"] = issue["assignees"] + [
            bodies.user(self.url, login, 7)
            for login in body["assignees"]
            if login in self.assignable and login.casefold() not in known
        ]
        self._changed(int(number))
        return 201, issue, {}

    def _unassign(self, number: str, *, body: Any, **_: Any) -> Answer:
        issue = self.issues[int(number)]
        gone = {login.casefold() for login in body["assignees"]}
        issue["assignees"] = [user for user in issue["assignees"] if user["login"].casefold() not in gone]
        self._changed(int(number))
        return 200, issue, {}

    def _link(self, number: str, *, body: Any, **_: Any) -> Answer:
        child = next((one for one in self.issues.values() if one["id"] == body["sub_issue_id"]), None)
        if child is None:
            return _not_found()
        if child["parent_issue_url"] and not body.get("replace_parent"):
            return 422, {"message": "Issue may not contain duplicate sub-issues"}, {}
        former = (child["parent_issue_url"] or "").rpartition("/")[2]
        if former:
            self.issues[int(former)]["sub_issues_summary"]["total"] -= 1
        child["parent_issue_url"] = f"{self.url}/repos/{self.repository}/issues/{number}"
        self._changed(child["number"])
        self.issues[int(number)]["sub_issues_summary"]["total"] += 1
        return 201, self.issues[int(number)], {}

    def _get_types(self, **_: Any) -> Answer:
        return _not_found() if self.types is None else (200, [self._type(name) for name in self.types], {})

    def _type(self, name: str) -> dict[str, Any]:
        return {"id": 1, "node_id": "T_1", "name": name, "description": None}

    def _get_assignees(self, *, query: dict[str, list[str]], **_: Any) -> Answer:
        people = [bodies.user(self.url, login, 7) for login in sorted(self.assignable)]
        return self._page(people, "assignees", query)

    def _assignee(self, login: str, **_: Any) -> Answer:
        return (204, None, {}) if login in self.assignable else _not_found()

    def _get_labels(self, *, query: dict[str, list[str]], **_: Any) -> Answer:
        return self._page(list(self.labels.values()), "labels", query)

    def _create_label(self, *, body: Any, **_: Any) -> Answer:
        if body["name"].casefold() in self.labels:
            return 422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}, {}
        if len(body["name"]) > 50 or len(body.get("description") or "") > 100:
            return 422, {"message": "Validation Failed", "errors": [{"code": "too_long"}]}, {}
        made = bodies.label(
            self.url, self.repository, body["name"], body.get("color", "ededed"), body.get("description")
        )
        self.labels[body["name"].casefold()] = made
        return 201, made, {}

    def _edit_label(self, name: str, *, body: Any, **_: Any) -> Answer:
        found = self.labels.get(name.casefold())
        if found is None:
            return _not_found()
        found |= {key: body[key] for key in ("color", "description") if key in body}
        return 200, found, {}

    def _delete_label(self, name: str, **_: Any) -> Answer:
        return (204, None, {}) if self.labels.pop(name.casefold(), None) else _not_found()

    def _get_ref(self, name: str, **_: Any) -> Answer:
        if not self.commits:
            return 409, {"message": "Git Repository is empty."}, {}
        sha = self.refs.get(name)
        return (200, bodies.reference(self.url, self.repository, name, sha), {}) if sha else _not_found()

    def _create_ref(self, *, body: Any, **_: Any) -> Answer:
        name = body["ref"].removeprefix("refs/")
        if name in self.refs:
            return 422, {"message": "Reference already exists"}, {}
        if body["sha"] not in self.commits:
            return 422, {"message": "Object does not exist"}, {}
        self.refs[name] = body["sha"]
        return 201, bodies.reference(self.url, self.repository, name, body["sha"]), {}

    def _edit_ref(self, name: str, *, body: Any, **_: Any) -> Answer:
        if name not in self.refs:
            return 422, {"message": "Reference does not exist"}, {}
        self.refs[name] = body["sha"]
        return 200, bodies.reference(self.url, self.repository, name, body["sha"]), {}

    def _delete_ref(self, name: str, **_: Any) -> Answer:
        return (204, None, {}) if self.refs.pop(name, None) else (422, {"message": "Reference does not exist"}, {})

    def _get_commit(self, sha: str, **_: Any) -> Answer:
        found = self.commits.get(sha)
        if found is None:
            return _not_found()
        return 200, bodies.git_commit(self.url, self.repository, sha, found.message, found.tree, found.parents), {}

    def _create_commit(self, *, body: Any, **_: Any) -> Answer:
        sha = _sha(body)
        self.commits[sha] = Commit(sha, body["tree"], body["parents"], body["message"])
        made = bodies.git_commit(self.url, self.repository, sha, body["message"], body["tree"], body["parents"])
        return 201, made, {}

    def _list_commits(self, *, query: dict[str, list[str]], **_: Any) -> Answer:
        since = query.get("since", [""])[0]
        found = [one for sha in self._ancestors(query["sha"][0]) if (one := self.commits[sha]).at >= since]
        made = [bodies.commit(self.url, self.repository, one.sha, one.message, one.tree) for one in found]
        return 200, made, {}

    def _create_tree(self, *, body: Any, **_: Any) -> Answer:
        files = dict(self.trees[body["base_tree"]]) if body.get("base_tree") else {}
        files |= {entry["path"]: entry["content"] for entry in body["tree"]}
        return 201, {"sha": self._tree(files), "truncated": False, "tree": [], "url": self.url}, {}

    def _get_blob(self, sha: str, **_: Any) -> Answer:
        texts = (text for files in self.trees.values() for text in files.values())
        text = next((text for text in texts if _blob(text) == sha), None)
        if text is None:
            return _not_found()
        data = text.encode()
        made = {"content": base64.encodebytes(data).decode(), "encoding": "base64", "url": self.url, "sha": sha,
                "size": len(data), "node_id": "B_1"}  # fmt: skip
        return 200, made, {}

    def _tree(self, files: dict[str, str]) -> str:
        sha = _sha(sorted(files.items()))
        self.trees[sha] = files
        return sha

    def _compare(self, base: str, head: str, **_: Any) -> Answer:
        ends = [self.refs.get(f"heads/{name}") for name in (base, head)]
        if None in ends:
            return _not_found()
        first, second = (self._ancestors(str(end)) for end in ends)
        common = self.commits[next(sha for sha in second if sha in first)]
        before, after = self.trees[common.tree], self.trees[self.commits[str(ends[1])].tree]
        files = [
            {
                "sha": _blob(text), "filename": path, "status": "modified" if path in before else "added",
                "additions": 1, "deletions": 1, "changes": 2, "blob_url": self.url, "raw_url": self.url,
                "contents_url": self.url,
            }
            for path, text in sorted(after.items())
            if before.get(path) != text
        ]  # fmt: skip
        commit = bodies.commit(self.url, self.repository, common.sha, "", common.tree)
        ahead = [self.commits[sha] for sha in second if sha not in first]
        commits = [
            bodies.commit(self.url, self.repository, one.sha, one.message, one.tree)
            | {"parents": [{"sha": sha, "url": self.url, "html_url": self.url} for sha in one.parents]}
            for one in reversed(ahead)
        ]
        urls = {f"{name}_url": self.url for name in ("html", "permalink", "diff", "patch")}
        made = {
            "url": self.url, **urls, "base_commit": commit, "merge_base_commit": commit, "status": "ahead",
            "ahead_by": 1, "behind_by": 0, "total_commits": 1, "commits": commits, "files": files,
        }  # fmt: skip
        return 200, made, {}

    def _ancestors(self, sha: str) -> list[str]:
        found = [sha]
        for one in found:
            found += [parent for parent in self.commits[one].parents if parent in self.commits]
        return found

    def _get_contents(self, path: str, **_: Any) -> Answer:
        text = self.files_of(self.branch).get(path)
        if text is None:
            return _not_found()
        return 200, bodies.file(self.url, self.repository, path, self._get_blob(_blob(text))[1]), {}

    def _get_pulls(self, *, query: dict[str, list[str]], **_: Any) -> Answer:
        state, head = query.get("state", ["open"])[0], query.get("head", [""])[0]
        found = [
            pull
            for pull in self.pulls.values()
            if state in ("all", pull["state"]) and head in ("", pull["head"]["label"])
        ]
        return self._page(found, "pulls", query)

    def _create_pull(self, *, body: Any, token: str, **_: Any) -> Answer:
        if not self.may_open_pulls:
            said = "GitHub Actions is not permitted to create or approve pull requests."
            return 403, {"message": said}, {}
        open_now = [p for p in self.pulls.values() if p["state"] == "open" and p["head"]["ref"] == body["head"]]
        if open_now:
            return 422, {"message": "Validation Failed", "errors": [{"message": "A pull request already exists"}]}, {}
        number = max([*self.issues, *self.pulls, *self.deleted, *self.moved], default=0) + 1
        shas = (self.refs[f"heads/{body['head']}"], self.refs[f"heads/{body['base']}"])
        made = bodies.pull_request(
            self.url, self.repository, number, body, shas, self._author(self.viewers[token]),
            bodies.repository(self.url, self.repository, self.branch),
        )  # fmt: skip
        made["created_at"] = made["updated_at"] = self._now()
        self.pulls[number] = made
        return 201, made, {}

    def _edit_pull(self, number: str, *, body: Any, **_: Any) -> Answer:
        pull = self.pulls[int(number)]
        pull |= {key: body[key] for key in ("title", "body", "state") if key in body}
        return 200, pull, {}

    def next_fault(self, request: Request) -> Fault | None:
        """The fault that this request meets, used up."""
        for fault in self.faults:
            if fault.times and fault.method == request.method and re.fullmatch(fault.path, request.path):
                fault.times -= 1
                return fault
        return self.choose(request)


def _not_found() -> Answer:
    return 404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}, {}


def _sha(value: Any) -> str:
    return hashlib.sha1(json.dumps(value, sort_keys=True).encode(), usedforsecurity=False).hexdigest()


def _blob(text: str) -> str:
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up waiting is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    github: FakeGitHub
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the base class names it so
        pass

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        github = self.github
        token = (self.headers.get("Authorization") or "").removeprefix("token ")
        github.gate(token)
        with github.lock:
            request = Request(self.command, unquote(parts.path), body, github.clock.now(), token)
            if token in github.dead:
                self.close_connection = True
                return
            github.log.append(request)
            fault = github.next_fault(request)
            answer = self._answer(request, fault, parse_qs(parts.query))
            data = b"" if answer is None or answer[1] is None else json.dumps(answer[1]).encode()
        if answer is None:
            if fault is not None and fault.kind.endswith("timeout"):
                github.closing.wait(10)
            self.close_connection = True
            return
        self._send(answer[0], data, answer[2])

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve

    def _answer(self, request: Request, fault: Fault | None, query: dict[str, list[str]]) -> Answer | None:
        """What is answered; None for nothing."""
        github = self.github
        kind = fault.kind if fault else ""
        if request.token not in github.viewers:
            return 401, {"message": "Bad credentials"}, {}
        if kind == "die":
            github.dead.add(request.token)
            return None
        answer = None
        if not kind or kind.startswith("then-"):
            answer = github.answer(request, query)
        if kind == "then-die":
            github.dead.add(request.token)
        kind = kind.removeprefix("then-")
        if not kind:
            return answer
        if kind.isdigit():
            assert fault is not None
            return int(kind), {"message": fault.message}, fault.headers
        return None

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        github = self.github
        github.remaining -= 1
        tag = f'"{hashlib.sha1(data, usedforsecurity=False).hexdigest()}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, data = 304, b""
        self.send_response_only(status)
        if github.time is not None:
            self.send_header("Date", format_datetime(github.time(), usegmt=True))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("ETag", tag)
        for name, value in (("Limit", 5000), ("Remaining", github.remaining), ("Used", 5000 - github.remaining)):
            self.send_header(f"X-RateLimit-{name}", str(value))
        if status not in (204, 304):
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(data)
