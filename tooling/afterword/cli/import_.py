"""`afterword import`."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, cast

import click

from afterword.cli.date_order import DATE_ORDER
from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.text.invisible import printable

if TYPE_CHECKING:
    from afterword.importing.kept_answers import Options
    from afterword.importing.run import Outcome
    from afterword.importing.sources.exports import Form
    from afterword.importing.writer.answers import Answers
    from afterword.project import Project

_MOST_SIDE_BY_SIDE = 5


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--from", "source", type=click.Choice(["markdown", "confluence", "notion", "google-docs", "issues"]),
    default="markdown", help="Program that the files are exports of; `issues` of GitHub: each PATH is a label.",
)  # fmt: skip
@click.option("--zone", "zones", multiple=True, metavar="ZONE", help="Zone of times that name none, or NAME=ZONE.")
@click.option("--dates", type=DATE_ORDER, help="How to read dates such as 04/05/2026 if none shows it.")
@click.option("--severity", "severities", multiple=True, metavar="WORD=SEVERITY", help="Severity that a word means.")
@click.option("--at", "commit", default="", metavar="COMMIT", help="Read the files at a commit of their repository.")
@click.option(
    "--keep-answers", "keeps", is_flag=True, help="Write the answers into afterword.yml, for the next import."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, beside the source.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the report.")
@click.pass_obj
def command(
    session: Session,
    paths: tuple[str, ...],
    source: str,
    zones: tuple[str, ...],
    dates: str | None,
    severities: tuple[str, ...],
    commit: str,
    keeps: bool,
    dry_run: bool,
    form: str,
) -> int:
    """Import post-mortems that were written elsewhere.

    PATH is a file, a folder, or a pattern such as `docs/**/*.md`; with `--from issues`, a label. Each file or issue
    becomes a post-mortem with every word of it; what it does not say is `unknown`, and what has no section goes
    below `## Other`. The sources stay as they are. Importing again writes only what changed in the sources, and
    leaves alone what people edited. The comments of issues become evidence.
    What `check` finds in the imported documents is accepted in `afterword-baseline.json`.
    """
    from afterword.cli.import_baseline import accept_imported
    from afterword.cli.import_issues import REMEDY, collect_threads, find
    from afterword.cli.import_questions import ask_open_questions
    from afterword.github.connections import Connection
    from afterword.importing.batch import Batch
    from afterword.importing.gather import find_inputs
    from afterword.importing.kept_answers import keep_answers, with_kept
    from afterword.importing.run import answers_from, run_import

    if source == "issues" and commit:
        raise click.UsageError("--at is about files in git, not about issues.")
    project = session.open()
    exported = cast("Form", "markdown" if source == "issues" else source)
    known = [severity.name for severity in project.config.severities]
    options = with_kept(project.config.importing, zones, dates, severities)

    def import_once(options: Options, *, is_answered: bool) -> Outcome:
        answers = answers_from(options.zones, options.dates, options.severities, known)
        with show_progress("reading") as tell, Connection(project.env, remedy=REMEDY) as github:
            found = (
                find(project, github, paths)
                if source == "issues"
                else find_inputs(project.root, project.folder, session.directory, paths, commit, exported)
            )
            batch = Batch(project, answers, dry_run, exported)
            outcome = run_import(batch, found, is_answered=is_answered, tell=tell)
            if source == "issues" and not dry_run:
                outcome = collect_threads(project, github, found, outcome, tell)
        _print_report(project, outcome, answers, form, dry_run=dry_run)
        return outcome

    outcome = import_once(options, is_answered=bool(zones or dates or severities))
    outcomes = [outcome]
    if form == "text" and not dry_run and sys.stdin.isatty():
        found = ask_open_questions(outcome.questions, outcome.words, known)
        if found:
            options = with_kept(project.config.importing, [*zones, *found.zones], found.dates or dates,
                                [*severities, *found.severities])  # fmt: skip
            outcome = import_once(options, is_answered=True)
            outcomes.append(outcome)
            keeps = keeps or click.confirm("Keep these answers in afterword.yml, for the next import?", default=True)
    if not dry_run:
        accept_imported(project, outcomes)
    if keeps and not dry_run and keep_answers(project.root, options):
        click.echo("afterword.yml has the answers now, for the next import", err=True)
    return 0 if outcome.is_complete else 1


def _folder(project: Project) -> str:
    return project.display_path(project.folder)


def _print_report(project: Project, outcome: Outcome, answers: Answers, form: str, *, dry_run: bool) -> None:
    from afterword.importing.report import as_json, as_text
    from afterword.importing.writer.side_by_side import side_by_side

    if form == "json":
        report = as_json(outcome.results, outcome.left_out, outcome.questions, outcome.words, answers, _folder(project))
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
        return
    shown = [result for result in outcome.results if result.text and result.reading]
    if dry_run and len(shown) <= _MOST_SIDE_BY_SIDE:
        for result in shown:
            assert result.reading is not None
            click.echo(printable(f"{result.source} | {_folder(project)}/{result.document_id}.md"))
            for line in side_by_side(result.reading, result.text, shutil.get_terminal_size((160, 24)).columns):
                click.echo(printable(line))
    for line in as_text(
        outcome.results, outcome.left_out, outcome.questions, outcome.words, _folder(project), dry_run=dry_run
    ):
        click.echo(printable(line))
