"""`afterword new`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.project import Project


@click.command("new")
@click.argument("title", required=False)
@click.option("--severity", metavar="SEV", help="A severity of the project, such as SEV2.")
@click.option("--owner", metavar="WHO", help="Owner of the post-mortem: a handle, a team or a role.")
@click.option("--started", metavar="WHEN", help="First effect on users: 2026-04-16T17:00Z, 2026-04-16 or unknown.")
@click.option("--detected", metavar="WHEN", help="When the problem was detected.")
@click.option("--mitigated", metavar="WHEN", help="When users were no longer affected.")
@click.option("--resolved", metavar="WHEN", help="When the cause was removed.")
@click.option("--duration", metavar="LENGTH", help="How long it lasted, if the times are not known: '2 h 28 min'.")
@click.option("--service", "services", multiple=True, metavar="NAME", help="An affected service; may be repeated.")
@click.option("--model", metavar="MODEL", help="The model that served: provider/name@version.")
@click.option("--impact", metavar="TEXT", help="In figures if possible: '~1200 users, 8420 EUR'.")
@click.option("--summary", metavar="TEXT", help="What happened, in a sentence or more.")
@click.option("--visibility", type=click.Choice(["internal", "external"]), default="internal", show_default=True)
@click.pass_obj
def command(
    session: Session, /, title: str | None, visibility: str, services: tuple[str, ...], **given: str | None
) -> None:
    """Create a post-mortem.

    On a terminal it asks for what is missing. Four facts are enough: --summary, --model, --duration and --impact.
    """
    from afterword.postmortem.create import create_post_mortem, title_from, why_invalid
    from afterword.postmortem.template import TIMES, Facts
    from afterword.text.invisible import visible_line

    project = session.open()
    values = {key: value.strip() for key, value in given.items() if value and value.strip()}
    title = visible_line(title or "")
    if not title and "summary" not in values:
        if not sys.stdin.isatty():
            raise click.UsageError("Give a title, or at least --summary.")
        title, asked = _ask(project, values)
        values |= asked
    for key, value in values.items():
        if error := why_invalid(key, value, _severities(project)):
            raise click.BadParameter(error, param_hint=f"--{key}")
    facts = Facts(
        title=visible_line(title or title_from(values["summary"])),
        severity=values.get("severity", "unknown"),
        owner=values.get("owner") or project.env.get("GITHUB_ACTOR") or "TBD",
        visibility=visibility,
        times={key: values[key] for key in TIMES if key in values},
        duration=values.get("duration", ""),
        services=services or tuple(filter(None, (part.strip() for part in values.get("services", "").split(",")))),
        model=values.get("model", ""),
        impact=values.get("impact", ""),
        summary=values.get("summary", ""),
    )
    config = project.config
    required = config.required_sections(facts.severity)
    document_id = create_post_mortem(project.folder, config.postmortems, facts, required, project.now, config.headings)
    click.echo(f"Created {project.display_path(project.folder / f'{document_id}.md')}")
    click.echo(f"Next:   afterword collect {document_id} notes.md   (chat, alerts, logs, prompts)")
    click.echo(f"        afterword draft {document_id}")


def _severities(project: Project) -> list[str]:
    return [severity.name for severity in project.config.severities]


def _ask(project: Project, given: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Ask on the terminal for what was not given; an empty answer leaves it unknown."""
    from afterword.postmortem.create import why_invalid

    def ask(key: str, question: str) -> str:
        while True:
            answer: str = click.prompt(question, default="", show_default=False).strip()
            error = why_invalid(key, answer, _severities(project)) if answer else ""
            if not error:
                return answer
            click.echo(f"  {error}")

    click.echo("A new post-mortem. Leave empty what is not known yet.\n")
    title = ""
    while not title:
        title = click.prompt("What did users notice? (the title)").strip()
    questions = {
        "severity": f"Severity ({'/'.join(_severities(project))})",
        "owner": "Owner of the post-mortem",
        "started": "First effect on users, in UTC (2026-04-16T17:00Z, or only the day)",
        "detected": "Detected at",
        "mitigated": "Mitigated at",
        "resolved": "Resolved at",
        "services": "Affected services, separated by commas",
        "model": "Model that served (provider/name@version)",
        "impact": "Impact (~1200 users, 8420 EUR)",
        "summary": "What happened, in a sentence",
    }
    answers = {key: ask(key, question) for key, question in questions.items() if key not in given}
    click.echo()
    return title, {key: answer for key, answer in answers.items() if answer}
