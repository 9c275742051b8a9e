"""`afterword pr recall`."""

from __future__ import annotations

import click

from afterword.cli.session import Session


@click.command("recall")
@click.argument("number", type=click.IntRange(1))
@click.option(
    "--post-mortems", default="", metavar="OWNER/NAME", help="The repository of the post-mortems, if another."
)
@click.pass_obj
def recall(session: Session, number: int, post_mortems: str) -> None:
    """Show in one comment which past incidents a pull request touches.

    The post-mortems are those of the folder (`-C`), and what the pull request changes is read through GitHub. If it
    touches nothing, there is no comment, and an earlier one is withdrawn.
    """
    from afterword.github.connections import Connection
    from afterword.pull_requests.recall_comment import keep_recall_comment

    project = session.open()
    with Connection(session.env) as github:
        what = keep_recall_comment(github.repository(), number, project, post_mortems)
    click.echo(f"The comment is {what}" if what else "The pull request touches nothing that a past incident names")
