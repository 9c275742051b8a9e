"""`afterword evals export`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.errors import AfterwordError
from afterword.text.counting import counted

_FORMATS = ("promptfoo", "inspect", "pytest", "jsonl")
_RUN = {
    "promptfoo": "run it with `AFTERWORD_MODEL=… npx promptfoo eval -c {folder}/promptfooconfig.yaml`",
    "inspect": "run it with `inspect eval {folder}/afterword_task.py --model openai/…`",
    "pytest": "run it with `AFTERWORD_MODEL=… pytest {folder}`",
    "jsonl": "",
}


@click.command("export")
@click.argument("format_name", type=click.Choice(_FORMATS), metavar="FORMAT")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write there.  [default: evals/FORMAT]",
)
@click.option("--check", is_flag=True, help="Write nothing; fail if the files there are stale.")
@click.pass_obj
def command(session: Session, format_name: str, names: tuple[str, ...], output: Path | None, check: bool) -> int:
    """Export eval cases to a test suite.

    FORMAT is promptfoo, inspect (Inspect AI), pytest or jsonl; ID is any part of an id, without one all. The files are
    redacted, run as they are, and stay the same while the post-mortems do. Cases that cannot be exported are listed
    with the reason.
    """
    from afterword.cli.outputs import require_writable
    from afterword.evals.export import is_export, make_export, stale_files, write_export

    project = session.open()
    documents = [project.document(name) for name in names] if names else project.documents
    folder = session.directory / output if output else project.root / "evals" / format_name
    with show_progress("redacting the cases"):
        export = make_export(project, documents, format_name)
    for one in export.left_out:
        line = f"left out: {one.path}:{one.line}  {one.name.partition('/')[2]}: {one.reason}"
        click.echo("".join(filter(str.isprintable, line)), err=True)
    if not export.cases:
        raise AfterwordError(
            "no eval cases to export: an empty suite always passes",
            remedy="`afterword evals check` says what is wrong with them"
            if export.left_out
            else "write one in the section Eval coverage gap; `afterword explain AW410` shows its form",
        )
    shown = output or Path("evals") / format_name
    cases = counted(export.cases, "case")
    if check:
        stale = stale_files(export, folder)
        if stale:
            click.echo(f"{shown}: stale: {', '.join(stale)}\n  run `afterword evals export {format_name}` again")
        else:
            click.echo(f"{shown}: up to date, {cases}")
        return 1 if stale else 0
    for name in export.files:
        require_writable(project, folder / name, partial(is_export, name), "an export of eval cases")
    changed = write_export(export, folder)
    wrote = f"wrote {', '.join(changed)}" if changed else "nothing changed"
    click.echo(f"{shown}: {cases}; {wrote}")
    if changed and _RUN[format_name]:
        click.echo(f"  {_RUN[format_name].format(folder=shown)}")
    return 0
