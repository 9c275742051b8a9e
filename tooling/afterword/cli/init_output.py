"""What `init` prints: each file, what remains to do, and one next command."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import click

from afterword.text.invisible import printable, without_invisible

if TYPE_CHECKING:
    from afterword.init.adopt import Adoption, ComparedFile
    from afterword.init.next_steps import Situation, Step
    from afterword.project import Project


def print_files(adoption: Adoption, *, dry_run: bool, checking: bool) -> None:
    """Print a line for each file, and the difference of those that should be like their template."""
    from afterword.init.adopt import FileState

    for one in adoption.files:
        what = one.state.value
        if one.state is FileState.MISSING and not checking:
            what = ("would extend" if one.before else "would add") if dry_run else "extended" if one.before else "added"
        click.echo(f"  {what:<10} {one.instead or one.path}" + (f" in place of {one.path}" if one.instead else ""))
        if one.state is FileState.FORMER:
            click.echo("             delete it: the pull request of each post-mortem has this checklist now")
        if one.state is FileState.OUTDATED or (_is_changed(one) and not checking):
            click.echo(indent(without_invisible(one.diff()), " " * 6, lambda _: True))
    if adoption.count(FileState.OUTDATED):
        click.echo("Copy the lines that are shown, or delete the file and run `afterword init` again.")


def accept_old_findings(project: Project) -> None:
    """Accept what `check` finds in post-mortems that are there before Afterword, and say so."""
    from afterword.checks.baseline import FILE
    from afterword.checks.baseline_update import accept_findings
    from afterword.postmortem.files import find_post_mortems
    from afterword.text.counting import counted

    paths = find_post_mortems(project.folder)
    if not paths or (project.root / FILE).exists():
        return
    accepted = accept_findings(project, paths).accepted
    if accepted:
        click.echo(f"  added      {FILE}: `afterword check` accepts {counted(accepted, 'finding')} of today")


def _is_changed(one: ComparedFile) -> bool:
    """Return whether a file of the repository differs that a reader wants to compare with its template."""
    from afterword.init.adopt import FileState

    return one.state is FileState.KEPT and not one.instead and not one.is_prose


def print_verdict(missing: int, outdated: int, commits: int) -> int:
    """Print whether everything is there, and return the exit code."""
    if commits > 1:
        click.echo(f"The workflows are pinned to {commits} commits but belong together: write the same one in each")
    if missing or outdated or commits > 1:
        click.echo(f"{missing} missing, {outdated} outdated{'; `afterword init` adds what is missing' * bool(missing)}")
        return 1
    click.echo("Nothing is missing or outdated.")
    return 0


def print_steps(situation: Situation, *, is_missing: bool) -> None:
    """Print what remains to do, and the one command to run next."""
    from afterword.init.next_steps import list_github_steps, list_local_steps, next_command

    _print_list("Left to do:", list_local_steps(situation))
    _print_list("On GitHub, under Settings (not visible from here):", list_github_steps(situation))
    click.echo(f"Next: {printable('afterword init' if is_missing else next_command(situation))}")


def _print_list(heading: str, steps: list[Step]) -> None:
    for one in [heading] * bool(steps):
        click.echo(one)
    for step in steps:
        click.echo(f"  {step.where:<22} {step.what}")
        for line in step.lines:
            click.echo(f"{'':<27}{line}")
