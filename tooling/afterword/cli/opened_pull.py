"""A pull request that `afterword pr` works on, and where it says what is left out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import append_summary
from afterword.cli.session import Session
from afterword.text.escaping import escape_markdown

if TYPE_CHECKING:
    from afterword.github.repository import Repository
    from afterword.pull_requests.opened_pull import OpenedPull


@contextmanager
def opened_pull(session: Session, number: int) -> Iterator[tuple[Repository, OpenedPull]]:
    """A pull request, with its post-mortems in a temporary folder."""
    from afterword.github.connections import Connection
    from afterword.pull_requests.opened_pull import open_pull

    with tempfile.TemporaryDirectory(prefix="afterword-") as name, Connection(session.env) as github:
        repository = github.repository()
        yield repository, open_pull(repository, session.env, number, Path(name).resolve(), reporter(session))


def reporter(session: Session) -> Callable[[str], None]:
    """Print what was left out, in the log and in the job summary: few people read the log of a run that passed."""

    def say(text: str) -> None:
        from afterword.text.invisible import visible_line

        click.echo(f"notice: {visible_line(text)}", err=True)
        append_summary(session.env, f"- {escape_markdown(text)}\n")

    return say
