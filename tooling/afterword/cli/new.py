"""`afterword new`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session
from afterword.text.invisible import visible_line

if TYPE_CHECKING:
    from afterword.postmortem.template import Facts
    from afterword.project import Project


@click.command("new")
@click.argument("title", required=False)
@click.option("--severity", metavar="SEV", help="A severity of the project, such as SEV2.")
@click.option("--owner", metavar="WHO", help="Who sees the document through: a handle, a team or a role.")
@click.option("--started", metavar="WHEN", help="First effect on users: 2026-04-16T17:00Z, 2026-04-16 or unknown.")
@click.option("--detected", metavar="WHEN", help="When a problem was recognised.")
@click.option("--mitigated", metavar="WHEN", help="When users no longer felt it.")
@click.option("--resolved", metavar="WHEN", help="When the cause was removed.")
@click.option("--duration", metavar="LENGTH", help="How long it lasted, when that is all that is known: '2 h 28 min'.")
@click.option("--service", "services", multiple=True, metavar="NAME", help="A service concerned; may be repeated.")
@click.option("--model", metavar="MODEL", help="The model that served: provider/name@version.")
@click.option("--impact", metavar="TEXT", help="In figures where possible: '~1200 users, 8420 EUR'.")
@click.option("--summary", metavar="TEXT", help="What happened, in a sentence or more.")
@click.option("--visibility", type=click.Choice(["internal", "external"]), default="internal", show_default=True)
@click.pass_obj
def command(
    session: Session, /, title: str | None, visibility: str, services: tuple[str, ...], **given: str | None
) -> None:
    """Begin a post-mortem.

    On a terminal it asks for what is not given. Four facts are enough: --summary, --model, --duration and --impact.
    """
    from afterword.cli.validate import check_values
    from afterword.postmortem.template import Facts

    project = session.open()
    values = {key: value.strip() for key, value in given.items() if value and value.strip()}
    title = visible_line(title or "")
    if not title and "summary" not in values:
        if not sys.stdin.isatty():
            raise click.UsageError("Give a title, or at least --summary.")
        title, asked = _ask(project, values)
        values |= asked
    check_values(project, values)
    facts = Facts(
        title=visible_line(title or _first_sentence(values["summary"])),
        severity=values.get("severity", "unknown"),
        owner=values.get("owner") or project.env.get("GITHUB_ACTOR") or "TBD",
        visibility=visibility,
        times={key: values[key] for key in ("started", "detected", "mitigated", "resolved") if key in values},
        duration=values.get("duration", ""),
        services=services or tuple(filter(None, (part.strip() for part in values.get("services", "").split(",")))),
        model=values.get("model", ""),
        impact=values.get("impact", ""),
        summary=values.get("summary", ""),
    )
    _write(project, facts)


def _write(project: Project, facts: Facts) -> None:
    from afterword.errors import AfterwordError
    from afterword.postmortem import read, write_atomically
    from afterword.postmortem.template import SCHEMA_FILE, render, slug
    from afterword.times.when import When

    started = When.parse(facts.times.get("started", "unknown"))
    day = f"{started.earliest or project.now:%Y-%m-%d}"
    document_id = f"{day}-{slug(facts.title)}"
    path = project.folder / f"{document_id}.md"
    shown = project.display_path(path)
    if path.exists() or path.is_symlink():
        raise AfterwordError(
            "there is a post-mortem of that day and name", remedy="continue it, or choose another title", path=shown
        )
    with_schema = (project.folder / SCHEMA_FILE).is_file()
    text = render(document_id, facts, project.config.required_sections(facts.severity), with_schema=with_schema)
    problems = read(text.encode(), shown).problems
    if problems:
        raise AfterwordError(problems[0].message, remedy=problems[0].remedy)
    write_atomically(path, text.encode())
    click.echo(f"Created {shown}")
    click.echo(f"Next:   afterword collect {document_id} notes.md   (chat, alerts, logs, prompts)")
    click.echo(f"        afterword draft {document_id}")


def _ask(project: Project, given: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Ask on the terminal for what was not given; an empty answer leaves it unknown."""
    from afterword.cli.validate import value_error

    def ask(key: str, question: str) -> str:
        while True:
            answer: str = click.prompt(question, default="", show_default=False).strip()
            error = value_error(project, key, answer) if answer else None
            if error is None:
                return answer
            click.echo(f"  {error}")

    click.echo("A new post-mortem. Leave empty what is not known yet.\n")
    title = ""
    while not title:
        title = click.prompt("What did users notice? (the title)").strip()
    names = "/".join(severity.name for severity in project.config.severities)
    questions = {
        "severity": f"Severity ({names})",
        "owner": "Owner (who sees this document through)",
        "started": "First effect on users, in UTC (2026-04-16T17:00Z, or only the day)",
        "detected": "Recognised at",
        "mitigated": "Mitigated at",
        "resolved": "Resolved at",
        "services": "Services concerned, separated by commas",
        "model": "Model that served (provider/name@version)",
        "impact": "Impact (~1200 users, 8420 EUR)",
        "summary": "What happened, in a sentence",
    }
    answers = {key: ask(key, question) for key, question in questions.items() if key not in given}
    click.echo()
    return title, {key: answer for key, answer in answers.items() if answer}


def _first_sentence(text: str) -> str:
    sentence = text.split(". ")[0].strip().rstrip(".")
    return sentence if len(sentence) <= 90 else sentence[:89].rsplit(" ", 1)[0] + "…"
