"""`afterword sync`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.progress import show_progress
from afterword.cli.sync_output import print_report, remarks
from afterword.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.cli.session import Session
    from afterword.errors import AfterwordError
    from afterword.github.issues import Issue
    from afterword.github.repository import Head, Repository
    from afterword.postmortem import PostMortem
    from afterword.postmortem.values import Ref
    from afterword.project import Project
    from afterword.tracking.marker import Key
    from afterword.tracking.missed_deadlines import Waiting
    from afterword.tracking.operations import Known, Plan
    from afterword.tracking.report import Report
    from afterword.tracking.tracker import Tracker
    from afterword.tracking.wanted import Collected, Remark, Wanted
    from afterword.tracking.writeback import RowChange

_FILE = click.Path(path_type=Path)


@click.command("sync")
@click.option("--dry-run", is_flag=True, help="Show what would be done and do nothing.")
@click.option("--plan", "plan_file", type=_FILE, metavar="FILE", help="Write the plan to FILE and do nothing.")
@click.option("--apply", "apply_file", type=_FILE, metavar="FILE", help="Do nothing beyond the plan in FILE.")
@click.option("--check", "checking", is_flag=True, help="Tell what is late; fail where an item had no issue for a day.")
@click.option("--issue", is_flag=True, help="With --check: keep one issue that tells what is late, on GitHub.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--no-write-back", is_flag=True, help="Leave issue numbers and states out of the files.")
@click.option("--pull-request", is_flag=True, help="Write them through a pull request instead of into the files here.")
@click.option("--propose", is_flag=True, help="Touch no issue; only bring that pull request up to date.")
@click.pass_obj
def command(
    session: Session,
    dry_run: bool,
    plan_file: Path | None,
    apply_file: Path | None,
    checking: bool,
    issue: bool,
    output: str,
    no_write_back: bool,
    pull_request: bool,
    propose: bool,
) -> int:
    """Bring the action items of all post-mortems and their issues in step.

    Opens an issue for each action item that has none, updates those whose row changed, tells what is overdue, and
    brings issue numbers and states back into the action tables. Running it again changes nothing.

    FILE is sought in the folder that `-C` names, as the post-mortems are.

    Exits with 1 when an action item cannot be tracked, or GitHub refuses what is asked for one.
    """
    if issue and not checking:
        raise click.UsageError("--issue goes with --check.")
    _require_compatible(
        {"--plan": plan_file, "--apply": apply_file, "--check": checking, "--propose": propose},
        {"--dry-run": dry_run, "--no-write-back": no_write_back, "--pull-request": pull_request},
        output,
    )
    pull_request = pull_request or propose
    from afterword.tracking.opening import open_tracker

    project = session.open()
    if propose and project.config.tracker == "local":
        click.echo("nothing to propose: the local tracker writes into the files themselves")
        return 0
    if pull_request and project.config.tracker == "local":
        raise click.UsageError("--pull-request needs GitHub; the local tracker writes into the files here.")
    if issue and project.config.tracker == "local":
        raise click.UsageError("--issue needs GitHub; without it, `sync --check` says the same.")
    # As every file that a command is given to write, they are relative to `-C`.
    plan_file = session.directory / plan_file if plan_file is not None else None
    apply_file = session.directory / apply_file if apply_file is not None else None
    if plan_file is not None:
        from afterword.cli.outputs import require_writable
        from afterword.tracking.planfile import is_plan

        require_writable(project, plan_file, is_plan, "a plan")
    is_dry = dry_run or checking or plan_file is not None
    with ExitStack() as stack:
        tracker = open_tracker(project)
        stack.callback(tracker.close_connection)
        if not is_dry:
            stack.enter_context(tracker.exclusively())
        with show_progress("reading the post-mortems") as tell:
            asked = _ask(project, tracker, tell)
        if checking:
            return _check(project, tracker, asked, keeps_issue=issue)
        if plan_file is not None:
            from afterword.tracking.planfile import write_plan

            write_plan(plan_file, asked.made, tracker.name)
        if propose:
            from afterword.tracking.operations import Plan

            # The rest is for a run whose token may write into issues.
            asked = replace(asked, made=Plan(tracked=asked.made.tracked, skipped=asked.made.skipped))
        mode = "none" if no_write_back else "pull request" if pull_request else "files"
        report, error = _carry_out(session, project, tracker, asked, is_dry, apply_file, mode)
    print_report(session, report, output)
    if error is not None:
        raise error
    return 1 if report.made.skipped or report.result.refused else 0


def _require_compatible(modes: Mapping[str, object], more: Mapping[str, bool], output: str) -> None:
    """Refuse flags of which one would do nothing.

    Raises:
        UsageError: with the flags.
    """
    if sum(map(bool, modes.values())) > 1:
        raise click.UsageError("--plan, --apply, --check and --propose exclude one another.")
    if modes["--check"] and output != "text":
        raise click.UsageError("--check prints text only, so it does not go with --format json.")
    if modes["--propose"] and (more["--dry-run"] or more["--no-write-back"]):
        raise click.UsageError("--propose excludes --dry-run and --no-write-back.")
    if more["--no-write-back"] and more["--pull-request"]:
        raise click.UsageError("--no-write-back and --pull-request exclude one another.")


@dataclass(frozen=True)
class _Asked:
    """What was read, and the plan."""

    documents: list[PostMortem]
    repository: Repository | None
    head: Head | None
    collected: Collected
    known: Known
    made: Plan


def _ask(project: Project, tracker: Tracker, tell: Callable[[str], None]) -> _Asked:
    from afterword.tracking.opening import documents_repository, places
    from afterword.tracking.plan import plan
    from afterword.tracking.survey import survey
    from afterword.tracking.wanted import collect_wanted

    documents = project.documents
    tell(f"reading {tracker.name}")
    repository = documents_repository(project, tracker)
    head, merged = None, None
    if repository is not None:
        from afterword.tracking.merged import merged as compare

        head = repository.head()
        merged = compare(project, head)
    where = places(project, repository.name if repository else None, head.commit if head else None)
    collected = collect_wanted(documents, project.config, project.now, where, merged)
    proposed = partial(_proposed, project, repository, head)
    stands_at = partial(_stands_at, project, repository, head)
    issues, known = survey(
        collected, tracker, project.config.tracking, project.now, proposed=proposed, stands_at=stands_at
    )
    return _Asked(documents, repository, head, collected, known, plan(collected, issues, known))


def _proposed(project: Project, repository: Repository | None, head: Head | None, rows: list[Wanted]) -> dict[Key, Ref]:
    """The issues that the rolling pull request is about to write into rows."""
    from afterword.tracking.proposed import proposed
    from afterword.tracking.rolling import RollingPullRequest

    if repository is None or head is None:
        return {}
    return proposed(project, RollingPullRequest(repository), head, rows)


def _stands_at(project: Project, repository: Repository | None, head: Head | None, place: str) -> bool:
    """Whether a post-mortem of the id of one of ours is still at another place."""
    from afterword.tracking.same_id import stands_at

    return repository is not None and stands_at(project, repository, head, place)


def _carry_out(
    session: Session,
    project: Project,
    tracker: Tracker,
    asked: _Asked,
    is_dry: bool,
    apply_file: Path | None,
    mode: str,
) -> tuple[Report, AfterwordError | None]:
    """Do what the plan says, unless it is only to be shown, and bring numbers and states back."""
    from afterword.tracking.apply import Result, apply
    from afterword.tracking.planfile import read_cap
    from afterword.tracking.report import Report, count_files
    from afterword.tracking.writeback import changes

    cap = read_cap(apply_file, tracker.name) if apply_file is not None else None
    outside = () if cap is None else tuple(one for one in asked.made.operations if one.identity not in cap)
    if is_dry:
        result = Result(tracked=asked.made.tracked)
    else:
        with show_progress("reading the post-mortems") as tell:
            result = apply(
                asked.made, asked.collected, asked.known, tracker, project.config.tracking, cap=cap, progress=tell
            )
    rows = changes(asked.documents, result.tracked) if mode != "none" else {}
    errors = [result.error] if result.error is not None else []
    report = Report(asked.made, result, is_dry, rows, outside=outside)
    if is_dry:
        text = f"cells of {count_files(len(rows))} to write" if rows else ""
        return replace(report, files=len(rows), files_text=text), None
    if mode == "pull request":
        files, text, failures = _propose(project, asked, rows)
    else:
        files, failures = _write(project, asked.documents, rows)
        text = f"numbers and states written into {count_files(files)}" if files else ""
    report = replace(report, files=files, files_text=text)
    failures += _keep_snapshot(project, tracker, result.tracked)
    return report, next(iter([*failures, *errors]), None)


def _write(
    project: Project, documents: list[PostMortem], rows: dict[str, list[RowChange]]
) -> tuple[int, list[AfterwordError]]:
    """Write the cells: how many files changed, and why others did not; one never keeps another from being written."""
    from afterword.errors import AfterwordError
    from afterword.tracking.writeback import write

    written = 0
    failures: list[AfterwordError] = []
    for document in documents:
        if document.id in rows:
            try:
                written += write(document, rows[document.id], project.path(document))
            except AfterwordError as error:
                failures.append(error)
    return written, failures


def _propose(
    project: Project, asked: _Asked, rows: dict[str, list[RowChange]]
) -> tuple[int, str, list[AfterwordError]]:
    """Bring the cells into the rolling pull request: how many files it changes, what became of it, and failures."""
    from afterword import git
    from afterword.errors import AfterwordError
    from afterword.postmortem import read

    assert asked.repository is not None
    if asked.head is None or asked.collected.frozen is None:
        return 0, "", []  # an empty repository, or a checkout that says nothing about the default branch
    from afterword.tracking.rolling import RollingPullRequest
    from afterword.tracking.writeback import with_cells

    prefix = git.prefix(project.root)
    files: dict[str, str] = {}
    failures: list[AfterwordError] = []
    for document in asked.documents:
        if document.id in rows and document.id.casefold() not in asked.collected.frozen:
            path = prefix + document.path
            # As the default branch has it, byte for byte: the checkout may have other ends of lines.
            text = git.run(project.root, "show", "--end-of-options", f"{asked.head.commit}:{path}")
            if text is None:
                remedy = "run it in a clone of the repository"
                return 0, "", [AfterwordError(f"git does not know {path} on {asked.head.branch}", remedy=remedy)]
            try:
                files[path] = with_cells(read(text.encode(), document.path), rows[document.id])
            except AfterwordError as error:
                failures.append(error)
    try:
        outcome = RollingPullRequest(asked.repository).bring(asked.head, files)
    except AfterwordError as error:
        return 0, "", [*failures, error]
    told = {
        "opened": "numbers and states proposed in pull request #{0}",
        "updated": "numbers and states proposed in pull request #{0}",
        "unchanged": "pull request #{0} with numbers and states is waiting",
        "closed": "pull request #{0} closed, since nothing is left to write",
        "edited": "pull request #{0} is left alone, since somebody else committed to its branch: merge it or close it",
        "none": "",
    }[outcome.what]
    return (0 if outcome.what == "none" else len(files) or 1), told.format(outcome.number), failures


def _keep_snapshot(
    project: Project, tracker: Tracker, tracked: Iterable[tuple[Wanted, Issue | None]]
) -> list[AfterwordError]:
    from afterword.errors import AfterwordError
    from afterword.tracking.snapshot import write_snapshot

    try:
        write_snapshot(project.root, tracker.name, tracker.repository_name, tracked)
    except AfterwordError as error:
        return [error]
    return []


def _check(project: Project, tracker: Tracker, asked: _Asked, *, keeps_issue: bool) -> int:
    """Tell which promises are broken."""
    from afterword.github.pulls import list_open_pulls
    from afterword.tracking.missed_deadlines import lacking, late, unpublished, waiting

    found = lacking(asked.made)
    broken, unknown = late(project, found, asked.head.commit if asked.head else None)
    remarks("error", "red", (replace(one, reason=f"{one.reason}, for more than a day") for one in broken))
    remarks("skipped", "yellow", (one for one in asked.made.skipped if one not in broken))
    overdue = unpublished(asked.collected)
    remarks("warning", "yellow", overdue)
    stuck: list[Waiting] = []
    if asked.repository is not None and asked.repository.is_named(tracker.name):
        stuck = waiting(project, list_open_pulls(asked.repository))
        remarks("warning", "yellow", (one.remark(project.now) for one in stuck))
    if unknown:
        click.echo(f"skipped: since when action items lack an issue: {unknown}", err=True)
    elif keeps_issue:
        from afterword.pull_requests.deadlines import Missed, keep

        if done := keep(tracker, Missed(broken, overdue, stuck)):
            click.echo(f"deadlines: {done}")
    click.echo(f"{_number(broken)} without an issue for more than a day" if broken else _standing(asked.made, found))
    return 1 if broken else 0


def _standing(made: Plan, found: list[Remark]) -> str:
    """How many action items there are and how many have no issue yet; and what nothing is known of."""

    # A document without a row that lacks an issue is left out as a whole: its rows are done, or name one.
    documents = {one.path for one in made.skipped if one.rows is None or not one.rows}
    # By line too: two rows may have one ID.
    rows = {(wanted.path, wanted.line, wanted.action) for wanted, _ in made.tracked}
    items = len(rows | {(one.path, one.line, name) for one in made.skipped for name in one.rows or ()})
    lacking = sum(len(one.rows or ()) for one in found)
    if not found:
        return "all tracked" if items else "no action items to track"
    parts = [f"{counted(items, 'action item')}, {lacking or 'none'} without an issue"] if items else []
    if documents:
        parts.append(f"{counted(len(documents), 'post-mortem')} skipped, as said above")
    return "; ".join(parts)


def _number(remarks: Iterable[Remark]) -> int:
    """How many rows they concern; one where the rows cannot be read."""
    return sum(1 if remark.rows is None else len(remark.rows) for remark in remarks)
