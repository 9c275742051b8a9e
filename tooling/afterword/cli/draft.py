"""`afterword draft`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.completion import complete_section
from afterword.cli.post_mortem_id import id_argument
from afterword.cli.progress import show_progress
from afterword.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.drafting.newer_evidence import NewerEvidence
    from afterword.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("draft")
@id_argument
@click.option(
    "--section", "sections", multiple=True, metavar="NAME", shell_complete=complete_section,
    help="Only this section; may be repeated.",
)  # fmt: skip
@click.option("--offline", is_flag=True, help="Do not call a model, even if one is configured.")
@click.option("--derived-only", is_flag=True, help="Only what code derives: no model, and no questions.")
@click.option(
    "--generate", "generated", type=_FILE, metavar="FILE", help="Write the model's proposals to FILE, nothing else."
)
@click.option("--apply", "applied", type=_FILE, metavar="FILE", help="Use the proposals in FILE instead of a model.")
@click.option("--report", type=_FILE, metavar="FILE.md", help="Write what the draft rests on, with a .json beside it.")
@click.option("--show-prompt", is_flag=True, help="Print the prompts without calling a model.")
@click.option("--yes", is_flag=True, help="Draft again what newer evidence is relevant to and no person changed.")
@click.option("--dry-run", is_flag=True, help="Print the post-mortem with the draft, without writing anything.")
@click.pass_obj
def command(
    session: Session,
    /,
    document_id: str | None,
    sections: tuple[str, ...],
    offline: bool,
    derived_only: bool,
    show_prompt: bool,
    yes: bool,
    dry_run: bool,
    **files: Path | None,
) -> None:
    """Fill the missing sections of a post-mortem from evidence.

    Code derives the timeline, prompt diff, configuration, impact and durations. A model, if one is configured
    (`llm.model` and OPENAI_API_KEY), drafts the rest; every sentence must be supported by the evidence it cites. What
    remains unknown becomes an open question. Text that people wrote is never changed.

    If evidence is newer than a section that a model drafted and that no person changed or accepted, it offers to draft
    that section again. Without a terminal it says so, and --yes does it.

    ID is any part of an id; without it, the post-mortem that the branch changes.

    In CI, two jobs share the work: `--generate FILE` has the key and writes nothing else; `--apply FILE` needs no key,
    trusts nothing in FILE, and writes the post-mortem.
    """
    from afterword.cli.draft_output import choose_offers, print_draft, print_proposals
    from afterword.drafting.draft import DraftRequest, draft, prompts
    from afterword.drafting.missing_sections import sections_named

    if sum((offline or derived_only, bool(files["generated"]), bool(files["applied"]), show_prompt)) > 1:
        raise click.UsageError("Of --offline, --derived-only, --generate, --apply and --show-prompt, choose one.")
    generated, applied, report = (
        session.directory / path if (path := files[name]) else None for name in ("generated", "applied", "report")
    )
    _refuse_idle(generated, report, show_prompt, dry_run)
    try:
        only = sections_named(sections)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--section") from None
    project = session.open()
    document = project.chosen(document_id)
    _require_outputs(project, generated, report, applied)
    if show_prompt:
        for title, text in prompts(project, document, only):
            click.echo(f"=== {title}\n\n{text}\n")
        return
    with show_progress("reading the evidence") as progress:

        def choose_again(offers: Sequence[NewerEvidence]) -> list[str]:
            with progress.paused():
                return choose_offers(offers, takes_all=yes)

        request = DraftRequest(
            document,
            only,
            ask_model=not (offline or derived_only),
            with_questions=not derived_only,
            proposals=applied,
            proposals_to=generated,
            report=report,
            dry_run=dry_run,
            choose_again=choose_again,
        )
        drafted = draft(project, request, progress)
    if drafted.notice:
        click.echo(drafted.notice, err=True)
    if drafted.result is None:
        print_proposals(drafted, str(files["generated"]))
    elif dry_run:
        click.echo(drafted.result.text, nl=False)
    else:
        print_draft(document, drafted, drafted.result, from_file=applied is not None)


def _refuse_idle(generated: Path | None, report: Path | None, show_prompt: bool, dry_run: bool) -> None:
    """Refuse flags that would do nothing beside the others."""
    if dry_run and generated is not None:
        raise click.UsageError("--dry-run and --generate exclude one another.")
    if report is not None and (dry_run or show_prompt or generated is not None):
        others = "--dry-run, --generate or --show-prompt"
        raise click.UsageError(f"--report describes a post-mortem that was written, so it does not go with {others}.")


def _require_outputs(project: Project, generated: Path | None, report: Path | None, applied: Path | None) -> None:
    """Make sure that the outputs replace no file of a person.

    Raises:
        AfterwordError: one would.
    """
    from afterword.cli.outputs import require_writable
    from afterword.drafting.proposals_file import is_proposals
    from afterword.drafting.report import is_report, is_report_data

    if generated is not None:
        require_writable(project, generated, is_proposals, "a draft")
    if report is not None:
        data = report.with_suffix(".json")
        if data == report:
            raise click.UsageError("--report takes a Markdown file; its JSON is written beside it.")
        if applied is not None and applied.resolve() == data.resolve():
            raise click.UsageError(f"--report would write {data.name} over the proposals; give it another name.")
        require_writable(project, report, is_report, "a report")
        require_writable(project, data, is_report_data, "a report's data")
