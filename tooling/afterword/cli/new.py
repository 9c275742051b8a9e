"""`afterword new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afterword.cli.completion import complete_severity
from afterword.cli.date_order import DATE_ORDER
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.project import Project

_FILE = click.Path(path_type=Path)


@click.command("new")
@click.argument("words", nargs=-1, metavar="[TITLE | --from SOURCES...]")
@click.option("--from", "is_from", is_flag=True, help="Begin from SOURCES: collect, draft, commit on a branch.")
@click.option("--from-clipboard", is_flag=True, help="The same, from the text in the clipboard (and SOURCES).")
@click.option("--pr", "opens", is_flag=True, help="With --from: push the branch and open the pull request.")
@click.option("--yes", is_flag=True, help="With --from: ask nothing; take what the evidence suggests.")
@click.option("--offline", is_flag=True, help="With --from: do not call a model, even if one is configured.")
@click.option("--prompt-before", metavar="FILE", help="With --from: the prompt before the change.")
@click.option("--prompt-after", metavar="FILE", help="With --from: the prompt as it was when it failed.")
@click.option("--config-before", metavar="FILE", help="With --from: model settings before the change.")
@click.option("--config-after", metavar="FILE", help="With --from: model settings when it failed.")
@click.option("--sample", "samples", type=_FILE, multiple=True, metavar="FILE", help="With --from: a failing output.")
@click.option("--zone", "zones", multiple=True, metavar="ZONE", help="With --from: zone of times that name none.")
@click.option("--dates", type=DATE_ORDER, help="With --from: how to read 04/05/2026.")
@click.option("--title", metavar="TEXT", help="With --from: the title, if it is known.")
@click.option("--id", "short_name", metavar="NAME", help="Short name of the id, behind the day; from the title.")
@click.option(
    "--severity", metavar="SEV", shell_complete=complete_severity, help="A severity of the project, such as SEV2."
)
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
@click.option(
    "--visibility", type=click.Choice(["internal", "external"]), default="internal", show_default=True,
    help="Whether customers may read an external edition.",
)  # fmt: skip
@click.pass_obj
def command(session: Session, /, words: tuple[str, ...], is_from: bool, from_clipboard: bool, **given: Any) -> int:
    """Create a post-mortem.

    On a terminal it asks for what is missing. Four facts are enough: --summary, --model, --duration and --impact.

    With --from, the evidence comes first. SOURCES are files, folders, `-` for standard input, and URLs of issues. Two
    versions of a prompt are recognised by their names. At most three questions are asked.
    """
    project = session.open()
    if is_from or from_clipboard:
        from afterword.cli.new_from import begin_from

        return begin_from(project, words, given, from_clipboard=from_clipboard)
    if only_from := [option for name, option in _ONLY_FROM.items() if given[name]]:
        raise click.UsageError(
            f"--{only_from[0]} goes with --from; to add evidence to a post-mortem, use `afterword collect`."
        )
    if len(words) > 1:
        raise click.UsageError("Put the title in quotes, or name the sources behind --from.")
    _create(project, words[0] if words else "", given)
    return 0


_ONLY_FROM = {
    "opens": "pr", "yes": "yes", "offline": "offline", "samples": "sample", "zones": "zone", "dates": "dates",
    "title": "title",
    "prompt_before": "prompt-before", "prompt_after": "prompt-after", "config_before": "config-before",
    "config_after": "config-after",
}  # fmt: skip


def _create(project: Project, title: str, given: dict[str, Any]) -> None:
    """Create a post-mortem from what was given and what is answered on a terminal."""
    from afterword.cli.new_facts import make_facts, stated_facts
    from afterword.cli.new_questions import ask_facts
    from afterword.cli.seen_before import print_seen_before
    from afterword.postmortem.create import Form, create_post_mortem, title_from
    from afterword.text.invisible import visible_line

    values, title = stated_facts(project, given), visible_line(title)
    if not title and "summary" not in values:
        if not sys.stdin.isatty():
            raise click.UsageError("Give a title, or at least --summary, or begin from evidence: --from.")
        title, asked = ask_facts(project, values)
        values |= asked
    facts = make_facts(project, visible_line(title or title_from(values["summary"])), values, given)
    print_seen_before(project, f"{facts.title} {facts.summary}")
    config = project.config
    form = Form(config.required_sections(facts.severity), config.headings, config.hides_status)
    document_id = create_post_mortem(project.folder, config.postmortems, facts, form, project.now)
    click.echo(f"Created {project.display_path(project.folder / f'{document_id}.md')}")
    click.echo(f"Next:   afterword collect {document_id} notes.md   (chat, alerts, logs, prompts)")
    click.echo(f"        afterword draft {document_id}")
