"""`afterword discuss`."""

from __future__ import annotations

import click

from afterword.cli.post_mortem_id import id_argument
from afterword.cli.session import Session
from afterword.text.invisible import without_invisible


@click.command("discuss")
@id_argument
@click.pass_obj
def command(session: Session, document_id: str | None) -> None:
    """Print one page for the meeting about an incident.

    It has the decisions with what could be seen at the time, the accounts that differ, surprises, and the open
    questions by who may know. It is Markdown, made from the evidence by code; nothing is written.

    ID is any part of an id; without it, the post-mortem that the branch changes.
    """
    from afterword.drafting.discussion import prepare_discussion, write_sheet
    from afterword.drafting.draft_inputs import DraftInputs

    project = session.open()
    document = project.chosen(document_id)
    sheet = write_sheet(document, prepare_discussion(DraftInputs.of(project, document)))
    click.echo(without_invisible(sheet), nl=False)
