"""Collect evidence for a post-mortem: read sources, redact them, number what is new, and write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from afterword import config
from afterword.errors import AfterwordError
from afterword.evidence.attachments import (
    Attachment,
    attachments,
    missing_copies,
    name_in_front_matter,
    reuse_copies,
)
from afterword.evidence.file_at_commit import read_file_at_commit
from afterword.evidence.folder import prepare, read_text
from afterword.evidence.ingest import Progress, ingest
from afterword.evidence.ingest_request import Copy, Earlier, IngestRequest
from afterword.evidence.item import BARE_ROLE, EvidenceItem
from afterword.evidence.ledger import LEDGER_NAME, Ledger, highest_cited, ledger_bytes, lock, read_ledger
from afterword.evidence.people import known_people
from afterword.evidence.source import read_bytes
from afterword.evidence.source_report import SourceReport
from afterword.github.connections import Connection
from afterword.github.contents import read_file
from afterword.github.threads import IssueThread, read_thread
from afterword.postmortem import PostMortem, save, write_atomically
from afterword.postmortem.edit import require_editable
from afterword.redaction import Redactor
from afterword.times.reader import TimeReader
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class CollectRequest:
    """What to collect, and for which post-mortem.

    Attributes:
        document: the post-mortem.
        path: its file; its evidence folder is beside it, named by its id.
        root: the project's folder.
        now: the current time, UTC.
        redaction: the project's settings.
        repository: the project's own `owner/name`, None if it is not known.
        sources: files and folders.
        texts: what has no file, such as standard input, by the name to show.
        issues: issues and pull requests, as `owner/name` and number.
        threads: threads that were read already, by the name to show.
        members_only: whether only posts of owners, members and collaborators of a repository are read.
        until: posts that were written or changed later are left out; aware.
        files: prompts and settings, by `prompt_before`, `prompt_after`, `config_before` and `config_after`: a file,
            `path@commit` or `owner/repo:path@commit`.
        samples: files with failing outputs.
        cause: the id of the cause that `files` belong to.
        zone: of times without one: `Z`, `+02:00`, `Europe/Berlin`; empty if it is not given.
        zone_names: what names mean that are not certain, by the name in lower case: `ist`, `+05:30`.
        day_first: whether `04/05/2026` is the 4th of May; None if that is not known.
        mapping: the keys of records, by `time`, `actor` and `text`.
        who: what persons are, by their role (`participant 2`) or name: `support lead`.
        committers: names of those who committed to the repository.
        is_begun: whether the post-mortem is being begun from these sources. Its day is not known yet then: times of day
            belong to the first day that a source names.
        dry_run: whether nothing is written.
    """

    document: PostMortem
    path: Path
    root: Path
    now: datetime
    redaction: config.Redaction
    repository: str | None = None
    sources: tuple[Path, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    issues: tuple[tuple[str, int], ...] = ()
    threads: Mapping[str, IssueThread] = field(default_factory=dict)
    members_only: bool = False
    until: datetime | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[Path, ...] = ()
    cause: str | None = None
    zone: str = ""
    zone_names: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    who: Mapping[str, str] = field(default_factory=dict)
    committers: tuple[str, ...] = ()
    is_begun: bool = False
    dry_run: bool = False

    @property
    def folder(self) -> Path:
        """The evidence folder."""
        return self.path.parent / self.document.id

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to collect: no source is named, and the front matter names no missing copy."""
        named = self.sources or self.texts or self.issues or self.threads or self.files or self.samples
        return not named and not missing_copies(self.document, self.folder)


@dataclass(frozen=True, slots=True)
class CollectResult:
    """What was collected, or would be.

    Attributes:
        items: the items that are new, with their ids.
        known: how many items were in the ledger already.
        retimed: items of the ledger whose times were corrected, each as it was and as it is now.
        reports: one for each source.
        zone: in which times without one were read.
        missing: versions that the front matter names and that cannot be read, each with the reason.
        speakers: who speaks in all items of the ledger, as roles with their titles.
    """

    items: tuple[EvidenceItem, ...]
    known: int
    retimed: tuple[tuple[EvidenceItem, EvidenceItem], ...]
    reports: tuple[SourceReport, ...]
    missing: tuple[str, ...]
    zone: str = "Z"
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """Evidence that was read and redacted, and is not yet written.

    Attributes:
        result: what a person should know of it.
        ledger: the evidence, with what was there before.
        files: what goes into the evidence folder, by the paths in it, with the ledger if it changed.
        wanted: the prompts, settings and samples, with where their copies are.
    """

    result: CollectResult
    ledger: Ledger
    files: Mapping[str, bytes]
    wanted: tuple[Attachment, ...]

    def write(self, document: PostMortem, path: Path) -> None:
        """Write the evidence beside a post-mortem, and let its front matter name the copies.

        Args:
            document: the post-mortem; its file must not have changed since it was read.
            path: its file.

        Raises:
            AfterwordError: a file cannot be written.
        """
        folder = path.parent / document.id
        splices = name_in_front_matter(document, self.wanted)
        prepare(folder)
        for name, data in self.files.items():
            target = folder / name
            write_atomically(prepare(target.parent) / target.name, data)
        save(document, splices, path)


