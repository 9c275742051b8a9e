"""Writing one file of a branch through GitHub, unless the branch has moved on.

`git push` would make a deleted branch again and lose races. Here GitHub compares the content that the text was made
from with what the branch holds now.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import quote

from afterword.flow.pulls import PullRequest, Repository
from afterword.flow.snapshot import decoded
from afterword.tracking.github_errors import telling


@dataclass(frozen=True, slots=True)
class Written:
    """What became of it: the new commit, "" where there is none; `why` says what kept it from being made."""

    commit: str
    why: str = ""


def put(repository: Repository, pull: PullRequest, path: str, text: bytes, *, base: str, message: str) -> Written:
    """Commit one file to a pull request's branch.

    Args:
        repository: with a token that has `contents: write`.
        pull: the pull request.
        path: of the file, in the repository.
        text: its new content.
        base: Git's id of the content that the text was made from.
        message: of the commit.

    Raises:
        AfterwordError: the token may not do it, or GitHub fails.
    """
    from github import GithubException

    where = f"{repository.root}/contents/{quote(path)}"
    body = {"message": message, "content": base64.b64encode(text).decode(), "sha": base, "branch": pull.branch}
    with telling(repository.name, needs="contents: write"):
        try:
            made = repository.api.write("PUT", where, body)
        except GithubException as error:
            if error.status == 404 and _is_gone(repository, pull.branch):
                return Written("", "its branch is gone; nothing was written")
            if error.status != 409:
                raise
            return _after_conflict(repository, pull, where, text, error)
    return Written(str(made["commit"]["sha"]))


def _after_conflict(repository: Repository, pull: PullRequest, where: str, text: bytes, error: Exception) -> Written:
    """A write that came through although its answer got lost looks like a conflict when it is repeated."""
    from github import GithubException

    try:
        found = repository.api.get(where, ref=pull.branch)
    except GithubException as missing:
        if missing.status != 404:
            raise
        return Written("", "the post-mortem or its branch is gone; nothing was written")
    if decoded(found) != text:
        said = str(getattr(error, "data", None) or "")
        if "rule" in said.casefold():
            raise error
        return Written("", "the post-mortem has changed meanwhile; nothing was written, the next push drafts it again")
    ref = repository.api.get(f"{repository.root}/git/ref/heads/{quote(pull.branch)}")
    return Written(str(ref["object"]["sha"]))


def _is_gone(repository: Repository, branch: str) -> bool:
    from github import GithubException

    try:
        repository.api.get(f"{repository.root}/git/ref/heads/{quote(branch)}")
    except GithubException as error:
        if error.status != 404:
            raise
        return True
    return False
