"""Writing one file of a branch through GitHub, unless the branch has moved on.

`git push` would make a deleted branch again and lose races. Here GitHub compares the content that the text was made
from with what the branch holds now.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from afterword.github.contents import decoded
from afterword.github.errors import translate_errors
from afterword.github.pulls import PullRequest, Repository

if TYPE_CHECKING:
    from github import GithubException


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
    with translate_errors(repository.name, needs="contents: write"):
        try:
            made = repository.api.write("PUT", where, body)
        except GithubException as error:
            # 409 where the content is another one; 404 where the branch is gone; 422 where the file is.
            if error.status not in (404, 409, 422):
                raise
            return _refused(repository, pull, where, text, base, error)
    return Written(str(made["commit"]["sha"]))


def _refused(
    repository: Repository, pull: PullRequest, where: str, text: bytes, base: str, error: GithubException
) -> Written:
    """What a refused write means. One that came through although its answer got lost looks like a conflict, too."""
    from github import GithubException

    try:
        head = repository.head(pull.branch)
        found = repository.api.get(where, ref=pull.branch)
    except GithubException as missing:
        if missing.status != 404:
            raise
        return Written("", "the post-mortem or its branch is gone; nothing was written")
    if decoded(found) == text:
        return Written(head)
    if found["sha"] == base:
        raise error  # nothing moved: a rule of the branch, or a right that the token lacks
    return Written("", "the post-mortem has changed meanwhile; nothing was written, the next push drafts it again")
