"""A pull request with its post-mortems, fetched into a folder of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from afterword.github.pulls import PullRequest, read_pull
from afterword.github.repository import Repository
from afterword.postmortem import PostMortem
from afterword.postmortem.schema import ID_PATTERN
from afterword.project import Project
from afterword.pull_requests.fetched_files import FetchedDocuments, TooMuch, fetch_documents, fetch_settings

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
