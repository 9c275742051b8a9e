"""The local tracker: issues in an SQLite file, for trying out and for working offline.

It is in `.afterword/`, which git does not see. Deleting the file loses the issues and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from afterword.errors import AfterwordError
from afterword.github.issues import Issue, State
from afterword.tracking.own_folder import NAME, own_folder
from afterword.tracking.tracker import About, Absence, Lease, Tracker

FILE = f"{NAME}/issues.sqlite3"
AUTHOR_ID = 0
"""Every local issue is ours."""

_LOCK = "lock.sqlite3"
_LOCK_SECONDS = 120.0
_BUSY_SECONDS = 30
_SCHEMA = "CREATE TABLE IF NOT EXISTS issue (number INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL)"


class _Record(BaseModel):
    """An issue as the file keeps it, with its comments from the oldest."""

    issue: Issue
    comments: tuple[str, ...] = ()


class LocalTracker(Tracker):
    """Issues in a file of the project. Two processes may use it at once."""

    name = "the local tracker"
    file_owns_status = True

    def __init__(self, root: Path, now: datetime) -> None:
        """Prepare the tracker; the file is made with the first issue.

        Args:
            root: the project's folder.
            now: when issues are opened, UTC.
        """
        self._path = root / FILE
        self._now = now
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Let one run at a time list and open issues, so that none is opened twice."""
        own_folder(self._path.parent.parent)
        lock = sqlite3.connect(self._path.with_name(_LOCK), timeout=_LOCK_SECONDS, isolation_level=None)
        with closing(lock):
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    reason = f"the local tracker cannot be locked: {error}"
                    raise AfterwordError(reason, remedy="delete the file", path=f"{NAME}/{_LOCK}") from error
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
            found = database.execute("SELECT record FROM issue ORDER BY number").fetchall()
            issues = [_Record.model_validate_json(record).issue for (record,) in found]
        return [issue for issue in issues if issue.bears(label)]

    def get(self, number: int, repository: str | None = None) -> Issue | Absence:
        """Return an issue; those of other repositories cannot be read."""
        if repository is not None or not self._exists:
            return Absence.MISSING
        with self._transaction() as database:
            record = _find(database, number)
        return record.issue if record else Absence.MISSING

    def create(self, title: str, body: str, labels: Iterable[str], *, number: int | None = None) -> Issue:
        """Open an issue, with the number that it had if one is given."""
        with self._transaction() as database:
            made = database.execute("INSERT INTO issue (number, record) VALUES (?, '')", (number,)).lastrowid
            assert made is not None
            issue = Issue(
                number=made,
                title=title,
                body=body,
                open=True,
                reason=None,
                labels=frozenset(labels),
                assignees=(),
                author_id=AUTHOR_ID,
                url=f"local:#{made}",
                id=made,
                created=self._now,
            )
            _save(database, _Record(issue=issue))
        return issue

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, state: State | None = None
    ) -> None:
        """Change what is given, in one step, and leave the rest."""
        self._change(number, lambda issue: issue.edited(title, body, state))

    def label(self, number: int, add: Iterable[str], remove: Iterable[str]) -> None:
        """Add and remove labels."""
        self._change(number, lambda issue: issue.relabelled(add, remove))

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""
        self._change(number, lambda issue: issue, text)

    def comments(self, number: int) -> list[str]:
        """Return an issue's comments, oldest first."""
        with self._transaction() as database:
            record = _find(database, number)
        return list(record.comments) if record else []

    def assign(self, number: int, login: str) -> bool:
        """Note an assignee."""
        self._change(number, lambda issue: replace(issue, assignees=tuple(sorted({*issue.assignees, login}))))
        return True

    def unassign(self, number: int, login: str) -> None:
        """Remove an assignment."""

        def without(issue: Issue) -> Issue:
            kept = (name for name in issue.assignees if name.casefold() != login.casefold())
            return replace(issue, assignees=tuple(kept))

        self._change(number, without)

    def close_connection(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def _exists(self) -> bool:
        """Reading must not make the file: a dry run writes nothing."""
        return self._connection is not None or self._path.exists()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            own_folder(self._path.parent.parent)
            # Without an isolation level Python begins no transaction of its own; ours are explicit.
            self._connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
        return self._connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            database = self._open()
            database.execute("BEGIN IMMEDIATE")
            try:
                database.execute(_SCHEMA)
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
        except (sqlite3.Error, OSError, ValidationError) as error:
            detail = "it was written by something else" if isinstance(error, ValidationError) else error
            raise AfterwordError(
                f"the local tracker cannot be used: {detail}",
                remedy="delete the file to start again; only the local issues are lost",
                path=FILE,
            ) from error

    def _change(self, number: int, alter: Callable[[Issue], Issue], *said: str) -> None:
        """Change an issue, and add what is said to its comments."""
        with self._transaction() as database:
            record = _find(database, number)
            if record is None:
                raise AfterwordError(f"there is no issue #{number} in the local tracker")
            _save(database, _Record(issue=alter(record.issue), comments=(*record.comments, *said)))


def _find(database: sqlite3.Connection, number: int) -> _Record | None:
    found = database.execute("SELECT record FROM issue WHERE number = ?", (number,)).fetchone()
    return _Record.model_validate_json(found[0]) if found else None


def _save(database: sqlite3.Connection, record: _Record) -> None:
    database.execute("UPDATE issue SET record = ? WHERE number = ?", (record.model_dump_json(), record.issue.number))
