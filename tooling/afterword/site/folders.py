"""Folders that the site is read from and written to: links lead out of the former, the latter must be ours."""

from __future__ import annotations

from pathlib import Path

from afterword.errors import AfterwordError
from afterword.project import Project


def is_linked(folder: Path, path: Path) -> bool:
    """Return whether a path in a folder is or goes through a symbolic link, which could lead to any file there is.

    Args:
        folder: the folder.
        path: relative to it.
    """
    return any((folder / part).is_symlink() for part in (path, *path.parents))


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
