"""`afterword recall`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.progress import chosen_progress, show_progress
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.learning.change import Change
    from afterword.project import Project

_MAX_DIFF = 50_000_000


@click.command("recall")
@click.argument("paths", nargs=-1, metavar="[PATHS]...|-")
@click.option("--diff", metavar="REF", help="Take what changed since this branch, tag or commit.")
@click.option(
    "--repository",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The repository that changes, if the post-mortems are in another one.",
)
@click.option(
    "--format", "output", type=click.Choice(["md", "json"]), default="md", show_default=True, help="Form of the output."
)
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], diff: str | None, repository: Path | None, output: str) -> None:
    """Show past incidents that a change touches.

    These are incidents that name a file, a service, a model or a tool of the change, with what happened, open action
    items, and the eval cases that guard against a repeat; at most about 2,000 tokens. Name the files, or give a unified
    diff or a list of files on standard input (`-`). Without either, the change is that of the branch. --quiet
    prints nothing if nothing is touched.
    """
    from afterword.learning.recall import recall
    from afterword.learning.recall_report import report_data, report_markdown

    if diff is not None and paths:
        raise click.UsageError("Give either --diff or files, not both.")
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("Give either files or `-` for the standard input, not both.")
    project = session.open()
    changing = repository or project.root
    change = _read(project, changing, paths, diff)
    with show_progress("searching the post-mortems"):
        recalled = recall(project, change, changing)
    if chosen_progress() == "quiet" and not recalled.incidents:
        return
    if not recalled.incidents and paths and paths != ("-",):
        _refuse_missing(change, changing, paths)
    text = json.dumps(report_data(recalled), indent=2) if output == "json" else report_markdown(recalled).rstrip("\n")
    click.echo(text)


def _refuse_missing(change: Change, repository: Path, paths: tuple[str, ...]) -> None:
    """Refuse a path that no incident names, that is not there, and that never was: it is mistyped, or no path."""
    from afterword import git
    from afterword.errors import AfterwordError
    from afterword.learning.recall import missing_files

    for missing in missing_files(change, repository):
        name = next((path for path in paths if missing.endswith(path) and git.find_commit(repository, path)), "")
        remedy = f"`--diff {name}` takes what changed since that commit" if name else "correct it, or give `--diff REF`"
        raise AfterwordError("there is no such file, and git knows of none", remedy=remedy, path=missing)


def _read(project: Project, repository: Path, paths: tuple[str, ...], diff: str | None) -> Change:
    from afterword.errors import AfterwordError
    from afterword.learning.change import read_change
    from afterword.learning.recall import change_of_files, change_since, place_in

    place = place_in(project, repository)
    if not paths:
        return change_since(repository, diff, place)
    if paths != ("-",):
        return change_of_files(paths, place, repository, Path.cwd())
    data = sys.stdin.buffer.read(_MAX_DIFF + 1)
    if len(data) > _MAX_DIFF:
        raise AfterwordError(
            f"the diff has more than {_MAX_DIFF // 1_000_000} MB", remedy="name the files that changed"
        )
    return read_change(data.decode("utf-8-sig", "replace"), place)
