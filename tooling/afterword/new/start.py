"""Read the evidence of an incident, and write its post-mortem from it, in folders of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from afterword.checks import Report, check_files
from afterword.drafting.draft import Drafted, DraftRequest, draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.errors import AfterwordError
from afterword.evidence import EvidenceItem
from afterword.evidence.collect import CollectRequest, CollectResult, collect
from afterword.github.connections import Connection
from afterword.new.suggest import Suggestions, suggest
from afterword.postmortem import PostMortem
from afterword.postmortem.create import create_post_mortem
from afterword.postmortem.template import SCHEMA_FILE, Facts
from afterword.project import Project

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a post-mortem is begun from.

    Attributes:
        paths: files and folders.
        texts: what has no file, such as standard input, by the name to show.
        issues: issues and pull requests, as `owner/name` and number.
        files: prompts and settings, as `CollectRequest` takes them.
        samples: files with failing outputs.
        zone: of times without one.
        zone_names: what names of zones mean that are not certain.
    """

    paths: tuple[Path, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    issues: tuple[tuple[str, int], ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[Path, ...] = ()
    zone: str = "Z"
    zone_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sources say, before there is a post-mortem.

    Attributes:
        items: the evidence.
        suggestions: what it suggests.
        day: the first day that the sources name; None if they name none.
    """

    items: tuple[EvidenceItem, ...]
    suggestions: Suggestions
    day: date | None


@dataclass(frozen=True, slots=True)
class Started:
    """A post-mortem that was written into a folder of our own.

    Attributes:
        document: the post-mortem.
        collected: what was read.
        drafted: what was drafted.
        report: what a check finds.
        files: by its path in the project, each file: first the evidence, then the post-mortem.
    """

    document: PostMortem
    collected: CollectResult
    drafted: Drafted
    report: Report
    files: Mapping[str, bytes]


def read_sources(
    project: Project, sources: Sources, folder: Path, github: Connection, progress: Progress = lambda _: None
) -> Reading:
    """Read the sources, and what they suggest. The project does not change.

    Args:
        project: the project.
        sources: the sources.
        folder: an empty folder of our own; redacted evidence is written there.
        github: for issues.
        progress: is called with what is being read.

    Raises:
        AfterwordError: a source cannot be opened, or nothing was read from any.
    """
    facts = Facts("Incident")
    first = project.in_folder(folder / "first")
    document, found = _collect(first, sources, facts, project.now, project, github, progress)
    _require_read(found)
    day = _first_day(found)
    today = project.now.date()
    if day not in (None, today) and any(report.assumed_day for report in found.reports):
        assert day is not None  # times of day belong to the day that another source names
        first = project.in_folder(folder / "second")
        document, found = _collect(first, sources, facts, _noon(day), project, github, progress)
    inputs = DraftInputs.of(first, document)
    names = [severity.name for severity in project.config.severities]
    return Reading(inputs.evidence.items, suggest(inputs.said, inputs.values, names), day)


def start_post_mortem(
    project: Project,
    sources: Sources,
    facts: Facts,
    day: date | None,
    folder: Path,
    github: Connection,
    progress: Progress = lambda _: None,
    *,
    ask_model: bool = True,
) -> Started:
    """Write a post-mortem from sources into a folder of our own: create, collect, draft, check.

    Args:
        project: the project.
        sources: the sources.
        facts: what is known, stated by a person or the evidence.
        day: of the incident, if its start is not known.
        folder: an empty folder.
        github: for issues.
        progress: is called with what is being done.
        ask_model: whether the configured model is asked.

    Raises:
        AfterwordError: something cannot be read, or a fact is not valid.
    """
    staged = project.in_folder(folder)
    schema = project.folder / SCHEMA_FILE
    if schema.is_file():  # the post-mortem refers to it
        staged.folder.mkdir(parents=True)
        (staged.folder / SCHEMA_FILE).touch()
    now = _noon(day) if day else project.now
    document, collected = _collect(staged, sources, facts, now, project, github, progress)
    progress("drafting")
    drafted = draft(staged, DraftRequest(document, ask_model=ask_model), progress)
    document = staged.document(document.id)
    report = check_files(staged, [staged.path(document)])
    return Started(document, collected, drafted, report, _files(staged, document.id))


def _collect(
    staged: Project, sources: Sources, facts: Facts, now: datetime, of: Project, github: Connection, progress: Progress
) -> tuple[PostMortem, CollectResult]:
    """Create a post-mortem in a folder of our own, and collect its evidence; `now` gives the day of its id."""
    config = staged.config
    required = config.required_sections(facts.severity)
    document_id = create_post_mortem(staged.folder, config.postmortems, facts, required, now, config.headings)
    document = staged.document(document_id)
    request = CollectRequest(
        document,
        path=staged.path(document),
        root=of.root,
        now=of.now,
        redaction=config.redaction,
        repository=config.tracking.repository or of.env.get("GITHUB_REPOSITORY") or None,
        sources=sources.paths,
        texts=sources.texts,
        issues=sources.issues,
        files=sources.files,
        samples=sources.samples,
        zone=sources.zone,
        zone_names=sources.zone_names,
        who=config.evidence.roles,
        committers=tuple(of.committers),
    )
    found = collect(request, github, progress)
    return staged.document(document_id), found


def _require_read(found: CollectResult) -> None:
    """Refuse sources of which nothing was read.

    Raises:
        AfterwordError: nothing was.
    """
    if found.items or any(report.was_read for report in found.reports):
        return
    reasons = [reason for report in found.reports for reason in report.unread]
    raise AfterwordError(
        f"nothing was read from the sources: {'; '.join(reasons[:3]) or 'they are empty'}",
        remedy="`afterword collect --dry-run` shows how a source is read",
    )


def _first_day(found: CollectResult) -> date | None:
    """Return the first day that a source names itself."""
    starts = (report.times[0].earliest for report in found.reports if report.times and not report.assumed_day)
    return min((start.date() for start in starts if start), default=None)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _files(staged: Project, document_id: str) -> dict[str, bytes]:
    """Return what was written, the post-mortem last: without its evidence it would be half of one."""
    evidence = sorted(path for path in staged.evidence_folder(document_id).rglob("*") if path.is_file())
    paths = (*evidence, staged.folder / f"{document_id}.md")
    return {staged.display_path(path): path.read_bytes() for path in paths}
