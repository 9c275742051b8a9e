"""An opened project: the one object that commands, rules, and the site share."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TypeVar

from afterword import config, git
from afterword.config import Config
from afterword.errors import AfterwordError
from afterword.git import GitFacts
from afterword.postmortem import PostMortem, external, find_external_editions, find_post_mortems, headings, read_file
from afterword.postmortem.external import ExternalEdition
from afterword.postmortem.external.document import SUFFIX

_Stamp = tuple[int, ...]
T = TypeVar("T")


class Project:
    """A folder with post-mortems, its settings and the current time.

    Attributes:
        root: the folder that contains `afterword.yml`, else the one that was opened.
        config: the settings.
        env: the environment that was passed in.
        now: the current time, UTC.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        env: Mapping[str, str],
        now: datetime,
        committers: Callable[[], list[str]] | None = None,
    ) -> None:
        self.root = root
        self.config = config
        self.env = env
        self.now = now
        headings.use_headings(config.sections.headings)
        self._prefix = f"{root.as_posix().rstrip('/')}/"
        self._documents: dict[Path, tuple[_Stamp, PostMortem]] = {}
        self._editions: dict[Path, tuple[_Stamp, ExternalEdition]] = {}
        self._list_committers = committers or partial(git.committers, root)

    @classmethod
    def open(cls, root: Path, env: Mapping[str, str], now: datetime | None = None) -> Project:
        """Open the project that a folder belongs to.

        Args:
            root: the project's folder or one below it.
            env: the environment; `AFTERWORD_NOW` (ISO 8601 with zone) fixes the time.
            now: the current time; if None, read from `env`, else from the clock.

        Raises:
            AfterwordError: the folder does not exist, or the settings are wrong.
        """
        if not root.is_dir():
            raise AfterwordError(f"there is no folder {root}", remedy="name one that exists with -C, or leave -C out")
        found = _find_root(root.resolve())
        project = cls(found, config.load(found, env), env, now or _now(env))
        _require_inside(project)
        return project

    @property
    def server(self) -> str:
        """The address of GitHub's web pages, as Actions gives it, without a slash at its end."""
        return (self.env.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")

    @property
    def repository(self) -> str | None:
        """The repository of the post-mortems, `owner/name`, as Actions or `origin` names it; None if neither does."""
        if named := self.env.get("GITHUB_REPOSITORY"):
            return named
        host, name = git.origin(self.root) or ("", "")
        return name if host == self.server.partition("://")[2].split(":")[0] else None

    @property
    def issues_repository(self) -> str | None:
        """The repository of the issues, `owner/name`: that of the settings, else the one of the post-mortems."""
        return self.config.tracking.repository or self.repository

    @property
    def folder(self) -> Path:
        """The folder of the post-mortems."""
        return self.root / self.config.postmortems

    @property
    def is_set_up(self) -> bool:
        """Whether there are settings or a folder for post-mortems."""
        return self.folder.is_dir() or (self.root / config.FILE_NAME).exists()

    @property
    def paths(self) -> list[Path]:
        """The file of every post-mortem, oldest first.

        Raises:
            AfterwordError: the folder is not a project, or the settings name a folder that does not exist.
        """
        self._require_folder()
        return find_post_mortems(self.folder)

    def _require_folder(self) -> None:
        """Refuse a mistyped name: it must not look like a quiet week, or keep a required check green."""
        if not self.is_set_up:
            raise AfterwordError(
                f"there is neither {config.FILE_NAME} nor {self.config.postmortems}/ in {self.root}",
                remedy="name the folder of the project with -C; `afterword init` sets one up",
            )
        if "postmortems" in self.config.model_fields_set and not self.folder.is_dir():
            reason = f"`postmortems` names {self.config.postmortems}, which does not exist"
            raise AfterwordError(reason, remedy="correct the name, or create the folder", path=config.FILE_NAME)

    @property
    def documents(self) -> list[PostMortem]:
        """Every post-mortem, oldest first; files that did not change since the last call are not read again."""
        paths = self.paths
        with without_garbage_collection():
            return [self.read(path) for path in paths]

    def document(self, name: str) -> PostMortem:
        """Return a post-mortem by its id, its file's path, or a part of the id that only one has.

        Raises:
            AfterwordError: none or several match.
        """
        return self.read(self.find(name))

    def find(self, name: str) -> Path:
        """Return the file of a post-mortem, by what `document` takes.

        Raises:
            AfterwordError: none or several match.
        """
        matching, paths = self.matching(name), self.paths
        if len(matching) == 1:
            return matching[0]
        if matching:
            names = ", ".join(path.stem for path in matching[:5])
            raise AfterwordError(
                f"`{name}` matches {len(matching)} post-mortems: {names}", remedy="write more of the id"
            )
        known = ", ".join(path.stem for path in paths[-5:])
        raise AfterwordError(
            f"there is no post-mortem `{name}` in {self.config.postmortems}/",
            remedy=f"the latest are: {known}" if known else "make one with `afterword new`",
        )

    def chosen(self, name: str | None) -> PostMortem:
        """Return the post-mortem that a name means, as `document`; without one, the one that the branch changes.

        Raises:
            AfterwordError: none or several are meant.
        """
        return self.document(name) if name else self.read(self.find_changed())

    def find_changed(self) -> Path:
        """Return the file of the one post-mortem that the branch changes, committed or not, else of the only one.

        Raises:
            AfterwordError: there are none or several.
        """
        paths = {path.stem: path for path in self.paths}
        ref = git.default_branch(self.root)
        try:
            names = git.changed_since(self.root, ref, self.config.postmortems) if ref else set()
        except AfterwordError:  # no common commit
            names = set()
        below = (Path(name).relative_to(self.config.postmortems).parts[0] for name in names)
        changed = {each.partition(".")[0] for each in below} & set(paths)
        ids = sorted(changed) or list(paths)
        if len(ids) == 1:
            return paths[ids[0]]
        if not paths:
            reason = f"there is no post-mortem in {self.config.postmortems}/"
            raise AfterwordError(reason, remedy="make one with `afterword new`")
        what = f"{len(changed)} post-mortems" if changed else "no post-mortem"
        raise AfterwordError(
            f"this branch changes {what}; name one, by any part of its id",
            remedy=("they are: " if changed else "the latest are: ") + ", ".join(ids[-5:]),
        )

    def matching(self, name: str) -> list[Path]:
        """Return the files of the post-mortems that a name could mean: that with exactly this id, else any with it."""
        stem = PureWindowsPath(name).name.removesuffix(".md")  # which takes slashes of both kinds
        exact = [path for path in self.paths if path.stem == stem]
        return exact or [path for path in self.paths if stem and stem.casefold() in path.stem.casefold()]

    def post_mortem(self, document_id: str) -> PostMortem | None:
        """Return the post-mortem with exactly this id; None if there is none."""
        path = self.folder / f"{document_id}.md"
        return self.read(path) if os.path.lexists(path) else None

    @property
    def editions(self) -> list[ExternalEdition]:
        """Every external edition, oldest first.

        Raises:
            AfterwordError: as `paths`.
        """
        self._require_folder()
        return [self._edition(path) for path in find_external_editions(self.folder)]

    def edition(self, document_id: str) -> ExternalEdition | None:
        """Return the external edition of a post-mortem; None if there is none."""
        path = self.edition_path(document_id)
        return self._edition(path) if os.path.lexists(path) else None

    def edition_path(self, document_id: str) -> Path:
        """Return the file of a post-mortem's external edition."""
        return self.folder / f"{document_id}{SUFFIX}"

    def path(self, document: PostMortem | ExternalEdition) -> Path:
        """Return the file of a document."""
        if isinstance(document, ExternalEdition):
            return self.edition_path(document.id)
        return self.folder / f"{document.id}.md"

    def evidence_folder(self, document_id: str) -> Path:
        """Return the folder of a document's evidence."""
        return self.folder / document_id

    def display_path(self, path: Path) -> str:
        """Return a path as a user would write it: relative to the project, with slashes."""
        text = path.as_posix()
        if text.startswith(self._prefix):
            return text[len(self._prefix) :]
        return "." if path == self.root else text

    def in_folder(self, root: Path) -> Project:
        """Return a project in another folder, with the settings and the known committers of this one."""
        return Project(root, self.config, self.env, self.now, lambda: self.committers)

    @cached_property
    def committers(self) -> list[str]:
        """Names of those who committed lately; they are redacted in evidence."""
        return self._list_committers()

    @cached_property
    def git(self) -> GitFacts | None:
        """History of the post-mortems; None outside a repository."""
        return git.facts(self.root, self.config.postmortems)

    def authors(self, path: str) -> list[str]:
        """Return the authors of a file of the post-mortems by their names in the history; empty outside a repository.

        Args:
            path: the file, as `display_path` writes it.
        """
        return sorted(self._authors.get(path, ()))

    @cached_property
    def _authors(self) -> dict[str, set[str]]:
        return git.authors(self.root, self.config.postmortems) if self.git else {}

    @cached_property
    def published(self) -> dict[str, datetime]:
        """When each post-mortem became `published`, by path; empty outside a repository."""
        return git.published(self.root, self.config.postmortems) if self.git else {}

    def _edition(self, path: Path) -> ExternalEdition:
        return _read_if_changed(self._editions, path, lambda: external.read_file(path, self.display_path(path)))

    def read(self, path: Path) -> PostMortem:
        """Read the post-mortem in a file; one that did not change since the last call is not read again."""
        return _read_if_changed(self._documents, path, lambda: read_file(path, self.display_path(path)))


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Let thousands of small objects be made and kept: the collector would visit them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read_if_changed(known: dict[Path, tuple[_Stamp, T]], path: Path, read: Callable[[], T]) -> T:
    """Return what is known of a file; read it if the file changed since."""
    stamp = _stamp(path)
    if path not in known or known[path][0] != stamp:
        known[path] = (stamp, read())
    return known[path][1]


def _stamp(path: Path) -> _Stamp:
    """Return what changes with a file; empty if it cannot be looked at."""
    try:
        status = path.lstat()
    except OSError:
        return ()
    # Two writes within one tick of the clock can have the same time and size, but not the same inode.
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _find_root(start: Path) -> Path:
    """Return the nearest folder upwards with settings, else with post-mortems, in the repository; else the start."""
    reachable: list[Path] = []
    for folder in (start, *start.parents):
        if os.path.lexists(folder / config.FILE_NAME):  # even if it is not a file: reading it says what is wrong
            return folder
        reachable.append(folder)
        if (folder / ".git").exists():
            return next((each for each in reachable if (each / config.POSTMORTEMS).is_dir()), start)
    return start


def _require_inside(project: Project) -> None:
    """Refuse a folder of post-mortems outside the project: all files are written there."""
    name = project.config.postmortems
    if PurePosixPath(name.replace("\\", "/")).is_absolute() or ".." in name.replace("\\", "/").split("/"):
        raise AfterwordError(
            f"`postmortems: {name}` leads out of the project", remedy="name a folder in it", path=config.FILE_NAME
        )
    folder = project.root
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        folder = folder / part
        if folder.is_symlink():
            raise AfterwordError("the folder is a symbolic link", remedy="put the folder itself there", path=name)


_YEARS = range(1971, 2100)
"""Years in which sums of dates and the times of files can be written on every system."""


def _now(env: Mapping[str, str]) -> datetime:
    fixed = env.get("AFTERWORD_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise AfterwordError(f"AFTERWORD_NOW is `{fixed}`", remedy="write a time with its zone: 2026-04-16T17:00:00Z")
    if moment.year not in _YEARS:
        raise AfterwordError(
            f"AFTERWORD_NOW is `{fixed}`", remedy=f"write a year from {_YEARS.start} to {_YEARS.stop - 1}"
        )
    return moment.astimezone(UTC)
