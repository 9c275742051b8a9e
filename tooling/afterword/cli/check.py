"""`afterword check`."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.checks import Report
    from afterword.checks.formats.text import Sources
    from afterword.postmortem import PostMortem
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
    from afterword.checks import Severity, check_files
    from afterword.checks.formats.text import clean
    from afterword.checks.run import idle_paths

    project = session.open()
    paths = _chosen(session, project, names, since)
    report = check_files(project, paths)
    notes = [
        f"note: `checks.paths` of afterword.yml names `{clean(pattern)}`, which fits no post-mortem"
        for pattern in idle_paths(project)
    ]
    if fixing and any(finding.fix for finding in report.findings):
        notes += _fix(project, report)
        report = check_files(project, paths)
    if output == "text" and not paths:
        since_when = f"No post-mortem changed since {since}." if since else ""
        click.echo(since_when or "No post-mortems found. Begin one with `afterword new`.")
        return 0
    summarised = project.read(paths[0]) if len(names) == 1 and report.documents == 1 else None
    _print(session, project, report, output, notes, summarised)
    return 1 if report.count(Severity.ERROR) else 0


def _print(
    session: Session, project: Project, report: Report, output: str, notes: list[str], summarised: PostMortem | None
) -> None:
    from afterword import git
    from afterword.checks.formats import text

    source_of = _sources(project)
    told = "".join(f"{note}\n" for note in notes)
    if output == "text":
        style = text.plain if session.env.get("NO_COLOR") else _styled
        click.echo(told + ("\n" if told else "") + text.render(report, source_of, style, summarised), nl=False)
        return
    if output == "github":
        from afterword.checks.formats import github

        prefix = git.prefix(project.root)
        click.echo(github.render(report, told + text.render(report, source_of), prefix), nl=False)
        if path := session.env.get("GITHUB_STEP_SUMMARY"):
            _append_summary(Path(path), report)
        return
    from afterword.checks.formats import json_, sarif

    # Standard output is for the program that reads it.
    click.echo(told + "".join(f"{line}\n" for line in text.skipped_lines(report)), nl=False, err=True)
    rendered = json_.render(report, source_of) if output == "json" else sarif.render(report, git.prefix(project.root))
    click.echo(rendered, nl=False)


def _sources(project: Project) -> Sources:
    """The texts of the project's files, one of them at a time: findings are in the order of the files."""
    from afterword.postmortem import Source, read_bytes

    @lru_cache(maxsize=1)
    def source_of(path: str) -> Source | None:
        data = read_bytes(project.root / path)
        return None if data is None else Source.decode(data, path)

    return source_of


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


def _fix(project: Project, report: Report) -> list[str]:
    """Put right what can be put right, and write it; a line for each fix and each refusal."""
    from afterword.checks import Context, check
    from afterword.checks.fixing import fix
    from afterword.checks.formats.text import clean, fixed_lines
    from afterword.checks.mentions import Mentions
    from afterword.errors import AfterwordError
    from afterword.postmortem import save_text

    context = Context(project, mentions=Mentions(project))
    notes: list[str] = []
    for name in dict.fromkeys(finding.path for finding in report.findings if finding.fix):
        document = project.read(project.root / name)
        try:
            fixed = fix(document, lambda one: check([one], context).findings)
            save_text(document, fixed.document.source.text, project.path(document))
        except AfterwordError as error:
            notes.append(f"not fixed: {clean(str(error))}")
        else:
            notes += fixed_lines(fixed.findings)
    return notes


def _chosen(session: Session, project: Project, names: tuple[str, ...], since: str | None) -> list[Path]:
    from afterword import git

    chosen = [path for name in names for path in _named(session, project, name)] if names else _all(project)
    paths = list(dict.fromkeys(chosen))
    if since is None:
        return paths
    changed = git.changed_since(project.root, since, project.config.postmortems)
    folders = {parent.as_posix() for name in changed for parent in Path(name).parents}
    return [path for path in paths if _depends_on(project, path, changed, folders)]


def _depends_on(project: Project, path: Path, changed: set[str], folders: set[str]) -> bool:
    """Whether a document, its evidence or, of an edition, its post-mortem is among what changed."""
    document_id = path.name.split(".")[0]
    own = {project.display_path(path), f"{project.config.postmortems}/{document_id}.md"}
    return bool(own & changed) or project.display_path(project.evidence_folder(document_id)) in folders


def _all(project: Project) -> list[Path]:
    """Every post-mortem, each followed by its external edition, then editions without one and files misnamed."""
    from afterword.postmortem import find_external_editions, find_misnamed

    editions = {path.name.split(".")[0]: path for path in find_external_editions(project.folder)}
    found: list[Path] = []
    for path in project.paths:
        found.append(path)
        if edition := editions.pop(path.stem, None):
            found.append(edition)
    return [*found, *editions.values(), *find_misnamed(project.folder)]


def _named(session: Session, project: Project, name: str) -> list[Path]:
    """The files of an id, a file, an evidence folder or a file in it, or a folder that holds post-mortems.

    An id stands for the post-mortem and its external edition.

    Raises:
        AfterwordError: there is none, or the file lies elsewhere.
    """
    from afterword.errors import AfterwordError
    from afterword.postmortem import is_misnamed
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
        file = folder / part
        is_other = part.endswith(SUFFIX) or is_misnamed(file)
        return [file] if is_other and os.path.lexists(file) else [project.find(part)]
    if given.exists() and len(Path(name).parts) > 1:
        raise AfterwordError(f"{name} is not in {project.config.postmortems}/", remedy="name a post-mortem or its id")
    found = project.find(name)
    edition = project.edition_path(found.stem)
    return [found, edition] if os.path.lexists(edition) else [found]
