"""Where a command may write a file of its own: never over what a person wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.project import Project

_MAX_BYTES = 20_000_000


def require_writable(project: Project, path: Path, is_ours: Callable[[bytes], bool], what: str) -> None:
    """Make sure that a file is free to be written, before any work is done for it.

    Args:
        project: the project; nothing is written between its post-mortems.
        path: the file.
        is_ours: whether the bytes that a file holds are an earlier one of the same kind. An empty file is free.
        what: the kind, such as `a draft`.

    Raises:
        AfterwordError: the file is among the post-mortems, or holds something else.
    """
    folder, parent = project.folder.resolve(), path.parent.resolve()
    if any(_is_same(one, folder) for one in (parent, *parent.parents)):
        raise AfterwordError(
            f"this is in {project.config.postmortems.rstrip('/')}/, where post-mortems are; nothing was written",
            remedy=f"name a file elsewhere for {what}",
            path=str(path),
        )
    try:
        data = read_regular(path, _MAX_BYTES)
    except FileNotFoundError:
        return
    except AfterwordError as error:
        reason = f"{error.message}; nothing was written"
        raise AfterwordError(reason, remedy="name another file", path=str(path)) from error
    if data and not is_ours(data):
        raise AfterwordError(
            f"this file is not {what}; nothing was written",
            remedy="name another file, or delete this one",
            path=str(path),
        )


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are one folder, also where upper and lower case are the same."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
