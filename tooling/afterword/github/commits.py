"""Commits made through GitHub's interface, without a checkout, and the branches that point to them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.pulls import PullRequest
from afterword.github.repository import Repository

if TYPE_CHECKING:
    from github import GithubException


@dataclass(frozen=True, slots=True)
class FileCommit:
    """A commit of one file: its id, or "" if it was not made; `why` gives the reason."""

    commit: str
    why: str = ""


def commit_file(
    repository: Repository, pull: PullRequest, path: str, text: bytes, *, base: str, message: str
) -> FileCommit:
    """Commit one file to the branch of a pull request, unless the branch has moved on.

    `git push` would create a deleted branch again and lose races. Here GitHub compares the content that the text was
    made from with what the branch contains now.

    Args:
        repository: with a token that has `contents: write`.
        path: of the file, in the repository.
        text: its new content.
        base: Git's id of the content that the text was made from.
        message: of the commit.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    from github import GithubException

    where = f"{repository.root}/contents/{quote(path)}"
    body = {"message": message, "content": base64.b64encode(text).decode(), "sha": base, "branch": pull.branch}
    with translate_errors(repository.name, needs="contents: write"):
        try:
            made = repository.api.write("PUT", where, body)
        except GithubException as error:
            # 409: another content; 404: the branch is gone; 422: the file is gone.
            if error.status not in (404, 409, 422):
                raise
            return _explain_refusal(repository, pull, where, text, base, error)
    return FileCommit(str(made["commit"]["sha"]))


def _explain_refusal(
    repository: Repository, pull: PullRequest, where: str, text: bytes, base: str, error: GithubException
) -> FileCommit:
    """Find out what a refused write means. One that succeeded although its answer was lost looks like a conflict."""
    from github import GithubException

    try:
        head = repository.commit_of(pull.branch)
        found = repository.api.get(where, ref=pull.branch)
    except GithubException as missing:
        if missing.status != 404:
            raise
        return FileCommit("", "the post-mortem or its branch is gone; nothing was written")
    if decode_content(found) == text:
        return FileCommit(head)
    if found["sha"] == base:
        raise error  # nothing moved: a rule of the branch, or a permission that the token lacks
    return FileCommit("", "the post-mortem has changed meanwhile; nothing was written, the next push drafts it again")


def commit_files(repository: Repository, parent: str, files: dict[str, str], message: str) -> str:
    """Make a commit that adds or replaces files, and return its id; no branch points to it yet.

    Args:
        repository: with a token that has `contents: write`.
        parent: the commit that it follows.
        files: texts by path in the repository.
        message: of the commit.

    Raises:
        GithubException: GitHub refuses it, or fails.
    """
    api, root = repository.api, repository.root
    base = api.get(f"{root}/git/commits/{parent}")["tree"]["sha"]
    entries = [
        {"path": path, "mode": "100644", "type": "blob", "content": text} for path, text in sorted(files.items())
    ]
    tree = api.write("POST", f"{root}/git/trees", {"base_tree": base, "tree": entries})["sha"]
    made = api.write("POST", f"{root}/git/commits", {"message": message, "tree": tree, "parents": [parent]})
    return str(made["sha"])


def create_branch(repository: Repository, branch: str, commit: str) -> bool:
    """Create a branch; return False if there is one of that name.

    Raises:
        GithubException: GitHub refuses it, or fails.
    """
    from github import GithubException

    try:
        body = {"ref": f"refs/heads/{branch}", "sha": commit}
        repository.api.write("POST", f"{repository.root}/git/refs", body)
    except GithubException as error:
        if error.status != 422:
            raise
        return False
    return True
