"""`afterword evals quarantine`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import printable

if TYPE_CHECKING:
    from afterword.evals.run_result import CaseResult

_MAX_BYTES = 50_000_000


@click.command("quarantine")
@click.option(
    "--run",
    "result",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The result of `evals run --format json`.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done, without doing it.")
@click.pass_obj
def command(session: Session, result: Path | None, dry_run: bool) -> int:
    """Keep an issue for each eval case in quarantine.

    The issue is assigned to the owner of the quarantine, or to that of the post-mortem.

    With --run, also for each case that fails without a change, as in a run of the default branch; and the issue of a
    case that passed and is not in quarantine is closed. Running it again changes nothing.

    Asks no model, so it needs no key.
    """
    from afterword.errors import AfterwordError
    from afterword.evalcases import find_cases
    from afterword.evals.quarantine import watch
    from afterword.evals.run_result import read_result
    from afterword.postmortem.files import read_regular
    from afterword.pull_requests.quarantine_issues import keep_quarantine_issues
    from afterword.tracking.project_tracker import open_tracker

    project = session.open()
    results: Mapping[str, CaseResult] = {}
    if result is not None:
        try:
            data = read_regular(session.directory / result, _MAX_BYTES, shown_as=str(result))
        except FileNotFoundError:
            remedy = f"`afterword evals run --json {result}` writes it"
            raise AfterwordError("there is no such file", remedy=remedy, path=str(result)) from None
        results = read_result(data, str(result))
    documents = project.documents
    cases, watched = find_cases(documents), watch(documents, results)
    tracker = open_tracker(project)
    try:
        done = keep_quarantine_issues(tracker, watched, is_dry=dry_run)
    finally:
        tracker.close_connection()
    would = "would " if dry_run else ""
    for one, what in zip(watched, done, strict=True):
        if what:
            click.echo(printable(f"{one.case.name}: {would}{what}"))
    in_quarantine = sum(one.case.quarantine is not None for one in watched)
    back = sum(one.case.quarantine is None and bool(one.is_needed) for one in watched)
    parts = [f"{in_quarantine} in quarantine", *([f"{back} failing without a change"] if result else [])]
    click.echo(f"{counted(len(cases), 'eval case')}: {', '.join(parts)}")
    unknown = sorted(results.keys() - {case.name for case in cases})
    if unknown:
        click.echo(
            f"not in this repository: {printable(', '.join(unknown[:5]))}{' …' if unknown[5:] else ''}", err=True
        )
    return 0