def collect(request: CollectRequest, github: Connection, progress: Progress = lambda _: None) -> CollectResult:
    """Collect evidence, and write it unless the request is a dry run.

    Args:
        request: what to collect.
        github: for issues, and for files of other repositories.
        progress: is called with what is being read.

    Raises:
        AfterwordError: something cannot be read or written, or evidence was added by another run meanwhile.
    """
    with ExitStack() as stack:
        if not request.dry_run:
            stack.enter_context(lock(request.path.parent))
        gathered = gather(request, github, progress)
        if not request.dry_run:
            gathered.write(request.document, request.path)
    return gathered.result


def gather(request: CollectRequest, github: Connection, progress: Progress = lambda _: None) -> Gathered:
    """Read and redact evidence, and number what is new. Nothing is written.

    Args:
        request: what to collect.
        github: for issues, and for files of other repositories.
        progress: is called with what is being read.

    Raises:
        AfterwordError: something cannot be read.
    """
    document, folder = request.document, request.folder
    # The people whom a broken document names are not known, and would not be redacted.
    require_editable(document)
    wanted = attachments(document, request.files, request.samples, request.cause)
    ledger = read_ledger(folder)
    copies, missing = _read_copies(request, wanted, github, progress)
    new = ingest(_ingest_request(request, ledger, copies, github, progress), progress)
    wanted, instead = reuse_copies(folder, wanted, new.files)
    assumed = {report.name: report.assumed_zone for report in new.reports}
    extended = ledger.extended(new.items, new.replies, highest_cited(document.source.readable), assumed)
    extended = extended.titled(request.who)
    added = extended.items[len(ledger.items) :]
    known = len({item.key() for item in new.items}) - len(added)
    reports = [report.changed(lambda text: instead.get(text, text)) for report in new.reports]
    pairs = zip(ledger.items, extended.items, strict=False)
    retimed = tuple((before, now) for before, now in pairs if before.at != now.at)
    speakers = tuple(dict.fromkeys(item.actor for item in extended.items if item.actor))
    result = CollectResult(added, known, retimed, tuple(reports), tuple(missing), request.zone or "Z", speakers)
    data = ledger_bytes(folder, extended, ledger)
    return Gathered(result, extended, new.files | ({LEDGER_NAME: data} if data else {}), tuple(wanted))


def _read_copies(
    request: CollectRequest, wanted: Iterable[Attachment], github: Connection, progress: Progress
) -> tuple[list[Copy], list[str]]:
    """Read the files to copy, and say which versions that the front matter names cannot be read."""

    def read(attachment: Attachment) -> Copy:
        origin = attachment.origin
        progress(f"reading {attachment.name}")
        if isinstance(origin, Path):
            data = read_bytes(origin)
        elif origin.repository in (None, request.repository):
            data = read_file_at_commit(request.root, origin)
        else:
            data = read_file(github.repository(origin.repository), origin.path, origin.commit)
        return Copy(attachment.name, data, attachment.target)

    copies, missing = list(map(read, wanted)), []
    targets = {copy.target for copy in copies}
    for attachment in missing_copies(request.document, request.folder):
        if attachment.target not in targets:
            try:
                copies.append(read(attachment))
            except AfterwordError as error:
                missing.append(f"{attachment.name}: {error.message}")
    return copies, missing


def _ingest_request(
    request: CollectRequest, ledger: Ledger, copies: Iterable[Copy], github: Connection, progress: Progress
) -> IngestRequest:
    document, threads = request.document, dict(request.threads)
    for repository, number in request.issues:
        name = f"{repository}#{number}"
        progress(f"reading {name}")
        threads[name] = read_thread(
            github.repository(repository), number, members_only=request.members_only, until=request.until
        )
    texts = {}
    for copy in copies:
        with suppress(AfterwordError):  # there is none yet, or it is not text and is replaced
            texts[copy.target] = read_text(request.folder, copy.target)
    return IngestRequest(
        request.sources,
        request.texts,
        threads,
        tuple(copies),
        own=(request.path, request.folder),
        times=TimeReader(
            request.zone or "Z",
            _day_near(request),
            (request.now + timedelta(days=1)).date(),
            _start(request),
            request.day_first,
            request.zone_names,
        ),
        mapping=request.mapping,
        titles={name: title for name, title in request.who.items() if not BARE_ROLE.fullmatch(name)},
        redactor=Redactor(request.redaction, known_people(document, request.committers)),
        earlier=Earlier(ledger, texts, document.source.readable),
        infers_zone=request.is_begun and not request.zone,
        is_begun=request.is_begun and not _states_day(document),
    )


def _day_near(request: CollectRequest) -> date:
    """Find a day near the incident, for times that name no year."""
    incident = request.document.front.incident
    for when in (incident.started, incident.detected) if incident else ():
        if when and when.earliest:
            return when.earliest.date()
    try:
        return (When.parse(request.document.id[:10]).earliest or request.now).date()
    except ValueError:
        return request.now.date()


def _states_day(document: PostMortem) -> bool:
    """Whether a post-mortem says on which day its incident began."""
    incident = document.front.incident
    return incident is not None and any(when and when.earliest for when in (incident.started, incident.detected))


def _start(request: CollectRequest) -> datetime | None:
    """Return when the incident began, for times of day without a day; None if that is not known to the minute."""
    incident = request.document.front.incident
    times = (incident.started, incident.detected) if incident else ()
    return next((when.earliest for when in times if when and when.exact), None)
