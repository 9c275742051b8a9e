"""A pull request with its post-mortems, fetched into a folder of our own, without a checkout.

A checkout is code: `venv.py`, `uv.toml` or a hook of it would run beside the key or the token. Here the files are asked
of GitHub and written to a folder of our own, where nothing runs. Settings come from the default branch: neither a pull
request nor its base branch, which anyone with write access can create, must choose where the key is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from afterword.config import FILE_NAME
from afterword.errors import AfterwordError
from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.pulls import PullRequest, read_pull
from afterword.github.repository import Repository
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import ID_PATTERN
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


Say = Callable[[str], None]
"""Called with what is left out, and why."""


@dataclass(frozen=True, slots=True)
class OpenedPull:
    """A pull request with its post-mortems in a folder of our own.

    Attributes:
        pull: the pull request.
        project: the folder, with the settings of the default branch.
        blobs: Git's id of each post-mortem, by id; None if there is too much to fetch.
        others: Git's id of each post-mortem that it does not touch, by id; not looked up if it touches none.
    """

    pull: PullRequest
    project: Project
    blobs: dict[str, str] | None
    others: Mapping[str, str] = field(default_factory=dict)

    def documents(self) -> Iterator[PostMortem]:
        """Yield its post-mortems."""
        for document_id in self.blobs or ():
            document = self.project.post_mortem(document_id)
            assert document is not None, document_id
            yield document

    def path(self, document_id: str) -> str:
        """Return a post-mortem's path in the repository."""
        return f"{self.project.config.postmortems.strip('/')}/{document_id}.md"


def open_pull(repository: Repository, env: Mapping[str, str], number: int, folder: Path, say: Say) -> OpenedPull:
    """Fetch a pull request's post-mortems into an empty folder.

    If there is too much, it is opened without them: a failure would keep it from ever being merged.

    Args:
        repository: where it is.
        env: the environment.
        number: of the pull request.
        folder: where the files go.
        say: called with what is left out, and why.

    Raises:
        AfterwordError: GitHub does not give them.
    """
    pull = read_pull(repository, number)
    fetch_settings(repository, pull, folder)
    project = Project.open(folder, env)
    ids = list_documents(pull, project.config.postmortems)
    try:
        found = fetch_documents(repository, pull.head, project, ids) if ids else FetchedDocuments()
    except TooMuch as error:
        say(f"pull request #{number} is left alone: {error.message}; {error.remedy}")
        return OpenedPull(pull, project, None)
    return OpenedPull(pull, project, found.blobs, found.others)


def list_documents(pull: PullRequest, folder: str) -> list[str]:
    """Return ids of the post-mortems that a pull request adds or changes, or whose evidence it does, in order.

    Args:
        folder: of the post-mortems, as the settings name it.
    """
    pattern = re.compile(rf"{re.escape(folder.strip('/'))}/(?P<id>{ID_PATTERN})(?:\.md|\.external\.md|/.+)", re.DOTALL)
    found = (pattern.fullmatch(file.path) for file in pull.files if file.status != "removed")
    return sorted({match["id"] for match in found if match})
