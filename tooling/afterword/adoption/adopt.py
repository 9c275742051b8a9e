"""Comparing a repository with what it is to have, and adding what is missing. Nothing that is there is changed."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from afterword import git
from afterword.adoption.files import WORKFLOWS, Pin, Wanted, wanted_files
from afterword.errors import AfterwordError
from afterword.postmortem import read_bytes, write_atomically

_OUR_WORKFLOWS = re.compile(r"afterword-[a-z-]+\.yml")


class State(StrEnum):
    """How a file stands to what it would be."""

    MISSING = "missing"
    SAME = "same"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Planned:
    """A file: its path, how it stands, its text as it is and as it would be."""

    path: str
    state: State
    before: str
    after: str

    def diff(self) -> str:
        """The difference, for people."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), self.path, f"{self.path} (of this version)", lineterm=""
        )
        return "\n".join(lines)


def plan(root: Path, wanted: Wanted) -> list[Planned]:
    """Compare every file; reads only.

    Raises:
        AfterwordError: a folder is a link or leads elsewhere.
    """
    there = {path: text for path in wanted_files(wanted, {}) if (text := _text(root, path)) is not None}
    planned = []
    for path, after in wanted_files(wanted, there).items():
        _require_inside(root, path)
        if not os.path.lexists(root / path):
            planned.append(Planned(path, State.MISSING, "", after))
        elif path not in there:
            planned.append(Planned(path, State.UNREADABLE, "", after))
        else:
            same = there[path].replace("\r\n", "\n") == after
            planned.append(Planned(path, State.SAME if same else State.DIFFERENT, there[path], after))
    return planned


def write(root: Path, planned: list[Planned]) -> list[str]:
    """Add what is missing; the paths that were written.

    Raises:
        AfterwordError: a file cannot be written.
    """
    written = []
    for one in planned:
        if one.state is State.MISSING:
            path = root / one.path
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise AfterwordError(f"the folder cannot be made: {error.strerror}", path=one.path) from error
            write_atomically(path, one.after.encode())
            written.append(one.path)
    return written


def pins(root: Path) -> dict[str, Pin]:
    """The pins of the workflows that are there, by path."""
    folder = root / WORKFLOWS
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    found = {
        f"{WORKFLOWS}{name}": _text(root, f"{WORKFLOWS}{name}") for name in names if _OUR_WORKFLOWS.fullmatch(name)
    }
    return {path: pin for path, text in found.items() if text and (pin := Pin.found_in(text))}


def default_branch(root: Path) -> str:
    """The default branch as git knows it: that of `origin`, else the one that is checked out, else `main`."""
    remote = (git.run(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD") or "").strip()
    if remote:
        return remote.removeprefix("origin/")
    return (git.run(root, "symbolic-ref", "--short", "HEAD") or "").strip() or "main"


def repository_root(folder: Path) -> Path | None:
    """The top of the git repository that a folder is in; None outside one."""
    top = (git.run(folder, "rev-parse", "--show-toplevel") or "").rstrip("\r\n")
    return Path(top) if top else None


def _text(root: Path, path: str) -> str | None:
    data = read_bytes(root / path)
    return None if data is None else data.decode("utf-8", "replace")


def _require_inside(root: Path, path: str) -> None:
    folder = root
    for part in Path(path).parts[:-1]:
        folder = folder / part
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise AfterwordError("this is not a folder", remedy="put a folder here", path=str(folder.relative_to(root)))
