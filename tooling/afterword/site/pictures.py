"""Pictures of the evidence, shown where a document shows them: without metadata, and from nowhere else.

A picture from another server would tell that server who reads the page, and one of the format SVG is a program.
"""

from __future__ import annotations

from afterword.evidence.pictures import clean
from afterword.evidence.source import NotReadable
from afterword.project import Project

_MAX_BYTES = 5_000_000
"""As much as is collected."""


def read(project: Project, path: str) -> bytes | None:
    """What the site shows of a picture; None where it shows none.

    Args:
        project: the project.
        path: the file, relative to the project, without `..`.
    """
    file = project.root / path
    if not file.is_relative_to(project.folder):
        return None
    try:
        if any(
            part.is_symlink() for part in (file, *file.parents) if part != project.root and project.root in part.parents
        ):
            return None
        if file.stat().st_size > _MAX_BYTES:
            return None
        return clean(file.read_bytes(), file.suffix.lower()).data
    except (OSError, ValueError, NotReadable):
        return None


def url(path: str, project: Project) -> str:
    """Where a picture lies on the site, relative to its root."""
    return f"incidents/{path.removeprefix(f'{project.config.postmortems}/')}"


def url_if_shown(path: str, project: Project) -> str | None:
    """The same, None where the site does not show it."""
    return url(path, project) if read(project, path) is not None else None
