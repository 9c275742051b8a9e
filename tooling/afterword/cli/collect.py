"""`afterword collect`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.evidence import Ledger
    from afterword.evidence.collect import Collected, SourceReport
    from afterword.postmortem import PostMortem
    from afterword.postmortem.edit import Splice
    from afterword.project import Project
    from afterword.redaction import Known

_FILE = click.Path(path_type=Path)


@click.command("collect")
@click.argument("document_id", metavar="ID")
@click.argument("sources", nargs=-1, type=_FILE)
@click.option("--prompt-before", type=_FILE, metavar="FILE", help="The prompt as it was before the change.")
@click.option("--prompt-after", type=_FILE, metavar="FILE", help="The prompt as it was when it failed.")
@click.option("--config-before", type=_FILE, metavar="FILE", help="Model settings before the change.")
@click.option("--config-after", type=_FILE, metavar="FILE", help="Model settings when it failed.")
@click.option("--cause", metavar="ID", help="The cause that these belong to, where several are stated.")
@click.option("--sample", "samples", type=_FILE, multiple=True, metavar="FILE", help="A failing output; repeatable.")
@click.option("--zone", default="Z", show_default=True, metavar="OFFSET", help="For times that name no zone: +02:00.")
@click.option("--dry-run", is_flag=True, help="Show what would be read and redacted, write nothing.")
@click.pass_obj
def command(
    session: Session,
    /,
    document_id: str,
    sources: tuple[Path, ...],
    cause: str | None,
    samples: tuple[Path, ...],
    zone: str,
    dry_run: bool,
    **files: Path | None,
) -> None:
    """Read evidence, redact it, and put it beside the post-mortem.

    SOURCES are notes and logs with timestamps (.md, .txt, .log), tables (.csv) and JSON lines (.jsonl). Collecting
    again adds what is new; ids never change.
    """
    from afterword.cli.validate import value_error
    from afterword.evidence.attach import attachments, named_in_front_matter
    from afterword.evidence.collect import Before, collect
    from afterword.evidence.ledger import read_ledger
    from afterword.redaction import Redactor

    project = session.open()
    document = project.document(document_id)
    if error := value_error(project, "started", f"2026-01-01T00:00{zone}"):
        raise click.BadParameter(error, param_hint="--zone")
    given = {key: path for key, path in files.items() if path is not None}
    if not (sources or samples or given):
        raise click.UsageError("Name at least one source, prompt, configuration or sample.")
    folder = project.evidence_folder(document.id)
    wanted = attachments(document, given, samples, cause)
    ledger = read_ledger(folder)
    targets = [(a.path, a.target) for a in wanted]
    before = Before(ledger, _kept(folder, [a.target for a in wanted]), document.source.readable)
    redactor = Redactor(project.config.redaction, _known(project, document))
    collected = collect(sources, targets, _people(document), zone, redactor, before)
    extended = ledger.extended(list(collected.items))
    splices = named_in_front_matter(document, wanted)
    if not dry_run:
        _write(project, document, collected, extended, splices)
    _report(project, folder, collected, len(extended.items) - len(ledger.items), dry_run)
    if not dry_run:
        click.echo(f"Next:   afterword draft {document.id}")


def _people(document: PostMortem) -> frozenset[str]:
    responders = document.front.responders
    known = [document.front.owner, *(responders if isinstance(responders, list) else [])]
    return frozenset(person.name for person in known if person is not None)


def _known(project: Project, document: PostMortem) -> list[Known]:
    """Whose names and handles go from texts: the document's people, and those who committed."""
    from afterword import git
    from afterword.postmortem.values import PersonKind
    from afterword.redaction import Known

    responders = document.front.responders
    own = [document.front.owner, *(responders if isinstance(responders, list) else [])]
    handles = [person.name for person in own if person is not None and person.kind is PersonKind.HANDLE]
    known = [Known("responder", handles=(name,)) for name in handles]
    return known + [Known.by(name, "committer") for name in git.authors(project.root) if name not in handles]


def _kept(folder: Path, names: list[str]) -> dict[str, str]:
    """Texts that lie in the folder already, by their paths in it."""
    from afterword.errors import AfterwordError
    from afterword.evidence.folder import read_text

    kept = {}
    for name in names:
        with suppress(AfterwordError):  # there is none yet, or it is not text and is replaced
            kept[name] = read_text(folder, name)
    return kept


def _write(
    project: Project, document: PostMortem, collected: Collected, extended: Ledger, splices: list[Splice]
) -> None:
    from afterword.evidence.folder import prepare
    from afterword.evidence.ledger import require_whole, write_ledger
    from afterword.postmortem import save, write_atomically
    from afterword.postmortem.edit import require_editable

    if splices:
        require_editable(document)
    require_whole(project.evidence_folder(document.id), extended)
    folder = prepare(project.evidence_folder(document.id))
    for name, data in collected.files.items():
        write_atomically(prepare(folder / Path(name).parent) / Path(name).name, data)
    if extended.items:
        write_ledger(folder, extended)
    save(document, splices, project.path(document))


def _report(project: Project, folder: Path, collected: Collected, new: int, dry_run: bool) -> None:
    width = max(len(report.name) for report in collected.reports)
    for report in collected.reports:
        click.echo(f"{report.name:<{width}}  {_what(report)}")
        for unread in report.unread:
            click.echo(f"{'':<{width}}  not read: {unread}")
    total = len(collected.items)
    old = f", {total - new} known already" if total > new else ""
    verb = "Would add" if dry_run else "Added"
    click.echo(f"\n{verb} {_count(new, 'item')} to {project.shown(folder)}/evidence.jsonl{old}.")


def _what(report: SourceReport) -> str:
    parts = [f"copied to {report.saved_as}" if report.saved_as else _count(report.items, "item")]
    if report.redacted:
        found = ", ".join(f"{count} {name}" for name, count in sorted(report.redacted.items()))
        parts.append(f"redacted: {found}")
    if report.assumed_zone:
        parts.append(f"{_count(report.assumed_zone, 'time')} without a zone (see --zone)")
    return " · ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
