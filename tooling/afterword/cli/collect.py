"""`afterword collect`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session
from afterword.text.counting import counted

if TYPE_CHECKING:
    from datetime import date

    from afterword.evidence import EvidenceItem, Ledger
    from afterword.evidence.attachments import Attachment
    from afterword.evidence.collected import Copy, NewEvidence, SourceReport, Thread
    from afterword.evidence.file_at_commit import FileAtCommit
    from afterword.github.repository import Repository
    from afterword.postmortem import PostMortem
    from afterword.postmortem.edit import Splice
    from afterword.project import Project

_FILE = click.Path(path_type=Path)
_SHOWN_ITEMS = 20
_SHOWN_PLACES = 5
_SHOWN_UNREAD = 10
_MANY_SOURCES = 30


@click.command("collect")
@click.argument("document_id", metavar="ID")
@click.argument("sources", nargs=-1, type=_FILE)
@click.option("--issue", "issues", multiple=True, metavar="REF", help="Issue or pull request: #9, owner/repo#9, URL.")
@click.option("--members-only", is_flag=True, help="Of issues, only what owners, members and collaborators wrote.")
@click.option("--until", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="Of issues, nothing later: UTC.")
@click.option("--prompt-before", metavar="FILE", help="The prompt before the change: a file, or path@commit.")
@click.option("--prompt-after", metavar="FILE", help="The prompt as it was when it failed.")
@click.option("--config-before", metavar="FILE", help="Model settings before the change.")
@click.option("--config-after", metavar="FILE", help="Model settings when it failed.")
@click.option("--cause", metavar="ID", help="The cause that these belong to, where several are stated.")
@click.option("--sample", "samples", type=_FILE, multiple=True, metavar="FILE", help="A failing output; repeatable.")
@click.option("--zone", default="Z", show_default=True, metavar="OFFSET", help="For times that name no zone: +02:00.")
@click.option("--dry-run", is_flag=True, help="Show what would be added and redacted, write nothing.")
@click.pass_obj
def command(
    session: Session,
    /,
    document_id: str,
    sources: tuple[Path, ...],
    issues: tuple[str, ...],
    members_only: bool,
    until: datetime | None,
    cause: str | None,
    samples: tuple[Path, ...],
    zone: str,
    dry_run: bool,
    **files: str | None,
) -> int:
    """Read evidence, redact it, and put it beside the post-mortem.

    SOURCES are files or folders: Slack exports, alerts of Alertmanager and PagerDuty, logs, notes, tables (.csv,
    .tsv), JSON lines, eval results (promptfoo, Inspect, JUnit, tables) and screenshots. What they are is recognised.
    Collecting again adds what is new; ids never change. What nothing here reads is named.
    """
    from afterword import git
    from afterword.cli.progress import show_progress
    from afterword.cli.validate import value_error
    from afterword.evidence.attachments import attachments, named_in_front_matter, origin, versions_named
    from afterword.evidence.collect import Before, collect
    from afterword.evidence.ledger import alone, highest_cited, read_ledger, require_same
    from afterword.evidence.people import known_people
    from afterword.postmortem.edit import require_editable
    from afterword.redaction import Redactor

    project = session.open()
    document = project.document(document_id)
    if value_error(project, "started", f"2026-01-01T00:00{zone}"):
        raise click.BadParameter(f"`{zone}` is no offset; write `Z` or `+02:00`", param_hint="--zone")
    if (members_only or until) and not issues:
        raise click.UsageError("--members-only and --until are about issues: name one with --issue.")
    if cause is not None and not any(files.values()):
        raise click.UsageError("--cause is about prompts and settings: name one, such as --prompt-before.")
    # Whom it names is not known of a document that cannot be read, and they would not be redacted.
    require_editable(document)
    folder = project.evidence_folder(document.id)
    given = {key: origin(text) for key, text in files.items() if text is not None}
    wanted = attachments(document, given, samples, cause)
    targets = {attachment.target for attachment in wanted}
    named = [attachment for attachment in versions_named(document, folder) if attachment.target not in targets]
    if not (sources or issues or wanted or named):
        raise click.UsageError("Name at least one source, issue, prompt, configuration or sample.")
    with ExitStack() as stack:
        if not dry_run:
            stack.enter_context(alone(project.path(document).parent))
        ledger = read_ledger(folder)
        tell = stack.enter_context(show_progress("reading"))
        github = _GitHub(project, stack)
        copies, missing = _copies(project, github, wanted, named, tell)
        collected = collect(
            sources,
            copies,
            _people(document),
            zone,
            near=_near(project, document),
            latest=(project.now + timedelta(days=1)).date(),
            threads=[
                github.thread(text, members_only, until.replace(tzinfo=UTC) if until else None) for text in issues
            ],
            tell=tell,
            redactor=Redactor(project.config.redaction, known_people(document, git.committers(project.root))),
            before=Before(ledger, _kept(folder, [copy.target for copy in copies]), document.source.readable),
            own=(project.path(document), folder),
        )
        extended = ledger.extended(collected.items, collected.answers, highest_cited(document.source.readable))
        splices = named_in_front_matter(document, wanted)
        if not dry_run:
            require_same(folder, ledger)
            _write(project, document, collected, extended, splices)
    new = extended.items[len(ledger.items) :]
    _report(project, folder, collected, new, missing, dry_run)
    if not dry_run:
        click.echo(f"Next:   afterword draft {document.id}")
    return 0 if any(report.was_read for report in collected.reports) else 1


class _GitHub:
    """The connection to GitHub, opened when something is read from it."""

    def __init__(self, project: Project, stack: ExitStack) -> None:
        from afterword.github.connections import Connection

        self._project = project
        remedy = "set GITHUB_TOKEN; it needs `issues: read`, and `contents: read` for files"
        self._connection = stack.enter_context(Connection(project.env, remedy=remedy))

    @property
    def own(self) -> str | None:
        """The project's own repository, where it is known."""
        return self._project.config.tracking.repository or self._project.env.get("GITHUB_REPOSITORY") or None

    def thread(self, text: str, members_only: bool = False, until: datetime | None = None) -> Thread:
        """The issue that a reference names."""
        from afterword.evidence.collected import Thread
        from afterword.evidence.collectors.issues import read_issue
        from afterword.github.threads import read_thread
        from afterword.postmortem.values import Ref

        try:
            ref = Ref.parse(text if not text.isdigit() else f"#{text}")
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--issue") from None
        repository, number = ref.repository or self.own, ref.number
        if number is None:
            raise click.BadParameter(f"`{text}` is no issue; write `#9` or `owner/repo#9`", param_hint="--issue")
        if repository is None:
            raise click.BadParameter(
                f"it is not known in which repository `{text}` is; write `owner/repo{text}`", param_hint="--issue"
            )
        # Asked for once, however often it is read.
        fetched = cache(
            lambda: read_thread(self.repository(repository), number, members_only=members_only, until=until)
        )
        return Thread(f"{repository}#{number}", lambda given: read_issue(fetched(), given))

    def repository(self, name: str) -> Repository:
        """A repository to read from."""
        return self._connection.repository(name)


