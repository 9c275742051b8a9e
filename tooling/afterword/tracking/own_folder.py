"""`.afterword/`: the folder of a project that is ours and that git does not see."""

from __future__ import annotations

from pathlib import Path

from afterword.errors import AfterwordError

NAME = ".afterword"


def own_folder(root: Path) -> Path:
    """Return the folder; create it if it is missing.

    Raises:
        AfterwordError: a symbolic link is in its place, or it cannot be made.
    """
    folder = root / NAME
    ignore = folder / ".gitignore"
    if any(path.is_symlink() for path in (folder, ignore)):
        raise AfterwordError("a symbolic link is in the place of our folder", remedy="delete it", path=NAME)
    try:
        folder.mkdir(exist_ok=True)
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise AfterwordError(f"cannot be made: {error.strerror}", path=NAME) from error
    return folder
