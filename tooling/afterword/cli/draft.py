"""`afterword draft`."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session
from afterword.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afterword.drafting.compose import DraftResult
    from afterword.drafting.draft_inputs import DraftInputs
    from afterword.drafting.proposals_file import Proposals
    from afterword.llm import Llm
    from afterword.postmortem import PostMortem
    from afterword.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("draft")
@click.argument("document_id", metavar="ID")
@click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this section; may be repeated.")
@click.option("--offline", is_flag=True, help="Ask no model, even where one is configured.")
@click.option("--derived-only", is_flag=True, help="Only what code derives: no model, and no questions.")
@click.option("--generate", "generated", type=_FILE, metavar="FILE", help="Only ask the model, and write FILE.")
@click.option("--apply", "applied", type=_FILE, metavar="FILE", help="Only write what FILE proposes and code derives.")
@click.option("--report", type=_FILE, metavar="FILE.md", help="Write what the draft rests on, with a .json beside it.")
@click.option("--show-prompt", is_flag=True, help="Print what a model would be told, and ask nothing.")
@click.option("--dry-run", is_flag=True, help="Print the document as it would read, write nothing.")
@click.pass_obj
def command(
    session: Session,
    document_id: str,
    sections: tuple[str, ...],
    offline: bool,
    derived_only: bool,
    generated: Path | None,
    applied: Path | None,
    report: Path | None,
    show_prompt: bool,
    dry_run: bool,
) -> None:
    """Fill the missing sections of a post-mortem from its evidence.

    Timeline, prompt diff, configuration, impact and durations are derived by code. A model, where one is configured
    (`llm.model` and OPENAI_API_KEY), drafts the rest; every sentence must stand in the evidence that it cites. What
    neither knows becomes a question. What people wrote is never changed.

    In CI the two halves run apart: `--generate FILE` has the key and writes nothing else, `--apply FILE` needs no key,
    trusts nothing in FILE, and writes the document.
    """
    from afterword.drafting.compose import compose_draft
    from afterword.drafting.draft_inputs import DraftInputs
    from afterword.drafting.proposals_file import read_proposals, write_proposals
    from afterword.drafting.report import write_report
    from afterword.postmortem import save_text

    if sum((offline or derived_only, generated is not None, applied is not None, show_prompt)) > 1:
        raise click.UsageError("Of --offline, --derived-only, --generate, --apply and --show-prompt, choose one.")
    _refuse_idle(generated, report, show_prompt, dry_run)
    project = session.open()
    document = project.document(document_id)
    _require_writable(project, session.directory, generated, report, applied)
    inputs, only = DraftInputs.of(project, document), _named(sections)
    if show_prompt:
        _show_prompts(project, inputs, only)
        return
    if applied is not None:
        proposed: Proposals | None = read_proposals(session.directory / applied, document)
    elif offline or derived_only:
        proposed = None
    else:
        proposed = _generated(project, inputs, only)
    if generated is not None:
        _write_generated(session.directory / generated, proposed, write_proposals)
        return
    text, result = compose_draft(inputs, proposed, only, ask=not derived_only)
    if dry_run:
        click.echo(text, nl=False)
        return
    changed = save_text(document, text, project.path(document))
    if report is not None:
        write_report(session.directory / report, inputs, result, proposed)
    _tell(result, proposed)
    _tell_result(document, result, changed)


def _refuse_idle(generated: Path | None, report: Path | None, show_prompt: bool, dry_run: bool) -> None:
    """Refuse flags that would do nothing beside the others."""
    if dry_run and generated is not None:
        raise click.UsageError("--dry-run and --generate exclude one another.")
    if report is not None and (dry_run or show_prompt or generated is not None):
        others = "--dry-run, --generate or --show-prompt"
        raise click.UsageError(f"--report tells of a document that was written, so it does not go with {others}.")


def _require_writable(
    project: Project, directory: Path, generated: Path | None, report: Path | None, applied: Path | None
) -> None:
    """Make sure that no file of a person's stands where something is to be written.

    Raises:
        AfterwordError: one does.
    """
    from afterword.cli.outputs import require_writable
    from afterword.drafting.proposals_file import is_proposals
    from afterword.drafting.report import is_report, is_report_data

    if generated is not None:
        require_writable(project, directory / generated, is_proposals, "a draft")
    if report is not None:
        beside = report.with_suffix(".json")
        if beside == report:
            raise click.UsageError("--report takes a Markdown file; its JSON is written beside it.")
        if applied is not None and (directory / applied).resolve() == (directory / beside).resolve():
            raise click.UsageError(f"--report would write {beside.name} over the draft; give it another name.")
        require_writable(project, directory / report, is_report, "a report")
        require_writable(project, directory / beside, is_report_data, "a report's data")


def _named(sections: tuple[str, ...]) -> frozenset[str]:
    from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, recognise

    names = set()
    for name in sections:
        kind = recognise(name, 2) or recognise(name, 3)
        if kind is None:
            known = ", ".join(kind.name for kind in (*SECTIONS, *ROOT_CAUSE_PARTS))
            raise click.BadParameter(f"`{name}` is no section; sections are: {known}", param_hint="--section")
        names |= {part.name for part in ROOT_CAUSE_PARTS} if kind.name == "Root cause" else {kind.name}
    return frozenset(names)


def _generated(project: Project, inputs: DraftInputs, only: frozenset[str]) -> Proposals | None:
    """What the configured model proposes; None where there is no model or nothing to ask it."""
    from afterword.drafting.missing_sections import sections_to_ask
    from afterword.drafting.propose import propose_sections
    from afterword.llm import Llm

    llm = Llm.from_settings(project.config.llm, project.env)
    model = llm.model if llm else (project.config.llm.model or "").strip()
    kinds = sections_to_ask(model, inputs, only) if model else []
    if not kinds:
        return None
    if llm is None:  # also an endpoint that wants no key is only asked with one: it says that asking is meant
        click.echo("no model was asked: OPENAI_API_KEY is not set", err=True)
        return None
    with _progress(llm, len(kinds)) as answered:
        return propose_sections(llm, inputs, kinds, workers=project.config.llm.concurrency, answered=answered)


@contextmanager
def _progress(llm: Llm, total: int) -> Iterator[Callable[[str], None]]:
    """A line on a terminal that says how far the questions are; nothing elsewhere."""
    from rich.console import Console

    from afterword.text.invisible import without_invisible

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda name: None
        return
    from rich.markup import escape

    done: list[str] = []

    def text() -> str:
        last = f", last: {done[-1]}" if done else ""
        return escape(f"asking {without_invisible(llm.model)}: {len(done)} of {total} sections{last}")

    with console.status(text()) as status:

        def answered(name: str) -> None:
            done.append(name)
            status.update(text())

        yield answered


def _write_generated(path: Path, proposed: Proposals | None, write: Callable[[Path, Proposals], bool]) -> None:
    from afterword.errors import AfterwordError

    if proposed is None:
        raise AfterwordError(
            "there is nothing to ask a model, or none is configured; nothing was written",
            remedy="set `llm.model` and OPENAI_API_KEY; a section is asked about once, until something changes",
        )
    _tell_spent(proposed)
    write(path, proposed)
    click.echo(f"Proposed {len(proposed.sections)} sections in {path.name}")


def _show_prompts(project: Project, inputs: DraftInputs, only: frozenset[str]) -> None:
    from afterword.drafting.ask_model import random_mark
    from afterword.drafting.missing_sections import sections_to_ask
    from afterword.drafting.prompting import messages
    from afterword.drafting.sections import BY_NAME

    for kind in sections_to_ask(project.config.llm.model or "", inputs, only):
        for message in messages(BY_NAME[kind.name], inputs, random_mark):
            click.echo(f"=== {kind.name}: {message['role']}\n\n{message['content']}\n")


def _tell(result: DraftResult, proposed: Proposals | None) -> None:
    from afterword.drafting.report import counts
    from afterword.text.invisible import without_invisible

    rows = (
        ("derived", result.derived, ""),
        ("drafted", result.drafted, " (not yet reviewed)"),
        ("questions", result.questions, ""),
        ("refreshed", result.refreshed, ""),
        ("declined", result.declined, " (deleted before; name it with --section to draft it again)"),
        ("yours", result.edited, " (edited by hand; the facts now say something else)"),
        ("ignored", result.ignored, " (proposed, but not missing)"),
        ("kept", result.persons, " (a person's words; only what is missing is drafted)"),
        ("kept", result.waiting, " (a draft that waits for review; delete it to have another)"),
    )
    for label, names, remark in rows:
        if names:
            click.echo(f"  {label:<10} {', '.join(names)}{remark}")
    if proposed is None:
        return
    if result.judged:
        told = ", ".join(f"{number} {status}" for status, number in counts(result).items() if number)
        click.echo(f"  {'claims':<10} {told or 'none'}")
    for drafted in result.judged:
        for one in drafted.dropped:
            reasons = "; ".join(one.verdict.reasons)[:300]
            click.echo(without_invisible(f"dropped from {drafted.spec.name}: {reasons}"), err=True)
    _tell_spent(proposed)


def _tell_result(document: PostMortem, result: DraftResult, changed: bool) -> None:
    if not changed:
        click.echo(f"Nothing to draft in {document.path}")
        return
    count = len(result.derived) + len(result.drafted) + len(result.questions)
    if not count:
        click.echo(f"Refreshed {', '.join(result.refreshed) or 'the footnotes'} in {document.path}")
        return
    click.echo(f"Drafted {counted(count, 'section')} of {document.path}, {len(result.questions)} of them as questions")
    if result.drafted:
        click.echo(f"Next:   check what the model wrote, then `afterword accept {document.id} --all`")


def _tell_spent(proposed: Proposals) -> None:
    from afterword.text.invisible import without_invisible

    for text in proposed.notices:
        line = " ".join(without_invisible(text).split())
        click.echo(f"notice: {line}; the draft is made without that answer", err=True)
    spent = proposed.spent
    click.echo(f"  {'tokens':<10} {spent.prompt_tokens} in, {spent.completion_tokens} out, {spent.requests} requests")
