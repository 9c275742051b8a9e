"""The local tracker: issues in an SQLite file, for trying out and for working offline.

It is in `.afterword/`, which git does not see. Deleting the file loses the issues and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.github.issues import Issue, State
from afterword.tracking.own_folder import own_folder
from afterword.tracking.tracker import About, Absence, Lease

FILE = ".afterword/tracker.sqlite3"
AUTHOR_ID = 0
"""Every local issue is ours."""

_LOCK_SECONDS = 120.0
_BUSY_SECONDS = 30
_VERSION = 1
_EDIT = """UPDATE issue SET title = coalesce(?, title), body = coalesce(?, body), open = coalesce(?, open),
reason = CASE WHEN ? IS NULL THEN reason ELSE ? END WHERE number = ?"""
_SCHEMA = """
CREATE TABLE issue (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    open INTEGER NOT NULL DEFAULT 1,
    reason TEXT,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE TABLE label (
    issue INTEGER NOT NULL REFERENCES issue, name TEXT NOT NULL, PRIMARY KEY (issue, name)
) WITHOUT ROWID;
CREATE TABLE assignee (
    issue INTEGER NOT NULL REFERENCES issue, login TEXT NOT NULL, PRIMARY KEY (issue, login)
) WITHOUT ROWID;
CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, issue INTEGER NOT NULL REFERENCES issue, text TEXT NOT NULL, at TEXT NOT NULL
);
"""


class LocalTracker:
    """Issues in a file of the project. Two processes may use it at once.

    Attributes:
        name: the tracker, for people.
        repository_name: None; local issues have no repository.
    """

    name = "the local tracker"
    file_owns_status = True
    repository_name: str | None = None

    def __init__(self, root: Path, now: datetime) -> None:
        """Prepare the tracker; the file is made with the first issue.

        Args:
            root: the project's folder.
            now: the time that every change gets, UTC.
        """
        self._path = root / FILE
        self._now = now.isoformat()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Let one run at a time list and open issues, so that none is opened twice."""
        self._prepare_folder()
        lock = sqlite3.connect(self._path.with_name("lock.sqlite3"), timeout=_LOCK_SECONDS, isolation_level=None)
        with closing(lock):
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                remedy = "wait for it and run the command again"
                raise AfterwordError("another `afterword sync` is still running", remedy=remedy) from error
            yield

    @contextmanager
    def lease(self) -> Iterator[Lease]:
        """Return a lease that never ends: no other machine uses the file."""
        yield Lease()

    def about(self) -> About:
        """Every issue is ours, and none is part of another."""
        return About(frozenset({AUTHOR_ID}))

    def list_issues(self, label: str) -> list[Issue]:
        """Return every issue that has the label, open or closed, by number."""
        if not self._exists:
            return []
        with self._transaction() as database:
            numbers = database.execute("SELECT issue FROM label WHERE name = ? ORDER BY issue", (label,)).fetchall()
            return [self._read(database, number) for (number,) in numbers]

    def find_unlabelled(self, labels: Iterable[str], is_wanted: Callable[[Issue], bool]) -> list[Issue]:
        """Return none: people cannot remove a label."""
        return []

    def get(self, number: int, repository: str | None = None) -> Issue | Absence:
        """Return an issue; those of other repositories cannot be read."""
        if repository is not None or not self._exists:
            return Absence.MISSING
        with self._transaction() as database:
            found = database.execute("SELECT 1 FROM issue WHERE number = ?", (number,)).fetchone()
            return self._read(database, number) if found else Absence.MISSING

    def ensure_labels(self, labels: Iterable[str]) -> None:
        """Do nothing: any label can be given."""

    def create(self, title: str, body: str, labels: Iterable[str], *, number: int | None = None) -> Issue:
        """Open an issue, with the number that it had if one is given."""
        with self._transaction() as database:
            values = (number, title, body, self._now, self._now)
            cursor = database.execute(
                "INSERT INTO issue (number, title, body, created, updated) VALUES (?, ?, ?, ?, ?)", values
            )
            made = cursor.lastrowid
            assert made is not None
            self._add_labels(database, made, labels)
            return self._read(database, made)

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, state: State | None = None
    ) -> None:
        """Change what is given, in one step, and leave the rest."""
        reason = None if state == "open" else state
        with self._change(number) as database:
            database.execute(_EDIT, (title, body, state and state == "open", state, reason, number))

    def label(self, number: int, add: Iterable[str], remove: Iterable[str]) -> None:
        """Add and remove labels."""
        with self._change(number) as database:
            database.executemany("DELETE FROM label WHERE issue = ? AND name = ?", [(number, name) for name in remove])
            self._add_labels(database, number, add)

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""
        with self._change(number) as database:
            database.execute("INSERT INTO comment (issue, text, at) VALUES (?, ?, ?)", (number, text, self._now))

    def comments(self, number: int) -> list[str]:
        """Return an issue's comments, oldest first."""
        with self._transaction() as database:
            found = database.execute("SELECT text FROM comment WHERE issue = ? ORDER BY id", (number,))
            return [text for (text,) in found]

    def unassignable(self, logins: Iterable[str]) -> frozenset[str]:
        """Return none: anyone can be named."""
        return frozenset()

    def assign(self, number: int, login: str) -> bool:
        """Note an assignee."""
        with self._change(number) as database:
            database.execute("INSERT OR IGNORE INTO assignee (issue, login) VALUES (?, ?)", (number, login))
        return True

    def unassign(self, number: int, login: str) -> None:
        """Remove an assignment."""
        with self._change(number) as database:
            database.execute("DELETE FROM assignee WHERE issue = ? AND login = ? COLLATE NOCASE", (number, login))

    def link(self, parent: int, child: Issue) -> None:
        """Fail: `about` says that issues have no parts."""
        raise AfterwordError("issues of the local tracker have no parts")

    def has_budget(self) -> bool:
        """Return True: there is no limit."""
        return True

    def close_connection(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def _exists(self) -> bool:
        """Reading must not make the file: a dry run writes nothing."""
        return self._connection is not None or self._path.exists()

    def _prepare_folder(self) -> None:
        if self._path.is_symlink():
            raise AfterwordError("a symbolic link is in the tracker's place", remedy="delete it", path=FILE)
        own_folder(self._path.parent.parent)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._prepare_folder()
            # Without an isolation level Python begins no transaction of its own; ours are explicit.
            self._connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
        return self._connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            database = self._open()
            database.execute("BEGIN IMMEDIATE")
            try:
                self._prepare(database)
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise AfterwordError(
                f"the local tracker cannot be used: {error}",
                remedy="delete the file to start again; only the local issues are lost",
                path=FILE,
            ) from error

    @contextmanager
    def _change(self, number: int) -> Iterator[sqlite3.Connection]:
        with self._transaction() as database:
            changed = database.execute("UPDATE issue SET updated = ? WHERE number = ?", (self._now, number))
            if not changed.rowcount:
                raise AfterwordError(f"there is no issue #{number} in the local tracker")
            yield database

    def _prepare(self, database: sqlite3.Connection) -> None:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            return
        if version:
            raise AfterwordError(
                f"the local tracker was written by another version of Afterword ({version})",
                remedy="use that version, or delete the file; only the local issues are lost",
                path=FILE,
            )
        for statement in _SCHEMA.split(";"):
            # executescript would end the transaction.
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {_VERSION}")

    def _add_labels(self, database: sqlite3.Connection, number: int, labels: Iterable[str]) -> None:
        database.executemany(
            "INSERT OR IGNORE INTO label (issue, name) VALUES (?, ?)", [(number, label) for label in labels]
        )

    def _read(self, database: sqlite3.Connection, number: int) -> Issue:
        title, body, is_open, reason, created = database.execute(
            "SELECT title, body, open, reason, created FROM issue WHERE number = ?", (number,)
        ).fetchone()
        labels = database.execute("SELECT name FROM label WHERE issue = ?", (number,))
        assignees = database.execute("SELECT login FROM assignee WHERE issue = ? ORDER BY login", (number,))
        return Issue(
            number=number,
            title=title,
            body=body,
            open=bool(is_open),
            reason=reason,
            labels=frozenset(name for (name,) in labels),
            assignees=tuple(login for (login,) in assignees),
            author_id=AUTHOR_ID,
            url=f"local:#{number}",
            id=number,
            created=datetime.fromisoformat(created),
        )
