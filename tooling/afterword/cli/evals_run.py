"""`afterword evals run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import append_summary
from afterword.cli.progress import show_progress
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.checks import Report
    from afterword.evals.run import RunResult


@click.command("run")
@click.option("--changed-since", "since", metavar="REF", help="Only cases that the change since REF touches.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
@click.option(
    "--junit", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write JUnit's XML to FILE too."
)
@click.option(
    "--json", "json_", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write JSON to FILE too."
)
@click.option("--model", metavar="NAME", help="Ask this model in place of those of the proofs.")
@click.option("--max-cost", type=int, metavar="TOKENS", help="Tokens at most; `llm.max_tokens` unless given.")
@click.pass_obj
def command(
    session: Session,
    since: str | None,
    output: str,
    junit: Path | None,
    json_: Path | None,
    model: str | None,
    max_cost: int | None,
) -> int:
    """Ask every eval case with the current prompts.

    `evals.prompts` in the settings names the current prompt of a case or a cause. A proven case that fails too often
    blocks, unless it fails as often with the prompt from before the change. Cases that are not proven, or in
    quarantine, are reported. OPENAI_BASE_URL and OPENAI_API_KEY name the endpoint.

    Exits with 1 if a case blocks, or if one that can block has no verdict, as when the budget of tokens is used up.
    """
    from afterword import git
    from afterword.cli.outputs import require_writable
    from afterword.evals.run import run_cases
    from afterword.evals.run_report import as_json, as_junit, as_markdown, as_text
    from afterword.postmortem import write_atomically

    project = session.open()
    if junit is not None:
        require_writable(project, session.directory / junit, lambda data: b"<testsuites" in data[:200], "a report")
    if json_ is not None:
        require_writable(project, session.directory / json_, lambda data: b'"blocks"' in data[:200], "a result")
    with show_progress("reading the cases") as progress:
        result = run_cases(project, since, model, max_cost, progress)
    if output == "sarif":
        from afterword.checks.formats import sarif

        click.echo(sarif.render(_as_report(result, len(project.paths)), git.prefix(project.root)), nl=False)
    else:
        click.echo(as_json(result) if output == "json" else as_text(result), nl=False)
    for path, write in ((junit, as_junit), (json_, as_json)):
        if path is not None:
            write_atomically(session.directory / path, write(result).encode())
    append_summary(session.env, as_markdown(result))
    return 1 if result.fails else 0


def _as_report(result: RunResult, documents: int) -> Report:
    from afterword.checks import Finding, Level, Report
    from afterword.evals.run import Standing

    levels = {
        Standing.BLOCKS: Level.ERROR,
        Standing.WITHOUT_VERDICT: Level.ERROR,
        Standing.REPORTED: Level.WARNING,
    }
    findings = tuple(
        Finding(
            path=one.case.path,
            line=one.case.line,
            column=1,
            end_line=one.case.line,
            rule="eval-case",
            level=levels.get(one.standing, Level.NOTE),
            message=f"{one.case.id}: {one.words}",
            remedy="",
        )
        for one in result.outcomes
        if one.standing is not Standing.PASSED
    )
    return Report(findings, documents)
