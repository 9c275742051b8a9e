"""Find, read and write post-mortems on disk without losing anything."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.document import Document, PostMortem
from afterword.postmortem.edit import Splice, apply, require_editable
from afterword.postmortem.folders import list_entries
from afterword.postmortem.problems import ProblemKind
from afterword.postmortem.reader import read, unreadable
from afterword.postmortem.schema import ID_PATTERN
from afterword.text.late_pattern import late_pattern

MAX_BYTES = 1_000_000
"""A post-mortem larger than this is not read; the longest public one we know has a tenth of it."""

_NAME = late_pattern(rf"(?i:{ID_PATTERN})\.md")
# In any letter case: an edition that is skipped without a word would not be checked either.
_EXTERNAL_NAME = late_pattern(rf"(?i:{ID_PATTERN}\.external\.md)")
# Meant to be a post-mortem; a file without a date may be a README or a template.
_MISNAMED = late_pattern(
    rf"(?!(?i:{ID_PATTERN})\.md\Z|(?i:{ID_PATTERN}\.external\.md)\Z)\d{{4}}-\d{{2}}-\d{{2}}.*\.(?i:md)", re.DOTALL
)

_BELONGS_TO_AN_ID = late_pattern(rf"(?i:{ID_PATTERN})(?:\Z|(?:\.external)?\.md\Z)|{_MISNAMED.pattern}", re.DOTALL)
_UNREAD_ON_PURPOSE = late_pattern(r"[_.]|(?i:readme|index)(?:\.|\Z)")


def find_post_mortems(folder: Path) -> list[Path]:
    """Find the entries of a folder whose name is an id with `.md`, oldest first; none if there is no folder.

    Raises:
        AfterwordError: the folder is a file, or cannot be read.
    """
    return _entries(folder, _NAME)


def find_external_editions(folder: Path) -> list[Path]:
    """Find the entries of a folder whose name is an id with `.external.md`, oldest first.

    Raises:
        AfterwordError: as `find_post_mortems`.
    """
    return _entries(folder, _EXTERNAL_NAME)


def find_misnamed(folder: Path) -> list[Path]:
    """Find the entries of a folder that begin with a date, end with `.md`, and are skipped as the name is not an id.

    Raises:
        AfterwordError: as `find_post_mortems`.
    """
    return _entries(folder, _MISNAMED)


def find_unread(folder: Path) -> list[Path]:
    """Find the Markdown files below a folder that are neither post-mortems nor belong to one.

    They have no id as their name, or are in a folder that is not the evidence of a post-mortem. Files that folders have
    for their readers (`README.md`, `index.md`), and those that begin with `_` or `.`, are left out.
    """
    return [
        entry.path
        for entry in list_entries(folder, leaves_out=_BELONGS_TO_AN_ID.match)
        if entry.path.suffix.lower() == ".md"
        and not any(_UNREAD_ON_PURPOSE.match(part) for part in entry.path.relative_to(folder).parts)
    ]


def _entries(folder: Path, name: re.Pattern[str]) -> list[Path]:
    try:
        entries = [entry for entry in os.scandir(folder) if name.fullmatch(entry.name)]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise AfterwordError("expected a folder of post-mortems, found a file", path=str(folder)) from None
    except OSError as error:
        raise AfterwordError(f"the folder cannot be read: {error.strerror}", path=str(folder)) from error
    return [folder / entry.name for entry in sorted(entries, key=lambda entry: entry.name)]


def read_file(path: Path, shown_as: str) -> PostMortem:
    """Read one file; always returns a document, with a problem if something else is in its place."""
    content = content_of(path, "post-mortem")
    return unreadable(shown_as, *content) if isinstance(content, tuple) else read(content, shown_as)


def is_misnamed(path: Path) -> bool:
    """Whether `find_misnamed` finds a file."""
    return bool(_MISNAMED.fullmatch(path.name))


def misnamed(shown_as: str) -> PostMortem:
    """Return a document in place of a file whose name is not an id: nothing drafts, tracks or publishes it."""
    return unreadable(
        shown_as,
        "the file name is not an id, so it is skipped",
        "rename it: a date and a short name of a-z, 0-9 and hyphens, as in `2026-04-16-support-bot.md`",
        ProblemKind.ID_MISMATCH,
    )


def content_of(path: Path, noun: str) -> bytes | tuple[str, str]:
    """Return a file's bytes, or why they cannot be read and what to do.

    Args:
        noun: what it should be.
    """
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return "this is a symbolic link", "put the file itself here"
        if stat.S_ISDIR(status.st_mode):
            return f"this is a folder, not a {noun}", "rename the folder without `.md`"
        if not stat.S_ISREG(status.st_mode):
            return "this is not a regular file", "put a Markdown file here"
        if status.st_size > MAX_BYTES:
            size = f"{status.st_size / 1e6:.1f} MB"
            return (
                f"the file has {size}; a {noun} has at most {MAX_BYTES / 1e6:.0f} MB",
                "move logs and outputs into its evidence folder with `afterword collect`",
            )
        data = _read_whole(path, MAX_BYTES)  # the status above says what `read_regular` would ask again
        return ("the file was changed while it was read", "run the command again") if data is None else data
    except OSError as error:
        return f"the file cannot be read: {error.strerror}", "check that it exists and that you may read it"


def read_regular(path: Path, most: int, *, shown_as: str = "", root: Path | None = None) -> bytes:
    """Return the bytes of a regular file; a device, a pipe or a folder in its place is not opened.

    Args:
        most: bytes; a larger file is not read.
        shown_as: the file, as a user would write it.
        root: the folder that must contain what a link in its place, or in that of a folder in `root`, leads to; None
            to refuse a link in its place.

    Raises:
        FileNotFoundError: there is none.
        AfterwordError: something else is in its place, it is too large, or it cannot be read.
    """
    shown = shown_as or path.as_posix()
    try:
        if path.is_symlink() or (root and path.is_relative_to(root)):
            target = path.resolve()
            if root is None or not target.is_relative_to(root.resolve()):
                message = "this leads out of the project" if root else "this is a symbolic link"
                raise AfterwordError(message, remedy="put the file itself there", path=shown)
            path = target
        if not stat.S_ISREG(path.lstat().st_mode):
            raise AfterwordError("this is not a regular file", remedy="put the file itself there", path=shown)
        data = _read_whole(path, most)
    except FileNotFoundError:
        raise
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its links go in a circle"
        remedy = "check that it exists and that you may read it"
        raise AfterwordError(f"the file cannot be read: {reason}", remedy=remedy, path=shown) from error
    if data is None:
        raise AfterwordError(f"the file is too large: at most {most / 1e6:g} MB are read", path=shown)
    return data


def _read_whole(path: Path, most: int) -> bytes | None:
    """Return the bytes of what was a regular file a moment ago; None if it is something else now, or larger.

    Raises:
        OSError: it cannot be read.
    """
    # It can be a pipe now: opening must neither wait nor follow a link.
    handle = os.open(path, os.O_RDONLY | _NEITHER_WAIT_NOR_FOLLOW)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        data = file.read(status.st_size + 1)  # making room for `most` takes longer than reading a post-mortem
        if len(data) > status.st_size:  # it grew
            data += file.read(most + 1 - len(data))
    return data if len(data) <= most else None


def read_if_regular(path: Path, most: int, *, root: Path | None = None) -> bytes | None:
    """Return what `read_regular` returns; None if there is no file, or it is refused."""
    try:
        return read_regular(path, most, root=root)
    except (FileNotFoundError, AfterwordError):
        return None


_NEITHER_WAIT_NOR_FOLLOW = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"))


def read_bytes(path: Path) -> bytes | None:
    """Return the bytes of a post-mortem; None if `read_file` would report a problem in their place."""
    content = content_of(path, "")
    return content if isinstance(content, bytes) else None


def write_atomically(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; a file that already holds these bytes is left alone.

    Returns:
        Whether the file changed.

    Raises:
        AfterwordError: the file cannot be written, or something else is in its place.
    """
    try:
        there = path.lstat() if os.path.lexists(path) else None
        if there and not stat.S_ISREG(there.st_mode):
            what = "a symbolic link" if stat.S_ISLNK(there.st_mode) else "something else than a file"
            raise AfterwordError(f"{what} is in its place; nothing was written", path=str(path))
        if there and there.st_size == len(data) and read_regular(path, len(data)) == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(there.st_mode) if there else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.chmod(mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink()
            raise
    except OSError as error:
        raise AfterwordError(f"cannot be written: {error.strerror}", path=str(path)) from error
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def save(document: Document, splices: list[Splice], path: Path) -> bool:
    """Write a document with edits put in, if the file on disk is still the one that was read.

    Returns:
        Whether the file changed.

    Raises:
        AfterwordError: the document is not certain enough to edit, the file changed in the meantime, or it would be
            too large to be read again.
    """
    return save_text(document, apply(document.source, splices), path) if splices else False


def save_text(document: Document, text: str, path: Path) -> bool:
    """Write a document's new text, if the file on disk is still the one that was read.

    Returns:
        Whether the file changed.

    Raises:
        AfterwordError: as `save`.
    """
    require_editable(document)
    try:
        on_disk = read_regular(path, MAX_BYTES, shown_as=document.path)
    except FileNotFoundError as error:
        raise AfterwordError(f"cannot be read again: {error.strerror}", path=document.path) from error
    if on_disk != document.source.encode():
        raise AfterwordError(
            "the file was changed by someone else meanwhile; nothing was written",
            remedy="run the command again",
            path=document.path,
        )
    data = text.encode("utf-8")
    if len(data) > MAX_BYTES:
        raise AfterwordError(
            f"the file would have {len(data) / 1e6:.1f} MB, and could not be read again; nothing was written",
            remedy="move logs and outputs into its evidence folder with `afterword collect`",
            path=document.path,
        )
    return write_atomically(path, data)
