"""Begin a post-mortem from its evidence: read once, take answers, and make its files in a folder of our own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from afterword.checks import Report, check_files
from afterword.drafting.assembling.reading import ReadEvidence
from afterword.drafting.draft import Drafted, DraftRequest, draft
from afterword.errors import AfterwordError
from afterword.evidence.collect import CollectResult, Gathered, gather
from afterword.github.connections import Connection
from afterword.new.earlier import Earlier, find_earlier
from afterword.new.sources import Sources
from afterword.new.suggest import UNTITLED, Suggestions, suggest
from afterword.postmortem import PostMortem, read
from afterword.postmortem.create import Form, create_post_mortem, make_id
from afterword.postmortem.template import SCHEMA_FILE, Facts, render
from afterword.project import Project

Progress = Callable[[str], None]
Answer = Callable[[Suggestions, Facts], Facts]
"""Completes the facts that are known: by asking a person, from a form, or from what the evidence suggests alone."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A post-mortem that was begun, and is not yet in the project.

    Attributes:
        document: the post-mortem, with its draft.
        collected: what was read: the evidence, redacted, and a report of each source.
        drafted: the draft, with the proposals of the model if one was asked.
        report: what a check finds.
        files: by its path in the project, each file: first the evidence, then the post-mortem.
        suggestions: what the evidence suggests.
        facts: what was taken of that, or stated by a person.
    """

    document: PostMortem
    collected: CollectResult
    drafted: Drafted
    report: Report
    files: Mapping[str, bytes]
    suggestions: Suggestions
    facts: Facts


@dataclass(frozen=True, slots=True)
class Undrafted:
    """A post-mortem with its evidence, before it is drafted, and not yet in the project.

    Attributes:
        document: the post-mortem.
        collected: what was read: the evidence, redacted, and a report of each source.
        files: by its path in the project, each file: first the evidence, then the post-mortem.
    """

    document: PostMortem
    collected: CollectResult
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Given:
    """What a post-mortem is begun from.

    Attributes:
        sources: the sources.
        answer: is given the suggestions and the facts, and returns the facts with a title; `take_suggestions` does
            so without asking.
        facts: what is known before; a title that is not known is empty.
    """

    sources: Sources
    answer: Answer
    facts: Facts = field(default_factory=lambda: Facts(""))


def begin_post_mortem(
    project: Project, given: Given, github: Connection, progress: Progress = lambda _: None, *, ask_model: bool = True
) -> Begun | Earlier:
    """Begin a post-mortem from sources and answers: its document, evidence and proposals. The project does not change.

    This is the one way from sources to a post-mortem, for the command line and for the workflow of the issue form: the
    same sources, facts and answers give the same files. Everything is read, redacted, and read again by code once.
    The caller puts `Begun.files` where they belong, such as on a branch.

    Args:
        project: the project.
        given: the sources and answers.
        github: for issues.
        progress: is called with what is being done.
        ask_model: whether the configured model is asked.

    Returns:
        What was begun; the post-mortem that was begun from these sources before, if there is one.

    Raises:
        AfterwordError: a source cannot be opened, nothing was read from any, or a fact is not valid.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-") as name:
        made = _collect(project, project.in_folder(Path(name).resolve()), given, github, progress)
        if isinstance(made, Earlier):
            return made
        progress("drafting")
        staged, document_id = made.project, made.document.id
        request = DraftRequest(made.document, ask_model=ask_model, known=made.known)
        drafted = draft(staged, request, progress)
        document = staged.document(document_id)
        report = check_files(staged, [staged.path(document)])
        files = _files(staged, document_id)
        return Begun(document, made.collected, drafted, report, files, made.suggestions, made.facts)


