"""The stand-in for GitHub with a real git repository behind it, which can be cloned and pushed to."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from fakes import github_bodies as bodies
from fakes.github import BOT_ID, TOKEN, Commit, FakeGitHub

PERSON = {
    "GIT_AUTHOR_NAME": "Octo Cat", "GIT_AUTHOR_EMAIL": "octocat@example.org",
    "GIT_COMMITTER_NAME": "Octo Cat", "GIT_COMMITTER_EMAIL": "octocat@example.org",
    "GIT_AUTHOR_DATE": "2026-05-01T11:00:00Z", "GIT_COMMITTER_DATE": "2026-05-01T11:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
BOT = {**PERSON, "GIT_AUTHOR_NAME": "github-actions[bot]", "GIT_AUTHOR_EMAIL": "bot@example.org"}
Answer = tuple[int, Any, dict[str, str]]


class Git:
    """A bare repository."""

    def __init__(self, path: Path) -> None:
        self.path = path
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(path)], check=True)

    def __call__(self, *arguments: str, data: bytes = b"", env: dict[str, str] | None = None) -> str:
        return self.bytes(*arguments, data=data, env=env).decode("utf-8", "surrogateescape").strip()

    def bytes(self, *arguments: str, data: bytes = b"", env: dict[str, str] | None = None) -> bytes:
        done = subprocess.run(
            ["git", "-C", str(self.path), "-c", "core.quotePath=false", *arguments],
            input=data, capture_output=True, check=True, env={**os.environ, **PERSON, **(env or {})},
        )  # fmt: skip
        return done.stdout

    def entries(self, commit: str, *, recursive: bool = True) -> list[dict[str, Any]]:
        found = []
        how = ("-r", "-t") if recursive else ()
        for line in self.bytes("ls-tree", *how, "-l", "-z", commit).decode().split("\0")[:-1]:
            head, path = line.split("\t", 1)
            mode, kind, sha, size = head.split()
            told = {"path": path, "mode": mode, "type": kind, "sha": sha, "url": ""}
            found.append(told | ({"size": int(size)} if kind == "blob" else {}))
        return found

    def commit(self, branch: str, files: dict[str, bytes | None], message: str = "work", *, env: Any = None) -> str:
        """Commit files upon a branch, which is made from `main` where it is not there; None deletes a file."""
        index = {"GIT_INDEX_FILE": str(self.path / "index.tests")}
        (self.path / "index.tests").unlink(missing_ok=True)
        parent = self.head(branch) or self.head("main")
        if parent:
            self("read-tree", parent, env=index)
        for path, content in files.items():
            if content is None:
                self("update-index", "-z", "--index-info", data=f"0 {'0' * 40}\t{path}\0".encode(), env=index)
                continue
            sha = self("hash-object", "-w", "--stdin", data=content)
            self("update-index", "--add", "-z", "--index-info", data=f"100644 {sha}\t{path}\0".encode(), env=index)
        tree = self("write-tree", env=index)
        parents = ["-p", parent] if parent else []
        sha = self("commit-tree", tree, *parents, "-m", message, env=env)
        self("update-ref", f"refs/heads/{branch}", sha)
        return sha

    def head(self, branch: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.path), "rev-parse", "-q", "--verify", f"refs/heads/{branch}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.strip()

    def read(self, branch: str, path: str) -> bytes:
        return self.bytes("cat-file", "blob", f"refs/heads/{branch}:{path}")


class _Refs(MutableMapping[str, str]):
    def __init__(self, git: Git) -> None:
        self.git = git

    def __getitem__(self, name: str) -> str:
        sha = self.git.head(name.removeprefix("heads/"))
        if not sha:
            raise KeyError(name)
        return sha

    def __setitem__(self, name: str, sha: str) -> None:
        self.git("update-ref", f"refs/{name}", sha)

    def __delitem__(self, name: str) -> None:
        self[name]
        self.git("update-ref", "-d", f"refs/{name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.git("for-each-ref", "--format=%(refname:lstrip=1)").split())

    def __len__(self) -> int:
        return len(list(iter(self)))


class _Commits:
    def __init__(self, git: Git) -> None:
        self.git = git

    def __bool__(self) -> bool:
        return bool(self.git("for-each-ref"))

    def __contains__(self, sha: object) -> bool:
        return self.get(str(sha)) is not None

    def get(self, sha: str) -> Commit | None:
        try:
            found = self.git("show", "-s", "--format=%T%x00%P%x00%B", sha)
        except subprocess.CalledProcessError:
            return None
        tree, parents, message = found.split("\0")
        return Commit(sha, tree, parents.split(), message.strip())

    def __getitem__(self, sha: str) -> Commit:
        found = self.get(sha)
        if found is None:
            raise KeyError(sha)
        return found


class _Trees:
    def __init__(self, git: Git) -> None:
        self.git = git

    def __getitem__(self, tree: str) -> dict[str, str]:
        return {
            one["path"]: self.git.bytes("cat-file", "blob", one["sha"]).decode("utf-8", "surrogateescape")
            for one in self.git.entries(tree)
            if one["type"] == "blob"
        }


class Hub(FakeGitHub):
    """`acme/widgets` with a git repository.

    Attributes:
        git: the repository.
        statuses: state and context by commit.
        before: called with method and path before each answer: what somebody else does meanwhile.
        fork_heads: full name of the repository that a pull request's branch is in, by number.
        permissions: what accounts may do, by login.
        events: what happened to issues, by number.
        most_entries: of a tree in one answer.
        edited: when the text of issues was last changed, by number.
        reactions: by the id of a comment, each reaction once for an account.
    """

    def __init__(self, folder: Path, **options: Any) -> None:
        super().__init__(**options)
        self.git = Git(folder)
        self.refs = _Refs(self.git)  # type: ignore[assignment]
        self.commits = _Commits(self.git)  # type: ignore[assignment]
        self.trees = _Trees(self.git)  # type: ignore[assignment]
        self.statuses: dict[str, list[tuple[str, str]]] = {}
        self.before: Any = lambda method, path: None
        self.fork_heads: dict[int, str] = {}
        self.permissions: dict[str, str] = {}
        self.events: dict[int, list[dict[str, Any]]] = {}
        self.edited: dict[int, str] = {}
        self.most_entries = 100_000
        self.reactions: dict[int, list[str]] = {}
        self._comment_id = 0

    def answer(self, request: Any, query: dict[str, list[str]]) -> Answer:
        self.before(request.method, request.path)
        return super().answer(request, query)

    def open_pull(
        self, branch: str, *, title: str = "A post-mortem", labels: tuple[str, ...] = (), base: str = "main"
    ) -> int:
        """Open a pull request, as a person would."""
        _, pull, _ = self._create_pull(body={"title": title, "head": branch, "base": base}, token=TOKEN)
        pull["labels"] = [self._label(name) for name in labels]
        return int(pull["number"])

    def merge(self, number: int) -> None:
        """Merge a pull request, as a person would: no checkout, and its branch goes away."""
        pull = self.pulls[number]
        branch = pull["head"]["ref"]
        tree = self.git("merge-tree", "--write-tree", "refs/heads/main", f"refs/heads/{branch}")
        parents = ("-p", self.git.head("main"), "-p", self.git.head(branch))
        sha = self.git("commit-tree", tree, *parents, "-m", f"Merge #{number}")
        self.git("update-ref", "refs/heads/main", sha)
        self.git("update-ref", "-d", f"refs/heads/{branch}")
        pull |= {"state": "closed", "merged": True, "merged_at": self._now()}

    def _routes(self) -> list[Any]:
        return [
            *super()._routes(),
            (r"/pulls/(\d+)", "GET", self._get_pull),
            (r"/collaborators/([^/]+)/permission", "GET", self._get_permission),
            (r"/issues/(\d+)/events", "GET", self._get_events),
            (r"/pulls/(\d+)/files", "GET", self._get_pull_files),
            (r"/git/trees/(\w+)", "GET", self._get_tree),
            (r"/git/blobs/(\w+)", "GET", self._get_blob),
            (r"/contents/(.+)", "GET", self._get_contents),
            (r"/contents/(.+)", "PUT", self._put_contents),
            (r"/commits/(\w+)", "GET", self._get_commit_told),
            (r"/commits/(\w+)/statuses", "GET", self._get_statuses),
            (r"/statuses/(\w+)", "POST", self._post_status),
            (r"/issues/comments/(\d+)", "PATCH", self._edit_comment),
            (r"/issues/comments/(\d+)", "DELETE", self._delete_comment),
            (r"/issues/comments/(\d+)/reactions", "POST", self._react),
        ]

    def _comment(self, number: str, **more: Any) -> Answer:
        answer = super()._comment(number, **more)
        self._comment_id += 1
        answer[1]["id"] = self._comment_id
        return answer

    def add_comment(self, number: int, text: str, author: int, *, association: str = "NONE", at: str = "") -> int:
        """Write a comment, as somebody else would, and return its id."""
        self.viewers["theirs"] = author
        _, made, _ = self._comment(str(number), body={"body": text}, token="theirs")
        made["author_association"] = association
        if at:
            made["created_at"] = made["updated_at"] = at
        return int(made["id"])

    def _graphql(self, request: Any) -> Answer:
        if "lastEditedAt" in request.body["query"]:
            number = request.body["variables"]["number"]
            return 200, {"data": {"repository": {"issue": {"lastEditedAt": self.edited.get(number)}}}}, {}
        return super()._graphql(request)

    def _get_permission(self, login: str, **_: Any) -> Answer:
        return 200, bodies.permission(self.url, login, self.permissions.get(login, "read")), {}

    def _get_events(self, number: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        found = [bodies.event(self.url, self.repository) | one for one in self.events.get(int(number), [])]
        return self._page(found, f"issues/{number}/events", query)

    def _edit_comment(self, number: str, *, body: Any, **_: Any) -> Answer:
        for one in (one for found in self.comments.values() for one in found):
            if one["id"] == int(number):
                one["body"] = body["body"]
                return 200, one, {}
        return 404, {"message": "Not Found"}, {}

    def _react(self, number: str, *, body: Any, **_: Any) -> Answer:
        if not any(one["id"] == int(number) for found in self.comments.values() for one in found):
            return 404, {"message": "Not Found"}, {}
        given = self.reactions.setdefault(int(number), [])
        is_new = body["content"] not in given
        given += [body["content"]] if is_new else []
        made = {"id": 1, "node_id": "R_1", "user": self._author(BOT_ID), "content": body["content"]}
        return 201 if is_new else 200, made | {"created_at": self._now()}, {}

    def _delete_comment(self, number: str, **_: Any) -> Answer:
        for found in self.comments.values():
            found[:] = [one for one in found if one["id"] != int(number)]
        return 204, None, {}

    def _get_pull(self, number: str, **_: Any) -> Answer:
        pull = self.pulls.get(int(number))
        if pull is None:
            return 404, {"message": "Not Found"}, {}
        for side in ("head", "base"):
            pull[side]["sha"] = self.git.head(pull[side]["ref"]) or pull[side]["sha"]
        if name := self.fork_heads.get(int(number)):
            pull["head"]["repo"] = bodies.repository(self.url, name, "main") | {"fork": True}
        return 200, pull, {}

    def _get_pull_files(self, number: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        _, pull, _ = self._get_pull(number)
        range_ = f"{pull['base']['sha']}...{pull['head']['sha']}"
        found = self.git.bytes("diff", "--no-renames", "--raw", "--no-abbrev", "-z", range_).decode().split("\0")
        words = {"A": "added", "M": "modified", "D": "removed"}
        files = [
            {"sha": head.split()[3], "filename": path, "status": words[head.split()[4]], "additions": 1,
             "deletions": 0, "changes": 1, "blob_url": self.url, "raw_url": self.url, "contents_url": self.url}
            for head, path in zip(found[::2], found[1::2], strict=False)
        ]  # fmt: skip
        return self._page(files, f"pulls/{number}/files", query)

    def _get_tree(self, sha: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        try:
            found = self.git.entries(sha, recursive="recursive" in query)
        except subprocess.CalledProcessError:
            return 404, {"message": "Not Found"}, {}
        shown = found[: self.most_entries]
        return 200, {"sha": sha, "url": self.url, "tree": shown, "truncated": len(shown) < len(found)}, {}

    def _get_blob(self, sha: str, **_: Any) -> Answer:
        data = self.git.bytes("cat-file", "blob", sha)
        made = {"content": base64.encodebytes(data).decode(), "encoding": "base64", "url": self.url, "sha": sha,
                "size": len(data), "node_id": "B_1"}  # fmt: skip
        return 200, made, {}

    def _at(self, ref: str) -> str:
        return self.git.head(ref) or (ref if ref in self.commits else "")

    def _entry(self, ref: str, path: str) -> dict[str, Any] | None:
        commit = self._at(ref)
        return next((one for one in self.git.entries(commit) if one["path"] == path), None) if commit else None

    def _get_contents(self, path: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        found = self._entry(query.get("ref", [self.branch])[0], path)
        if found is None:
            return 404, {"message": "Not Found"}, {}
        _, blob_id, _ = self._get_blob(found["sha"])
        return 200, bodies.file(self.url, self.repository, path, blob_id), {}

    def _put_contents(self, path: str, *, body: Any, **_: Any) -> Answer:
        branch = body["branch"]
        if not self.git.head(branch):
            return 404, {"message": f"Branch {branch} not found"}, {}
        found = self._entry(branch, path)
        if (found["sha"] if found else None) != body.get("sha"):
            return 409, {"message": f"{path} does not match {body.get('sha')}"}, {}
        sha = self.git.commit(branch, {path: base64.b64decode(body["content"])}, body["message"], env=BOT)
        return 200, {"content": {"path": path}, "commit": {"sha": sha}}, {}

    def _list_commits(self, *, query: dict[str, list[str]], **more: Any) -> Answer:
        if "path" not in query:
            return super()._list_commits(query=query, **more)
        ref, path = query["sha"][0], query["path"][0]
        log = self.git("log", "--format=%H%x00%an%x00%ae", ref, "--", path)
        made = []
        for line in log.splitlines()[: int(query["per_page"][0])]:
            sha, name, mail = line.split("\0")
            login = mail.split("@")[0]
            commit = bodies.commit(self.url, self.repository, sha, "", sha) | {
                "author": bodies.user(self.url, login, 7)
            }
            commit["commit"]["author"] = {**commit["commit"]["author"], "name": name}
            made.append(commit)
        return 200, made, {}

    def _get_commit_told(self, sha: str, **_: Any) -> Answer:
        if sha not in self.commits:
            return 422, {"message": f"No commit found for SHA: {sha}"}, {}
        mail = self.git("show", "-s", "--format=%ae", sha)
        is_own = mail == BOT["GIT_AUTHOR_EMAIL"]
        author = self._author(self.viewer_id) if is_own else bodies.user(self.url, mail.split("@")[0], 7)
        return 200, bodies.commit(self.url, self.repository, sha, "", sha) | {"author": author}, {}

    def _get_statuses(self, sha: str, *, query: dict[str, list[str]], **_: Any) -> Answer:
        found = [
            bodies.status(self.url, self.repository, sha, {"state": state, "context": context}, self._author(BOT_ID))
            for state, context in reversed(self.statuses.get(sha, []))
        ]
        return self._page(found, f"commits/{sha}/statuses", query)

    def _post_status(self, sha: str, *, body: Any, **_: Any) -> Answer:
        if sha not in self.commits:
            return 422, {"message": f"No commit found for SHA: {sha}"}, {}
        self.statuses.setdefault(sha, []).append((body["state"], body["context"]))
        return 201, bodies.status(self.url, self.repository, sha, body, self._author(BOT_ID)), {}

    def _create_tree(self, *, body: Any, **_: Any) -> Answer:
        index = {"GIT_INDEX_FILE": str(self.git.path / "index.tree")}
        (self.git.path / "index.tree").unlink(missing_ok=True)
        if body.get("base_tree"):
            self.git("read-tree", body["base_tree"], env=index)
        for one in body["tree"]:
            sha = self.git("hash-object", "-w", "--stdin", data=one["content"].encode())
            line = f"{one['mode']} {sha}\t{one['path']}\0"
            self.git("update-index", "--add", "-z", "--index-info", data=line.encode(), env=index)
        return 201, {"sha": self.git("write-tree", env=index), "truncated": False, "tree": [], "url": self.url}, {}

    def _create_commit(self, *, body: Any, **_: Any) -> Answer:
        parents = [part for one in body["parents"] for part in ("-p", one)]
        sha = self.git("commit-tree", body["tree"], *parents, "-m", body["message"], env=BOT)
        made = bodies.git_commit(self.url, self.repository, sha, body["message"], body["tree"], body["parents"])
        return 201, made, {}
