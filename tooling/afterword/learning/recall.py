"""Which past incidents a change should bring to mind, and what is known of each."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword import git
from afterword.config import Config
from afterword.errors import AfterwordError
from afterword.learning.change import ANYWHERE, Change, Place, change_of_paths, read_change
from afterword.learning.digest import IncidentDigest, digest_incident, open_portfolio
from afterword.learning.library import Library, open_library
from afterword.learning.past_incident import PastIncident
from afterword.learning.touches import Touch, TouchFinder
from afterword.portfolio.incidents import severity_rank
from afterword.portfolio.snapshot import FILE as SNAPSHOT
from afterword.postmortem.folders import RETROSPECTIVES
from afterword.project import Project

_MAX_DIGESTS = 8
"""More do not fit into what is said of them."""
_MAX_SOUGHT = 200
"""Files of past incidents whose later names are looked for."""


@dataclass(frozen=True, slots=True)
class RecalledIncident:
    """A past incident that a change touches, with what is known of it."""

    digest: IncidentDigest
    touches: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a change brings to mind.

    Attributes:
        incidents: the most relevant first.
        more: ids of further ones, in the same order.
        files: how many files the change touches.
        searched: how many post-mortems were compared.
        unread: files of post-mortems that could not be read.
    """

    incidents: tuple[RecalledIncident, ...]
    more: tuple[str, ...]
    files: int
    searched: int
    unread: tuple[str, ...] = ()


def recall(project: Project, change: Change, repository: Path | None = None) -> Recalled:
    """Find the past incidents that a change touches.

    Args:
        project: the project with the post-mortems.
        change: the change.
        repository: the repository that changes, if its history is there: files that were renamed are followed.
    """
    library = open_library(project)
    moved = _find_moved(repository, library, change) if repository and change.files else {}
    finder = TouchFinder(change, project.config.recall.services, moved)
    found = [(one, finder.find(one, _current_prompts(one, project.config))) for one in library.incidents]
    ranked = sorted((pair for pair in found if pair[1]), key=lambda pair: _rank(pair[0], pair[1], project.config))
    portfolio = open_portfolio(project)
    incidents = tuple(
        RecalledIncident(digest_incident(project, portfolio, one), touches) for one, touches in ranked[:_MAX_DIGESTS]
    )
    more = tuple(one.id for one, _ in ranked[_MAX_DIGESTS:])
    return Recalled(incidents, more, len(change.files), len(library.incidents), library.unread)


def place_in(project: Project, repository: Path) -> Place:
    """Return the place of a change in a repository, as far as its folder and its remote say.

    Args:
        repository: a folder of the repository.
    """
    origin = git.origin(repository)
    is_own = repository == project.root or git.top(repository) == git.top(project.root)
    return make_place(project, origin[1] if origin else "", is_own=is_own)


def make_place(project: Project, name: str, *, is_own: bool) -> Place:
    """Return the place of a change.

    Args:
        name: of its repository, `owner/name`; empty if it is not known.
        is_own: whether that is the repository of the project.
    """
    prefix = git.prefix(project.root) if is_own else ""
    folders = (project.config.postmortems.strip("/"), RETROSPECTIVES, posixpath.dirname(SNAPSHOT))
    return Place(name, prefix, tuple(f"{prefix}{folder}/" for folder in folders))


def change_of_files(paths: Sequence[str], place: Place, repository: Path, folder: Path) -> Change:
    """Return a change of files, by what a person or an agent names; a folder stands for the files in it.

    Args:
        paths: each absolute, relative to `folder`, or relative to the top of the repository.
        repository: a folder of the repository.
        folder: where the paths were written, absolute.
    """
    top = git.top(repository) or Path(os.path.realpath(repository))
    found: list[str] = []
    for path in filter(None, paths):
        try:
            inside = _inside(top, path, folder)
            is_folder = (top / inside).is_dir()
        except (OSError, ValueError):  # it is too long, or has a character that no path has
            inside, is_folder = path, False
        found += (git.list_files(top, inside) if is_folder else []) or [inside]
    return change_of_paths(found, place)


def missing_files(change: Change, repository: Path) -> list[str]:
    """Return the paths of a change that are neither there nor known to git: of one that was deleted, git knows."""
    top = git.top(repository) or repository
    paths = (file.path for file in change.files)
    return [path for path in paths if not os.path.lexists(top / path) and not git.knows(top, path)]


def _inside(top: Path, path: str, folder: Path) -> str:
    """Return a path as it is in a repository; one that is elsewhere stays as it is."""
    full = Path(os.path.normpath(folder / path))
    full = Path(os.path.realpath(full.parent), full.name)
    is_meant = Path(path).is_absolute() or os.path.lexists(full) or not os.path.lexists(top / path)
    return full.relative_to(top).as_posix() if is_meant and full.is_relative_to(top) else path


def change_since(root: Path, ref: str | None, place: Place = ANYWHERE) -> Change:
    """Read what a repository changed since the merge base with a ref, committed or not.

    Args:
        root: a folder of the repository.
        ref: a branch, a tag or a commit; None for the default branch.
        place: that of the change.

    Raises:
        AfterwordError: this is not a repository, or there is no such ref or no common commit.
    """
    ref = ref or git.default_branch(root)
    if ref is None:
        raise AfterwordError(
            "cannot determine the default branch", remedy="name what to compare with: --diff REF, or name files"
        )
    diff = git.diff_since(root, git.merge_base(root, ref))
    if diff is None:
        raise AfterwordError(f"git cannot determine what changed since {ref}", remedy="name the files that changed")
    return read_change(diff, place)


def _rank(incident: PastIncident, touches: Sequence[Touch], config: Config) -> tuple[object, ...]:
    """Sort by what says most, then by how much is touched, then by severity, then the newest first."""
    severity = severity_rank(incident.severity, config)
    newest = tuple(-ord(char) for char in incident.id[:10])
    return (-touches[0].kind, -len(touches), severity, newest, incident.id)


def _current_prompts(incident: PastIncident, config: Config) -> list[str]:
    """Return the current paths of prompts that the settings name for a case or a cause of the incident."""
    prompts: Mapping[str, str] = config.evals.prompts
    names = [name for one in incident.guarded for name in (f"{incident.id}/{one}", one)]
    return list(dict.fromkeys(prompts[name].replace("\\", "/") for name in names if name in prompts))


def _find_moved(repository: Path, library: Library, change: Change) -> dict[str, str]:
    """Return where files of past incidents are now, by the paths that post-mortems have."""
    sought = {f"{change.place.project}{path}": path for path in _lost_files(library, change)}
    return {sought[before]: now for before, now in git.find_moved(repository, sought).items()}


def _lost_files(library: Library, change: Change) -> list[str]:
    """Return files with a part in an incident that the change does not have under that path, the newest first."""
    there = {path.casefold() for file in change.files for path in (file.path, file.before)}
    parts = (file for one in reversed(library.incidents) for file in one.files if file.is_part and "/" in file.path)
    return list(dict.fromkeys(file.path for file in parts if file.path.casefold() not in there))[:_MAX_SOUGHT]
