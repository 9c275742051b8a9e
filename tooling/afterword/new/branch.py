"""A branch with one commit, made without the work tree or the index of the person who runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from afterword import git
from afterword.errors import AfterwordError

PREFIX = "postmortem/"
"""Of the branches, before the id of the post-mortem."""
_REFS = f"refs/heads/{PREFIX}"
_UNDER_WAY = {
    "rebase-merge": "a rebase is", "rebase-apply": "a rebase is", "MERGE_HEAD": "a merge is",
    "CHERRY_PICK_HEAD": "a cherry-pick is", "REVERT_HEAD": "a revert is", "BISECT_LOG": "a bisect is",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Base:
    """Where a branch begins.

    Attributes:
        commit: the commit.
        stays: why the work tree stays on what it has; empty if it can move to the branch.
    """

    commit: str
    stays: str = ""


def why_uncommitted(root: Path) -> str:
    """Say why nothing can be committed in a folder; empty if it can."""
    if shutil.which("git") is None:
        return "git is not installed"
    if git.run(root, "rev-parse", "--is-inside-work-tree") is None:
        return "this is not a git repository"
    if git.run(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        return "the repository has no commit yet"
    return ""


def find_base(root: Path) -> Base:
    """Find the commit from which a branch with nothing but a post-mortem begins.

    It is the one that is checked out, unless that has commits that are not on the default branch of `origin`: a pull
    request would have these too. Then it is the one of the default branch, and the work tree stays as it is.

    Raises:
        AfterwordError: git does not know who commits.
    """
    if git.run(root, "var", "GIT_COMMITTER_IDENT") is None:
        raise AfterwordError(
            "git does not know who you are", remedy='git config user.name "…" && git config user.email "…"'
        )
    head = (git.run(root, "rev-parse", "HEAD^{commit}") or "").strip()
    upstream = git.default_branch(root) or ""
    under_way = next((what for name, what in _UNDER_WAY.items() if _has(root, name)), "")
    stays = f"{under_way} under way" if under_way else ""
    if not upstream.startswith("refs/remotes/") or git.run(root, "merge-base", "--is-ancestor", head, upstream) == "":
        return Base(head, stays)
    commit = (git.run(root, "rev-parse", f"{upstream}^{{commit}}") or "").strip()
    name = upstream.removeprefix("refs/remotes/")
    return Base(commit, stays or f"what is checked out has commits that are not on {name}, where the branch begins")


def _has(root: Path, name: str) -> bool:
    path = (git.run(root, "rev-parse", "--git-path", name) or "").strip()
    return bool(path) and (root / path).exists()


def branch_of(document_id: str) -> str:
    """Return the branch of a new post-mortem."""
    return f"{PREFIX}{document_id}"


def list_branches(root: Path) -> list[str]:
    """List the branches of new post-mortems that are in this repository."""
    return (git.run(root, "for-each-ref", "--format=%(refname:lstrip=2)", _REFS) or "").split()


def require_free(root: Path, base: Base, branch: str, paths: Mapping[str, bytes]) -> None:
    """Make sure that a branch and its files are new.

    Args:
        root: the project's folder.
        base: where the branch begins.
        branch: the branch.
        paths: the files, by their paths in the project.

    Raises:
        AfterwordError: the branch exists, or its commit has one of the files.
    """
    if git.run(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}") is not None:
        raise AfterwordError(
            f"the branch {branch} exists", remedy=f"continue there: `git switch {branch}`; or choose another title"
        )
    prefix = git.prefix(root)
    for path in paths:
        if git.run(root, "cat-file", "-e", f"{base.commit}:{prefix}{path}") is not None:
            raise AfterwordError(
                "a post-mortem with this date and name exists", remedy="continue it, or choose another title", path=path
            )


def commit(root: Path, base: Base, branch: str, files: Mapping[str, bytes], message: str) -> str:
    """Make a branch with one commit that adds files; what is checked out, staged or changed stays as it is.

    The commit is made from git's objects: hooks of the repository do not run. It is signed if the settings of git say
    that commits are.

    Args:
        root: the project's folder.
        base: where the branch begins.
        branch: the new branch.
        files: by their paths in the project.
        message: of the commit.

    Returns:
        The commit.

    Raises:
        AfterwordError: git fails; there is no branch then.
    """
    prefix = git.prefix(root)
    with tempfile.TemporaryDirectory(prefix="afterword-") as name:
        index = {"GIT_INDEX_FILE": str(Path(name) / "index")}
        _git(root, "read-tree", base.commit, env=index)
        entries = b""
        for path, data in files.items():
            blob = _git(root, "hash-object", "-w", "--no-filters", "--stdin", data=data)
            entries += f"100644 {blob}\t{prefix}{path}\0".encode("utf-8", "surrogateescape")
        _git(root, "update-index", "-z", "--index-info", data=entries, env=index)
        tree = _git(root, "write-tree", env=index)
    signed = ["-S"] if (git.run(root, "config", "--type=bool", "commit.gpgSign") or "").strip() == "true" else []
    made = _git(root, "commit-tree", tree, "-p", base.commit, *signed, data=message.encode())
    _git(root, "update-ref", "--stdin", data=f"create refs/heads/{branch} {made}\n".encode())
    return made


def move_to(root: Path, branch: str) -> str:
    """Check a branch out; uncommitted changes come along. Return why that failed; empty if it did not."""
    try:
        _git(root, "checkout", "-q", branch, "--")
    except AfterwordError as error:
        return error.message
    return ""


def push(root: Path, branch: str) -> None:
    """Push a branch to `origin`.

    Raises:
        AfterwordError: git fails.
    """
    try:
        _git(root, "push", "-q", "-u", "origin", f"refs/heads/{branch}:refs/heads/{branch}")
    except AfterwordError as error:
        raise AfterwordError(
            f"the branch {branch} is committed, but was not pushed: {error.message}",
            remedy=f"`git push -u origin {branch}`, or run the command again",
        ) from None


def is_dirty(root: Path) -> bool:
    """Whether there are uncommitted changes to files that git knows."""
    return bool((git.run(root, "status", "--porcelain", "--untracked-files=no") or "").strip())


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into a folder that is not a repository: all of them, or none.

    Raises:
        AfterwordError: one exists, or cannot be written.
    """
    for path in files:
        if os.path.lexists(root / path):
            raise AfterwordError(
                "a post-mortem with this date and name exists", remedy="continue it, or choose another title", path=path
            )
    written: list[Path] = []
    try:
        for path, data in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            written.append(target)
            target.write_bytes(data)
    except BaseException as error:
        for target in written:
            target.unlink(missing_ok=True)
            with suppress(OSError):
                target.parent.rmdir()
        if isinstance(error, OSError):
            raise AfterwordError(f"cannot be written: {error.strerror}", path=str(written[-1])) from error
        raise


def _git(root: Path, *arguments: str, data: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    """Run a git command that writes, and return what it prints.

    Raises:
        AfterwordError: it fails, with what it said.
    """
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, env={**os.environ, **(env or {})})
    except OSError as error:
        raise AfterwordError(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        reasons = [line for line in said if line.startswith(("fatal:", "error:", "remote:"))] or said[-1:]
        raise AfterwordError(f"git {arguments[0]} failed: {reasons[0] if reasons else f'exit code {done.returncode}'}")
    return done.stdout.decode("utf-8", "surrogateescape").strip()
