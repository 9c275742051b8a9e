"""`afterword pr`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from afterword.cli.job_files import run_url, set_output
from afterword.cli.opened_pull import opened_pull, reporter
from afterword.cli.pr_answer import answer
from afterword.cli.pr_preview import preview
from afterword.cli.pr_recall import recall
from afterword.cli.session import Session
from afterword.text.counting import counted

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_NUMBER = click.IntRange(1)
_BY_HAND = click.option("--by-hand", is_flag=True, help="Requested by hand; ignore `draft.on`.")


@click.group("pr")
def command() -> None:
    """Draft a pull request and comment on it: what the workflows run.

    Everything is read and written through GitHub, without a checkout. GITHUB_TOKEN and GITHUB_REPOSITORY are needed,
    except by `preview`.
    """


command.add_command(preview)
command.add_command(answer)
command.add_command(recall)


@command.command("read")
@click.argument("number", type=_NUMBER)
@click.option("--out", type=_FILE, required=True, metavar="FILE", help="Write what is to be asked there.")
@_BY_HAND
@click.pass_obj
def read(session: Session, number: int, out: Path, by_hand: bool) -> None:
    """Write what the model is to be asked about a pull request.

    Needs no key. Nothing on GitHub changes.
    """
    from afterword.pull_requests.drafting import list_drafts
    from afterword.pull_requests.handed_over import hand_over

    with opened_pull(session, number) as (_, opened):
        ids = list_drafts(opened, reporter(session), by_hand=by_hand)
        if ids:
            hand_over(opened.project, ids, session.directory / out)
    click.echo(f"{counted(len(ids), 'draft')} in pull request #{number}")


@command.command("generate")
@click.argument("file", type=_FILE)
@click.option("--out", type=_FOLDER, required=True, metavar="DIR", help="Write ID.json for each draft there.")
@click.pass_obj
def generate(session: Session, file: Path, out: Path) -> None:
    """Write the model's proposals for what was read.

    FILE is what `pr read` or `incident read` wrote. Needs no token.
    """
    from afterword.project import Project
    from afterword.pull_requests.drafting import propose_drafts
    from afterword.pull_requests.handed_over import unpack

    with tempfile.TemporaryDirectory(prefix="afterword-") as name:
        folder = Path(name).resolve()
        unpack(session.directory / file, folder)
        written = propose_drafts(Project.open(folder, session.env), session.directory / out, reporter(session))
    click.echo(counted(written, "proposal"))
    if written:
        set_output(session.env, "proposals", str(written))


@command.command("apply")
@click.argument("number", type=_NUMBER)
@click.option("--drafts", type=_FOLDER, required=True, metavar="DIR", help="The proposals of `pr generate`.")
@click.option("--reports", type=_FOLDER, metavar="DIR", help="Write a report on each draft there.")
@_BY_HAND
@click.pass_obj
def apply(session: Session, number: int, drafts: Path, reports: Path | None, by_hand: bool) -> None:
    """Fill missing sections and commit them to the pull request.

    Needs no key. The proposals are not trusted, and nothing is written if the branch has moved on.
    """
    from afterword.drafting.report import write_report
    from afterword.github.commit_statuses import find_own_head
    from afterword.pull_requests.drafting import commit_drafts, is_drafted

    with opened_pull(session, number) as (repository, opened):
        done = commit_drafts(repository, opened, session.directory / drafts, reporter(session), by_hand=by_hand)
        commit = done[-1].commit if done else ""
        if not done and opened.blobs and is_drafted(opened, by_hand=by_hand):
            commit = find_own_head(repository, opened.pull)
    for one in done:
        document_id = one.inputs.document.id
        click.echo(f"Drafted {document_id}: {one.commit}")
        if reports is not None:
            (session.directory / reports).mkdir(parents=True, exist_ok=True)
            path = session.directory / reports / f"{document_id}.md"
            write_report(path, one.inputs, one.result, one.proposed, from_file=True)
    if not done:
        click.echo("Nothing was written")
    if commit:
        set_output(session.env, "commit", commit)


@command.command("comment")
@click.argument("number", type=_NUMBER)
@click.option("--reports", type=_FOLDER, metavar="DIR", help="The reports of `pr apply`.")
@click.pass_obj
def comment(session: Session, number: int, reports: Path | None) -> None:
    """Create or update the summary comment.

    It says what was drafted, found and accepted, and what merging would do.
    """
    from afterword.pull_requests.comment import gather_content, write_comment

    with opened_pull(session, number) as (repository, opened):
        if opened.blobs is None:
            return  # the reason was printed
        content = gather_content(repository, opened, session.directory / reports if reports else None)
        what = write_comment(repository, number, content, begins=bool(opened.blobs))
        click.echo(f"The comment is {what}" if what else "There is no post-mortem to comment on")


@command.command("status")
@click.argument("commit")
@click.argument("result")
@click.option("--context", default="afterword", show_default=True, help="The name of the required check.")
@click.pass_obj
def status(session: Session, commit: str, result: str, context: str) -> None:
    """Set the status of a commit that a workflow made.

    RESULT is that of the job, such as `success`.
    """
    from afterword.github.commit_statuses import post_status
    from afterword.github.connections import Connection

    passed, url = result == "success", run_url(session.env)
    with Connection(session.env) as github:
        said = post_status(github.repository(), commit, passed=passed, context=context, url=url)
    click.echo(f"{context}: {'success' if passed else 'failure'}{'' if said else ', as it was'}")
