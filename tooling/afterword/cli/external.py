"""`afterword external`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.post_mortem_id import id_argument
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.external.update import Updated, Writer
    from afterword.postmortem import PostMortem
    from afterword.project import Project


@click.command("external")
@id_argument
@click.option("--draft", "drafting", is_flag=True, help="Draft empty sections with the configured model.")
@click.option("--dry-run", is_flag=True, help="Print the edition as it would read, without writing anything.")
@click.pass_obj
def command(session: Session, document_id: str | None, drafting: bool, dry_run: bool) -> int:
    """Create or update the external edition of a post-mortem.

    The edition is the page that customers read. Dates, durations, reach and the progress of the action items are
    derived; what people wrote never changes. Then the edition is compared with the post-mortem and its evidence. Exits
    with 1 if it contains internal details.

    ID is any part of an id; without it, the post-mortem that the branch changes.
    """
    from afterword.external.update import update_edition

    project = session.open()
    internal = project.chosen(document_id)
    write = _writer(project, internal) if drafting else None
    updated = update_edition(project, internal, write, dry_run=dry_run)
    if dry_run:
        click.echo(updated.edition.source.text, nl=False)
        _print_only_proposed(updated.only_proposed, err=True)  # standard output is the edition
        return 0
    _print(updated)
    _print_only_proposed(updated.only_proposed)
    _print_approvers(project, updated.edition.path)
    if updated.verb == "Updated" and updated.edition.front.status == "published":
        click.echo("Note:   it is published; say in `updates` of its front matter what changed for readers")
    if updated.edition.notices:
        click.echo(f"Next:   check what the model wrote, then `afterword accept {internal.id}.external --all`")
    if internal.front.visibility != "external":
        click.echo(f"Note:   it is published only once {internal.path} says `visibility: external`")
    return 1 if updated.leaks or updated.unread else 0


def _writer(project: Project, internal: PostMortem) -> Writer:
    from afterword.drafting import external_sections
    from afterword.errors import AfterwordError

    write = external_sections.writer(project, internal, lambda line: click.echo(line, err=True))
    if write is None:
        raise AfterwordError(
            "no model is configured", remedy="set `llm.model` in afterword.yml and OPENAI_API_KEY, or omit --draft"
        )
    return write


def _print(updated: Updated) -> None:
    from afterword.text.invisible import without_invisible

    path, changes = updated.edition.path, updated.changes
    lines = [f"{updated.verb} {path}"]
    for label, names, remark in (
        ("derived", changes.added, ""),
        ("refreshed", changes.refreshed, ""),
        ("drafted", changes.drafted, " (not yet reviewed)"),
        ("yours", changes.yours, " (edited by hand; the facts are different now)"),
        ("to write", changes.unwritten, ""),
    ):
        lines += [f"  {label:<10} {', '.join(names)}{remark}"] if names else []
    lines += [f"  dropped    {sentence} ({reason})" for sentence, reason in changes.dropped]
    for leak in updated.leaks:
        lines.append(f"{path}:{leak.line}:{leak.column}: `{leak.excerpt}` is {leak.kind.value}")
        lines.append(f"  {leak.reason}; {leak.remedy}")
    lines += [f"{name}: the edition cannot be compared with it" for name in updated.unread]
    for line in lines:
        click.echo(without_invisible(line))


def _print_only_proposed(names: tuple[str, ...], err: bool = False) -> None:
    """Say which values a reader of the post-mortem would expect in the edition, and why they are not there."""
    from afterword.text.counting import counted
    from afterword.text.invisible import without_invisible

    if names:
        are = "is only proposed and is" if len(names) == 1 else "are only proposed and are"
        line = f"Note:   {counted(len(names), 'value')} {are} not used: {', '.join(names)}"
        click.echo(without_invisible(line), err=err)


def _print_approvers(project: Project, path: str) -> None:
    from afterword.external.codeowners import LOCATIONS, find_owners, propose_line

    location, owners = find_owners(project.root, path)
    line = propose_line(project.config.postmortems, tuple(project.config.external.approvers))
    if owners and owners.names:
        click.echo(f"Approve: {' '.join(owners.names)} ({location}:{owners.line})")
    elif location:
        click.echo(f"Approve: no owner yet; add this line at the end of {location}:\n  {line}")
    else:
        click.echo(f"Approve: no owner yet; add this line to {LOCATIONS[0]}:\n  {line}")
