"""`afterword check`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import append_summary
from afterword.cli.post_mortem_id import PostMortemId
from afterword.cli.progress import show_progress, without_colour
from afterword.cli.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from afterword.checks import Report
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
@click.argument("names", nargs=-1, metavar="[ID|PATH]...", type=PostMortemId())
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
@click.option("--fix", "fixing", is_flag=True, help="Fix what can be fixed automatically.")
@click.option("--changed-since", "since", metavar="REF", help="Only what changed since the merge base with REF.")
@click.option(
    "--baseline/--no-baseline",
    "baseline",
    default=None,
    help="Accept what is found today, so that later checks list only new findings; or list the accepted ones, too.",
)
@click.pass_obj
def command(
    session: Session, names: tuple[str, ...], output: str, fixing: bool, since: str | None, baseline: bool | None
) -> int:
    """Check post-mortems and external editions.

    ID is any part of an id; without an argument it checks all of them. Exits with 1 when there are errors. Gaps of a
    draft are warnings; they become errors when its status says that it is ready. `afterword explain` explains a rule
    and how to ignore it.

    `--baseline` writes `afterword-baseline.json`. Where there is one, it removes what was fixed, and accepts only the
    findings of post-mortems that you name.
    """
    from afterword.checks import Level, check_files, fix_files, select_files
    from afterword.checks.baseline import Baseline
    from afterword.checks.formats import text
    from afterword.checks.levels import patterns_without_match
    from afterword.postmortem import find_unread

    project = session.open()
    paths = select_files(project, names, session.directory, since)
    accepted = Baseline() if baseline is False else None
    with show_progress("checking"):
        report = check_files(project, paths, baseline=accepted)
    notes = [
        f"note: `checks.paths` of afterword.yml names `{text.clean(pattern)}`, which matches no post-mortem"
        for pattern in patterns_without_match(project)
    ]
    if not names:
        notes += text.unread_lines([project.display_path(path) for path in find_unread(project.folder)])
    if fixing and any(finding.fix for finding in report.findings):
        notes += text.fix_lines(fix_files(project, report))
        report = check_files(project, paths, baseline=accepted)
    if baseline:
        notes.append(_update_baseline(project, paths, is_whole=not names and since is None))
        report = check_files(project, paths)
    if output == "text" and not paths:
        nothing = f"No post-mortem changed since {since}." if since else "No post-mortems found."
        hint = "" if since else " Create one with `afterword new`."
        click.echo("".join(f"{note}\n" for note in notes) + nothing + hint)
        return 0
    summarised = project.read(paths[0]) if len(names) == 1 and report.documents == 1 else None
    _print(session, project, report, output, notes, summarised)
    return 1 if report.count(Level.ERROR) else 0


def _update_baseline(project: Project, paths: list[Path], *, is_whole: bool) -> str:
    from afterword.checks.baseline import FILE
    from afterword.checks.baseline_update import accept_findings, remove_mended
    from afterword.text.counting import counted

    is_first = not (project.root / FILE).exists()
    update = (accept_findings if is_first or not is_whole else remove_mended)(project, paths)
    parts = [f"{FILE} accepts {counted(update.accepted, 'finding')}"]
    if update.removed:
        parts.append(f"{counted(update.removed, 'entry', 'entries')} removed, as fixed")
    if update.new:
        parts.append(
            f"{counted(update.new, 'new finding')} not accepted: name the post-mortems whose findings you accept"
        )
    if update.absolute:
        parts.append(f"{counted(update.absolute, 'finding')} cannot be accepted")
    return "; ".join(parts)


def _print(
    session: Session, project: Project, report: Report, output: str, notes: list[str], summarised: PostMortem | None
) -> None:
    from afterword import git
    from afterword.checks.formats import text
    from afterword.checks.sources import source_reader

    source_of = source_reader(project.root)
    lines = "".join(f"{note}\n" for note in notes)
    if output == "text":
        click.echo(
            lines + ("\n" if lines else "") + text.render(report, source_of, _styled, summarised),
            nl=False,
            color=without_colour(),
        )
        return
    if output == "github":
        from afterword.checks.formats import github

        prefix = git.prefix(project.root)
        click.echo(github.render(report, lines + text.render(report, source_of), prefix), nl=False)
        append_summary(session.env, partial(github.summary, report))
        return
    from afterword.checks.formats import json_, sarif

    # Standard output is for the program that reads it.
    click.echo(lines + "".join(f"{line}\n" for line in text.unlisted_lines(report)), nl=False, err=True)
    rendered = json_.render(report, source_of) if output == "json" else sarif.render(report, git.prefix(project.root))
    click.echo(rendered, nl=False)


def _styled(text: str, role: str) -> str:
    return click.style(text, **_LOOKS[role])  # type: ignore[arg-type]
