"""Comparing a repository with what it is to have, and adding what is missing. Nothing that is there is changed."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from afterword import git
from afterword.errors import AfterwordError
from afterword.init.files import ELSEWHERE, WORKFLOWS, Pin, Wanted, branch_of, wanted_files
from afterword.postmortem import read_bytes, write_atomically

_OUR_WORKFLOWS = re.compile(r"afterword-[a-z-]+\.yml")
_MAIN = f"{WORKFLOWS}afterword-main.yml"


class State(StrEnum):
    """How a file stands to what it would be.

    The workflows are ours: one that lacks something is outdated. All other files are the repository's own from the day
    that they are there.
    """

    MISSING = "missing"
    SAME = "same"
    OUTDATED = "outdated"
    KEPT = "kept"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Planned:
    """A file: its path, how it stands, its text as it is and as it would be.

    Attributes:
        path: in the repository.
        state: how it stands.
        before: its text as it is.
        after: as it would be.
        instead: the file that does the same elsewhere; empty for none.
    """

    path: str
    state: State
    before: str
    after: str
    instead: str = ""

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
    return [_compared(root, path, after, there) for path, after in wanted_files(wanted, there).items()]


def _compared(root: Path, path: str, after: str, there: dict[str, str]) -> Planned:
    _require_inside(root, path)
    if path in there:
        before = there[path]
        if before.replace("\r\n", "\n") == after:
            return Planned(path, State.SAME, before, after)
        if not path.startswith(WORKFLOWS):
            return Planned(path, State.KEPT, before, after)
        return Planned(path, State.SAME if has_all(before, after) else State.OUTDATED, before, after)
    if os.path.lexists(root / path):
        return Planned(path, State.UNREADABLE, "", after)
    for other in (path, *ELSEWHERE.get(path, ())):
        if found := _any_case(root, other):
            return Planned(path, State.KEPT, "", after, instead=found)
    return Planned(path, State.MISSING, "", after)


def has_all(workflow: str, wanted: str) -> bool:
    """Whether a workflow has whatever another one has: inputs, secrets and jobs may be added, rights may not.

    Args:
        workflow: its text.
        wanted: the text of the other one.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    reader = YAML(typ="safe", pure=True)
    try:
        return _covers(reader.load(workflow), reader.load(wanted))
    except (YAMLError, RecursionError, ValueError):
        return False


def _covers(there: Any, wanted: Any, key: str = "") -> bool:
    if not isinstance(wanted, dict) or not isinstance(there, dict) or key == "permissions":
        return bool(there == wanted)
    return all(name in there and _covers(there[name], value, name) for name, value in wanted.items())


def _any_case(root: Path, path: str) -> str:
    """The file of that path in any case; empty where there is none."""
    folder = root / Path(path).parent
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return ""
    name = next((name for name in names if name.casefold() == Path(path).name.casefold()), "")
    return (folder / name).relative_to(root).as_posix() if name else ""


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


def default_branch(root: Path) -> tuple[str, bool]:
    """The default branch, and whether that is known or guessed.

    It is that of `origin`, else the one that the workflows which are there name, else the only one. Otherwise it is
    guessed: the one that git would begin with, `main`, `master`, or the one that is checked out.
    """
    remote = (git.run(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD") or "").strip()
    if remote:
        return remote.removeprefix("origin/"), True
    if named := branch_of(_text(root, _MAIN) or ""):
        return named, True
    current = (git.run(root, "symbolic-ref", "--short", "HEAD") or "").strip()
    branches = (git.run(root, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads") or "").split()
    if len({*branches, current} - {""}) == 1:
        return current or branches[0], True
    first = (git.run(root, "config", "--get", "init.defaultBranch") or "").strip()
    return next((name for name in (first, "main", "master") if name in branches), current or "main"), False


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
