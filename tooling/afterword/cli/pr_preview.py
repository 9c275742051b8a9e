"""`afterword pr preview`."""

from __future__ import annotations

import click

from afterword.cli.post_mortem_id import id_argument
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import without_invisible


@click.command("preview")
@id_argument
@click.pass_obj
def preview(session: Session, document_id: str | None) -> None:
    """Show the comment, the plan and the status, without GitHub.

    They are those of a pull request with the post-mortem as it is in the work tree.

    ID is any part of an id; without it, the post-mortem that the branch changes.
    """
    from afterword.pull_requests import preview as previewing

    project = session.open()
    shown = previewing.preview(project, [project.chosen(document_id)])
    click.echo(without_invisible(shown.comment), nl=False)
    click.echo(f"\nStatus: {'success' if shown.passes else 'failure'}")
    if shown.unknown:
        names = "names an issue; what changes there" if shown.unknown == 1 else "name issues; what changes there"
        click.echo(f"{counted(shown.unknown, 'action item')} {names} is known only on GitHub")
