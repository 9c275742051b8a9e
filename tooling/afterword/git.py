"""Asking git, read-only and without running anything of the repository."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_if_regular
from afterword.text.newlines import with_lf

_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class FileHistory:
    """When a file was first and last committed, UTC."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class GitFacts:
    """What the history says about a project.

    Attributes:
        shallow: whether history was cut off, so that first dates cannot be trusted.
        files: history by path relative to the project's root.
    """

    shallow: bool
    files: dict[str, FileHistory]


def run(root: Path, *arguments: str) -> str | None:
    """Return the output of a git command as text; None if git, the repository or the object is missing."""
    data = run_bytes(root, *arguments)
    return None if data is None else data.decode("utf-8", "replace")


def run_bytes(root: Path, *arguments: str) -> bytes | None:
    """Return the output of a git command as it is, for files in any encoding; None as `run`."""
    return _output(root, "--literal-pathspecs", *arguments)


def ignores(root: Path, path: str) -> bool:
    """Return whether git ignores a file that need not exist.

    Args:
        root: a folder of the repository.
        path: relative to it, without characters that patterns give a meaning.
    """
    return _output(root, "check-ignore", "--no-index", "--quiet", "--", path) is not None


def _output(root: Path, *arguments: str) -> bytes | None:
    command = ["git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def facts(root: Path, folder: str) -> GitFacts | None:
    """Return the history of the files below a folder, from one pass over the log; None outside a repository.

    Asking file by file costs hundreds of times as much.
    """
    shallow = run(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return None
    log = run(root, "log", "--format=%x00%ct", "--name-only", "--relative", "--no-renames", "--", folder)
    files: dict[str, FileHistory] = {}
    for entry in (log or "").split("\0")[1:]:
        lines = entry.split("\n")
        moment = datetime.fromtimestamp(int(lines[0]), UTC)
        for name in filter(None, lines[1:]):
            known = files.get(name)
            files[name] = FileHistory(moment, known.last if known else moment)
    return GitFacts(shallow.strip() == "true", files)


def authors(root: Path, folder: str) -> dict[str, set[str]]:
    """Return names of those who wrote each file below a folder, and their mail addresses up to the `@`, in one pass."""
    together = "%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)"
    people_of = f"--format=%x00%an%x1f%ae%x1f%cn%x1f%ce%x1f{together}"
    log = run(root, "log", people_of, "--name-only", "--relative", "--no-renames", "--", folder)
    found: dict[str, set[str]] = {}
    for entry in (log or "").split("\0")[1:]:
        head, *names = entry.split("\n")
        parts = (part.strip(" \t>") for one in head.split("\x1f") for part in one.split("<"))
        people = {part.partition("@")[0].partition("+")[2] or part.partition("@")[0] for part in parts}
        for name in filter(None, names):
            found.setdefault(name, set()).update(people - {"", "noreply", "GitHub"})
    return found


def published(root: Path, folder: str) -> dict[str, datetime]:
    """Return when each file below a folder became `published` on the current branch: a first-parent commit's date, UTC.

    One pass over the log, in which git looks for the line; a merge counts when it brings the line in.
    """
    form = (
        "--format=%x00%ct",
        "-m",
        "--first-parent",
        "-p",
        "-U0",
        "--relative",
        "--no-renames",
        "--no-show-signature",
    )
    log = run(root, "log", *form, *_PLAIN, f"-G{_PUBLISHED}", "--", folder)
    found: dict[str, datetime] = {}
    for entry in (log or "").split("\0")[1:]:
        lines = entry.split("\n")
        moment = datetime.fromtimestamp(int(lines[0]), UTC)
        found |= dict.fromkeys(_becoming_published(lines), moment)  # from newest to oldest: the first time counts
    return found


def changed_quotes(root: Path, folder: str) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """List how the lines of block quotes below a folder changed: author, path, lines removed and added; newest first.

    One pass over the log, in which git looks for such lines. Changes that a merge itself made are left out.
    """
    form = ("--format=%x00%aN", "-p", "-U0", "--relative", "--no-renames", "--no-show-signature")
    log = run(root, "log", *form, *_PLAIN, "-G^[[:blank:]]*>", "--", folder)
    for entry in (log or "").split("\0")[1:]:
        author, *lines = entry.split("\n")
        changed: dict[str, tuple[list[str], list[str]]] = {}
        for name, line in _changed_lines(lines):
            text = line[1:]
            if text.lstrip(" \t").startswith(">"):
                changed.setdefault(name, ([], []))[line[0] == "+"].append(text)
        yield from ((author, name, *sides) for name, sides in changed.items())


_PUBLISHED = "^status:[[:blank:]]*[\"']?published"


_ADDED = re.compile(r"\+status:[ \t]*[\"']?published\b")
_PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")


def _becoming_published(lines: list[str]) -> Iterator[str]:
    """Files of a diff that have the line added."""
    return (name for name, line in _changed_lines(lines) if _ADDED.match(line))


def _changed_lines(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The lines that a diff removes or adds, with the paths of their files; of a file that it deletes, none."""
    name, in_header = "", False
    for line in lines:
        if line.startswith("diff --git "):
            name, in_header = "", True
        elif in_header and line.startswith("+++ b/"):
            name = line.removeprefix("+++ b/").rstrip("\t")
        elif line.startswith("@@"):
            in_header = False
        elif name and not in_header and line[:1] in ("+", "-"):
            yield name, line


def committers(root: Path) -> list[str]:
    """Return names of those who committed lately, in order; empty outside a repository. Robots are left out."""
    names = (run(root, "log", "--max-count=5000", "--format=%aN") or "").splitlines()
    return sorted({name for name in names if name.strip() and not name.endswith("[bot]")})


def top(root: Path) -> Path | None:
    """Return the top folder of a repository, absolute; None outside of one."""
    found = (run(root, "rev-parse", "--show-toplevel") or "").rstrip("\r\n")
    return Path(found) if found else None


def list_files(root: Path, folder: str) -> list[str]:
    """Return the files below a folder that git knows or would add, relative to the root, with slashes."""
    listed = run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder) or ""
    return [name for name in listed.split("\0") if name]


def prefix(root: Path) -> str:
    """Return a folder's path in its repository, with a slash at its end; empty at the top and outside a repository."""
    return (run(root, "rev-parse", "--show-prefix") or "").rstrip("\r\n")


_REMOTE = re.compile(
    r"(?:[a-z+]+://)?(?:[^@/\s]+@)?(?P<host>[^:/\s]+)(?::\d+)?[:/](?P<name>[^/\s]+/[^/\s]+?)(?:\.git)?/?"
)


def origin(root: Path) -> tuple[str, str] | None:
    """Return the host and the `owner/name` of the remote `origin`; None if there is none of that form."""
    match = _REMOTE.fullmatch((run(root, "config", "--get", "remote.origin.url") or "").strip())
    return (match["host"], match["name"]) if match else None


def default_branch(root: Path) -> str | None:
    """Return the ref of the default branch: that of `origin`, else `main` or `master` there or here; None without."""
    remote = (run(root, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD") or "").strip()
    usual = (f"refs/{place}/{name}" for place in ("remotes/origin", "heads") for name in ("main", "master"))
    refs = (ref for ref in (remote, *usual) if ref)
    return next((ref for ref in refs if find_commit(root, ref)), None)


def find_commit(root: Path, ref: str) -> str | None:
    """Return the commit that a branch, a tag or a part of a hash names; None without."""
    found = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}") if ref else None
    return found and found.strip()


def knows(root: Path, path: str) -> bool:
    """Whether a path, relative to the root, is in the index or was in a commit before HEAD."""
    return bool(run(root, "ls-files", "--", path) or run(root, "log", "-1", "--format=%H", "--", path))


def merge_base(root: Path, ref: str) -> str:
    """Return the newest commit that a ref and HEAD have in common.

    Raises:
        AfterwordError: this is not a repository, there is no such ref, or no common commit.
    """
    if run(root, "rev-parse", "--is-inside-work-tree") is None:
        raise AfterwordError("cannot determine what changed: not a git repository", remedy="leave --changed-since out")
    commit = find_commit(root, ref)
    if commit is None:
        raise AfterwordError(
            f"git knows no commit `{ref}`", remedy="name a branch, a tag or a commit; `git fetch` it first if need be"
        )
    base = run(root, "merge-base", commit, "HEAD")
    if base is None:
        raise AfterwordError(
            f"{ref} and HEAD have no commit in common",
            remedy="in a shallow clone, fetch the whole history: `fetch-depth: 0`",
        )
    return base.strip()


def changed_since(root: Path, ref: str, folder: str) -> set[str]:
    """Return files below a folder that differ from the merge base with a ref, committed or not; deleted ones too.

    Returns:
        Paths relative to the root, with slashes.

    Raises:
        AfterwordError: as `merge_base`.
    """
    base = merge_base(root, ref)
    found = differing(root, base, folder, with_ignored=False)
    if found is None:
        raise AfterwordError(
            f"git cannot determine what changed since {ref}", remedy="check everything: leave --changed-since out"
        )
    return found


def changed_lines(root: Path, commit: str) -> str:
    """Return the lines that were added and removed since a commit, committed or not; empty if git fails."""
    options = ("-U0", "--no-color", "--no-renames", "--no-ext-diff", "--no-textconv")
    diff = (run(root, "diff", *options, commit, "--", ".") or "").split("\n")
    return "\n".join(line[1:] for line in diff if line[:1] in "+-" and line[:4] not in ("+++ ", "--- "))


def diff_since(root: Path, commit: str) -> str | None:
    """Return the unified diff of a repository since a commit, committed or not, with renames; None if git fails.

    New files that are not added yet are in it whole; long and binary ones, and all beyond a limit, as headers alone.
    """
    folder = top(root)
    options = ("-U0", "-M", "--no-color", "--no-relative", "--no-ext-diff", "--no-textconv")
    plain = ("--src-prefix=a/", "--dst-prefix=b/")
    diff = run(folder, "diff", *options, *plain, commit) if folder else None
    if folder is None or diff is None:
        return None
    new = run(folder, "ls-files", "-z", "--others", "--exclude-standard")
    return None if new is None else diff + "".join(_added(folder, [name for name in new.split("\0") if name]))


_MAX_NEW_FILE = 1_000_000
_MAX_NEW_FILES = 20_000_000
"""Bytes of new files whose lines are in a diff."""
_QUOTED_NAME = str.maketrans({char: f"\\{code}" for char, code in zip('\\"\t\n\r', '\\"tnr', strict=True)})


def _added(folder: Path, names: list[str]) -> Iterator[str]:
    """Yield the diffs of new files."""
    left = _MAX_NEW_FILES
    for name in names:
        quoted = name.translate(_QUOTED_NAME)
        yield f"--- /dev/null\n+++ b/{name}\n" if quoted == name else f'--- /dev/null\n+++ "b/{quoted}"\n'
        data = read_if_regular(folder / name, min(left, _MAX_NEW_FILE)) or b""
        left -= len(data)
        if data and b"\0" not in data:
            lines = with_lf(data.decode("utf-8", "replace")).removesuffix("\n").split("\n")
            yield f"@@ -0,0 +1,{len(lines)} @@\n" + "".join(f"+{line}\n" for line in lines)


def find_moved(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return where files are now that were renamed in the history of HEAD, by their former paths, as far as git knows.

    Args:
        root: a folder of the repository.
        paths: in the repository, with slashes; those that are still there are left out.
    """
    folder = top(root)
    if folder is None:
        return {}
    moved: dict[str, str] = {}
    sought = {path: path for path in paths}
    for _ in range(_MAX_RENAMES):
        there = (run(folder, "ls-files", "-z", "--", *sought.values()) or "").split("\0") if sought else []
        sought = {path: name for path, name in sought.items() if name not in there}
        if not sought:
            break
        deleted = run(folder, "log", "--format=%H", "--diff-filter=D", "--no-renames", "--", *sought.values()) or ""
        renames: dict[str, str] = {}
        for commit in deleted.split()[:_MAX_COMMITS]:
            shown = run(folder, "show", "-M", "--diff-filter=R", "--name-status", "--format=", "-z", commit) or ""
            names = shown.strip("\n").split("\0")
            for old, new in zip(names[1::3], names[2::3], strict=False):
                renames.setdefault(old, new)  # the newest commit comes first
        sought = {path: renames[name] for path, name in sought.items() if name in renames}
        moved |= sought
    return moved


_MAX_RENAMES = 5
"""How often a file is followed to its next name."""
_MAX_COMMITS = 50


def differing(root: Path, commit: str, folder: str, *, with_ignored: bool) -> set[str] | None:
    """Return files below a folder that differ from a commit, new and deleted ones too; None if git fails.

    Args:
        root: a folder of the repository; paths are relative to it, with slashes.
        commit: to compare with.
        folder: below the root.
        with_ignored: whether files that git ignores count as new.
    """
    options = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
    ignore = () if with_ignored else ("--exclude-standard",)
    tracked = run(root, "diff", *options, commit, "--", folder)
    new = run(root, "ls-files", "--others", *ignore, "-z", "--", folder)
    return None if tracked is None or new is None else set(filter(None, (tracked + new).split("\0")))


def commit_at(root: Path, moment: datetime, head: str = "HEAD") -> str:
    """Return the commit at which a branch was at a moment; empty if it had none yet.

    Args:
        root: a folder of the repository.
        moment: aware.
        head: the branch's last commit, which its first parents lead to.

    Raises:
        AfterwordError: it is not known: there is no history, it is cut off, or the commit is missing.
    """
    shallow = run(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        raise AfterwordError("there is no history")
    if shallow.strip() == "true":
        raise AfterwordError("the history is cut off", remedy="check out with `fetch-depth: 0`")
    found = run(root, "rev-list", "-1", "--first-parent", f"--before={moment.isoformat()}", head, "--")
    if found is None:
        raise AfterwordError("the checkout lacks the branch", remedy="fetch it")
    return found.strip()


def blobs(root: Path, commit: str, folder: str) -> dict[str, str]:
    """Return the ids of the files below a folder at a commit, by path relative to the root; empty if git fails."""
    listed = run(root, "ls-tree", "-r", "-z", commit, "--", folder) or ""
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: about.split()[2] for about, _, path in entries}


def show(root: Path, commit: str, path: str) -> str | None:
    """Return a file's text at a commit; None if there is none.

    Args:
        root: a folder of the repository.
        commit: in full, or a name that git knows.
        path: in the repository, with slashes.
    """
    return run(root, "show", "--end-of-options", f"{commit}:{path}")


def blob_id(data: bytes) -> str:
    """Return the id by which git knows a file with this content, as `git hash-object` gives it."""
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
