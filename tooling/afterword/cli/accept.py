"""`afterword accept`."""

from __future__ import annotations

import click

from afterword.cli.session import Session


@click.command("accept")
@click.argument("document_id", metavar="ID")
@click.argument("sections", nargs=-1, metavar="[SECTION|KEY]...")
@click.option("--all", "everything", is_flag=True, help="Accept all that awaits review.")
@click.pass_obj
def command(session: Session, document_id: str, sections: tuple[str, ...], everything: bool) -> None:
    """Accept reviewed sections and proposed values.

    Deletes the draft notices of sections, and the comments of values, such as incident.detected. ID.external is the
    external edition of the post-mortem ID. Without names, lists what awaits review.
    """
    from afterword.drafting.accept import accept, awaiting_review, find_document
    from afterword.text.invisible import without_invisible

    project = session.open()
    document = find_document(project, document_id)
    waiting = awaiting_review(document)
    if sections or everything:
        accepted = accept(project, document, [*(waiting if everything else ()), *sections])
        lines = [f"Accepted {name}" for name in accepted]
    else:
        lines = ["Awaiting review:", *(f"  {name}" for name in waiting)] if waiting else []
    click.echo("\n".join(map(without_invisible, lines)) or "Nothing awaits review.")
