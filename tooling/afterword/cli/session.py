"""What every command gets: the folder to work in and the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.project import Project


class Session:
    """One run of the command line.

    Attributes:
        directory: the folder given with `-C`.
        env: the environment.
    """

    def __init__(self, directory: Path, env: Mapping[str, str]) -> None:
        self.directory = directory
        self.env = env

    def open(self) -> Project:
        """Open the project in the folder.

        Raises:
            AfterwordError: the folder does not exist, or its settings are wrong.
        """
        from afterword.project import Project

        return Project.open(self.directory, self.env)
