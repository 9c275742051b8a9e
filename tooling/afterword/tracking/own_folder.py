"""`.afterword/`: the folder of a project that is ours and that git does not see."""

from __future__ import annotations

from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.folders import list_entries

NAME = ".afterword"


def own_folder(root: Path) -> Path:
    """Return the folder; create it if it is missing.

    Raises:
        AfterwordError: it is not a folder, something in it is not a regular file, or it cannot be made.
    """
    folder = root / NAME
    ignore = folder / ".gitignore"
    if foreign := next((entry for entry in list_entries(folder) if not entry.is_regular), None):
        path = foreign.path.relative_to(root).as_posix()
        raise AfterwordError("this is not a regular file", remedy="delete it", path=path)
    try:
        folder.mkdir(exist_ok=True)
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise AfterwordError(f"cannot be made: {error.strerror}", path=NAME) from error
    return folder
