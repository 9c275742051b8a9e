"""`afterword draft`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.drafting.draft import Outcome, Writer
    from afterword.project import Project


@click.command("draft")
@click.argument("document_id", metavar="ID")
@click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this section; may be repeated.")
@click.option("--offline", is_flag=True, help="Ask no model, even where one is configured.")
@click.option("--dry-run", is_flag=True, help="Print the document as it would read, write nothing.")
@click.pass_obj
def command(session: Session, document_id: str, sections: tuple[str, ...], offline: bool, dry_run: bool) -> None:
    """Fill the missing sections of a post-mortem from its evidence.

    Timeline, prompt diff, configuration, impact and durations are derived by code. A model, where one is configured
    (`llm.model` and OPENAI_API_KEY), drafts the Summary; every sentence must stand in the evidence that it cites.
    What neither knows becomes a question. What people wrote is never changed.
    """
    from afterword.drafting.draft import draft
    from afterword.postmortem import save_text

    project = session.open()
    document = project.document(document_id)
    write = None if offline else _writer(project)
    drafted, outcome = draft(project, document, write, _named(sections))
    if dry_run:
        click.echo(drafted.source.text, nl=False)
        return
    changed = save_text(document, drafted.source.text, project.path(document))
    _report(outcome)
    count = len(outcome.derived) + len(outcome.drafted) + len(outcome.questions)
    if not changed:
        click.echo(f"Nothing to draft in {document.path}")
        return
    if not count:
        click.echo(f"Refreshed {', '.join(outcome.refreshed) or 'the footnotes'} in {document.path}")
        return
    sections_word = "section" if count == 1 else "sections"
    click.echo(f"Drafted {count} {sections_word} of {document.path}, {len(outcome.questions)} of them as questions")
    if outcome.drafted:
        click.echo(f"Next:   check what the model wrote, then `afterword accept {document.id} --all`")


def _named(sections: tuple[str, ...]) -> frozenset[str]:
    from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, recognise

    names = set()
    for name in sections:
        kind = recognise(name, 2) or recognise(name, 3)
        if kind is None:
            known = ", ".join(kind.name for kind in (*SECTIONS, *ROOT_CAUSE_PARTS))
            raise click.BadParameter(f"`{name}` is no section; sections are: {known}", param_hint="--section")
        names |= {part.name for part in ROOT_CAUSE_PARTS} if kind.name == "Root cause" else {kind.name}
    return frozenset(names)


def _writer(project: Project) -> Writer | None:
    from afterword.drafting.writing import writer

    return writer(project, lambda notice: click.echo(notice, err=True))


def _report(outcome: Outcome) -> None:
    rows = (
        ("derived", outcome.derived, ""),
        ("drafted", outcome.drafted, " (not yet reviewed)"),
        ("questions", outcome.questions, ""),
        ("refreshed", outcome.refreshed, ""),
        ("declined", outcome.declined, " (deleted before; name it with --section to draft it again)"),
        ("yours", outcome.edited, " (edited by hand; the facts now say something else)"),
    )
    for label, names, remark in rows:
        if names:
            click.echo(f"  {label:<10} {', '.join(names)}{remark}")
