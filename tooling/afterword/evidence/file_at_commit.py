"""A file as it was at a commit of this or another repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from afterword import git
from afterword.errors import AfterwordError

_FILE_AT_COMMIT = re.compile(
    r"(?:(?P<repository>[A-Za-z0-9-]+/[A-Za-z0-9._-]+):)?(?P<path>[^@:\0][^@\0]*)@(?P<commit>[A-Za-z0-9][A-Za-z0-9._/~^-]{0,99})"
)


@dataclass(frozen=True, slots=True)
class FileAtCommit:
    """`path@commit` or `owner/repo:path@commit`.

    Attributes:
        path: below the project's folder, or below the top of the other repository.
        commit: a commit, branch or tag, also one before it: `HEAD~1`.
        repository: `owner/name`, None for this one.
    """

    path: str
    commit: str
    repository: str | None = None

    @classmethod
    def parse(cls, text: str) -> FileAtCommit | None:
        """Read one; None if the text is something else, such as the name of a file.

        Raises:
            AfterwordError: the path leaves the repository.
        """
        match = _FILE_AT_COMMIT.fullmatch(text.strip())
        if match is None or ".." in match["commit"]:
            return None
        path = match["path"].removeprefix("./")
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise AfterwordError(f"`{text}` leads out of the repository", remedy="name a path below its top")
        return cls(path, match["commit"], match["repository"])

    def __str__(self) -> str:
        return f"{self.repository}:{self.path}@{self.commit}" if self.repository else f"{self.path}@{self.commit}"

    @property
    def suffix(self) -> str:
        """The ending of the file's name, in lower case."""
        return PurePosixPath(self.path).suffix.lower()


def read_file_at_commit(root: Path, file: FileAtCommit) -> bytes:
    """Read a file of this repository from Git.

    Args:
        root: the project's folder, below which the path is.
        file: its repository is not used.

    Raises:
        AfterwordError: Git, the commit or the file is missing.
    """
    if git.run(root, "rev-parse", "--verify", "--quiet", f"{file.commit}^{{commit}}") is None:
        raise AfterwordError(
            f"git knows no commit `{file.commit}`",
            remedy="`git fetch` it; for another repository write `owner/repo:path@commit`",
        )
    # As it is stored: no filter and no conversion of the repository is run.
    data = git.run_bytes(root, "cat-file", "blob", f"{file.commit}:./{file.path}")
    if data is None:
        raise AfterwordError(
            f"there is no file `{file.path}` at `{file.commit}`", remedy="the path is relative to the project"
        )
    return data
