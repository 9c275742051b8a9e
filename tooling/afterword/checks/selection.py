"""Which files a check looks at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from afterword import git
from afterword.errors import AfterwordError
from afterword.postmortem import find_external_editions, find_misnamed, is_misnamed
from afterword.postmortem.external.document import SUFFIX
from afterword.project import Project


def select_files(
    project: Project, names: Sequence[str] = (), folder: Path | None = None, changed_since: str | None = None
) -> list[Path]:
    """Select the files to check.

    Args:
        project: the project.
        names: ids, files, evidence folders, files in one, or folders of post-mortems; without any, all files.
        folder: the folder that relative names start from; by default the project's.
        changed_since: a Git ref; only files that changed since the merge base with it, or whose evidence did.

    Raises:
        AfterwordError: there is no such file, it is not in the project, the settings name a folder that does not exist,
            or Git does not know the ref.
    """
    start = (folder or project.root).resolve()
    chosen = [path for name in names for path in _named(project, start, name)] if names else _all(project)
    paths = list(dict.fromkeys(chosen))
    if changed_since is None:
        return paths
    changed = git.changed_since(project.root, changed_since, project.config.postmortems)
    folders = {parent.as_posix() for name in changed for parent in Path(name).parents}
    return [path for path in paths if _is_affected(project, path, changed, folders)]


def _is_affected(project: Project, path: Path, changed: set[str], folders: set[str]) -> bool:
    """Whether a file, its evidence or, for an external edition, its post-mortem changed."""
    document_id = path.name.split(".")[0]
    own = {project.display_path(path), f"{project.config.postmortems}/{document_id}.md"}
    return bool(own & changed) or project.display_path(project.evidence_folder(document_id)) in folders


def _all(project: Project) -> list[Path]:
    """Return every post-mortem, each before its external edition, then other editions and files with a wrong name."""
    editions = {path.name.split(".")[0]: path for path in find_external_editions(project.folder)}
    found: list[Path] = []
    for path in project.paths:
        found.append(path)
        if edition := editions.pop(path.stem, None):
            found.append(edition)
    return [*found, *editions.values(), *find_misnamed(project.folder)]


def _named(project: Project, start: Path, name: str) -> list[Path]:
    """Return the files that a name means; an id means the post-mortem and its external edition."""
    given = start / name
    path, folder = given.resolve(), project.folder.resolve()
    if given.is_dir() and folder.is_relative_to(path):
        return _all(project)
    # A link in place of a document is a finding; it is not followed here.
    path = Path(os.path.normpath(given))
    path = path.parent.resolve() / path.name
    if os.path.lexists(path) and path.is_relative_to(folder):
        part = path.relative_to(folder).parts[0]
        file = folder / part
        is_other = part.endswith(SUFFIX) or is_misnamed(file)
        return [file] if is_other and os.path.lexists(file) else [project.find(part)]
    if given.exists() and len(Path(name).parts) > 1:
        raise AfterwordError(f"{name} is not in {project.config.postmortems}/", remedy="name a post-mortem or its id")
    found = project.find(name)
    edition = project.edition_path(found.stem)
    return [found, edition] if os.path.lexists(edition) else [found]
