"""`afterword accept`."""

from __future__ import annotations

import sys

import click

from afterword.cli.post_mortem_id import split_id
from afterword.cli.session import Session


@click.command("accept")
@click.argument("words", nargs=-1, metavar="[ID] [SECTION|KEY]...")
@click.option("--all", "everything", is_flag=True, help="Show all that awaits review, then accept it.")
@click.option("--list", "only_lists", is_flag=True, help="List what awaits review, without asking.")
@click.pass_obj
def command(session: Session, words: tuple[str, ...], everything: bool, only_lists: bool) -> None:
    """Accept reviewed sections and proposed values.

    On a terminal it shows each claim beside the evidence that it cites, those to check first on top: keep, edit, drop,
    or ask. You can stop at any time and go on later. With names it accepts these: a section, or a value such as
    incident.detected.

    ID is any part of an id, or ID.external for the external edition; without it, the post-mortem that the branch
    changes.
    """
    from afterword.cli.review_output import print_all
    from afterword.cli.review_session import Review
    from afterword.drafting.accept import accept, awaiting_review, find_document, is_name, require_known
    from afterword.postmortem import PostMortem
    from afterword.text.invisible import without_invisible

    project = session.open()
    document, names = split_id(project, words, is_name, lambda name: find_document(project, name))
    waiting = awaiting_review(document)
    if not waiting:
        require_known(document, names)
        click.echo("Nothing awaits review.")
        return
    if everything:
        print_all(project, document)
        if sys.stdin.isatty():
            click.confirm(f"Accept all of it in {document.path}?", abort=True)
    if names or everything:
        accepted = accept(project, document, [*(waiting if everything else ()), *names])
        lines = [f"Accepted {name}" for name in accepted]
        click.echo("\n".join(map(without_invisible, lines)))
    elif isinstance(document, PostMortem) and sys.stdin.isatty() and not only_lists:
        Review(project, document.id).run()
    else:
        click.echo("\n".join(map(without_invisible, ["Awaiting review:", *(f"  {name}" for name in waiting)])))
