"""`afterword sync`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.output_format import text_or_json
from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.cli.sync_output import print_missed_deadlines, print_offline_plan, print_report

if TYPE_CHECKING:
    from afterword.project import Project
    from afterword.tracking.sync import PreparedSync, WriteBack
    from afterword.tracking.tracker import Tracker

_FILE = click.Path(path_type=Path)


@click.command("sync")
@click.option("--dry-run", is_flag=True, help="Show what would be done, without doing it.")
@click.option("--plan", "plan_file", type=_FILE, metavar="FILE", help="Write the plan to FILE, without doing it.")
@click.option("--apply", "apply_file", type=_FILE, metavar="FILE", help="Do nothing that is not in the plan in FILE.")
@click.option("--check", is_flag=True, help="Report missed deadlines; fail if an action item had no issue for a day.")
@click.option("--issue", is_flag=True, help="With --check: keep one issue on GitHub with the missed deadlines.")
@text_or_json
@click.option("--no-write-back", is_flag=True, help="Do not write issue numbers and statuses into the files.")
@click.option("--pull-request", is_flag=True, help="Write them through the status pull request, not into the files.")
@click.option("--propose", is_flag=True, help="Update the status pull request, not the issues.")
@click.pass_obj
def command(
    session: Session,
    dry_run: bool,
    plan_file: Path | None,
    apply_file: Path | None,
    check: bool,
    issue: bool,
    output: str,
    no_write_back: bool,
    pull_request: bool,
    propose: bool,
) -> int:
    """Sync action items with issues.

    Opens an issue for each action item that has none, updates those whose row changed, reports what is overdue, and
    writes issue numbers and statuses back into the action tables. Running it again changes nothing.

    A relative FILE is resolved against `-C`.

    `--dry-run` without GITHUB_TOKEN plans from the files alone.

    Exits with 1 if an action item cannot be tracked, or GitHub refuses a change to an issue.
    """
    modes = {"--plan": plan_file is not None, "--apply": apply_file is not None, "--check": check, "--propose": propose}
    _require_compatible(modes, issue, dry_run, no_write_back, pull_request, output)
    from afterword.cli.outputs import require_writable
    from afterword.tracking.plan_file import is_plan, read_cap, write_plan
    from afterword.tracking.project_tracker import open_tracker
    from afterword.tracking.sync import prepare_sync, preview_sync, sync, without_operations

    project = session.open()
    if project.config.tracker == "local":
        if propose:
            click.echo("nothing to propose: the local tracker writes into the files themselves")
            return 0
        _require_github(issue, pull_request)
    elif dry_run and not any(modes.values()) and not project.env.get("GITHUB_TOKEN"):
        return print_offline_plan(project, output)
    if plan_file is not None:
        plan_file = session.directory / plan_file
        require_writable(project, plan_file, is_plan, "a plan")
    is_dry = dry_run or check or plan_file is not None
    write_back: WriteBack = "none" if no_write_back else "pull request" if pull_request or propose else "files"
    with ExitStack() as stack:
        tracker = open_tracker(project)
        stack.callback(tracker.close_connection)
        if not is_dry:
            stack.enter_context(tracker.exclusively())
        with show_progress("reading the post-mortems") as progress:
            prepared = prepare_sync(project, tracker, progress)
        if check:
            return _check(project, tracker, prepared, keeps_issue=issue)
        if plan_file is not None:
            write_plan(plan_file, prepared.plan, tracker.name)
        cap = read_cap(session.directory / apply_file, tracker.name) if apply_file is not None else None
        if is_dry:
            report = preview_sync(project, prepared, write_back=write_back, cap=cap)
        else:
            with show_progress("syncing") as progress:
                # `--propose` leaves the rest to a run whose token may change issues.
                operate = without_operations(prepared) if propose else prepared
                report = sync(project, tracker, operate, progress, write_back=write_back, cap=cap)
    print_report(session, report, output)
    if report.error is not None:
        raise report.error
    return 1 if report.plan.skipped or report.result.refused else 0


def _require_compatible(
    modes: dict[str, bool], issue: bool, dry_run: bool, no_write_back: bool, pull_request: bool, output: str
) -> None:
    """Refuse flags of which one would do nothing.

    Raises:
        UsageError: with the flags.
    """
    if issue and not modes["--check"]:
        raise click.UsageError("--issue goes with --check.")
    if sum(modes.values()) > 1:
        raise click.UsageError("--plan, --apply, --check and --propose exclude one another.")
    if modes["--check"] and output != "text":
        raise click.UsageError("--check prints text only, so it does not go with --format json.")
    if modes["--propose"] and (dry_run or no_write_back):
        raise click.UsageError("--propose excludes --dry-run and --no-write-back.")
    if no_write_back and pull_request:
        raise click.UsageError("--no-write-back and --pull-request exclude one another.")


def _require_github(issue: bool, pull_request: bool) -> None:
    """Refuse flags that do nothing with the local tracker."""
    if pull_request:
        raise click.UsageError("--pull-request needs GitHub; the local tracker writes into the files here.")
    if issue:
        raise click.UsageError("--issue needs GitHub; without it, `sync --check` says the same.")


def _check(project: Project, tracker: Tracker, prepared: PreparedSync, *, keeps_issue: bool) -> int:
    from afterword.pull_requests.deadlines_issue import keep_deadlines_issue
    from afterword.tracking.missed_deadlines import find_missed_deadlines

    missed = find_missed_deadlines(project, tracker, prepared)
    print_missed_deadlines(missed, prepared.plan, project.now)
    # Without the history, the issue would say less than it should.
    if keeps_issue and not missed.unknown and (done := keep_deadlines_issue(tracker, missed)):
        click.echo(f"deadlines: {done}")
    click.echo(missed.summary(prepared.plan))
    return 1 if missed.untracked else 0
