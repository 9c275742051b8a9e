"""Pictures of the evidence, shown if a document shows them: without metadata, and from nowhere else.

A picture on another server would tell that server who reads the page, and an SVG file is a program.
"""

from __future__ import annotations

from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.pictures import clean
from afterword.evidence.source import NotReadable
from afterword.postmortem.files import read_regular
from afterword.project import Project
from afterword.site.folders import is_linked

_MAX_BYTES = 5_000_000
"""As much as is collected."""


def read(project: Project, path: str) -> bytes | None:
    """Read a picture without its metadata; None if the site does not show it.

    Args:
        project: the project.
        path: the file, relative to the project, without `..`.
    """
    file = project.root / path
    if not file.is_relative_to(project.folder):
        return None
    try:
        if is_linked(project.root, Path(path)):
            return None
        return clean(read_regular(file, _MAX_BYTES), file.suffix.lower()).data
    except (OSError, ValueError, AfterwordError, NotReadable):
        return None


def url(project: Project, path: str) -> str:
    """Return a picture's URL, relative to the site's root."""
    return f"incidents/{path.removeprefix(f'{project.config.postmortems}/')}"
