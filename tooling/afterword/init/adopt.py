"""Comparing a repository with the files that it wants to have, and adding the missing ones.

Existing files never change, but for lines that are added to `.gitignore`.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from afterword import git
from afterword.errors import AfterwordError
from afterword.init import ignored_files
from afterword.init.template_files import (
    ELSEWHERE,
    FORMER_CHECKLIST,
    FORMER_CHECKLIST_BEGINS,
    WORKFLOWS,
    Choices,
    Pin,
    branch_of,
    fill_templates,
)
from afterword.postmortem import read_bytes, write_atomically

_OUR_WORKFLOWS = re.compile(r"afterword-[a-z-]+\.yml")
_SKILL = ".agents/skills/afterword/"
"""What instructions for agents name if they have our lines."""
_MAIN = f"{WORKFLOWS}afterword-main.yml"


class FileState(StrEnum):
    """How a file compares with its template.

    Only workflows can be outdated. All other files belong to the repository once they exist. FORMER is one
    that an earlier version added.
    """

    MISSING = "missing"
    SAME = "same"
    OUTDATED = "outdated"
    KEPT = "kept"
    UNREADABLE = "unreadable"
    FORMER = "not needed"


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """A file that a repository wants to have.

    Attributes:
        path: in the repository.
        state: how it compares with its template.
        before: its present text; empty if it is missing.
        after: the text of the filled template.
        instead: the existing file with the same job; empty for none.
    """

    path: str
    state: FileState
    before: str
    after: str
    instead: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether it is the repository's own text or site, which is not meant to be like the template."""
        return self.path.endswith(".md") or self.path.startswith("mkdocs.")

    def diff(self) -> str:
        """Return the difference, for people."""
        before, after = self.before.splitlines(), self.after.splitlines()
        return "\n".join(difflib.unified_diff(before, after, self.path, f"{self.path} (of this version)", lineterm=""))


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was compared and added.

    Attributes:
        files: every file that the repository wants to have.
        written: paths of those that were added.
        branch: the default branch.
        is_branch_known: whether it is known or guessed.
        owner: of the repository, by its `origin`; empty if it is not known.
        publishes_docs: whether the pages of an existing `docs/` became part of a site.
    """

    files: list[ComparedFile]
    written: list[str]
    branch: str
    is_branch_known: bool
    owner: str
    publishes_docs: bool

    def present(self, *, with_missing: bool) -> set[str]:
        """Return the paths of the files that the repository wants to have and has, or that were added."""
        states = {FileState.SAME, FileState.OUTDATED} | ({FileState.MISSING} if with_missing else set())
        return {one.path for one in self.files if one.state in states}

    def count(self, state: FileState) -> int:
        """Count the files in a state."""
        return sum(one.state is state for one in self.files)


def adopt(root: Path, choices: Choices, *, writes: bool) -> Adoption:
    """Compare a repository with the files that it wants to have, and add the missing ones.

    Args:
        root: the top of the repository.
        choices: what it wants to have; an empty branch is found out.
        writes: whether missing files are added.

    Raises:
        AfterwordError: a file cannot be written, or a folder is a symbolic link or a file.
    """
    branch, is_known = (choices.branch, True) if choices.branch else _default_branch(root)
    had_docs = (root / "docs").is_dir()
    origin = git.origin(root)
    owner = origin[1].partition("/")[0] if origin else ""
    files = _compare(root, replace(choices, branch=branch, owner=owner))
    written = [one.path for one in files if one.state is FileState.MISSING] if writes else []
    for one in files:
        if one.path in written:
            _write(root, one)
    return Adoption(files, written, branch, is_known, owner, had_docs and "mkdocs.yml" in written)


def find_top(folder: Path) -> Path:
    """Make sure that a folder is the top of a git repository, and return it.

    Raises:
        AfterwordError: it is not.
    """
    root = folder.resolve()
    top = (git.run(root, "rev-parse", "--show-toplevel") or "").rstrip("\r\n")
    if not top:
        raise AfterwordError("not a git repository", remedy="run `git init` first, or name a repository with -C")
    if Path(top).resolve() != root:
        below = root.relative_to(Path(top).resolve()).as_posix()
        remedy = f"run it there: afterword -C {top} init --folder {below}/postmortems"
        raise AfterwordError("this is not the top of the repository", remedy=remedy)
    return root


def _compare(root: Path, choices: Choices) -> list[ComparedFile]:
    existing = {path: text for path in fill_templates(choices, {}) if (text := _text(root, path)) is not None}
    compared = [_compared(root, path, after, existing) for path, after in fill_templates(choices, existing).items()]
    checklist = _text(root, FORMER_CHECKLIST) or ""
    is_ours = checklist.lstrip("\ufeff").startswith(FORMER_CHECKLIST_BEGINS)
    former = [ComparedFile(FORMER_CHECKLIST, FileState.FORMER, checklist, "")] if is_ours else []
    lacking = None if "site" in choices.without else ignored_files.extend(root)
    ignored = [ComparedFile(ignored_files.FILE, FileState.MISSING, *lacking)] if lacking else []
    return [*ignored, *compared, *former]


def _compared(root: Path, path: str, after: str, existing: dict[str, str]) -> ComparedFile:
    _require_folders(root, path)
    before = existing.get(path)
    if before is not None:
        if before.replace("\r\n", "\n") == after or (path.startswith(WORKFLOWS) and has_all(before, after)):
            return ComparedFile(path, FileState.SAME, before, after)
        if path == "AGENTS.md" and not any(mark in before for mark in (_SKILL, "\ufffd")):
            return ComparedFile(path, FileState.MISSING, before, _with_agents_line(before, after))
        state = FileState.OUTDATED if path.startswith(WORKFLOWS) else FileState.KEPT
        return ComparedFile(path, state, before, after)
    if os.path.lexists(root / path):
        return ComparedFile(path, FileState.UNREADABLE, "", after)
    instead = next(filter(None, (_any_case(root, other) for other in (path, *ELSEWHERE.get(path, ())))), "")
    return ComparedFile(path, FileState.KEPT if instead else FileState.MISSING, "", after, instead)


def _with_agents_line(before: str, template: str) -> str:
    """Return instructions for agents with the lines of the template at their end, below a heading of their own."""
    end = "\r\n" if "\r\n" in before else "\n"
    lines = ["## Past incidents", *template.splitlines()[1:], ""]
    return before.rstrip("\r\n") + end * 2 + end.join(lines)


def has_all(workflow: str, template: str) -> bool:
    """Whether a workflow has everything of its template: inputs, secrets and jobs may be added, rights may not."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    reader = YAML(typ="safe", pure=True)
    try:
        return _covers(reader.load(workflow), reader.load(template))
    except (YAMLError, RecursionError, ValueError):
        return False


