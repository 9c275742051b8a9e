"""Folders that the site is read from and written to: links lead out of the former, the latter must be ours."""

from __future__ import annotations

import stat
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.folders import list_entries
from afterword.project import Project

MAX_PAGE_BYTES = 5_000_000
"""A larger page of the handbook is left out: rendering it takes minutes."""


def is_linked(folder: Path, path: Path) -> bool:
    """Return whether a path in a folder is or goes through a symbolic link, which could lead to any file there is.

    Args:
        folder: the folder.
        path: relative to it.
    """
    return any((folder / part).is_symlink() for part in (path, *path.parents))


def why_left_out(folder: Path, path: Path) -> str:
    """Return why the site leaves out a file of the handbook; empty if it does not, or there is no such file.

    Args:
        folder: the handbook.
        path: of the file, relative to it.
    """
    if is_linked(folder, path):
        return "is or goes through a symbolic link"
    try:
        status = (folder / path).lstat()
    except FileNotFoundError:  # another plugin makes it
        return ""
    if not stat.S_ISREG(status.st_mode):
        return "is not a regular file"
    if path.suffix == ".md" and status.st_size > MAX_PAGE_BYTES:
        return f"has more than {MAX_PAGE_BYTES // 1_000_000} MB"
    return ""


def require_readable(project: Project, docs: Path, templates: str | None) -> None:
    """Make sure that MkDocs can be given the handbook and the project's own templates.

    It follows each link to a folder, wherever that leads, and what a template links to becomes part of the pages.

    Raises:
        AfterwordError: the handbook is or contains a link to a folder, or a template is not a regular file.
    """
    linked = (entry for entry in list_entries(docs) if entry.is_link and entry.path.is_dir())
    for entry in linked:
        what, remedy = "this is a symbolic link to a folder", "put the folder itself there, or delete the link"
        raise AfterwordError(what, remedy=remedy, path=project.display_path(entry.path))
    for entry in list_entries(Path(templates)) if templates else ():
        shown = project.display_path(entry.path)
        if not entry.is_regular:
            raise AfterwordError("this is not a regular file", remedy="put the file itself there", path=shown)
        if entry.path.suffix == ".html" and entry.path.stat().st_size > MAX_PAGE_BYTES:
            raise AfterwordError(f"a template has at most {MAX_PAGE_BYTES // 1_000_000} MB", path=shown)


def require_output_folder(output: Path, project: Project, marker: str) -> None:
    """Make sure that a folder is missing or empty, or that an earlier run wrote it.

    Args:
        output: the folder.
        project: the project.
        marker: a file that only an earlier run wrote.

    Raises:
        AfterwordError: it contains something else, or it is not a folder.
    """
    kept = (project.folder, project.root, Path.cwd())
    if output.exists() and not output.is_dir():
        reason = "this is not a folder"
    elif any(folder.resolve().is_relative_to(output.resolve()) for folder in kept):
        reason = "this would replace the folder that contains the project"
    elif output.is_dir() and any(output.iterdir()) and not (output / marker).is_file():
        reason = "the folder contains files that no earlier run wrote, and this would delete them"
    else:
        return
    raise AfterwordError(reason, remedy="choose another folder, or empty this one once", path=str(output))