def _copies(
    project: Project, github: _GitHub, wanted: list[Attachment], named: list[Attachment], tell: Callable[[str], None]
) -> tuple[list[Copy], list[str]]:
    """What to copy, and which versions that the front matter names cannot be had."""
    from afterword.errors import AfterwordError
    from afterword.evidence.collected import Copy

    copies = [Copy(_shown(a), _reader(project, github, a), a.target) for a in wanted]
    missing = []
    for attachment in named:
        tell(f"reading {attachment.origin}")
        try:
            data = _reader(project, github, attachment)()
        except AfterwordError as error:
            missing.append(f"{attachment.origin}: {error.message}")
        else:
            copies.append(Copy(_shown(attachment), lambda data=data: data, attachment.target))  # type: ignore[misc]
    return copies, missing


def _shown(attachment: Attachment) -> str:
    return attachment.origin.name if isinstance(attachment.origin, Path) else str(attachment.origin)


def _reader(project: Project, github: _GitHub, attachment: Attachment) -> Callable[[], bytes]:
    from afterword.evidence.source import read_bytes

    origin = attachment.origin
    if isinstance(origin, Path):
        return lambda: read_bytes(origin)
    return lambda: _version(project, github, origin)


def _version(project: Project, github: _GitHub, version: FileAtCommit) -> bytes:
    from afterword.evidence.file_at_commit import read_file_at_commit
    from afterword.github.contents import read_file

    if version.repository is None or version.repository == github.own:
        return read_file_at_commit(project.root, version)
    return read_file(github.repository(version.repository), version.path, version.commit)


def _people(document: PostMortem) -> frozenset[str]:
    responders = document.front.responders
    known = [document.front.owner, *(responders if isinstance(responders, list) else [])]
    return frozenset(person.name for person in known if person is not None)


