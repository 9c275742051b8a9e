"""`afterword check`."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.checks import Context, Report
    from afterword.checks.rule import Checked
    from afterword.postmortem import PostMortem
    from afterword.postmortem.external import ExternalEdition
    from afterword.project import Project

_LOOKS = {
    "path": {"bold": True},
    "dim": {"dim": True},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
}


@click.command("check")
@click.argument("names", nargs=-1, metavar="[ID|PATH]...")
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True
)
@click.option("--fix", "fixing", is_flag=True, help="Put right what can be put right mechanically.")
@click.option("--changed-since", "since", metavar="REF", help="Only what changed since the merge base with REF.")
@click.pass_obj
def command(session: Session, names: tuple[str, ...], output: str, fixing: bool, since: str | None) -> int:
    """Check post-mortems and their external editions: all of them, or those that are named.

    Exits with 1 when there are errors. Gaps of a draft are warnings; they become errors when its status says that it
    is ready. `afterword explain` tells why there is a rule and how to ignore it.
    """
    from afterword.checks import Context, Severity, check
    from afterword.postmortem import PostMortem

    project = session.open()
    documents = _chosen(session, project, names, since)
    context = Context(project)
    notes: list[str] = []
    with _uncollected():
        report = check(documents, context)
        if fixing and any(finding.fix for finding in report.findings):
            documents, notes = _fixed(project, documents, report, context)
            report = check(documents, context)
    if output == "text" and not documents:
        since_when = f"No post-mortem changed since {since}." if since else ""
        click.echo(since_when or "No post-mortems found. Begin one with `afterword new`.")
        return 0
    post_mortems = [document for document in documents if isinstance(document, PostMortem)]
    summarised = post_mortems[0] if len(names) == 1 and len(post_mortems) == 1 else None
    _print(session, project, report, documents, output, notes, summarised)
    return 1 if report.count(Severity.ERROR) else 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: the documents all stay alive, and walking them again and again costs a fifth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _print(
    session: Session,
    project: Project,
    report: Report,
    documents: list[Checked],
    output: str,
    notes: list[str],
    summarised: PostMortem | None,
) -> None:
    from afterword import git
    from afterword.checks.formats import text

    by_path = {document.path: document for document in documents}
    told = "".join(f"{note}\n" for note in notes)
    if output == "text":
        style = text.plain if session.env.get("NO_COLOR") else _styled
        click.echo(told + ("\n" if told else "") + text.render(report, by_path, style, summarised), nl=False)
        return
    if output == "github":
        from afterword.checks.formats import github

        prefix = git.prefix(project.root)
        click.echo(github.render(report, told + text.render(report, by_path), prefix), nl=False)
        if path := session.env.get("GITHUB_STEP_SUMMARY"):
            _append_summary(Path(path), report)
        return
    from afterword.checks.formats import json_, sarif

    # Standard output is for the program that reads it.
    click.echo(told + "".join(f"{line}\n" for line in text.skipped_lines(report)), nl=False, err=True)
    rendered = json_.render(report, by_path) if output == "json" else sarif.render(report, git.prefix(project.root))
    click.echo(rendered, nl=False)


def _styled(text: str, role: str) -> str:
    return click.style(text, **_LOOKS[role])  # type: ignore[arg-type]


def _append_summary(path: Path, report: Report) -> None:
    """Append the table to the job summary; the result of the check does not depend on it."""
    from afterword.checks.formats import github

    try:
        room = github.SUMMARY_BYTES - (path.stat().st_size if path.exists() else 0)
        with path.open("ab") as file:
            file.write(github.summary(report, room).encode("utf-8", "replace"))
    except OSError as error:
        click.echo(f"the job summary cannot be written: {error.strerror}", err=True)


def _fixed(
    project: Project, documents: list[Checked], report: Report, context: Context
) -> tuple[list[Checked], list[str]]:
    """The documents with what can be put right put right and written, and a line for each fix and each refusal."""
    from afterword.checks import check
    from afterword.checks.fixing import fix
    from afterword.checks.formats.text import clean, fixed_lines
    from afterword.errors import AfterwordError
    from afterword.postmortem import PostMortem, save_text

    fixable = {finding.path for finding in report.findings if finding.fix}
    after: list[Checked] = []
    notes: list[str] = []
    for document in documents:
        if document.path in fixable and isinstance(document, PostMortem):
            try:
                fixed = fix(document, lambda one: check([one], context).findings)
                save_text(document, fixed.document.source.text, project.path(document))
            except AfterwordError as error:
                notes.append(f"not fixed: {clean(str(error))}")
            else:
                document = fixed.document
                notes += fixed_lines(fixed.findings)
        after.append(document)
    return after, notes


def _chosen(session: Session, project: Project, names: tuple[str, ...], since: str | None) -> list[Checked]:
    from afterword import git

    found = [document for name in names for document in _named(session, project, name)] if names else _all(project)
    documents = list({document.path: document for document in found}.values())
    if since is None:
        return documents
    changed = git.changed_since(project.root, since, project.config.postmortems)
    folders = {parent.as_posix() for name in changed for parent in Path(name).parents}
    return [document for document in documents if _depends_on(project, document, changed, folders)]


def _depends_on(project: Project, document: Checked, changed: set[str], folders: set[str]) -> bool:
    """Whether a document, its evidence or, of an edition, its post-mortem is among what changed."""
    own = {document.path, f"{project.config.postmortems}/{document.id}.md"}
    return bool(own & changed) or project.shown(project.evidence_folder(document.id)) in folders


def _all(project: Project) -> list[Checked]:
    """Every post-mortem, each followed by its external edition; editions without one come last."""
    editions = {edition.id: edition for edition in project.editions}
    found: list[Checked] = []
    for document in project.documents:
        found.append(document)
        if edition := editions.pop(document.id, None):
            found.append(edition)
    return [*found, *editions.values()]


def _named(session: Session, project: Project, name: str) -> list[Checked]:
    """What an id, a file, an evidence folder or a file in it, or a folder that holds post-mortems stands for.

    An id stands for the post-mortem and its external edition.

    Raises:
        AfterwordError: there is none, or the file lies elsewhere.
    """
    from afterword.errors import AfterwordError
    from afterword.postmortem.external.document import SUFFIX

    given = session.directory.resolve() / name
    path, folder = given.resolve(), project.folder.resolve()
    if given.is_dir() and folder.is_relative_to(path):
        return _all(project)
    # A link in a document's place is a finding; it is not followed here.
    path = Path(os.path.normpath(given))
    path = path.parent.resolve() / path.name
    if os.path.lexists(path) and path.is_relative_to(folder):
        part = path.relative_to(folder).parts[0]
        if part.endswith(SUFFIX) and (edition := project.edition(part.removesuffix(SUFFIX))):
            return [edition]
        return [project.document(part)]
    if given.exists() and len(Path(name).parts) > 1:
        raise AfterwordError(f"{name} is not in {project.config.postmortems}/", remedy="name a post-mortem or its id")
    document = project.document(name)
    return [document, *_edition_of(project, document)]


def _edition_of(project: Project, document: PostMortem) -> list[ExternalEdition]:
    edition = project.edition(document.id)
    return [edition] if edition else []
