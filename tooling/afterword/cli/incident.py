"""`afterword incident`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import run_url, set_output
from afterword.cli.opened_pull import reporter
from afterword.cli.session import Session
from afterword.text.invisible import visible_line

if TYPE_CHECKING:
    from afterword.github.connections import Connection
    from afterword.github.issues import Issue

_MAX_DETAILS = 100_000
_FILE = click.Path(path_type=Path, dir_okay=False)
_NUMBER = click.argument("number", type=click.IntRange(1))
_AT = click.option(
    "--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="When it was requested, UTC; fail if changed later."
)


@click.group("incident")
def command() -> None:
    """Create a post-mortem from an issue.

    The workflow runs this. Needs GITHUB_TOKEN, GITHUB_REPOSITORY and GITHUB_ACTOR, the requester.
    """


@command.command("gate")
@_NUMBER
@_AT
@click.pass_obj
def gate(session: Session, number: int, at: datetime | None) -> None:
    """Say whether the post-mortem may be created.

    Nothing starts for a requester without write access. For others it fails if the issue is an incident that is still
    open, or was changed after the request.
    """
    from afterword.github.accounts import has_write_access
    from afterword.github.connections import Connection

    with Connection(session.env) as github:
        if not has_write_access(github.repository(), session.env.get("GITHUB_ACTOR") or ""):
            reporter(session)("nothing was started: the requester does not have write access")
            return
    set_output(session.env, "asked", "true")
    with _issue(session, number, at):
        click.echo(f"The post-mortem of #{number} may be created")
        set_output(session.env, "begins", "true")


@command.command("prepare")
@_NUMBER
@_AT
@click.option("--details", type=_FILE, metavar="FILE", help="Write there what was read, redacted and not used.")
@click.pass_obj
def prepare(session: Session, number: int, at: datetime | None, details: Path | None) -> None:
    """Create the post-mortem here, with its evidence.

    What the issue says is read as `afterword new --from` reads it: facts of its form, pasted sources, and comments of
    owners, members and collaborators.
    """
    from afterword.cli.incident_prepare import prepare_post_mortem

    with _issue(session, number, at) as (github, issue, until):
        document_id, said = prepare_post_mortem(session.open(), github, issue, until)
    for line in said:
        click.echo(visible_line(line))
    if details is not None:
        (session.directory / details).write_text("".join(f"{visible_line(line)}\n" for line in said), encoding="utf-8")
    set_output(session.env, "document", document_id)


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
@click.option("--details", type=_FILE, metavar="FILE", help="What `prepare` wrote.")
@click.pass_obj
def propose(session: Session, number: int, document_id: str, details: Path | None) -> None:
    """Open the pull request, unless there is one.

    It contains the post-mortem and its evidence. A comment on the issue says where it is.
    """
    from afterword.github.connections import Connection
    from afterword.postmortem.files import read_if_regular
    from afterword.pull_requests.incident import propose as run
    from afterword.pull_requests.incident import read_texts

    project = session.open()
    document = project.document(document_id)
    said = (read_if_regular(session.directory / details, _MAX_DETAILS) or b"") if details else b""
    lines = said.decode("utf-8", "replace").splitlines()
    with Connection(project.env) as github:
        title = str(document.front.title or document.id)
        pull, what = run(github.repository(), number, read_texts(project, document), title, lines)
    click.echo(what.capitalize())
    set_output(session.env, "pull-request", str(pull))


@command.command("failed")
@_NUMBER
@click.pass_obj
def failed(session: Session, number: int) -> None:
    """Say on the issue that its post-mortem was not begun."""
    from afterword.github.connections import Connection
    from afterword.pull_requests.incident import report_failure

    with Connection(session.env) as github:
        click.echo(f"The comment is {report_failure(github.repository(), number, run_url(session.env))}")


@contextmanager
def _issue(session: Session, number: int, at: datetime | None) -> Iterator[tuple[Connection, Issue, datetime | None]]:
    from afterword.github.connections import Connection
    from afterword.pull_requests.incident import require_incident

    until = at.replace(tzinfo=UTC) if at else None
    with Connection(session.env) as github:
        yield github, require_incident(github.repository(), number, session.env.get("GITHUB_ACTOR") or "", until), until
