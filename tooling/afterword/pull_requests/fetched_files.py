"""The files of a pull request's post-mortems, without a checkout.

A checkout is code: `venv.py`, `uv.toml` or a hook of it would run beside the key or the token. Here the files are asked
of GitHub and written to a folder of our own, where nothing runs. Settings come from the default branch: neither a pull
request nor its base branch, which anyone with write access can create, must choose where the key is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from afterword.config import FILE_NAME
from afterword.errors import AfterwordError
from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.pulls import PullRequest
from afterword.github.repository import Repository
from afterword.project import Project

_MAX_FILES = 250
"""Each is a request, in three jobs; the token of Actions has 1,000 an hour."""
_MAX_BYTES = 50_000_000
_FILE_MODES = ("100644", "100755")


class TooMuch(AfterwordError):  # noqa: N818 it says what happened
    """A pull request has more files than are fetched."""


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    sha: str
    size: int


def fetch_settings(repository: Repository, pull: PullRequest, folder: Path) -> None:
    """Write the settings of the default branch.

    Raises:
        AfterwordError: GitHub does not give them.
    """
    with translate_errors(repository.name, needs="contents: read"):
        commit = repository.commit_of(pull.default_branch)
    found = _tree(repository, commit)
    _write(repository, [entry for entry in _files(found, "") if entry.path == FILE_NAME], folder)


@dataclass(frozen=True, slots=True)
class FetchedDocuments:
    """Post-mortems of a commit.

    Attributes:
        blobs: Git's id of the content of each that was fetched, by id; missing ones are left out.
        others: the same of those that the commit has beside them.
    """

    blobs: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)


def fetch_documents(repository: Repository, commit: str, project: Project, ids: Iterable[str]) -> FetchedDocuments:
    """Write post-mortems of a commit, with their editions and evidence, into a project's folder.

    Args:
        repository: where they are.
        commit: at which they are read.
        project: where they go.
        ids: of the documents.

    Raises:
        TooMuch: there is too much of it.
        AfterwordError: GitHub does not give it.
    """
    prefix = project.config.postmortems.strip("/")
    names = {f"{prefix}/{each}": each for each in ids}
    wanted: list[_Entry] = []
    blobs: dict[str, str] = {}
    others: dict[str, str] = {}
    for entry in _entries(repository, commit, prefix):
        stem = entry.path.removesuffix(".md").removesuffix(".external")
        owner = "/".join(entry.path.split("/")[: prefix.count("/") + 2])
        if stem in names or owner in names:
            wanted.append(entry)
        if entry.path.endswith(".md"):
            name = entry.path.removesuffix(".md")
            if name in names:
                blobs[names[name]] = entry.sha
            else:
                others[name.removeprefix(f"{prefix}/")] = entry.sha
    _write(repository, wanted, project.root)
    return FetchedDocuments(blobs, others)


def _entries(repository: Repository, commit: str, folder: str) -> list[_Entry]:
    """The regular files below a folder of a commit; links, and folders that are repositories, are left out.

    The path is followed folder by folder: of the whole tree GitHub lists no more than 100,000 entries.
    """
    tree = commit
    for name in folder.split("/"):
        found = _tree(repository, tree)
        tree = next((one["sha"] for one in found["tree"] if one["path"] == name and one["type"] == "tree"), "")
        if not tree:
            return []
    found = _tree(repository, tree, recursive=1)
    if found.get("truncated"):
        raise TooMuch(
            f"{folder} in {repository.name} has more files than GitHub lists at once",
            remedy="run `afterword draft` in a checkout and push the result",
        )
    return _files(found, f"{folder}/")


def _tree(repository: Repository, sha: str, **query: int) -> Any:
    with translate_errors(repository.name, needs="contents: read"):
        return repository.api.get(f"{repository.root}/git/trees/{sha}", **query)


def _files(found: Any, prefix: str) -> list[_Entry]:
    return [
        _Entry(prefix + one["path"], one["sha"], int(one.get("size") or 0))
        for one in found["tree"]
        if one["type"] == "blob" and one["mode"] in _FILE_MODES and _is_inside(one["path"])
    ]


def _is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it is written to, on every system."""
    parts = path.split("/")
    return "\\" not in path and "\0" not in path and not any(part in ("", ".", "..", ".git") for part in parts)


def _write(repository: Repository, entries: list[_Entry], folder: Path) -> None:
    if len(entries) > _MAX_FILES or sum(entry.size for entry in entries) > _MAX_BYTES:
        raise TooMuch(
            f"what it changes, with the evidence, has more than {_MAX_FILES} files or {_MAX_BYTES // 1_000_000} MB",
            remedy="run `afterword draft` in a checkout and push the result",
        )
    for entry in entries:
        with translate_errors(repository.name, needs="contents: read"):
            found = repository.api.get(f"{repository.root}/git/blobs/{entry.sha}")
        target = folder.joinpath(*PurePosixPath(entry.path).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(decode_content(found))
