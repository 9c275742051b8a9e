"""Find the files to import: files, folders, patterns, and files of a repository at a commit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from afterword import git
from afterword.errors import AfterwordError
from afterword.importing.sources.exports import SUFFIXES, SUFFIXES_IF_NAMED, Form
from afterword.postmortem.files import read_regular
from afterword.postmortem.folders import list_entries

MAX_BYTES = 1_000_000
"""A larger file is not a post-mortem, and what is written of it could not be read again."""
_SKIPPED = re.compile(
    r"(?i)(?:readme|contributing|licen[cs]e|changelog|code_of_conduct|security|summary|_?sidebar|"
    r"_?navbar)(?:\.[\w-]+)?|.*\btemplate\b.*"
)
IF_NAMED = "a `.txt` or HTML file of a folder is often not a post-mortem; name it to import it"
_MAGIC = re.compile(r"[*?\[]")
_HIDDEN = frozenset(("node_modules", "vendor", "site-packages", "_site", "dist", "build"))


@dataclass(frozen=True, slots=True)
class Input:
    """A file to import.

    Attributes:
        name: as `imported.source` names it: its path in the project, else in its own repository or folder.
        shown: as the user would write it.
        folder: its folder in the project, with slashes; None if it is outside.
        path: the file; of a commit, its path if it were checked out.
        commit: at which it is read; empty for the file itself.
        repository: `host/owner/name` of a repository outside the project; empty if that is not known.
        data: what is read, if it is an issue and not a file; None for a file.
        opened: the day on which the issue was opened.
        comments: how many comments the issue has.
    """

    name: str
    shown: str
    folder: str | None
    path: Path
    commit: str = ""
    repository: str = ""
    data: bytes | None = None
    opened: date | None = None
    comments: int = 0

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            AfterwordError: it cannot be read, is not a regular file, or is too large.
        """
        if self.data is not None:
            return self.data
        if self.commit:
            folder = next(parent for parent in self.path.parents if parent.is_dir())
            data = git.run_bytes(
                folder, "show", "--end-of-options", f"{self.commit}:./{self.path.relative_to(folder).as_posix()}"
            )
            if data is None:
                raise AfterwordError(f"git cannot show it at {self.commit}", path=self.shown)
            if len(data) > MAX_BYTES:
                raise AfterwordError(f"the file is too large: at most {MAX_BYTES / 1e6:g} MB are read", path=self.shown)
            return data
        try:
            return read_regular(self.path, MAX_BYTES, shown_as=self.shown)
        except FileNotFoundError as error:
            raise AfterwordError("there is no such file", path=self.shown) from error


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the files to import, and those that were left out with the reason."""

    inputs: tuple[Input, ...]
    left_out: tuple[tuple[str, str], ...]


def find_inputs(
    root: Path, postmortems: Path, directory: Path, paths: Sequence[str], commit: str = "", form: Form = "markdown"
) -> Found:
    """Find the files that paths name, each once, in a fixed order.

    Args:
        root: the project's folder.
        postmortems: the folder of the project's own post-mortems, whose documents are not imported.
        directory: relative paths are resolved against it.
        paths: files, folders, and patterns with `*`.
        commit: read the files at this commit of the repository that they are in; empty for the files themselves.
        form: which program they are from, which says what the files in folders are called.

    Raises:
        AfterwordError: a path names nothing, or git knows no such commit.
    """
    suffixes = (*SUFFIXES[form], *SUFFIXES_IF_NAMED[form])
    inputs: dict[str, Input] = {}
    left_out: list[tuple[str, str]] = []
    for written in paths:
        path = (directory / Path(written).expanduser()).absolute()
        base = Path(os.path.normpath(path))
        if commit:
            found: Iterable[tuple[Path, bool]] = _at_commit(base, commit, written, suffixes)
        elif _MAGIC.search(written) and not path.exists():
            found = _matching(base, suffixes)
        elif base.is_dir() and not base.is_symlink():
            found = _below(base, suffixes)
        else:
            found = [(base, True)]
        number = 0
        for file, is_named in found:
            number += 1
            reason = _why_left_out(file, is_named, postmortems, SUFFIXES_IF_NAMED[form])
            shown = _shown(file, directory)
            if reason:
                left_out.append((shown, reason))
                continue
            one = _input(root, base, file, shown, commit)
            inputs.setdefault(one.name, one)
        if not number:
            raise AfterwordError(
                "there is no file to import",
                remedy="name files, folders or patterns such as `docs/**/*.md`",
                path=written,
            )
    return Found(tuple(inputs[name] for name in sorted(inputs)), tuple(left_out))


def _matching(pattern: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, bool]]:
    """The files that a pattern matches, and those below the folders that it matches."""
    parts = pattern.parts
    fixed = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    for one in sorted(Path(*parts[:fixed]).glob("/".join(parts[fixed:]))):
        if one.is_dir() and not one.is_symlink():
            yield from _below(one, suffixes)
        else:
            yield one, True


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, bool]]:
    for entry in list_entries(folder):
        inside = entry.path.relative_to(folder).parts
        if any(part.startswith(".") or part in _HIDDEN for part in inside):
            continue
        if entry.path.suffix.lower() in suffixes and (entry.is_regular or entry.is_link):
            yield entry.path, False


def _at_commit(base: Path, commit: str, written: str, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, bool]]:
    folder = next((parent for parent in (base, *base.parents) if parent.is_dir()), base)
    known = git.run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if known is None:
        raise AfterwordError(
            f"git knows no commit `{commit}` there", remedy="name a branch, a tag or a commit", path=written
        )
    top = Path((git.run(folder, "rev-parse", "--show-toplevel") or "").strip())
    names = git.run(top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", known.strip()) or ""
    for name in filter(None, names.split("\0")):
        file = top / name
        if (file == base or base in file.parents) and file.suffix.lower() in suffixes:
            yield file, file == base


def _why_left_out(file: Path, is_named: bool, postmortems: Path, if_named: tuple[str, ...]) -> str:
    if file.parent == postmortems and not is_named:
        return "it is in the folder of the post-mortems"
    if postmortems in file.parents and not is_named:
        return "it is in the folder of the post-mortems"
    if not is_named and _SKIPPED.fullmatch(file.name):
        return "its name is that of a readme or a template; name it to import it"
    if file.is_symlink():
        return "it is a symbolic link"
    if not is_named and file.suffix.lower() in if_named:
        return IF_NAMED
    return ""


def _shown(file: Path, directory: Path) -> str:
    try:
        return file.relative_to(Path(os.path.normpath(directory.absolute()))).as_posix()
    except ValueError:
        return file.as_posix()


def _input(root: Path, base: Path, file: Path, shown: str, commit: str) -> Input:
    if file.is_relative_to(root):
        inside = file.relative_to(root)
        return Input(inside.as_posix(), shown, inside.parent.as_posix(), file, commit)
    folder = next(parent for parent in file.parents if parent.is_dir())
    top, remote = _repository(folder)
    if top is not None and remote:
        return Input(f"{remote}/{file.relative_to(top).as_posix()}", shown, None, file, commit, remote)
    start = base.parent if base.is_dir() else base.parent.parent
    return Input(file.relative_to(start).as_posix(), shown, None, file, commit)


_known: dict[Path, tuple[Path | None, str]] = {}


def _repository(folder: Path) -> tuple[Path | None, str]:
    """The top folder of the repository that a folder is in, and its remote as `host/owner/name`."""
    if folder not in _known:
        top = (git.run(folder, "rev-parse", "--show-toplevel") or "").strip()
        origin = git.origin(folder) if top else None
        _known[folder] = (Path(top) if top else None, f"{origin[0]}/{origin[1]}" if origin else "")
    return _known[folder]