def _covers(found: Any, wanted: Any, key: str = "") -> bool:
    if not isinstance(wanted, dict) or not isinstance(found, dict) or key == "permissions":
        return bool(found == wanted)
    return all(name in found and _covers(found[name], value, name) for name, value in wanted.items())


def _any_case(root: Path, path: str) -> str:
    """Find a file whose path differs at most in the case of its name; empty if there is none."""
    folder, wanted = root / Path(path).parent, Path(path).name.casefold()
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return next((one.relative_to(root).as_posix() for one in found if one.name.casefold() == wanted), "")


def _write(root: Path, file: ComparedFile) -> None:
    path = root / file.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AfterwordError(f"the folder cannot be created: {error.strerror}", path=file.path) from error
    write_atomically(path, file.after.encode())


def find_pins(root: Path) -> list[Pin]:
    """Return the pin of each workflow of ours."""
    folder = root / WORKFLOWS
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    texts = [_text(root, f"{WORKFLOWS}{name}") for name in names if _OUR_WORKFLOWS.fullmatch(name)]
    return [pin for text in texts if text and (pin := Pin.found_in(text))]


def _default_branch(root: Path) -> tuple[str, bool]:
    """Return the default branch, and whether it is known or guessed.

    It is that of `origin`, else the one that our workflows name, else the only one. Otherwise it is guessed: git's
    default, `main`, `master`, or the one that is checked out.
    """

    def ask(*arguments: str) -> str:
        return (git.run(root, *arguments) or "").strip()

    if remote := ask("symbolic-ref", "--short", "refs/remotes/origin/HEAD"):
        return remote.removeprefix("origin/"), True
    if named := branch_of(_text(root, _MAIN) or ""):
        return named, True
    current = ask("symbolic-ref", "--short", "HEAD")
    branches = ask("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").split()
    if len({*branches, current} - {""}) == 1:
        return current or branches[0], True
    first = ask("config", "--get", "init.defaultBranch")
    return next((name for name in (first, "main", "master") if name in branches), current or "main"), False


def _text(root: Path, path: str) -> str | None:
    data = read_bytes(root / path)
    return None if data is None else data.decode("utf-8", "replace")


def _require_folders(root: Path, path: str) -> None:
    for folder in (root / parent for parent in list(Path(path).parents)[:-1]):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise AfterwordError("this is not a folder", remedy="put a folder here", path=str(folder.relative_to(root)))
