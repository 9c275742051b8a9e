"""Issue numbers and states on their way into the default branch: one pull request on a fixed branch.

It is made anew from the head of the default branch whenever what it has to say changes, and closed when nothing is left
to say. Everything goes through GitHub's interface for git data; there is no checkout to push from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.commits import commit_files, create_branch
from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.pulls import find_pull
from afterword.github.repository import Head, Repository
from afterword.tracking.operations import BRANCH

TITLE = "Bring the state of action items up to date"
_BODY = """\
Numbers and states of issues, written into the action tables by `afterword sync`:

{files}

This branch is made anew when something changes, and the pull request is closed when nothing is left. Merge it whenever
it suits you; nothing waits for it. Once somebody else commits to it, it is left as it is until it is merged or closed.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the pull request: `opened`, `updated`, `unchanged`, `closed`, `edited` or `none`.

    `edited` is one that is left alone, because somebody else has committed to its branch.
    """

    what: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Branch:
    """The branch as it is.

    Attributes:
        base: the commit of the default branch that it was made from; empty where there is no branch.
        files: those that it changes, with digests of their contents.
        is_edited: whether it holds a commit that is not ours.
    """

    base: str
    files: dict[str, str]
    is_edited: bool


class RollingPullRequest:
    """The one pull request of a repository that carries issue numbers and states."""

    def __init__(self, repository: Repository) -> None:
        """Prepare without sending a request.

        Args:
            repository: of the documents, with a token that has `contents: write` and `pull-requests: write`.
        """
        self._repository = repository
        self._api = repository.api

    def bring(self, head: Head, files: dict[str, str]) -> Outcome:
        """Make the pull request say what has to be said.

        Args:
            head: of the default branch.
            files: new text by path in the repository; empty where nothing is left.

        Raises:
            AfterwordError: the token may not do it, or GitHub fails. What was done is taken up by the next run.
        """
        with translate_errors(self._repository.name, needs="contents: write` and `pull-requests: write"):
            found = find_pull(self._repository, BRANCH, state="open", base=head.branch)
            if found is not None:
                branch = self._branch(head)
                if files and branch.files == {path: blob(text) for path, text in files.items()}:
                    return Outcome("unchanged", int(found["number"]))
                if branch.is_edited:
                    return Outcome("edited", int(found["number"]))
            if not files:
                return self._close(found)
            self._commit(head, files)
            body = _BODY.format(files="\n".join(f"- `{path}`" for path in sorted(files)))
            if found is not None:
                if found.get("body") != body:
                    self._api.write("PATCH", f"{self._root}/pulls/{found['number']}", {"body": body})
                return Outcome("updated", int(found["number"]))
            request = {"title": TITLE, "head": BRANCH, "base": head.branch, "body": body}
            return Outcome("opened", int(self._create(request)["number"]))

    def texts(self, head: Head, paths: Iterable[str]) -> tuple[str, dict[str, str]]:
        """What the branch makes of some files, and the commit that it was made from; empty where there is no branch.

        Raises:
            AfterwordError: the token may not read them.
        """
        with translate_errors(self._repository.name, needs="contents: read"):
            branch = self._branch(head)
            files = branch.files
            return branch.base, {path: self._text(files[path]) for path in sorted(set(paths)) if path in files}

    def _text(self, digest: str) -> str:
        return decode_content(self._api.get(f"{self._root}/git/blobs/{digest}")).decode("utf-8", "replace")

    @property
    def _root(self) -> str:
        return self._repository.root

    def _close(self, found: dict[str, Any] | None) -> Outcome:
        if found is None:
            return Outcome("none")
        self._api.write("PATCH", f"{self._root}/pulls/{found['number']}", {"state": "closed"})
        self._api.delete(f"{self._root}/git/refs/heads/{BRANCH}", 422)
        return Outcome("closed", int(found["number"]))

    def _branch(self, head: Head) -> _Branch:
        compared = self._api.find(f"{self._root}/compare/{quote(head.branch)}...{quote(BRANCH)}")
        if compared is None:
            return _Branch("", {}, is_edited=False)
        files = {str(one["filename"]): str(one["sha"]) for one in compared.get("files") or ()}
        # Bringing the branch up to date with the default one merges, and loses nothing when it is made anew.
        commits = [one for one in compared.get("commits") or () if len(one["parents"]) < 2]
        is_edited = any(one["commit"]["message"] != TITLE for one in commits)
        return _Branch(str(compared["merge_base_commit"]["sha"]), files, is_edited)

    def _commit(self, head: Head, files: dict[str, str]) -> None:
        """Point the branch to one commit upon the head of the default branch."""
        commit = commit_files(self._repository, head.commit, files, TITLE)
        if not create_branch(self._repository, BRANCH, commit):  # an earlier run made it, or one that died
            self._api.write("PATCH", f"{self._root}/git/refs/heads/{BRANCH}", {"sha": commit, "force": True})

    def _create(self, request: dict[str, Any]) -> dict[str, Any]:
        from github import GithubException

        try:
            made: dict[str, Any] = self._api.write("POST", f"{self._root}/pulls", request)
        except GithubException as error:
            if error.status == 403 and "not permitted to create" in str(error.data):
                raise AfterwordError(
                    f"GitHub Actions may not open pull requests in {self._repository.name}",
                    remedy="allow it in the repository's settings under Actions, General; the branch is ready: "
                    f"{BRANCH}",
                ) from error
            raise
        return made


def blob(text: str) -> str:
    """The digest by which git knows a file with this text."""
    data = text.encode("utf-8")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