def collect_post_mortem(project: Project, given: Given, github: Connection) -> Undrafted | Earlier:
    """Do the same up to the draft, for jobs that ask the model elsewhere. The project does not change.

    The arguments are as for `begin_post_mortem`.

    Returns:
        The post-mortem; the one that was begun from these sources before, if there is one.

    Raises:
        AfterwordError: a source cannot be opened, nothing was read from any, or a fact is not valid.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-") as name:
        made = _collect(project, project.in_folder(Path(name).resolve()), given, github, lambda _: None)
        if isinstance(made, Earlier):
            return made
        return Undrafted(made.document, made.collected, _files(made.project, made.document.id))


@dataclass(frozen=True, slots=True)
class _Collected:
    """A post-mortem with its evidence in a folder of our own; `known` is that evidence as code read it."""

    project: Project
    document: PostMortem
    collected: CollectResult
    suggestions: Suggestions
    facts: Facts
    known: ReadEvidence | None


def _collect(
    project: Project, staged: Project, given: Given, github: Connection, progress: Progress
) -> _Collected | Earlier:
    facts = given.facts
    gathered, day = _gather(project, staged, given.sources, facts, github, progress)
    if earlier := find_earlier(project, gathered.ledger.items):
        return earlier
    progress("reading what it says")
    front = _placeholder(staged, facts, project.now).front
    known: ReadEvidence | None = ReadEvidence.of(gathered.ledger.items, front)
    assert known is not None
    suggestions = suggest(known, front, [severity.name for severity in project.config.severities])
    answered = given.answer(suggestions, facts)
    if answered.times != facts.times:
        known = None  # what happened before the first effect is read otherwise
        if _depend_on_start(gathered.result):
            gathered, day = _gather(project, staged, given.sources, answered, github, progress)
    document = _create(staged, answered, _noon(day) if day else project.now, project.folder / SCHEMA_FILE)
    gathered.write(document, staged.path(document))
    return _Collected(staged, staged.document(document.id), gathered.result, suggestions, answered, known)


def _gather(
    project: Project, staged: Project, sources: Sources, facts: Facts, github: Connection, progress: Progress
) -> tuple[Gathered, date | None]:
    """Read and redact the sources; return also the first day that one names itself.

    Raises:
        AfterwordError: a source cannot be opened, or nothing was read from any.
    """
    document = _placeholder(staged, facts, project.now)
    gathered = gather(sources.request_for(document, staged.path(document), project), github, progress)
    found = gathered.result
    if not (found.items or any(report.was_read for report in found.reports)):
        reasons = [reason for report in found.reports for reason in report.unread]
        raise AfterwordError(
            f"nothing was read from the sources: {'; '.join(reasons[:3]) or 'they are empty'}",
            remedy="`afterword collect --dry-run` shows how a source is read",
        )
    starts = (report.times[0].earliest for report in found.reports if report.times and not report.assumed_day)
    return gathered, min((start.date() for start in starts if start), default=None)


def _placeholder(staged: Project, facts: Facts, now: datetime) -> PostMortem:
    """Return a post-mortem with the facts that are known, before it has its title; it is not written."""
    document_id = make_id(facts, now)
    shown = f"{staged.config.postmortems.rstrip('/')}/{document_id}.md"
    titled = replace(facts, title=facts.title or UNTITLED)
    return read(render(document_id, titled, ()).encode(), shown)


def _depend_on_start(found: CollectResult) -> bool:
    """Whether times of a source count from the start of the incident, or would if it were known."""
    return any(report.assumed_day or (report.items and not report.timed) for report in found.reports)


def _create(staged: Project, facts: Facts, now: datetime, schema: Path) -> PostMortem:
    """Write the post-mortem into the folder of our own; `now` gives the day of its id if no start is known.

    Raises:
        AfterwordError: a fact is not valid.
    """
    config = staged.config
    if schema.is_file():  # the post-mortem refers to it
        staged.folder.mkdir(parents=True)
        (staged.folder / SCHEMA_FILE).touch()
    form = Form(config.required_sections(facts.severity), config.headings, config.hides_status)
    document_id = create_post_mortem(staged.folder, config.postmortems, facts, form, now)
    return staged.document(document_id)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _files(staged: Project, document_id: str) -> dict[str, bytes]:
    """Return what was written, the post-mortem last: without its evidence it would be half of one."""
    evidence = sorted(path for path in staged.evidence_folder(document_id).rglob("*") if path.is_file())
    paths = (*evidence, staged.folder / f"{document_id}.md")
    return {staged.display_path(path): path.read_bytes() for path in paths}
