"""The retrospectives of a project as people left them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.learning.retro.make import MAX_BYTES
from afterword.portfolio.periods import Period, read_quarter
from afterword.postmortem.files import read_regular
from afterword.postmortem.folders import RETROSPECTIVES as FOLDER
from afterword.project import Project
from afterword.text.newlines import with_lf

_NAME = re.compile(r"((?:19|20)\d\d-Q[1-4])\.md")


@dataclass(frozen=True, slots=True)
class WrittenRetrospective:
    """A retrospective of the project.

    Attributes:
        quarter: its quarter.
        path: its file, relative to the project.
        text: Markdown.
    """

    quarter: Period
    path: str
    text: str


def read_retrospectives(project: Project) -> tuple[WrittenRetrospective, ...]:
    """Read the retrospectives, the newest first; other files of their folder are none.

    Raises:
        AfterwordError: one is not a regular file of the project, or too large.
    """
    folder = project.root / FOLDER
    if folder.is_symlink():
        raise AfterwordError("the folder is a symbolic link", remedy="put the folder itself there", path=FOLDER)
    names = sorted((path.name for path in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return tuple(_read(folder / match[0], match[1]) for match in map(_NAME.fullmatch, names) if match)


def _read(file: Path, quarter: str) -> WrittenRetrospective:
    path = f"{FOLDER}/{file.name}"
    # No link in its place is followed, not even to a file of the project, which could be one of Git's.
    text = with_lf(read_regular(file, MAX_BYTES, shown_as=path).decode("utf-8-sig", "replace"))
    return WrittenRetrospective(read_quarter(quarter), path, text)
