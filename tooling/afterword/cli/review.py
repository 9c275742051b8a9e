"""`afterword review`."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from afterword.cli.progress import show_progress
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.learning.review.agenda import Agenda
    from afterword.project import Project


@click.command("review")
@click.option(
    "--format", "output", type=click.Choice(["md", "json"]), default="md", show_default=True, help="Form of the output."
)
@click.option("--issue", is_flag=True, help="Keep one issue a week on GitHub with the agenda.")
@click.pass_obj
def command(session: Session, output: str, issue: bool) -> None:
    """Print the agenda of the weekly review.

    New and changed post-mortems since the Monday before this week, what is due and overdue, what waits for people, what
    repeats, and a past incident that is worth reading again. It needs no model and no network; with `sync` run before,
    it knows the states of issues.
    """
    from afterword.learning.review.make import make_agenda
    from afterword.learning.review.markdown import write_data
    from afterword.portfolio.snapshot import read_tracked_states

    if issue and output == "json":
        raise click.UsageError("--issue and --format json exclude one another.")
    project = session.open()
    if issue:
        click.echo(_keep_issue(project))
        return
    with show_progress("reading the post-mortems and their history"):
        agenda = make_agenda(project, read_tracked_states(project.root))
    if output == "json":
        click.echo(json.dumps(write_data(agenda), ensure_ascii=False, indent=1))
    else:
        click.echo(_visible(_print(agenda)))


def _print(agenda: Agenda) -> str:
    from afterword.learning.review.markdown import write_lines, write_plain, write_title

    return f"# {write_title(agenda)}\n\n{write_plain(write_lines(agenda, lambda document: document.path))}"


def _visible(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char == "\n")


def _keep_issue(project: Project) -> str:
    from afterword.learning.review.make import make_agenda
    from afterword.pull_requests.weekly_issue import keep_weekly_issue
    from afterword.tracking.current_states import read_current_states
    from afterword.tracking.project_tracker import open_tracker

    if project.config.tracker == "local":
        raise click.UsageError("--issue needs GitHub; without it, `review` prints the same.")
    with ExitStack() as stack:
        tracker = open_tracker(project)
        stack.callback(tracker.close_connection)
        agenda = make_agenda(project, read_current_states(project, tracker))
        return keep_weekly_issue(project, tracker, agenda)
