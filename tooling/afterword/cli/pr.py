"""`afterword pr`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import append_summary, set_output
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown

if TYPE_CHECKING:
    from afterword.github.repository import Repository
    from afterword.pull_requests.drafting import Opened

_FOLDER = click.Path(path_type=Path, file_okay=False)
_NUMBER = click.IntRange(1)
_BY_HAND = click.option("--by-hand", is_flag=True, help="Somebody asked for it: `draft.on` does not matter.")


@click.group("pr")
def command() -> None:
    """Draft a pull request and comment on it: what the workflows run.

    Everything is read and written through GitHub, without a checkout. GITHUB_TOKEN and GITHUB_REPOSITORY are needed.
    """


@command.command("generate")
@click.argument("number", type=_NUMBER)
@click.option("--out", type=_FOLDER, required=True, metavar="DIR", help="Write ID.json for each draft there.")
@_BY_HAND
@click.pass_obj
def propose_sections(session: Session, number: int, out: Path, by_hand: bool) -> None:
    """Ask the model about the drafts of a pull request, and write proposals; nothing on GitHub changes."""
    from afterword.pull_requests.drafting import generate_all

    with _opened(session, number) as (_, opened):
        written = generate_all(opened, session.directory / out, _saying(session), by_hand=by_hand)
    click.echo(f"{counted(written, 'proposal')} for pull request #{number}")


@command.command("apply")
@click.argument("number", type=_NUMBER)
@click.option("--drafts", type=_FOLDER, required=True, metavar="DIR", help="The proposals of `pr generate`.")
@click.option("--reports", type=_FOLDER, metavar="DIR", help="Write what each draft rests on there.")
@_BY_HAND
@click.pass_obj
def apply(session: Session, number: int, drafts: Path, reports: Path | None, by_hand: bool) -> None:
    """Fill what is missing in the drafts of a pull request, and commit it to its branch.

    Needs no key. Nothing in the proposals is trusted, and nothing is written where the branch has moved on.
    """
    from afterword.drafting.report import write_report
    from afterword.github.commit_statuses import find_own_head
    from afterword.pull_requests.drafting import apply_all, is_drafted

    with _opened(session, number) as (repository, opened):
        done = apply_all(repository, opened, session.directory / drafts, _saying(session), by_hand=by_hand)
        commit = done[-1].commit if done else ""
        if not done and opened.blobs and is_drafted(opened, by_hand=by_hand):
            commit = find_own_head(repository, opened.pull)
    for one in done:
        document_id = one.inputs.document.id
        click.echo(f"Drafted {document_id}: {one.commit}")
        if reports is not None:
            (session.directory / reports).mkdir(parents=True, exist_ok=True)
            path = session.directory / reports / f"{document_id}.md"
            write_report(path, one.inputs, one.result, one.proposed)
    if not done:
        click.echo("Nothing was written")
    if commit:
        set_output(session.env, "commit", commit)


@command.command("comment")
@click.argument("number", type=_NUMBER)
@click.option("--reports", type=_FOLDER, metavar="DIR", help="The reports of `pr apply`.")
@click.pass_obj
def comment(session: Session, number: int, reports: Path | None) -> None:
    """Say in one comment what was drafted, found, accepted, and what merging would do; change it where it is there."""
    from afterword.pull_requests.comment import gather, write

    with _opened(session, number) as (repository, opened):
        if opened.blobs is None:
            return  # as was said
        said = gather(repository, opened, session.directory / reports if reports else None)
        what = write(repository, number, said, begins=bool(opened.blobs))
        click.echo(f"The comment is {what}" if what else "There is no post-mortem to tell about")


@command.command("status")
@click.argument("commit")
@click.argument("result")
@click.option("--context", default="afterword", show_default=True, help="The name of the required check.")
@click.pass_obj
def status(session: Session, commit: str, result: str, context: str) -> None:
    """Say of a commit that a workflow made whether it passed: RESULT is that of the job, such as `success`."""
    from afterword.github.commit_statuses import post_status
    from afterword.github.connections import Connection

    run = session.env.get("GITHUB_RUN_ID")
    server = session.env.get("GITHUB_SERVER_URL") or "https://github.com"
    with Connection(session.env) as github:
        repository = github.repository()
        url = f"{server}/{repository.name}/actions/runs/{run}" if run else ""
        said = post_status(repository, commit, passed=result == "success", context=context, url=url)
    click.echo(f"{context}: {'success' if result == 'success' else 'failure'}{'' if said else ', as it was'}")


@contextmanager
def _opened(session: Session, number: int) -> Iterator[tuple[Repository, Opened]]:
    """A pull request, with its post-mortems in a folder that goes away again."""
    from afterword.github.connections import Connection
    from afterword.pull_requests.drafting import open_pull

    with tempfile.TemporaryDirectory(prefix="afterword-") as name, Connection(session.env) as github:
        repository = github.repository()
        yield repository, open_pull(repository, session.env, number, Path(name).resolve(), _saying(session))


def _saying(session: Session) -> Callable[[str], None]:
    """Tells what was left out, in the log and in the job's summary: nobody reads the log of a run that passed."""

    def say(text: str) -> None:
        from afterword.text.invisible import visible_line

        click.echo(f"notice: {visible_line(text)}", err=True)
        append_summary(session.env, f"- {escape_markdown(text)}\n")

    return say
