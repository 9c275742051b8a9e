"""`afterword retro`."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import click

from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterword.drafting.retrospective_words import WordsWriter
    from afterword.postmortem import PostMortem
    from afterword.project import Project


@click.command("retro")
@click.argument("quarter", required=False)
@click.option("--pull-request", is_flag=True, help="Open or update a pull request on GitHub, not the files here.")
@click.option("--draft", "drafting", is_flag=True, help="Draft two paragraphs with the configured model.")
@click.pass_obj
def command(session: Session, quarter: str | None, pull_request: bool, drafting: bool) -> None:
    """Write the retrospective of a quarter, such as 2026-Q3.

    Without QUARTER it is the last one that has ended. What repeats, where it keeps happening, what was never done, what
    improved: counts with links, in retrospectives/QUARTER.md, with charts beside it. Run again, it refreshes the parts
    that you did not change.

    With --draft, a model says in the section "In words" where you keep getting burned and what improved. Every sentence
    must be supported by the counts and post-mortems that it cites.
    """
    from afterword.learning.retro.make import choose_quarter, make_files, read_file, write_files
    from afterword.portfolio import Portfolio
    from afterword.portfolio.snapshot import read_tracked_states
    from afterword.pull_requests.retrospective_pull import propose_retrospective
    from afterword.site.retrospective_charts import draw_charts
    from afterword.tracking.current_states import read_current_states
    from afterword.tracking.project_tracker import find_documents_repository, open_tracker

    project = session.open()
    period, documents = choose_quarter(quarter, project.now), tuple(project.documents)
    if pull_request:
        write = _writer(project, documents, _show) if drafting else None
        with ExitStack() as stack:
            tracker = open_tracker(project)
            stack.callback(tracker.close_connection)
            repository = find_documents_repository(project, tracker)
            if repository is None:
                raise click.UsageError("--pull-request needs GitHub; without it, `retro` writes the files here.")
            portfolio = Portfolio(documents, project.config, project.now, read_current_states(project, tracker))
            charts = draw_charts(portfolio, period)
            click.echo(propose_retrospective(project, repository, portfolio, period, charts, write))
        return
    portfolio = Portfolio(documents, project.config, project.now, read_tracked_states(project.root))
    with show_progress("counting what repeats") as progress:

        def show_paused(line: str) -> None:
            with progress.paused():
                _show(line)

        write = _writer(project, documents, show_paused) if drafting else None
        made = make_files(portfolio, period, draw_charts(portfolio, period), partial(read_file, project), write)
    written = write_files(project, made)
    for title in made.kept:
        click.echo(f"kept as you changed it: {title}")
    if made.is_outdated:
        click.echo("In words was drafted before the counts changed: `afterword retro --draft` drafts it again")
    click.echo(f"{made.path}: {counted(written, 'file')} written" if written else f"{made.path} is up to date")


def _show(line: str) -> None:
    """Print what a person should know of the model and its claims; standard output says what was written."""
    click.echo(printable(line), err=True)


def _writer(project: Project, documents: Sequence[PostMortem], say: Callable[[str], None]) -> WordsWriter:
    from afterword.drafting.retrospective_words import WordsWriter
    from afterword.errors import AfterwordError

    write = WordsWriter.of(project, documents, say)
    if write is None:
        raise AfterwordError(
            "no model is configured", remedy="set `llm.model` in afterword.yml and OPENAI_API_KEY, or omit --draft"
        )
    return write
