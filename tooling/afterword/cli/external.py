"""`afterword external`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.external.update import Outcome, Writer
    from afterword.leakcheck.leak import Leak
    from afterword.postmortem import PostMortem
    from afterword.postmortem.external import ExternalEdition
    from afterword.project import Project


@click.command("external")
@click.argument("document_id", metavar="ID")
@click.option("--draft", "drafting", is_flag=True, help="Let the configured model draft what nobody has written.")
@click.option("--dry-run", is_flag=True, help="Print the edition as it would read, write nothing.")
@click.pass_obj
def command(session: Session, document_id: str, drafting: bool, dry_run: bool) -> int:
    """Make or update the external edition of a post-mortem: the page that customers read.

    Dates, durations, reach and the state of the measures are derived; what people wrote is never changed. Then the
    edition is compared with the post-mortem and its evidence. Exits with 1 when something internal stands in it.
    """
    from afterword.external.update import update
    from afterword.leakcheck.compare import leaks
    from afterword.leakcheck.material import gather
    from afterword.postmortem import save_text, write_atomically

    project = session.open()
    internal = project.document(document_id)
    edition, path = project.edition(internal.id), project.edition_path(internal.id)
    material = gather(project, internal)
    write = _writer(project, internal) if drafting else None
    updated, outcome = update(internal, edition, project.display_path(path), material, write)
    if dry_run:
        click.echo(updated.source.text, nl=False)
        return 0
    if edition is None:
        changed = write_atomically(path, updated.source.text.encode("utf-8"))
    else:
        changed = save_text(edition, updated.source.text, path)
    found = leaks(updated, internal, material)
    verb = "Made" if edition is None else "Updated" if changed else "Nothing changed in"
    click.echo(f"{verb} {updated.path}")
    _report(outcome, updated, found, material.unread)
    _say_who_approves(project, updated.path)
    if updated.notices:
        click.echo(f"Next:   check what the model wrote, then `afterword accept {updated.id}.external --all`")
    if internal.front.visibility != "external":
        click.echo(f"Note:   it goes out only once {internal.path} says `visibility: external`")
    return 1 if found or material.unread else 0


def _writer(project: Project, internal: PostMortem) -> Writer:
    from afterword.drafting import external_sections
    from afterword.errors import AfterwordError
    from afterword.external.update import Draft
    from afterword.postmortem.outline import SectionKind

    ask = external_sections.writer(project, internal, lambda line: click.echo(line, err=True))
    if ask is None:
        raise AfterwordError(
            "no model is configured", remedy="set `llm.model` in afterword.yml and OPENAI_API_KEY, or leave --draft out"
        )

    def write(kind: SectionKind) -> Draft | None:
        drafted = ask(kind)
        return Draft(*drafted) if drafted else None

    return write


def _report(outcome: Outcome, edition: ExternalEdition, found: list[Leak], unread: tuple[str, ...]) -> None:
    from afterword.text.invisible import without_invisible

    rows = (
        ("derived", outcome.added, ""),
        ("refreshed", outcome.refreshed, ""),
        ("drafted", outcome.drafted, " (not yet reviewed)"),
        ("yours", outcome.yours, " (edited by hand; the facts now say something else)"),
        ("to write", outcome.unwritten, ""),
    )
    for label, names, remark in rows:
        if names:
            click.echo(f"  {label:<10} {', '.join(names)}{remark}")
    for sentence, reason in outcome.dropped:
        click.echo(without_invisible(f"  dropped    {sentence} ({reason})"))
    for leak in found:
        click.echo(
            without_invisible(f"{edition.path}:{leak.line}:{leak.column}: `{leak.excerpt}` is {leak.kind.value}")
        )
        click.echo(f"  {leak.reason}; {leak.remedy}")
    for name in unread:
        click.echo(without_invisible(f"{name}: the edition cannot be compared with it"))


def _say_who_approves(project: Project, path: str) -> None:
    from afterword.errors import AfterwordError
    from afterword.external import codeowners

    line = codeowners.line_for(project.config.postmortems, tuple(project.config.external.approvers))
    for place in codeowners.PLACES:
        file = project.root / place
        if not file.is_file():
            continue
        try:
            known = codeowners.owners(file.read_text(encoding="utf-8", errors="replace"), path)
        except OSError as error:
            raise AfterwordError(f"cannot be read: {error.strerror}", path=place) from error
        if known and known.names:
            click.echo(f"Approve: {' '.join(known.names)} ({place}:{known.line})")
        else:
            click.echo(f"Approve: nobody yet; add this line at the end of {place}:\n  {line}")
        return
    click.echo(f"Approve: nobody yet; write this line to {codeowners.PLACES[0]}:\n  {line}")
