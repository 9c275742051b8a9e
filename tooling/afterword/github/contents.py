"""Files of a repository: reading them, and decoding what GitHub answers."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.errors import translate_errors
from afterword.github.repository import Repository


def read_file(repository: Repository, path: str, commit: str) -> bytes:
    """Return a file as it was at a commit.

    Args:
        repository: with a token that has `contents: read`.
        path: of the file, in the repository.
        commit: or a branch or a tag.

    Raises:
        AfterwordError: there is no such file, or it is larger than 1 MB.
    """
    with translate_errors(repository.name):
        found = repository.api.find(_address(repository, path), ref=commit)
    if found is None:
        raise AfterwordError(
            f"there is no file `{path}` at `{commit}` in {repository.name}",
            remedy="correct the path or the commit; the token needs `contents: read` there",
        )
    if not isinstance(found, dict) or found.get("encoding") != "base64":
        raise AfterwordError(f"`{path}` at `{commit}` in {repository.name} is not a file of at most 1 MB")
    return decode_content(found)


def read_blobs(repository: Repository, shas: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of text files by their ids in Git; binary ones, and those that GitHub cuts, are left out.

    Args:
        repository: with a token that has `contents: read`.
        shas: the ids, 50 of which take one request.

    Raises:
        AfterwordError: the token cannot read them, or GitHub fails.
    """
    with translate_errors(repository.name, needs="contents: read"):
        blobs = repository.ask_each(f'object(oid: "{sha}") {{ ... on Blob {{ text isTruncated }} }}' for sha in shas)
    return {
        sha: blob["text"].encode("utf-8", "surrogatepass")
        for sha, blob in zip(shas, blobs, strict=True)
        if isinstance(blob.get("text"), str) and not blob.get("isTruncated")
    }


def may_contain(repository: Repository, path: str) -> bool:
    """Return whether the default branch contains a file; True if the token cannot read it."""
    from github import GithubException

    with translate_errors(repository.name, needs="contents: read"):
        try:
            return repository.api.find(_address(repository, path)) is not None
        except GithubException as error:
            if error.status != 403:
                raise
            return True


def decode_content(found: Any) -> bytes:
    """Return the bytes of a blob or a file, as GitHub answers them.

    Raises:
        AfterwordError: they are encoded in an unknown way.
    """
    if found.get("encoding") != "base64":
        raise AfterwordError("GitHub gives a file in an unknown encoding")
    return base64.b64decode(found["content"])


def _address(repository: Repository, path: str) -> str:
    return f"{repository.root}/contents/{quote(path)}"
