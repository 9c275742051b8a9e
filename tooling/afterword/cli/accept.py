"""`afterword accept`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.postmortem import PostMortem
    from afterword.postmortem.external import ExternalEdition
    from afterword.project import Project


@click.command("accept")
@click.argument("document_id", metavar="ID")
@click.argument("sections", nargs=-1, metavar="[SECTION]...")
@click.option("--all", "everything", is_flag=True, help="Every section that awaits review.")
@click.pass_obj
def command(session: Session, document_id: str, sections: tuple[str, ...], everything: bool) -> None:
    """Accept drafted sections: delete their notes, after you have checked them.

    ID.external is the external edition of the post-mortem ID.
    """
    from afterword.errors import AfterwordError
    from afterword.postmortem import save
    from afterword.postmortem.edit import remove_notice
    from afterword.postmortem.outline import recognise
    from afterword.text.invisible import without_invisible

    project = session.open()
    document = _document(project, document_id)
    waiting = {section.name: section for section, _ in document.notices}
    if not sections and not everything:
        listed = "".join(f"\n  {without_invisible(name)}" for name in waiting)
        click.echo(f"Awaiting review:{listed}" if waiting else "Nothing awaits review.")
        return
    wanted = list(waiting) if everything else []
    for name in sections:
        kind = recognise(name, 2) or recognise(name, 3)
        found = next(
            (known for known in waiting if known.casefold() in (name.casefold(), kind and kind.name.casefold())), None
        )
        if found is None:
            known = ", ".join(waiting) or "nothing awaits review"
            raise AfterwordError(f"`{name}` is not a section that awaits review", remedy=known, path=document.path)
        wanted.append(found)
    splices = [splice for name in dict.fromkeys(wanted) for splice in remove_notice(document, waiting[name])]
    save(document, splices, project.path(document))
    for name in dict.fromkeys(wanted):
        click.echo(f"Accepted {without_invisible(name)}")
    if not wanted:
        click.echo("Nothing awaits review.")


def _document(project: Project, name: str) -> PostMortem | ExternalEdition:
    from afterword.errors import AfterwordError

    stem = Path(name).name.removesuffix(".md")
    if not stem.endswith(".external"):
        return project.document(name)
    document = project.document(stem.removesuffix(".external"))
    edition = project.edition(document.id)
    if edition is None:
        raise AfterwordError(
            f"{document.id} has no external edition", remedy=f"`afterword external {document.id}` makes it"
        )
    return edition
