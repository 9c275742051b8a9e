"""Read the files of an evidence folder, and nothing outside it."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.text.newlines import with_lf

MAX_FILE_BYTES = 2_000_000
"""Prompts, configurations and samples larger than this are not read."""


def resolve(folder: Path, name: str) -> Path:
    """Find the file that a front-matter value such as `prompts/support.before.md` names.

    Args:
        folder: the evidence folder.
        name: a path below it, with slashes.

    Raises:
        AfterwordError: the path leaves the folder, leads through a symbolic link, or names no regular file.
    """
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in name or "\0" in name:
        raise AfterwordError(f"`{name}` leads out of the evidence folder", remedy="name a file inside the folder")
    if folder.is_symlink():
        raise AfterwordError("this is a symbolic link", remedy="put the folder itself there", path=folder.as_posix())
    path, mode = folder, 0
    for part in parts.parts:
        path = path / part
        try:
            mode = path.lstat().st_mode
        except (OSError, ValueError):
            mode = 0
            break
        # A link could lead anywhere, also within the repository: .git, or a secret of the machine that builds.
        if stat.S_ISLNK(mode):
            raise AfterwordError(f"`{name}` is or goes through a symbolic link", remedy="put the file itself there")
    if mode and not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise AfterwordError(
            f"`{name}` in the evidence folder is {what}", remedy="move it away, and put the file itself there"
        )
    if not mode:
        raise AfterwordError(
            f"there is no file `{name}` in the evidence folder", remedy="collect it, or correct the path"
        )
    return path


def list_files(folder: Path, name: str) -> list[str]:
    """List what is in a folder of the evidence folder, as paths below the evidence folder, sorted.

    Hidden files are left out. A folder that is missing or a symbolic link has no files.
    """
    place = folder / name
    if place.is_symlink() or not place.is_dir():
        return []
    return sorted(f"{name}/{path.name}" for path in place.iterdir() if not path.name.startswith("."))


def safe_name(name: str, otherwise: str) -> str:
    """Return a name that every file system, Markdown and URLs allow."""
    return "".join(char if char.isalnum() or char in "._-" else "-" for char in name).lstrip(".-")[:80] or otherwise


def prepare(folder: Path) -> Path:
    """Make a folder below the post-mortems.

    Raises:
        AfterwordError: a link or a file is in its place.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise AfterwordError("this must be a folder", remedy="move what is in its place", path=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_text(folder: Path, name: str) -> str:
    """Read the text of a file in an evidence folder, newlines as LF.

    Raises:
        AfterwordError: as `resolve`, or the file is too large or not UTF-8.
    """
    path = resolve(folder, name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise AfterwordError(f"`{name}` is larger than {MAX_FILE_BYTES // 1_000_000} MB", remedy="keep an excerpt")
    try:
        text = read_regular(path, MAX_FILE_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AfterwordError(f"`{name}` is not UTF-8 text", remedy="save it as UTF-8") from None
    return with_lf(text)
