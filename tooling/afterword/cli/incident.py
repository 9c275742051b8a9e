"""`afterword incident`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import set_output
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.github.issues import Issue

_FILE = click.Path(path_type=Path, dir_okay=False)
_NUMBER = click.argument("number", type=click.IntRange(1))
_AT = click.option(
    "--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="When it was requested, UTC; fail if changed later."
)


@click.group("incident")
def command() -> None:
    """Create a post-mortem from a closed incident issue.

    The workflow runs this. Needs GITHUB_TOKEN, GITHUB_REPOSITORY and GITHUB_ACTOR, the requester.
    """


@command.command("gate")
@_NUMBER
@_AT
@click.pass_obj
def gate(session: Session, number: int, at: datetime | None) -> None:
    """Fail unless the post-mortem may be created.

    The issue must be closed and unchanged, and the requester has write access.
    """
    with _issue(session, number, at):
        click.echo(f"The post-mortem of #{number} may be created")


@command.command("prepare")
@_NUMBER
@_AT
@click.pass_obj
def prepare(session: Session, number: int, at: datetime | None) -> None:
    """Create the post-mortem here, from the issue's form."""
    from afterword.postmortem import write_atomically
    from afterword.pull_requests.incident import begin

    with _issue(session, number, at) as issue:
        project = session.open()
        document = begin(project, issue)
        path = project.path(document)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, document.source.encode())
        click.echo(f"Created {document.path}")
        set_output(session.env, "document", document.id)


@command.command("read")
@click.argument("document_id", metavar="ID")
@click.option("--out", type=_FILE, required=True, metavar="FILE", help="Write what is to be asked there.")
@click.pass_obj
def read(session: Session, document_id: str, out: Path) -> None:
    """Write what the model is to be asked about it.

    `afterword pr generate` reads it, in a job without a token.
    """
    from afterword.pull_requests.handed_over import hand_over

    project = session.open()
    hand_over(project, [project.document(document_id).id], session.directory / out)


@command.command("propose")
@_NUMBER
@click.argument("document_id", metavar="ID")
@click.pass_obj
def propose(session: Session, number: int, document_id: str) -> None:
    """Open the pull request, unless there is one.

    It contains the post-mortem and its evidence.
    """
    from afterword.github.connections import Connection
    from afterword.pull_requests.incident import propose as run
    from afterword.pull_requests.incident import read_texts

    project = session.open()
    document = project.document(document_id)
    with Connection(project.env) as github:
        title = str(document.front.title or document.id)
        click.echo(run(github.repository(), number, read_texts(project, document), title).capitalize())


@contextmanager
def _issue(session: Session, number: int, at: datetime | None) -> Iterator[Issue]:
    from afterword.github.connections import Connection
    from afterword.pull_requests.incident import require_incident

    with Connection(session.env) as github:
        actor = session.env.get("GITHUB_ACTOR") or ""
        yield require_incident(github.repository(), number, actor, at.replace(tzinfo=UTC) if at else None)