def _kept(folder: Path, names: list[str]) -> dict[str, str]:
    """Texts that lie in the folder already, by their paths in it."""
    from afterword.errors import AfterwordError
    from afterword.evidence.folder import read_text

    kept = {}
    for name in names:
        with suppress(AfterwordError):  # there is none yet, or it is not text and is replaced
            kept[name] = read_text(folder, name)
    return kept


def _near(project: Project, document: PostMortem) -> date:
    """A day near the incident, for times that name no year."""
    from afterword.times.when import When

    incident = document.front.incident
    for when in (incident.started, incident.detected) if incident else ():
        if when and when.earliest:
            return when.earliest.date()
    try:
        return (When.parse(document.id[:10]).earliest or project.now).date()
    except ValueError:
        return project.now.date()


def _write(
    project: Project, document: PostMortem, collected: NewEvidence, extended: Ledger, splices: list[Splice]
) -> None:
    from afterword.evidence.folder import prepare
    from afterword.evidence.ledger import ledger_bytes, require_whole, write_ledger
    from afterword.postmortem import save, write_atomically
    from afterword.postmortem.edit import require_editable

    if splices:
        require_editable(document)
    folder = project.evidence_folder(document.id)
    require_whole(folder, extended)
    ledger_bytes(folder, extended)  # before anything is written: a ledger that grew too large
    prepare(folder)
    for name, data in collected.files.items():
        write_atomically(prepare(folder / Path(name).parent) / Path(name).name, data)
    if extended.items:
        write_ledger(folder, extended)
    save(document, splices, project.path(document))


def _report(
    project: Project,
    folder: Path,
    collected: NewEvidence,
    new: tuple[EvidenceItem, ...],
    missing: list[str],
    dry_run: bool,
) -> None:
    reports = list(collected.reports)
    plain = [report for report in reports if report.was_read and not (report.redacted or report.unread)]
    if len(reports) > _MANY_SOURCES and len(plain) > 1:
        reports = [report for report in reports if report not in plain]
    else:
        plain = []
    width = max((len(report.name) for report in reports), default=0)
    for report in reports:
        click.echo(f"{report.name:<{width}}  {_what(report, dry_run)}")
        for line in _details(report, dry_run):
            click.echo(f"{'':<{width}}  {line}")
    if plain:
        click.echo(f"{counted(len(plain), 'more source')}, {counted(sum(r.items for r in plain), 'item')}")
    for line in missing:
        click.echo(f"not read: {line}")
    known = len({item.key() for item in collected.items}) - len(new)
    old = f", {known} known already" if known else ""
    verb = "Would add" if dry_run else "Added"
    click.echo(f"\n{verb} {counted(len(new), 'item')} to {project.display_path(folder)}/evidence.jsonl{old}.")
    if dry_run:
        _preview(new)


def _preview(new: tuple[EvidenceItem, ...]) -> None:
    for item in new[:_SHOWN_ITEMS]:
        parts = [item.id, item.at.display() if item.at else "", item.actor or "", " ".join(item.text.split())]
        line = "  ".join(part for part in parts if part)
        click.echo(f"  {line if len(line) <= 120 else line[:119] + '…'}")
    if len(new) > _SHOWN_ITEMS:
        click.echo(f"  … and {len(new) - _SHOWN_ITEMS} more")


def _what(report: SourceReport, dry_run: bool) -> str:
    parts = [counted(report.items, "item")] if report.kind or not report.saved_as else []
    if report.saved_as:
        parts.append(f"{'would be ' if dry_run else ''}copied to {', '.join(report.saved_as)}")
    if report.redacted:
        parts.append(f"redacted: {_listed(report.redacted)}")
    if report.assumed_zone:
        parts.append(f"{counted(report.assumed_zone, 'time')} without a zone (see --zone)")
    return " · ".join(parts)


def _details(report: SourceReport, dry_run: bool) -> Iterator[str]:
    if report.left_out:
        yield f"left out: {_listed(report.left_out)}"
    yield from report.remarks
    if dry_run:
        for kind, places in sorted(report.places.items()):
            more = f" and {len(places) - _SHOWN_PLACES} more" if len(places) > _SHOWN_PLACES else ""
            yield f"would redact: {kind} at {', '.join(places[:_SHOWN_PLACES])}{more}"
    for unread in report.unread[:_SHOWN_UNREAD]:
        yield f"not read: {unread}"
    if len(report.unread) > _SHOWN_UNREAD:
        yield f"not read: {len(report.unread) - _SHOWN_UNREAD} more places"


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(found.items()))
